"""Handing mails to the mail server, one by one, and telling a bad address from a dead server."""

import logging
import smtplib
from collections.abc import Callable
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)

MOST_PER_CONNECTION = 100
MOST_BREAKS_IN_A_ROW = 3
MOST_REFUSALS_IN_A_ROW = 50
CLOSING = 421


class Outcome(Enum):
    TAKEN = "taken"
    REFUSED = "refused"  # for good, as far as this mail goes
    LATER = "later"  # not now; a later run tries again
    UNSURE = "unsure"  # its text was sent, and nothing came back: it may have been taken


class ServerGoneError(Exception):
    """No mail can be handed over now; `args[0]` says why."""


class BrokenError(Exception):
    """The connection is of no use any more."""


class ClosingError(BrokenError):
    """The server has said so itself: it did not take the mail."""


class Postbox:
    """A connection to the mail server, opened when needed and again when it breaks."""

    def __init__(self) -> None:
        self._connection: Any = get_connection(patience=settings.EMAIL_PATIENCE)
        self._handed_over = 0
        self._breaks = 0
        self._refusals = 0

    def hand_over(self, message: EmailMessage, before_text: Callable[[], None]) -> Outcome:
        """Give one mail to the server, calling `before_text` before its text is sent.

        Until then it is tried again on a new connection if the present one breaks; from then on
        never, because the server may have it.
        """
        outcome = self._try(message, before_text) or self._try(message, before_text)
        if outcome is None or outcome is Outcome.UNSURE:
            self._breaks += 1
            if self._breaks >= MOST_BREAKS_IN_A_ROW:
                raise ServerGoneError("it breaks off every connection")
            return outcome or Outcome.LATER
        self._breaks = 0
        self._refusals = self._refusals + 1 if outcome is Outcome.REFUSED else 0
        if self._refusals >= MOST_REFUSALS_IN_A_ROW:
            raise ServerGoneError(f"it refused {self._refusals} mails one after the other")
        return outcome

    def close(self) -> None:
        self._handed_over = 0
        try:
            self._connection.close()
        except OSError:  # SMTPException is one too
            logger.debug("A connection to the mail server was closed by the other side")

    def _try(self, message: EmailMessage, before_text: Callable[[], None]) -> Outcome | None:
        """Return None where the connection broke before the text was sent."""
        begun = []

        def begin() -> None:
            begun.append(True)
            before_text()

        if self._handed_over >= MOST_PER_CONNECTION:
            self.close()
        self._open()
        self._handed_over += 1
        self._connection.before_text = begin
        try:
            return self._send(message)
        except BrokenError as error:
            logger.warning("The connection to the mail server broke: %s", error)
            self.close()
            if not begun:
                return None
            return Outcome.LATER if isinstance(error, ClosingError) else Outcome.UNSURE
        except BaseException:
            self.close()  # in the middle of a conversation, where no other mail can begin
            raise

    def _open(self) -> None:
        try:
            self._connection.open()
        except OSError as error:
            raise ServerGoneError(reason(error)) from error

    def _send(self, message: EmailMessage) -> Outcome:
        try:
            self._connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            return judge(message, code, text)
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code == CLOSING:
                raise ClosingError(reason(error)) from error
            raise ServerGoneError(
                f"it takes no mail from {settings.DEFAULT_FROM_EMAIL}: {reason(error)}"
            ) from error
        except smtplib.SMTPServerDisconnected as error:
            raise BrokenError(reason(error)) from error
        except smtplib.SMTPResponseException as error:
            return judge(message, error.smtp_code, error.smtp_error)
        except smtplib.SMTPNotSupportedError as error:
            return judge(message, 550, reason(error))
        except OSError as error:
            raise BrokenError(reason(error)) from error
        except ValueError as error:  # an address or a header that no mail can carry
            return judge(message, 550, str(error))
        return Outcome.TAKEN


def judge(message: EmailMessage, code: int, text: bytes | str) -> Outcome:
    """Go by the server's answer: 421 closes, another 4xx is for later, 5xx is final."""
    answer = f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
    if code == CLOSING:
        raise ClosingError(answer)
    logger.warning("The mail server did not take the mail to %s: %s", message.to[0], answer)
    return Outcome.LATER if 400 <= code < 500 else Outcome.REFUSED


def reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        answer = text.decode(errors="replace") if isinstance(text, bytes) else text
        return f"{error.smtp_code} {answer}"
    return str(error) or type(error).__name__
