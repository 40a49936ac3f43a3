"""An entry practises its task's skills until its owner says which; the kept counts follow."""

from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_task
from tests.journal.forms import entry_data
from tracker.journal.actions import delete_activity, restore_activity, set_skills
from tracker.journal.models import Activity
from tracker.journal.skill_totals import SkillEntries, entries_by_skill
from tracker.journal.totals_models import SkillTally

SPEC, LAUNCH, TALK = "writing-a-spec", "launching", "discovery-interviews"


@pytest.fixture
def spec(catalogue):
    return make_task("Review it", skills=f"{SPEC} {LAUNCH}")


def practising(user, skill: str) -> list[str]:
    rows = Activity.objects.owned_by(user).live().practising(skill).order_by("pk")
    return [row.title for row in rows]


def counted(user) -> dict[str, int]:
    """What is kept, which must be what the rows say."""
    kept = entries_by_skill(user)
    for skill, entries in kept.items():
        rows = Activity.objects.owned_by(user).live().practising(skill)
        newest = rows.order_by("-date").values_list("date", flat=True)[0]
        assert entries == SkillEntries(rows.count(), newest), skill
    return {skill: entries.number for skill, entries in kept.items()}


def change(client, activity, *skills: str, shown: str = ""):
    data = {"own_skills": skills, "skills_shown": shown}
    return client.post(f"/journal/{activity.pk}/skills/", data, follow=True)


def edit(client, activity, *skills: str, shown: str = "", **fields):
    data = entry_data(title=activity.title, **fields)
    data |= {"edit_token": Activity.objects.get(pk=activity.pk).updated_at.isoformat()}
    data |= {"own_skills": skills, "skills_shown": shown}
    return client.post(f"/journal/{activity.pk}/edit/", data, follow=True)


def test_an_entry_has_the_skills_of_its_task(alice, spec):
    log(alice, "Read", task=spec)
    log(alice, "Free")
    assert practising(alice, SPEC) == ["Read"]
    assert counted(alice) == {SPEC: 1, LAUNCH: 1}
    assert not SkillTally.objects.exists()


def test_a_curator_moves_only_what_its_owner_never_touched(alice, spec):
    log(alice, "Untouched", task=spec)
    set_skills(log(alice, "Chosen", task=spec), SPEC)
    assert counted(alice) == {SPEC: 2, LAUNCH: 1}
    spec.skills = TALK
    spec.save()
    assert practising(alice, SPEC) == ["Chosen"]
    assert counted(alice) == {SPEC: 1, TALK: 1}


def test_a_list_that_was_emptied_is_no_skill_at_all(alice, spec):
    set_skills(log(alice, "Nothing", task=spec), "")
    assert counted(alice) == {}
    assert practising(alice, SPEC) == []


def test_a_free_entry_can_have_skills(alice):
    set_skills(log(alice, "Free"), f"{SPEC} {TALK}")
    assert counted(alice) == {SPEC: 1, TALK: 1}


def test_counts_follow_deleting_and_putting_back(alice, spec):
    old = log(alice, "Old", task=spec, date=TODAY - timedelta(days=9))
    new = log(alice, "New", task=spec)
    set_skills(new, TALK)
    assert entries_by_skill(alice)[SPEC] == SkillEntries(1, old.date)
    delete_activity(new)
    assert counted(alice) == {SPEC: 1, LAUNCH: 1}
    restore_activity(new)
    assert counted(alice) == {SPEC: 1, LAUNCH: 1, TALK: 1}
    delete_activity(old)
    assert counted(alice) == {TALK: 1}


def test_nobody_counts_the_entries_of_others(alice, bob, spec):
    log(alice, task=spec)
    set_skills(log(alice, task=spec), TALK)
    assert counted(bob) == {}
    assert practising(bob, SPEC) == []


