"""Whether a result says nothing that an interviewer could check: no figure, no name, no change.

Where that is not plain, it is not vague: a question too many costs more than one too few. Only
English is judged, by words of praise beside words that no other language has.
"""

import re

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_SENTENCE_ENDS = re.compile(r"[.!?:;\n][\s)]*$")
# A figure, a share, or somebody's exact words.
_CHECKABLE = re.compile(r"[0-9%\"“«]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a result is called that says how it felt.
PRAISE = _words(
    """amazing appreciated awesome better complaints delighted enjoyed excellent excited
    fantastic fine glad good great happy helpful helped impressed improved improvement
    interesting liked lot loved nice ok okay pleased pleasant positive positively proud
    satisfied smooth smoothly success successful successfully thankful thrilled useful welcome
    well wonderful worked"""
)
ENGLISH = _words(
    """and customers everybody everyone everything it learned nobody our people she their there
    the they things this went were what with worked"""
)
FIGURES = _words(
    """two three four five six seven eight nine ten eleven twelve twenty thirty fifty dozen
    hundred hundreds thousand thousands half quarter third thirds twice percent"""
)
CHANGES = _words(
    """accepted adopted agreed approved asked avoided became bought built canceled cancelled
    changed cheaper closed cut declined doubled dropped earlier faster fell fewer fixed grew
    halved hired increased instead introduced launched later less longer merged moved never
    paid promoted reduced refused rejected released removed renewed replaced rose saved
    shipped shorter signed since slower sooner started stopped switched tripled uses used"""
)
# What may begin with a capital letter and names nobody.
NOBODY = _words(
    """a after all an api at because both but ceo clients colleagues cto customer developers
    engineers eventually feedback finally for he his hr i in management
    managers meeting most mvp my no of on once overall pm pms product qa results sales so some
    stakeholders support team teams testers that then to ui users ux vp we when you
    your"""
)


def is_vague(result: str) -> bool:
    """Say whether it praises and names no figure, no change and nobody who said so."""
    plain = result.replace("’", "'")
    if _CHECKABLE.search(plain) or any(ord(sign) > 127 and sign.isalpha() for sign in plain):
        return False
    words = {_bare(word) for word in _WORD.findall(plain)}
    if not words & PRAISE or not words & ENGLISH or words & (FIGURES | CHANGES):
        return False
    return not _names_somebody(plain)


def _bare(word: str) -> str:
    """Return a word in small letters, without what an apostrophe adds: "they" of "They're"."""
    return word.lower().split("'")[0]


def _names_somebody(text: str) -> bool:
    """Say whether a word has a capital letter that neither English nor its place asks for."""
    if text.isupper():
        return False
    for found in _WORD.finditer(text):
        word, before = found[0], text[: found.start()]
        if not word[0].isupper() or _bare(word) in NOBODY:
            continue
        begins = not before.strip() or _SENTENCE_ENDS.search(before)
        if not begins or _bare(word) not in ENGLISH | PRAISE:
            return True
    return False
