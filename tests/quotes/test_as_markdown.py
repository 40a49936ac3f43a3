"""Whatever somebody said reads back as it was typed."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tracker.journal.models import Quote
from tracker.quotes.as_markdown import as_markdown

READ = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_back(markdown):
    """The text of every paragraph inside the quote, lines apart; nothing else may be there."""
    paragraphs = []
    for token in READ.parse(markdown):
        if token.type == "inline":
            ends = {"hardbreak": "\n", "softbreak": "\n"}
            parts = [ends.get(child.type, child.content) for child in token.children]
            kinds = {child.type for child in token.children}
            assert kinds <= {"text", "text_special", "hardbreak", "softbreak"}
            paragraphs.append("".join(parts))
        else:
            assert token.type in {
                "blockquote_open",
                "blockquote_close",
                "paragraph_open",
                "paragraph_close",
            }
    return paragraphs


def quote(text, **values):
    return Quote(text=text, date=date(2026, 11, 18), **values)


@given(st.text(alphabet="ab1.)#*_-+=`~<>&[](){}|\\!:;'\" \t\n$é—/@", min_size=1))
@example("1. one\n2) two")
@example("# no\n---\n===\n    code\n- item\n> quoted\n```\nfence")
@example("[a]: /b\n<b>&amp; *x* _y_ ~~z~~ | a | b |")
@example("ends with \\")
def test_words_read_back_as_typed(text):
    *said, source = read_back(as_markdown([quote(text)], for_others=False))
    assert source == "— 18 Nov 2026"
    typed = [" ".join(line.split(" ")) for line in text.split("\n")]
    typed = [line.strip() for line in typed if line.strip()]
    assert [line for paragraph in said for line in paragraph.split("\n")] == typed


def test_who_and_where_stand_under_the_words():
    one = quote("We wait.\nTwo days.", speaker="Buyer", customer="Acme *GmbH*")
    assert as_markdown([one], for_others=False) == (
        "> We wait.\\\n> Two days.\n>\n> — Buyer, Acme \\*GmbH\\*, 18 Nov 2026\n"
    )


@pytest.mark.parametrize("shown", [True, False])
def test_others_read_the_redacted_words_and_only_names_that_are_shown(shown):
    one = quote(
        "Acme waits.",
        redacted="[customer] waits.",
        speaker="Zoe",
        customer="Acme",
        shows_speaker=shown,
    )
    text = as_markdown([one], for_others=True)
    assert "Acme" not in text
    assert ("Zoe" in text) is shown
    assert re.search(r"> \\\[customer\\\] waits\.", text)