def test_the_number_of_queries_does_not_grow(alice, spec, django_assert_num_queries):
    for number in range(12):
        set_skills(log(alice, task=spec), SPEC if number % 2 else TALK)
        log(alice, task=make_task(f"Task {number}", skills=LAUNCH))
    with django_assert_num_queries(2):
        assert len(entries_by_skill(alice)) == 3


def test_the_page_names_the_skills_and_changes_them(as_alice, alice, spec):
    activity = log(alice, "Read", task=spec)
    page = as_alice.get(f"/journal/{activity.pk}/").text
    assert "Writing a spec" in page
    assert "as its task says" in page
    change(as_alice, activity, TALK, shown=f"{SPEC} {LAUNCH}")
    activity.refresh_from_db()
    assert activity.own_skills == TALK
    assert counted(alice) == {TALK: 1}


def test_boxes_that_are_sent_back_as_they_were_choose_nothing(as_alice, alice, spec):
    activity = log(alice, "Read", task=spec)
    shown = f"{SPEC} {LAUNCH}"
    spec.skills = TALK  # by a curator, while the page was open
    spec.save()
    change(as_alice, activity, SPEC, LAUNCH, shown=shown)
    activity.refresh_from_db()
    assert activity.own_skills is None


def test_the_same_as_its_task_follows_it_again(as_alice, alice, spec):
    activity = log(alice, "Read", task=spec)
    set_skills(activity, TALK)
    change(as_alice, activity, SPEC, LAUNCH, shown=TALK)
    activity.refresh_from_db()
    assert activity.own_skills is None
    set_skills(activity, "")
    as_alice.post(f"/journal/{activity.pk}/skills/", {"follow": "1"})
    activity.refresh_from_db()
    assert activity.own_skills is None


def test_another_task_brings_its_skills_unless_the_owner_chose(as_alice, alice, spec):
    untouched, chosen = log(alice, "Untouched", task=spec), log(alice, "Chosen", task=spec)
    set_skills(chosen, SPEC)
    other = make_task("Another", skills=TALK)
    edit(as_alice, untouched, SPEC, LAUNCH, shown=f"{SPEC} {LAUNCH}", task=other.title)
    edit(as_alice, chosen, SPEC, shown=SPEC, task=other.title)
    assert practising(alice, TALK) == ["Untouched"]
    assert practising(alice, SPEC) == ["Chosen"]
    assert counted(alice) == {TALK: 1, SPEC: 1}


def test_the_form_of_a_new_entry_takes_skills(as_alice, alice, spec):
    as_alice.post("/journal/log/", entry_data(title="One", task=spec.title))
    data = entry_data(title="Two", task=spec.title) | {"own_skills": [TALK]}
    as_alice.post("/journal/log/", data)
    assert practising(alice, SPEC) == ["One"]
    assert practising(alice, TALK) == ["Two"]


def test_a_skill_that_is_none_is_refused_with_everything_kept(as_alice, alice):
    activity = log(alice, "Free")
    answer = change(as_alice, activity, "juggling")
    assert answer.status_code == 422
    assert "juggling" in answer.text
    activity.refresh_from_db()
    assert activity.own_skills is None


def test_the_journal_lists_the_entries_of_a_skill(as_alice, alice, spec):
    log(alice, "Under its task", task=spec)
    set_skills(log(alice, "By itself"), SPEC)
    log(alice, "Neither")
    page = as_alice.get(f"/journal/?skill={SPEC}").text
    assert "Under its task" in page
    assert "By itself" in page
    assert "Neither" not in page


def test_the_same_again_practises_the_same(alice, spec):
    activity = log(alice, "Read", task=spec)
    set_skills(activity, TALK)
    activity.refresh_from_db()
    assert activity.copy_for(TODAY).own_skills == TALK


def test_a_stranger_changes_no_skills(alice, bob):
    activity = log(alice, "Free")
    assert change(sign_in(bob), activity, SPEC).status_code == 404
    activity.refresh_from_db()
    assert activity.own_skills is None
