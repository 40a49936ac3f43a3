"""Sizes stand in one place: the tokens of static/css/theme.css."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = sorted(Path(settings.BASE_DIR, "static", "css").glob("*.css"))
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+);")
PIXELS = re.compile(r"\d*\.?\d+px")
LENGTH = re.compile(r"\d*\.?\d+(?:px|rem)\b")
# Lines that are as fine as a screen can draw them, and nothing at all.
FINE = {"0px", "1px", "2px"}
# A column or a picture may be as wide as so many letters; what lies between things may not.
SPACES = re.compile(r"padding|margin|gap|row-gap|column-gap|border-radius")


def declarations(sheet: Path) -> Iterator[tuple[str, str]]:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    for name, value in DECLARATION.findall(text):
        yield name, " ".join(value.split())


def tokens(sheet: Path) -> dict[str, str]:
    """Custom properties by name, as they are declared first."""
    found: dict[str, str] = {}
    for name, value in declarations(sheet):
        if name.startswith("--"):
            found.setdefault(name, value)
    return found


def raw_sizes(sheet: Path) -> list[str]:
    told = []
    for name, value in declarations(sheet):
        if name.startswith("--"):
            continue
        sizes = set(PIXELS.findall(value))
        if SPACES.match(name) or name in ("font", "font-size"):
            sizes = set(LENGTH.findall(value))
        if sizes - FINE:
            told.append(f"{name}: {value}")
    return told


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sizes_are_tokens(sheet):
    assert raw_sizes(sheet) == [], "use --text-…, --space-…, --radius-… or --stroke of theme.css"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_token_that_is_used_is_there(sheet):
    # Two sheets stand beside Django's own and not beside theme.css.
    is_in_admin = sheet.name in ("admin.css", "curation.css")
    known = tokens(sheet) | tokens(sheet.with_name("admin.css" if is_in_admin else "theme.css"))
    used = set(re.findall(r"var\((--(?:text|space|radius|stroke|tap)[\w-]*)", sheet.read_text()))
    assert used - set(known) == set()


def test_the_admins_tokens_are_those_of_the_product():
    admin, theme = (tokens(sheet) for sheet in SHEETS if sheet.name in ("admin.css", "theme.css"))
    shared = admin.keys() & theme.keys()
    assert {name: admin[name] for name in shared} == {name: theme[name] for name in shared}


# The fonts of a text are one token, so that every script has its fallback on every page.
FONTS = re.compile(r"var\(--(?:serif|sans|mono)\)|inherit")
SCRIPTS = ["Arabic", "Hebrew", "Thai", "CJK", "Emoji"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_fonts_are_tokens(sheet):
    text = re.sub(r"@font-face {.*?}", "", sheet.read_text(), flags=re.DOTALL)
    named = re.findall(r"[{;\s](?:font|font-family):\s*([^;{}]+);", text)
    assert [fonts for fonts in named if not FONTS.search(fonts)] == [], (
        "use --serif, --sans or --mono"
    )


def test_the_fonts_end_with_those_of_other_scripts():
    theme = tokens(SHEETS[0].with_name("theme.css"))
    assert theme["--sans"].startswith("system-ui")
    for name in ("--serif", "--sans"):
        assert theme[name].endswith("serif, var(--scripts)")
    assert [script for script in SCRIPTS if script not in theme["--scripts"]] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_has_one_job_and_fits_its_reader(sheet):
    assert len(sheet.read_text().splitlines()) <= 400
