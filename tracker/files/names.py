"""The name under which a file is given back, made of the one that it came with."""

import re
import unicodedata

from django.utils.translation import gettext as _

from tracker.files.kinds import NAME_LIMIT, SERVED, FileKind
from tracker.shared.text.normal import normalized

KNOWN_ENDING = re.compile(r"\.(png|jpe?g|webp|gif|pdf)$", re.IGNORECASE)
NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')
READ = 1_000  # characters of a name that are looked at


def clean_name(name: str, kind: FileKind) -> str:
    """Return at most NAME_LIMIT characters: no folder, nothing unseen, the ending of its kind."""
    last = name[-READ:].replace("\\", "/").rpartition("/")[2]
    seen = "".join(filter(_is_seen, normalized("NFC", last)))
    stem = KNOWN_ENDING.sub("", " ".join(NOT_IN_A_NAME.sub("-", seen).split()))
    ending = f".{SERVED[kind].extension}"
    stem = stem[: NAME_LIMIT - len(ending)].strip(" .")
    if not stem:
        stem = _("picture") if SERVED[kind].is_picture else _("document")
    return f"{stem}{ending}"


def _is_seen(character: str) -> bool:
    """No control, no mark of direction, nothing without a meaning of its own."""
    return character == " " or unicodedata.category(character)[0] not in "CZ"
