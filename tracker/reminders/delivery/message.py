"""One reminder as a mail: text and HTML, nothing loaded from anywhere, nothing that tracks."""

from datetime import date
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from tracker.reminders.delivery.content import MailContent
from tracker.reminders.delivery.unsubscribe import link_for
from tracker.reminders.kinds import row_of
from tracker.reminders.models import Reminder
from tracker.shared.site import absolute, site_address


def message_for(reminder: Reminder, day: date) -> EmailMultiAlternatives | None:
    """Write the mail of a reminder due on `day`, from what is there now; None: nothing to say."""
    row = row_of(reminder.kind)
    content = row.mail(reminder.owner, row.week_meant(reminder.owner, reminder.day_meant(day)))
    return _message(reminder, day, content) if content else None


def _message(reminder: Reminder, day: date, content: MailContent) -> EmailMultiAlternatives:
    unsubscribe = link_for(reminder)
    context = content.context | {
        "title": content.subject,
        "name": reminder.owner.display_name,
        "reminder": reminder,
        "site": site_address(),
        "settings": absolute("reminders"),
        "unsubscribe": unsubscribe,
    }
    template = f"reminders/delivery/mail/{content.template}"
    message = EmailMultiAlternatives(
        subject=f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{content.subject}",
        body=render_to_string(f"{template}.txt", context).strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reminder.owner.email],
        headers={
            "Message-ID": message_id(reminder, day),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def message_id(reminder: Reminder, day: date) -> str:
    """Return the same for every attempt at one mail: a server can drop the second of them."""
    # The salt is no module's name: another one would let a mail that was tried before come twice.
    name = salted_hmac("tracker.reminders.mail", f"{reminder.pk} {day}").hexdigest()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{name}@{domain or 'localhost'}>"
