"""Messages that can be undone, and those that follow a saved form.

Django keeps a text and one string of tags with a message; the tags are written and read here alone.
"""

from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

SAVED = "saved"  # its form's draft on the device is no longer needed
UNDO = "undo:"
YES = "yes:"


def success(request: HttpRequest, text: Any, *, undo: str = "", saved: bool = False) -> None:
    """Say that something was done. `undo` is the address whose POST takes it back.

    `saved` tells the page's script that a draft of what was typed may go.
    """
    tags = []
    if saved:
        tags.append(SAVED)
    if undo:
        tags.append(f"{UNDO}{undo}")
    messages.success(request, text, extra_tags=" ".join(tags))


def is_saved(message: Message) -> bool:
    return SAVED in (message.extra_tags or "").split()


def ask(request: HttpRequest, question: Any, *, yes: str) -> None:
    """Ask what was not understood for sure; a POST to the address `yes` answers it with one tap."""
    messages.info(request, question, extra_tags=f"{YES}{yes}")


def undo_address(message: Message) -> str:
    """Return the address that takes back what the message says; "" where nothing does."""
    return _tagged(message, UNDO)


def yes_address(message: Message) -> str:
    """Return the address that answers what the message asks; "" where it asks nothing."""
    return _tagged(message, YES)


def _tagged(message: Message, mark: str) -> str:
    for tag in (message.extra_tags or "").split():
        if tag.startswith(mark):
            return tag.removeprefix(mark)
    return ""
