"""Stories: written, made from what was written down before, asked about, found, taken along."""

import html

import pytest
from django.urls import reverse

from tests.conftest import sign_in
from tests.factories import (
    READY_PARTS,
    log,
    make_lesson,
    make_opening,
    make_pitch,
    make_project,
    make_quotes,
    make_recommendation,
    make_story,
)
from tests.openings.adverts import LIST
from tests.openings.pages import page_of
from tracker.catalogue.guidance.models import Skill
from tracker.openings.advert.actions import keep_advert
from tracker.stories import actions
from tracker.stories.beginnings import beginning_of
from tracker.stories.models import MOST_EVIDENCE, Story

NEW = {"title": "Night shifts"}
WHOLE = {name: READY_PARTS[name] for name in Story.NEEDED} | NEW | {"is_ready": "on"}


def titles(client, query: str = "") -> list[str]:
    return [card.story.title for card in client.get(f"/stories/?{query}").context["cards"]]


def test_a_title_is_enough_for_a_draft(as_alice, alice):
    answer = as_alice.post("/stories/new/", NEW, follow=True)
    assert "Saved as a draft." in answer.text
    assert not Story.objects.owned_by(alice).get().is_ready
    assert "Not said yet." in answer.text


def test_an_empty_page_offers_an_entry_to_begin_with(as_alice):
    answer = as_alice.get("/stories/")
    assert "You have done more than you can tell" in answer.text
    assert 'href="/journal/"' in answer.text


def test_a_ready_one_has_all_but_the_lesson(as_alice, alice):
    answer = as_alice.post("/stories/new/", WHOLE, follow=True)
    assert "It is ready to tell." in answer.text
    assert list(Story.objects.owned_by(alice).ready()) == [Story.objects.get()]


