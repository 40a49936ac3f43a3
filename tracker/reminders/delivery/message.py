"""One reminder as a mail: text and HTML, nothing loaded from anywhere, nothing that tracks."""

from datetime import date
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tracker.reminders.delivery.digest import digest_of
from tracker.reminders.delivery.unsubscribe import link_for
from tracker.reminders.models import Reminder, ReminderKind
from tracker.reminders.schedule import week_meant
from tracker.reminders.texts import praise_for, text_for
from tracker.reminders.week_status import week_status_of
from tracker.shared.site import absolute, site_address


def message_for(reminder: Reminder, day: date) -> EmailMultiAlternatives | None:
    """The mail of a reminder due on `day`, judged by what is there now; None: nothing to say."""
    user, kind = reminder.owner, reminder.kind
    week = week_meant(kind, user, day)
    if kind == ReminderKind.DIGEST:
        digest = digest_of(user, week)
        subject = _("Your week %(week)s") % {"week": week.in_words}
        context = {"digest": digest, "praise": praise_for(digest.state)}
        return _message(reminder, day, subject, "digest", context) if digest else None
    state = week_status_of(user, week)
    if not state.wants(kind):
        return None
    words = text_for(kind, week, state)
    context = {"words": words, "address": absolute(words.route)}
    return _message(reminder, day, words.title, "reminder", context)


def _message(
    reminder: Reminder, day: date, subject: str, template: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    unsubscribe = link_for(reminder)
    context |= {
        "title": subject,
        "name": reminder.owner.display_name,
        "reminder": reminder,
        "site": site_address(),
        "settings": absolute("reminders"),
        "unsubscribe": unsubscribe,
    }
    message = EmailMultiAlternatives(
        subject=f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}",
        body=render_to_string(f"reminders/delivery/mail/{template}.txt", context).strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reminder.owner.email],
        headers={
            "Message-ID": message_id(reminder, day),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(
        render_to_string(f"reminders/delivery/mail/{template}.html", context), "text/html"
    )
    return message


def message_id(reminder: Reminder, day: date) -> str:
    """The same for every attempt at one mail, so that a server can drop the second of them."""
    name = salted_hmac("tracker.reminders.mail", f"{reminder.pk} {day}").hexdigest()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{name}@{domain or 'localhost'}>"
