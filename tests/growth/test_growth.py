"""What people type and send costs no more than its size: twice as much text, twice the work.

Calls are counted, which is exact and the same on every machine; what a single call does in C, a
regular expression or a sort, only the clock of the processor sees, so its bound is wide.
"""

import re
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.growth.parsers import PARSERS, Parser
from tests.growth.shapes import Shape

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parent.parent.parent
STEPS = (1, 2, 4, 8)
SMALLEST = 160  # characters of the smallest text whose calls are counted
SLACK = 1.6
# In seconds of the processor. A text of eight times the size may cost three times its share.
NOTHING, TIMES = 0.06, 24

# What takes a text or a file apart.
READERS = {"csv", "json", "zipfile", "xml", "openpyxl", "quopri", "icalendar", "markdown_it"}
READERS |= {"pickle", "tomllib", "unicodedata", "html", "email.parser", "base64", "plistlib"}
IMPORTED = re.compile(r"^\s*(?:import|from) ([\w.]+)", re.MULTILINE)
# What these read nobody sends, or is sealed by the server's own key.
NOT_OF_PEOPLE = {
    "tracker.shared.signed_preview": "what it opens, the server has sealed",
    "tracker.catalogue.release_content": "files of the release",
    "tracker.catalogue.guidance.loading": "files of the release",
    "tracker.home.demo": "files of the release",
    "tracker.exports.archive": "writes",
    "tracker.exports.rows": "writes",
    "tracker.exports.importing.values": "values of a row that archives.py has read and bounded",
    "tracker.reminders.calendar.ics": "writes",
    "tracker.reminders.calendar.zones": "writes",
    "tracker.search.sqlite": "only which Unicode this is",
    "pmcareer.logs.formats": "writes",
    "pmcareer.operations.backups": "the operator's own files",
    "tracker.accounts.protection.encryption": "what it opens, the server has encrypted",
    "tracker.shared.text.invisible": "looks at one sign after the other",
}
CASES = [(parser, name) for parser in PARSERS for name in parser.shapes]


def calls(read: Callable[[Any], object], text: Any) -> int:
    """Return how many calls reading costs, Python's own and those into C."""
    number = 0

    def count(frame: Any, event: str, arg: Any) -> None:
        nonlocal number
        number += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return number


def seconds(read: Callable[[Any], object], text: Any, enough: float) -> float:
    """Return the least that reading costs of the processor, of as many goes as it takes."""
    least = float("inf")
    for _go in range(4):
        started = time.process_time()
        read(text)
        least = min(least, time.process_time() - started)
        if least <= enough:
            break
    return least


def by_name(case: Any) -> str:
    return case.name if isinstance(case, Parser) else case


@pytest.fixture(autouse=True)
def clock() -> None:
    """The processor's clock must not stand still here."""


@pytest.mark.parametrize(("parser", "name"), CASES, ids=by_name)
def test_the_work_grows_no_faster_than_the_text(parser, name):
    shape: Shape = parser.shapes[name]
    size = min(SMALLEST, parser.most // STEPS[-1])
    parser.read(shape(size))  # what is made once is made
    work = [calls(parser.read, shape(size * step)) for step in STEPS]
    for step, cost in zip(STEPS, work, strict=True):
        assert cost <= SLACK * step * work[0] + parser.allowed, f"calls at {STEPS}: {work}"


@pytest.mark.parametrize(("parser", "name"), CASES, ids=by_name)
def test_the_time_grows_no_faster_than_the_text(parser, name):
    shape: Shape = parser.shapes[name]
    small = seconds(parser.read, shape(parser.most // STEPS[-1]), 0)
    most = TIMES * small + NOTHING
    assert seconds(parser.read, shape(parser.most), most) <= most


@cache
def sources() -> dict[str, str]:
    found = {}
    for folder in ("tracker", "pmcareer"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                found[".".join(path.relative_to(ROOT).with_suffix("").parts)] = path.read_text()
    return found


def test_no_parser_is_forgotten():
    known = set(NOT_OF_PEOPLE)
    for parser in PARSERS:
        known.update(parser.modules)
    reading = set()
    for name, source in sources().items():
        imported = set(IMPORTED.findall(source))
        if imported & READERS or {name.partition(".")[0] for name in imported} & READERS:
            reading.add(name)
    assert reading - known == set(), "add what these read to tests/growth/parsers.py"
    assert set(NOT_OF_PEOPLE) <= reading


def test_normal_forms_are_made_in_one_place():
    """Elsewhere the marks on one letter would not be counted before they are sorted."""
    makers = {name for name, source in sources().items() if "unicodedata.normalize" in source}
    # The second one only looks at single letters, to make a table.
    assert makers == {"tracker.shared.text.normal", "tracker.shared.text.letters"}
