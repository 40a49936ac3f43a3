"""The brief as a page, as Markdown and as a mail: what it says, and whose names it keeps."""

import html
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import log, make_recommendation
from tracker.journal.models import Quote
from tracker.recommendations.brief import MAILTO_LIMIT, escaped
from tracker.shared.text.markdown import parser


@pytest.fixture
def recommendation(alice):
    log(alice, "Briefing", "Acme waits at our gate.", "Half is worse than none.")
    named, hidden = Quote.objects.order_by("position")
    named.speaker, named.customer, named.setting = "Shift supervisor", "Acme Harbour", "Pier 4"
    named.redacted, named.shows_speaker = "They wait at our gate.", True
    named.save()
    hidden.speaker, hidden.customer = "Ona Moss", "Tillen"
    hidden.save()
    return make_recommendation(
        alice,
        "Unlock the *gate*",
        named,
        hidden,
        problem="23 of 140 calls.",
        suggestion="A **supervisor** resets it.",
        effect="23 calls fewer.",
    )


def forms(client, recommendation, query: str = "") -> list[str]:
    page = client.get(f"/recommendations/{recommendation.pk}/brief/{query}")
    article = html.unescape(page.text).split("<article")[1].split("</article>")[0]
    file = client.get(f"/recommendations/{recommendation.pk}/brief.md{query}")
    return [
        article,
        file.text,
        page.context["brief"].as_mail,
        unquote(page.context["mail"].address),
    ]


def test_all_forms_say_the_same(as_alice, recommendation):
    for text in forms(as_alice, recommendation):
        for words in ("Problem", "23 of 140 calls.", "Half is worse than none.", "Expected effect"):
            assert words in text
        assert "treamline support" in text


def test_names_are_left_out_unless_they_may_be_shown(as_alice, recommendation):
    for text in forms(as_alice, recommendation):
        assert "They wait at our gate." in text
        assert "Shift supervisor" in text
        for secret in ("Acme", "Pier 4", "Ona Moss", "Tillen"):
            assert secret not in text
        assert "a customer, 18 Nov 2026" in text


def test_all_names_are_an_explicit_choice(as_alice, recommendation):
    for text in forms(as_alice, recommendation, "?names=all"):
        for words in ("Acme waits at our gate.", "Acme Harbour", "Pier 4", "Ona Moss", "Tillen"):
            assert words in text


def test_the_file_is_markdown_with_a_name_of_its_own(as_alice, recommendation):
    file = as_alice.get(f"/recommendations/{recommendation.pk}/brief.md")
    assert file["Content-Type"] == "text/markdown; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="unlock-the-gate.md"'
    assert file.text.startswith("# Unlock the \\*gate\\*\n")
    assert "> They wait at our gate." in file.text


def test_a_short_mail_is_whole_and_a_long_one_says_that_it_is_cut(as_alice, recommendation):
    page = as_alice.get(f"/recommendations/{recommendation.pk}/brief/")
    mail = page.context["mail"]
    assert not mail.is_cut
    assert parse_qs(urlsplit(mail.address).query)["subject"] == ["Unlock the *gate*"]
    assert "be cut" not in page.text
    recommendation.effect = "Ünïcode takes six letters each. " * 50
    recommendation.save()
    page = as_alice.get(f"/recommendations/{recommendation.pk}/brief/")
    mail = page.context["mail"]
    assert mail.is_cut
    assert len(mail.address) <= MAILTO_LIMIT
    assert "[…]" in unquote(mail.address)
    assert "be cut" in page.text
    assert recommendation.effect.strip() in html.unescape(page.text)


@given(st.text(st.sampled_from("ab1 \n*_#>-+.)=`[](!)<&;|~\\"), max_size=40))
def test_words_in_markdown_are_shown_as_they_were_said(words):
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    quoted = "\n".join(f"> {escaped(line)}  " for line in lines)
    shown = "".join(
        child.content if child.type == "text" else "\n"
        for token in parser().parse(quoted)
        if token.type == "inline"
        for child in token.children or []
    )
    assert [line.strip() for line in shown.splitlines()] == lines
    assert all(
        token.type.startswith(("blockquote", "paragraph", "inline"))
        for token in parser().parse(quoted)
    )
