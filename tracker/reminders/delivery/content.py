"""What a reminder's mail says, judged by what is there when it is sent."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.reminders.delivery.digest import digest_of
from tracker.reminders.texts import Prompt, praise_for
from tracker.reminders.week_status import week_status_of
from tracker.shared.site import absolute
from tracker.shared.weeks import Week


@dataclass(frozen=True, slots=True)
class MailContent:
    subject: str
    template: str  # of templates/reminders/delivery/mail/, as text and as HTML
    context: dict[str, Any]


def prompt_content(prompt: Prompt, user: User, week: Week) -> MailContent | None:
    """Ask for what `prompt` asks for; None where that week needs none."""
    status = week_status_of(user, week)
    if not prompt.is_wanted(status):
        return None
    text = prompt.about(week, status)
    context = {"reminder_text": text, "address": absolute(text.route)}
    return MailContent(text.title, "reminder", context)


def digest_content(user: User, week: Week) -> MailContent | None:
    """Sum up a week; None where nothing is to be told."""
    digest = digest_of(user, week)
    if not digest:
        return None
    subject = _("Your week %(week)s") % {"week": week.in_words}
    context = {"digest": digest, "praise": praise_for(digest.status)}
    return MailContent(subject, "digest", context)
