"""Tables that say nothing of their character set: a guess, which whoever sent the file can change.

What was read by the guess keeps every byte, so that it can be read in another way without the file.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Bytes that mean nothing in Windows' western set, and its space that would be taken off an edge.
UNTOLD = (0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xA0)
PRIVATE = 0xE000  # where they are kept meanwhile
_TO_PRIVATE = {code: chr(PRIVATE + code) for code in UNTOLD}
_FROM_PRIVATE = {PRIVATE + code: code for code in UNTOLD}


class Charset(models.TextChoices):
    """What a table may be written in; the first is the guess."""

    WESTERN = "windows-1252", _("Western European (Windows)")
    CENTRAL = "windows-1250", _("Central European (Windows)")
    CYRILLIC = "windows-1251", _("Cyrillic (Windows)")
    KOI8 = "koi8-u", _("Cyrillic (KOI8)")
    GREEK = "windows-1253", _("Greek (Windows)")
    TURKISH = "windows-1254", _("Turkish (Windows)")
    HEBREW = "windows-1255", _("Hebrew (Windows)")
    ARABIC = "windows-1256", _("Arabic (Windows)")
    BALTIC = "windows-1257", _("Baltic (Windows)")
    VIETNAMESE = "windows-1258", _("Vietnamese (Windows)")
    THAI = "cp874", _("Thai (Windows)")
    MAC = "mac-roman", _("Western European (older Macs)")
    DOS = "cp850", _("Western European (DOS)")
    DOS_CYRILLIC = "cp866", _("Cyrillic (DOS)")
    JAPANESE = "cp932", _("Japanese (Shift JIS)")
    CHINESE = "gb18030", _("Chinese, simplified (GB 18030)")
    TAIWANESE = "big5", _("Chinese, traditional (Big5)")
    KOREAN = "cp949", _("Korean")


def is_guessed(data: bytes) -> bool:
    """Whether a CSV file does not tell its character set."""
    if data.startswith((b"PK", b"\xff\xfe", b"\xfe\xff", b"\xd0\xcf\x11\xe0")):
        return False
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False


def raw(data: bytes) -> str:
    """Return bytes as text of which `in_charset` can make any other reading."""
    text = data.decode("latin-1").translate(_TO_PRIVATE)
    return text.translate(_WESTERN)


def in_charset(text: str, charset: str) -> str:
    """Return what `raw` gave, read in a character set."""
    if text.isascii():
        return text
    data = text.translate(_TO_BYTES).encode("latin-1", "replace")
    return data.decode(charset, "replace").replace("\ufffd", "?")


def _western() -> dict[int, str]:
    """Return what the bytes are that Latin-1 leaves to controls."""
    letters = {}
    for code in range(0x80, 0xA0):
        if code not in UNTOLD:
            letters[code] = bytes([code]).decode("windows-1252")
    return letters


_WESTERN = _western()
_TO_BYTES = {ord(letter): code for code, letter in _WESTERN.items()} | _FROM_PRIVATE
