"""The mail that says how a suggestion was answered."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from tracker.suggestions.models import Suggestion


def mail_answer(suggestion: Suggestion, address: str) -> None:
    """Tell the owner by mail, where mail works; `address` is where they read it in the app.

    Raises what a mail server raises: OSError, SMTPException, UnicodeError.
    """
    if not settings.MAIL_WORKS:
        return
    context = {"suggestion": suggestion, "address": address}
    subject = render_to_string("suggestions/mail/answer_subject.txt", context)
    body = render_to_string("suggestions/mail/answer.txt", context)
    to = [suggestion.owner.email]
    prefix = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX
    send_mail(f"{prefix}{' '.join(subject.split())}", body, settings.DEFAULT_FROM_EMAIL, to)
