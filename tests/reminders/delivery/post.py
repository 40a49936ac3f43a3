"""A real SMTP server on loopback that keeps what it takes, and misbehaves when told to."""

import asyncio
import email
import email.policy
import socket
from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

# Decides about one mail: an answer to send instead of taking it, or None.
Rule = Callable[["Office", Any, str], Awaitable[str | None]]


class Office:
    """The handler: `at_recipient` and `at_data` are asked about each mail."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.texts = 0  # handed over, taken or not
        self.connections: set[Any] = set()
        self.at_recipient: Rule | None = None
        self.at_data: Rule | None = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.connections.add(session.peer)
        if self.at_recipient and (answer := await self.at_recipient(self, server, address)):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.texts += 1
        address = envelope.rcpt_tos[0]
        if self.at_data and (answer := await self.at_data(self, server, address)):
            return answer
        self.keep(envelope)
        return "250 OK"

    def keep(self, envelope) -> None:
        self.kept.append(email.message_from_bytes(envelope.content, policy=email.policy.default))

    @property
    def addresses(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.kept)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_office(office: Office, port: int = 0):
    """Run the server in a thread of its own; gives its port."""
    controller = Controller(office, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def keeping_after(seconds: float, *addresses: str) -> Rule:
    """Take each mail at once, and say so late: to `addresses`, or to everybody."""

    async def rule(office: Office, server: Any, address: str) -> str | None:
        if not addresses or address in addresses:
            office.keep(server.envelope)
            await asyncio.sleep(seconds)
            return "250 OK"
        return None

    return rule


async def hang(*arguments: Any) -> str:
    """Say nothing until the other side gives up."""
    await asyncio.Event().wait()
    return "250 never"