@pytest.mark.parametrize("missing", Story.NEEDED)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(as_alice, missing):
    answer = as_alice.post("/stories/new/", WHOLE | {missing: " "})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [missing, "is_ready"]
    for name in {*WHOLE} - {missing, "is_ready"}:
        assert html.escape(WHOLE[name]) in answer.text
    assert not Story.objects.exists()
    as_alice.post("/stories/new/", {**WHOLE, missing: "", "is_ready": ""})
    assert Story.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "Give it a title."),
        ("title", "x" * 121, "at most 120"),
        ("situation", "x" * 2001, "at most 2000"),
        ("lesson", "a\x00b", "Null characters"),
        ("skills", "0", "not one of the available choices"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(as_alice, field, value, sentence):
    answer = as_alice.post("/stories/new/", NEW | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(str(answer.context["form"].errors[field]))


def test_words_and_speaking_time_are_said_without_script(as_alice, alice):
    story = make_story(alice, situation="one two three —", action="word " * 257)
    answer = page_of(as_alice.get(f"/stories/{story.pk}/"))
    assert '<dd class="num">260</dd>' in answer
    assert '<dd class="num">2:00</dd>' in answer
    assert "260 words, 2:00 aloud" in page_of(as_alice.get("/stories/"))
    assert "data-time>2:00<" in as_alice.get(f"/stories/{story.pk}/edit/").text


def test_a_refused_form_counts_what_was_typed(as_alice):
    answer = as_alice.post("/stories/new/", {"title": "", "action": "I asked them why."})
    assert "data-words>4<" in answer.text


# Made from something


def test_an_entry_fills_what_it_knows_and_is_rested_on(as_alice, alice):
    entry = log(alice, "Briefing at Halden", notes="They count by hand.", lesson="Ask first.")
    address = f"/stories/new/?from=entry-{entry.pk}"
    assert address in as_alice.get(f"/journal/{entry.pk}/").text
    form = as_alice.get(address).context["form"]
    assert form["title"].value() == "Briefing at Halden"
    assert form["situation"].value() == "They count by hand."
    assert form["lesson"].value() == "Ask first."
    page = as_alice.post(address, NEW, follow=True)
    assert [thing.row for thing in page.context["story"].live_evidence] == [entry]


def test_lessons_recommendations_projects_and_pitches_fill_theirs(as_alice, alice):
    lesson = make_lesson(alice, story="It broke.", changed="I test at night.")
    known = beginning_of(alice, f"lesson-{lesson.pk}").parts
    assert (known["situation"], known["lesson"]) == ("It broke.", "I test at night.")
    advice = make_recommendation(alice, problem="Locked out.", suggestion="Let them.")
    known = beginning_of(alice, f"recommendation-{advice.pk}").parts
    assert (known["situation"], known["action"]) == ("Locked out.", "Let them.")
    project = make_project(alice, scope="One page.", outcome="x" * 5_000)
    known = beginning_of(alice, f"project-{project.pk}").parts
    assert known["task"] == "One page."
    assert len(known["result"]) == 2_000
    pitch = make_pitch(alice, state="answered", takes="A week.")
    known = beginning_of(alice, f"pitch-{pitch.pk}").parts
    assert known["situation"] == (
        "Why should anybody care? So 0.\nWhy is that? So 1.\nWhy is that? So 2."
    )
    assert known["action"] == "One total for each shift.\n\nA week."
    assert known["result"] == "Try it for a month."


@pytest.mark.parametrize("kind", ["lesson", "recommendation", "project"])
def test_each_page_offers_to_make_a_story(as_alice, alice, kind):
    makers = {
        "lesson": make_lesson,
        "recommendation": make_recommendation,
        "project": make_project,
    }
    row = makers[kind](alice)
    page = as_alice.get(row.get_absolute_url())
    assert f"/stories/new/?from={kind}-{row.pk}" in page.text
    assert as_alice.get(f"/stories/new/?from={kind}-{row.pk}").status_code == 200


@pytest.mark.parametrize("asked", ["entry-0", "entry-x", "entry", "person-1", "-", "entry-" * 50])
def test_what_is_not_there_is_no_beginning(as_alice, asked):
    assert as_alice.get("/stories/new/", {"from": asked}).status_code == 404


def test_a_strangers_entry_is_no_beginning(bob, alice):
    as_bob = sign_in(bob)
    entry = log(alice, "Secret")
    address = f"/stories/new/?from=entry-{entry.pk}"
    assert as_bob.get(address).status_code == 404
    assert as_bob.post(address, NEW).status_code == 404
    assert not Story.objects.exists()


# The one question


def test_a_vague_result_is_asked_about_once_and_may_stay(as_alice, alice):
    question = "What changed, by how much, and who says so?"
    answer = as_alice.post("/stories/new/", WHOLE | {"result": "It went well."}, follow=True)
    assert question in page_of(answer)
    story = Story.objects.owned_by(alice).ready().get()
    page = as_alice.post(f"/stories/{story.pk}/keep-result/", follow=True)
    assert "Kept as it is." in page.text
    assert "by how much" not in page.text
    as_alice.post(f"/stories/{story.pk}/edit/", WHOLE | {"result": "It went well.", "task": "Mine"})
    assert "by how much" not in as_alice.get(f"/stories/{story.pk}/").text
    as_alice.post(f"/stories/{story.pk}/edit/", WHOLE | {"result": "They were happy."})
    assert question in page_of(as_alice.get(f"/stories/{story.pk}/"))
    as_alice.post(f"/stories/{story.pk}/keep-result/")
    as_alice.post(f"/stories/{story.pk}/ask-result/")
    assert question in page_of(as_alice.get(f"/stories/{story.pk}/"))


def test_a_concrete_result_and_a_draft_are_not_asked_about(as_alice, alice):
    ready = make_story(alice, state="ready")
    draft = make_story(alice, result="It went well.")
    for story in (ready, draft):
        assert "by how much" not in as_alice.get(f"/stories/{story.pk}/").text


# The list


def test_the_list_filters_by_skill_state_and_words(as_alice, alice, bob):
    make_story(alice, "Gate", "launching", "writing-a-spec", state="ready")
    make_story(alice, "Export", "launching", lesson="Ask at the gate.")
    make_story(bob, "Stranger", "launching", state="ready")
    assert titles(as_alice) == ["Export", "Gate"]
    assert titles(as_alice, "skill=writing-a-spec") == ["Gate"]
    assert titles(as_alice, "skill=launching&state=draft") == ["Export"]
    assert titles(as_alice, "q=GATE") == ["Export", "Gate"]
    assert titles(as_alice, "q=nowhere") == []
    assert titles(as_alice, "skill=juggling") == ["Export", "Gate"]


def test_stories_are_asked_by_skill(alice):
    gate = make_story(alice, "Gate", "launching", "writing-a-spec", state="ready")
    make_story(alice, "Export", "launching")
    own = Story.objects.owned_by(alice)
    assert list(own.ready().showing("launching")) == [gate]
    assert own.live().showing("launching").count() == 2


def test_skills_without_a_ready_story_are_named(as_alice, alice):
    make_story(alice, "Gate", "launching", state="ready")
    make_story(alice, "Export", "writing-a-spec")
    untold = {skill.slug for skill in as_alice.get("/stories/").context["untold"]}
    assert "launching" not in untold
    assert "writing-a-spec" in untold


def test_five_hundred_stories_cost_no_more_queries_than_one(
    as_alice, alice, django_assert_max_num_queries
):
    skills = list(Skill.objects.all())[:3]
    first = make_story(alice, "First", *[skill.slug for skill in skills], state="ready")
    with django_assert_max_num_queries(9) as few:
        as_alice.get("/stories/")
    ties = Story.skills.through
    stories = [Story(owner=alice, title=f"Story {n}", **READY_PARTS) for n in range(500)]
    stories = Story.objects.bulk_create(stories)
    ties.objects.bulk_create(
        ties(story_id=story.pk, skill_id=skill.pk) for story in stories for skill in skills
    )
    for address in ("/stories/", "/stories/?q=night&state=ready&skill=" + skills[0].slug):
        with django_assert_max_num_queries(len(few)):
            assert len(as_alice.get(address).context["cards"]) == 30
    assert as_alice.get(f"/stories/{first.pk}/").status_code == 200
    assert len(as_alice.get("/stories/cards/").context["cards"]) == 60


# What it rests on


def test_evidence_is_found_tied_and_untied(as_alice, alice):
    story = make_story(alice)
    quotes = make_quotes(alice, "We count by hand.")
    address = f"/stories/{story.pk}/evidence/"
    assert "“We count by hand.”" in as_alice.get(address, {"q": "count hand"}).text
    sent = {"kind": "quote", "key": quotes[0].pk}
    page = as_alice.post(f"{address}tie/", sent, follow=True)
    assert "Tied: We count by hand.." in page.text
    as_alice.post(f"{address}tie/", sent)
    tie = story.evidence.get()
    assert "“We count by hand.”" in as_alice.get(f"/stories/{story.pk}/").text
    assert as_alice.get(address, {"q": "count"}).context["findings"] == []
    as_alice.post(f"/stories/evidence/{tie.pk}/untie/")
    assert not story.evidence.exists()


def test_a_strangers_row_cannot_be_tied(as_alice, alice, bob):
    story = make_story(alice)
    quotes = make_quotes(bob, "Bob’s customer.")
    for sent in ({"kind": "quote", "key": quotes[0].pk}, {"kind": "person", "key": 1}, {}):
        assert as_alice.post(f"/stories/{story.pk}/evidence/tie/", sent).status_code == 422
    assert not story.evidence.exists()


def test_a_story_rests_on_twenty_things_at_most(as_alice, alice):
    story = make_story(alice)
    quotes = make_quotes(alice, *[f"Said {number}." for number in range(MOST_EVIDENCE + 1)])
    for quote in quotes[:-1]:
        actions.tie(story, "quote", quote.pk)
    sent = {"kind": "quote", "key": quotes[-1].pk}
    answer = as_alice.post(f"/stories/{story.pk}/evidence/tie/", sent)
    assert answer.status_code == 422
    assert "twenty things at most" in answer.text


def test_what_was_deleted_is_no_evidence_until_it_is_back(as_alice, alice):
    story, lesson = make_story(alice), make_lesson(alice, "Signed too early")
    actions.tie(story, "lesson", lesson.pk)
    lesson.soft_delete()
    assert "Signed too early" not in as_alice.get(f"/stories/{story.pk}/").text
    lesson.restore()
    assert "Signed too early" in as_alice.get(f"/stories/{story.pk}/").text


# Taken along


def test_a_cue_card_has_the_first_sentence_of_each_part(as_alice, alice):
    story = make_story(alice, situation="They wait. At night.\nFor hours.", action="x" * 200)
    page = as_alice.get(f"/stories/{story.pk}/cards/").text
    assert "They wait.<" in page
    assert "At night" not in page
    assert f"{'x' * 109}…" in page


def test_a_long_sentence_is_cut_between_words(as_alice, alice):
    story = make_story(alice, situation="rather " * 40)
    cue = as_alice.get(f"/stories/{story.pk}/cards/").context["cards"][0].parts[0].cue
    assert cue == "rather " * 14 + "rather…"


def test_every_ready_story_has_a_card(as_alice, alice):
    make_story(alice, "Gate", state="ready")
    make_story(alice, "Export")
    cards = as_alice.get("/stories/cards/").context["cards"]
    assert [card.story.title for card in cards] == ["Gate"]


def test_it_leaves_as_markdown(as_alice, alice):
    story = make_story(alice, "1. Gate *now*", "launching", result="*12* fewer calls.")
    actions.tie(story, "lesson", make_lesson(alice, "Signed_off").pk)
    answer = as_alice.get(f"/stories/{story.pk}.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert 'filename="1-gate-now.md"' in answer["Content-Disposition"]
    assert answer.text == (
        "# 1\\. Gate \\*now\\*\n\nShows: Launching\n\n## Result\n\n*12* fewer calls.\n\n"
        "## What it rests on\n\n- Signed\\_off (lesson · 18 Nov 2026)\n"
    )


def test_it_answers_an_advert(as_alice, alice):
    story = make_story(alice, "Gate", action="I owned the roadmap.")
    opening = make_opening(alice)
    keep_advert(opening, LIST.text)
    line = opening.lines.get(text__startswith="Own the roadmap")
    assert "Gate" in as_alice.get(f"/openings/lines/{line.pk}/", {"q": "owned roadmap"}).text
    as_alice.post(f"/openings/lines/{line.pk}/tie/", {"kind": "story", "key": story.pk})
    assert line.proofs.get().row == story
    assert "Gate" in as_alice.get(f"/openings/{opening.pk}/advert/sheet/").text


def test_it_is_deleted_with_undo_and_found_by_search(as_alice, alice):
    story = make_story(alice, "Weighbridge", lesson="Zanzibar")
    assert "Weighbridge" in as_alice.get("/search/?q=zanzibar").text
    page = as_alice.post(f"/stories/{story.pk}/delete/", follow=True)
    assert f'action="/stories/{story.pk}/restore/"' in page.text
    assert as_alice.get(f"/stories/{story.pk}/").status_code == 404
    assert "Weighbridge" in as_alice.get(reverse("deleted")).text
    as_alice.post(f"/stories/{story.pk}/restore/")
    assert as_alice.get(f"/stories/{story.pk}/").status_code == 200


@pytest.mark.parametrize("address", ["", "edit/", "cards/", "evidence/"])
def test_a_stranger_finds_nothing(bob, alice, address):
    as_bob = sign_in(bob)
    story = make_story(alice)
    assert as_bob.get(f"/stories/{story.pk}/{address}").status_code == 404
    assert as_bob.get(f"/stories/{story.pk}.md").status_code == 404
