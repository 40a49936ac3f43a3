"""Characters that nobody sees, and that come along when something is pasted."""

import unicodedata

# Shown as nothing, or as a gap, although they count as letters or marks: the combining grapheme
# joiner, fillers of Hangul and Khmer, the empty Braille pattern.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def without_invisible(address: str) -> str:
    """Return a mail address without characters that take no ink, and without space around it.

    A plain space within stays, to be refused: whether it belongs there is not for us to guess.
    """
    return "".join(filter(_is_visible, address)).strip()


def _is_visible(character: str) -> bool:
    if character.isascii():
        return True
    if character in FILLERS or "\ufe00" <= character <= "\ufe0f":  # variation selectors
        return False
    # Formats (zero widths, joiners, directions, the soft hyphen, tags), and spaces such as NBSP.
    return unicodedata.category(character) not in ("Cf", "Zs", "Zl", "Zp")
