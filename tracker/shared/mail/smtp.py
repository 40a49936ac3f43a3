"""Mail over SMTP that holds up nobody.

Python's client waits for each piece of an answer anew, so a server that sends a byte now and then
keeps it for ever. Here a mail has one deadline from the greeting to the last answer
(EMAIL_DEADLINE), and each step of it a limit (EMAIL_TIMEOUT). Who can wait says so with
`patience`: how long the answer to the text may take, for which RFC 5321 asks ten minutes
(4.5.3.2.6), because a client that gives up earlier and comes again makes doubles.
"""

import smtplib
import socket
from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

# What is left once a deadline has passed: a socket takes nought for "do not wait at all".
NO_TIME = 0.001


class Clock:
    """How long a step may last: its own limit, and what is left of the whole."""

    def __init__(self, step: float, whole: float) -> None:
        self._step, self._whole = step, whole
        self.start()

    def start(self) -> None:
        self._end = monotonic() + self._whole

    def left(self) -> float:
        return max(min(self._step, self._end - monotonic()), NO_TIME)


class _Lines:
    """What a server says, line by line; stands in for the file from which smtplib reads."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._waiting = b""
        self.until = 0.0  # by the monotonic clock

    def readline(self, most: int) -> bytes:
        """Return the next line, what there is of one at its end, or `most` bytes of it.

        Raises TimeoutError at `until`, however often a byte comes.
        """
        while b"\n" not in self._waiting and len(self._waiting) < most:
            left = self.until - monotonic()
            if left <= 0:
                raise TimeoutError("no answer in time")
            self._sock.settimeout(left)
            piece = self._sock.recv(4096)
            if not piece:
                break
            self._waiting += piece
        length = min(self._waiting.find(b"\n") + 1 or most, most)
        line, self._waiting = self._waiting[:length], self._waiting[length:]
        return line

    def close(self) -> None:
        """Do nothing: the connection itself is closed."""


class _Limited(smtplib.SMTP):
    """A conversation within limits. `before_text` is called just before DATA is sent."""

    def __init__(self, *args: Any, clock: Clock, patience: float | None, **kwargs: Any) -> None:
        self._clock, self._patience = clock, patience
        self._limits: list[float | None] = []  # of the next answers, where they are not the usual
        self.before_text: Callable[[], None] | None = None
        super().__init__(*args, **kwargs)

    def getreply(self) -> tuple[int, bytes]:
        limit = self._limits.pop(0) if self._limits else None
        if self.file is None and self.sock is not None:
            self.file = _Lines(self.sock)
        if isinstance(self.file, _Lines):
            self.file.until = monotonic() + (limit or self._clock.left())
        try:
            return super().getreply()
        finally:
            if self.sock is not None:
                self.sock.settimeout(self._clock.left())

    def data(self, msg: Any) -> tuple[int, bytes]:
        if self.before_text:
            self.before_text()
        self._limits = [None, self._patience]  # the answers to the command and to the text
        try:
            return super().data(msg)
        finally:
            self._limits = []


class _LimitedTLS(_Limited, smtplib.SMTP_SSL):
    """The same, encrypted from its first byte on."""


class EmailBackend(smtp.EmailBackend):
    """Django's, within limits; `before_text` is called just before the text of a mail is sent."""

    def __init__(self, *args: Any, patience: float | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before_text: Callable[[], None] | None = None
        self._patience = patience
        self._clock = Clock(self.timeout or settings.EMAIL_TIMEOUT, settings.EMAIL_DEADLINE)
        self._is_sending = False

    @property
    def connection_class(self) -> Any:
        kind = _LimitedTLS if self.use_ssl else _Limited
        return partial(kind, clock=self._clock, patience=self._patience)

    def open(self) -> bool | None:
        if not self._is_sending:
            self._clock.start()
        return super().open()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self._clock.start()
        self._is_sending = True
        try:
            return super().send_messages(email_messages) or 0
        finally:
            self._is_sending = False

    def _send(self, email_message: EmailMessage) -> bool:
        if self.connection is not None:
            self.connection.before_text = self.before_text  # type: ignore[attr-defined]
        return bool(super()._send(email_message))  # type: ignore[misc]
