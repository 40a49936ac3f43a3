"""What is shown of a hit."""

import pytest

from tracker.search.ranking import Part, marked, snippet, unmarked

LONG = f"{'before ' * 40}here stands the zéphyr that was meant {'after ' * 40}"


def shown(parts: list[Part]) -> str:
    return "".join(f"[{part.text}]" if part.hit else part.text for part in parts)


def test_a_snippet_stands_around_the_first_hit_and_is_cut_between_words():
    text = shown(snippet(LONG, ["zephyr"]))
    assert text.startswith("… before ")
    assert "here stands the [zéphyr] that was meant" in text
    assert text.endswith("after …")
    assert len(text) <= 170


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Pricing, prices", ["pric"], "[Pricing], [prices]"),
        ("C++ and C, not Cobol", ["c"], "[C]++ and [C], not Cobol"),
        ("Die STRASSE, die Straße", ["strasse"], "Die [STRASSE], die [Straße]"),
        ("Zoe\u0308 and Zoë", ["zoe"], "[Zoe\u0308] and [Zoë]"),
        ("顧客の声", ["顧", "客"], "[顧][客]の声"),
        ("한국어", [], "한국어"),
        ("a\n\n b", ["b"], "a [b]"),
        ("", ["b"], ""),
        ("x" * 400, ["b"], "x" * 160 + " …"),
    ],
)
def test_hits_are_marked_where_they_stand_in_the_text(text, words, expected):
    assert shown(snippet(text, words)) == expected


def test_a_title_is_shown_whole():
    assert shown(marked("one " * 90 + "two", ["two"])) == "one " * 90 + "[two]"


def test_markdown_leaves_its_words():
    assert unmarked("# Head\n- **bold** `code`\n> said\nC# a_b 2 - 1") == (
        "Head\nbold code\nsaid\nC# a_b 2 - 1"
    )
