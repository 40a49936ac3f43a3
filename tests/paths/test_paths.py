"""The path chooser: what is known, what is changed, what is chosen."""

import html
from datetime import date

from tests.factories import TODAY, log, make_employment, make_goal, make_niche, make_project
from tracker.employments.models import Employment
from tracker.goals.models import Goal
from tracker.paths.models import PathAnswer, PathChoice
from tracker.paths.questions import answered
from tracker.warnings.models import Override


def shown(client, address: str = "/paths/") -> str:
    return html.unescape(client.get(address).text)


def answers_of(user) -> str:
    """The answers in the questions' order: y, n or - for one that is not known."""
    return "".join(row.answer[0] if row.answer else "-" for row in answered(user))


def send(client, **answers):
    names = ("pms", "customers", "niche", "place", "backup", "post")
    return client.post("/paths/questions/", dict.fromkeys(names, "") | answers)


def test_a_newcomer_sees_four_paths_and_what_is_not_known(as_alice, alice):
    page = shown(as_alice)
    assert "Answer 4 more" in page
    for name in ("Inside my company", "My niche", "A stepping-stone role", "no PM team"):
        assert name in page
    assert "fits best" in page  # neither a niche nor a project is written down
    assert answers_of(alice) == "--n-n-"


def test_most_is_answered_from_what_is_known(as_alice, alice):
    make_employment(alice, company="Acme", has_pms=True, first_on=date(2024, 1, 8))
    alice.company_has_pms = True
    alice.save()
    log(alice, "Briefing", "We wait.")
    make_project(alice, "Import")
    make_niche(alice, "Gates at grain terminals")
    assert answers_of(alice) == "yyy-yy"
    page = shown(as_alice)
    for fact in (
        "By your employment at Acme, there are.",
        "1 customer quote, the last on 18 Nov 2026.",
        "Gates at grain terminals",
        "Back-up PM on “Import”.",
        "In your post since 8 Jan 2024.",
    ):
        assert fact in page
    assert "“If you’re good, the PM team will want more of you”" in page


def test_old_quotes_say_nothing_about_customers_now(alice):
    log(alice, "Briefing", "We wait.", date=date(2025, 1, 8))
    assert answers_of(alice)[1] == "-"


def test_an_answer_of_ones_own_counts_and_is_taken_back(as_alice, alice):
    send(as_alice, place="yes", backup="yes", niche="no")
    assert answers_of(alice) == "--nyy-"
    # What is known anyway is not kept a second time.
    assert set(PathAnswer.objects.values_list("question", flat=True)) == {"place", "backup"}
    assert "You said so." in shown(as_alice)
    send(as_alice, backup="no")
    assert not PathAnswer.objects.exists()


def test_whether_there_are_pms_is_an_answer_of_the_employment(as_alice, alice):
    make_employment(alice, company="Acme")
    send(as_alice, pms="no")
    assert Employment.objects.get().has_pms is False
    assert not PathAnswer.objects.exists()
    alice.refresh_from_db()
    assert alice.company_has_pms is False


def test_a_bad_answer_is_refused_with_the_others_kept(as_alice):
    answer = send(as_alice, place="yes", backup="maybe")
    assert answer.status_code == 422
    assert "checked" in answer.text
    assert not PathAnswer.objects.exists()


def test_a_path_that_nothing_speaks_against_is_chosen_at_once(as_alice, alice):
    goal = make_goal(alice)
    send(as_alice, pms="no", post="yes")
    answer = as_alice.post("/paths/choose/stepping-stone/", follow=True)
    assert "Your goal follows it." in answer.text
    choice = PathChoice.objects.get()
    assert (choice.goal, choice.date, choice.against_evidence) == (goal, TODAY, False)
    assert choice.answers["pms"] == "no"
    assert Goal.objects.get().path == "stepping-stone"
    assert "your goal’s path" in html.unescape(answer.text)


def test_a_choice_against_the_evidence_asks_for_a_note_and_takes_it(as_alice, alice):
    make_goal(alice, path="no-team")
    send(as_alice, pms="no")
    assert "against this path" in shown(as_alice, "/paths/choose/inside/")
    answer = as_alice.post("/paths/choose/inside/")
    assert answer.status_code == 422
    assert "say in a sentence why" in answer.text
    as_alice.post("/paths/choose/inside/", {"override_note": "They hire one in spring."})
    choice = PathChoice.objects.get()
    assert (choice.against_evidence, choice.note) == (True, "They hire one in spring.")
    assert set(Override.objects.values_list("kind", flat=True)) == {"against", "no-pms"}
    assert "They hire one in spring." in shown(as_alice)
    assert "They hire one in spring." in shown(as_alice, "/paths/warnings/")


def test_choices_are_kept_one_after_another(as_alice, alice):
    make_goal(alice)
    for path in ("stepping-stone", "inside"):
        as_alice.post(f"/paths/choose/{path}/", {"override_note": "So it is."})
    assert list(PathChoice.objects.order_by("pk").values_list("path", flat=True)) == [
        "stepping-stone",
        "inside",
    ]


def test_without_a_goal_the_choice_leads_to_setting_one(as_alice):
    send(as_alice, pms="yes")
    answer = as_alice.post("/paths/choose/inside/", follow=True)
    assert answer.redirect_chain[-1][0] == "/goals/new/?path=inside"
    assert PathChoice.objects.get().goal is None


def test_a_goal_of_a_higher_level_keeps_its_path(as_alice, alice):
    make_goal(alice, level=2)
    as_alice.post("/paths/choose/stepping-stone/", {"override_note": "So it is."})
    assert Goal.objects.get().path == "inside"


def test_no_team_says_that_it_is_doubly_hard_and_what_the_author_advises(as_alice):
    send(as_alice, pms="no")
    page = shown(as_alice)
    assert "this transition is doubly hard" in page
    assert "with a mentor outside" in page
    assert shown(as_alice, "/people/map/").count("no product managers") == 1


def test_an_unknown_path_is_not_there(as_alice):
    assert as_alice.get("/paths/choose/teleport/").status_code == 404


def test_reasons_for_a_certificate_are_kept_with_the_other_notes(as_alice):
    assert as_alice.post("/paths/warnings/certificate/", {"note": ""}).status_code == 422
    as_alice.post("/paths/warnings/certificate/", {"note": "My employer pays."})
    assert "My employer pays." in shown(as_alice, "/paths/warnings/")
    assert as_alice.get("/paths/warnings/luck/").status_code == 404
