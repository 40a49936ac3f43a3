"""An export comes back: a look first, then all of it or nothing, and never twice."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage

from tests.exports.archives import changed, export_of, members_of, packed, rows_of
from tests.factories import log, make_company, make_goal, make_person, make_user, task
from tests.files.hostile import picture
from tests.guards.rows import make_one_of_each, owned_models
from tracker.exports.importing.actions import import_archive
from tracker.exports.importing.archives import Archive
from tracker.exports.leaving.actions import delete_account
from tracker.exports.models import ImportedRow
from tracker.exports.registry import after_import, all_kinds
from tracker.files.actions import add_file
from tracker.files.content import checked
from tracker.files.models import EntryFile
from tracker.journal.models import Quote
from tracker.journal.points import fingerprint
from tracker.journal.totals_models import DayTotal
from tracker.week.actions import plan_task
from tracker.week.models import Commitment


def read(user, archive: bytes, *, keep: bool = True):
    return import_archive(user, Archive(BytesIO(archive)), keep=keep)


def without_dates_of_export(archive: bytes) -> dict[str, bytes]:
    members = members_of(archive)
    del members["manifest.json"], members["account.json"]
    return members


def everything(user) -> dict:
    return {model: list(model.objects.owned_by(user).values()) for model in owned_models()}


def by_the_rules(user) -> None:
    """Let the rows that the guards make say what their words, points and files are."""
    for file in EntryFile.objects.owned_by(user):
        with default_storage.open(file.content.name) as content:
            kept = checked(content.read())
        file.size, file.width, file.height = len(kept.data), kept.width, kept.height
        file.save()
    for quote in Quote.objects.owned_by(user):
        quote.fingerprint, quote.points = fingerprint(quote.text), 0
        quote.save()
    for step in after_import():
        step(user)
    user.refresh_from_db()


def test_one_row_of_everything_comes_back_just_as_it_was(alice):
    make_one_of_each(alice)
    by_the_rules(alice)
    archive = export_of(alice)
    delete_account(alice)
    again = make_user("again")
    outcome = read(again, archive)
    assert [(f.file, f.sentence) for f in outcome.faults] == []
    assert outcome.new == sum(len(rows_of(archive, kind.name)) for kind in all_kinds())
    assert without_dates_of_export(export_of(again)) == without_dates_of_export(archive)


def test_a_look_changes_nothing_and_the_import_adds_nothing_twice(alice, bob):
    log(alice, "Briefing", "We wait.", "So do we.")
    archive = export_of(alice)
    before = everything(bob)
    look = read(bob, archive, keep=False)
    assert (look.new, look.already, everything(bob)) == (3, 0, before)
    assert read(bob, archive).new == 3
    after = everything(bob)
    again = read(bob, archive)
    assert (again.new, again.already) == (0, 3)
    assert everything(bob) == after
    assert export_of(bob) != archive  # another account
    assert without_dates_of_export(export_of(bob)) == without_dates_of_export(archive)


def test_ones_own_export_finds_everything_there(alice):
    make_one_of_each(alice)
    by_the_rules(alice)
    outcome = read(alice, export_of(alice))
    assert outcome.new == 0
    assert outcome.already == len(all_kinds())


def test_what_went_since_comes_back_and_what_was_changed_stays(alice):
    kept, gone = log(alice, "Kept", "Words"), log(alice, "Gone", "Other words")
    archive = export_of(alice)
    kept.title = "Changed since"
    kept.save()
    gone.delete()
    outcome = read(alice, archive)
    assert (outcome.new, outcome.already) == (2, 2)
    assert sorted(alice.activities.values_list("title", flat=True)) == ["Changed since", "Gone"]
    alice.refresh_from_db()
    assert (alice.points, alice.quote_count) == (110, 2)


def test_points_and_sums_are_by_the_rules_and_a_difference_is_said(alice, bob):
    log(alice, "Briefing", "We wait.", task=task("ask-about-personas"))
    log(bob, "Earlier", "We wait!")

    def boast(rows):
        rows[0]["points"] = 9_000

    outcome = read(bob, changed(export_of(alice), "entries", boast))
    worth = task("ask-about-personas").points
    assert (outcome.points_said, outcome.points_earned) == (9_050, worth)
    bob.refresh_from_db()
    assert bob.points == 55 + worth
    assert bob.points == DayTotal.objects.owned_by(bob).sums()["points"]


def test_what_stands_in_its_place_here_stays(alice, bob):
    company = make_company(alice, "Quayline", why="Gates")
    make_goal(alice, why="Mine")
    ours = make_company(bob, "QUAYLINE", why="Ours")
    make_goal(bob, why="Bob’s")
    outcome = read(bob, export_of(alice))
    # A goal brings the target of its week.
    assert (outcome.stays, outcome.fault_count) == (3, 0)
    assert len(outcome.remarks) == 3
    ours.refresh_from_db()
    assert (ours.name, ours.why) == ("QUAYLINE", "Ours")
    assert type(company).objects.owned_by(bob).count() == 1


def test_a_quote_that_came_meanwhile_keeps_its_place_and_the_other_follows(alice):
    entry = log(alice, "Briefing", "First")
    archive = export_of(alice)
    entry.quotes.all().delete()
    log_more(entry, "Newer")
    read(alice, archive)
    assert list(entry.quotes.order_by("position").values_list("text", flat=True)) == [
        "Newer",
        "First",
    ]


def log_more(entry, text):
    Quote.objects.create(
        owner=entry.owner, activity=entry, text=text, date=entry.date, fingerprint=fingerprint(text)
    )


def change_first(name, value):
    def change(rows):
        rows[0][name] = value

    return change


FAULTS = {
    "a long title": ("title", "x" * 121, "title: Ensure this value has at most 120 characters"),
    "a number for a text": ("title", 5, "title: It is a text."),
    "a text for a number": ("minutes", "many", "minutes: It is a number."),
    "true for a number": ("minutes", True, "minutes: It is a number."),
    "too many minutes": ("minutes", 9_999, "minutes: Ensure this value is less than or equal"),
    "no day": ("date", "2026-13-40", "date: "),
    "no date at all": ("date", None, "date: It may not be empty."),
    "a day of another century": ("date", "1800-01-01", "activity_date_not_before_1950"),
    "a moment nowhere": ("created_at", "2026-11-18T12:00:00", "The moment says no time zone."),
    "a list for a task": ("task", ["review-a-spec"], "task: It is no name."),
    "a row of elsewhere": ("project", "0" * 32, "points at a row that is not in the file"),
    "no id": ("id", "x", "It has no id."),
    "a NUL": ("notes", "a\x00b", "notes: It holds a character that cannot be kept."),
    "half a character": ("notes", "\ud800", "notes: It holds a character that cannot be kept."),
    "an unknown field": ("owner", 1, "“owner” is not known here."),
    "a list that is none": ("people", "all", "people: It is a list."),
    "an unknown kind of impact": ("impact", "x", "impact: "),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_faulty_row_is_said_with_its_place_and_nothing_is_kept(alice, bob, what):
    name, value, sentence = FAULTS[what]
    log(alice, "Briefing", "We wait.")
    log(alice, "Another")
    bad = changed(export_of(alice), "entries", change_first(name, value))
    before = everything(bob)
    outcome = read(bob, bad)
    told = [fault for fault in outcome.faults if fault.file == "json/entries.json"]
    assert [fault.number for fault in told] == [1]
    assert sentence in told[0].sentence
    assert everything(bob) == before
    assert not ImportedRow.objects.exists()


def test_a_task_that_only_the_other_server_has_leaves_its_name_and_points(alice, bob):
    spec = task("review-a-spec")
    log(alice, "", task=spec)
    plan_task(alice, alice.this_week, spec)
    archive = export_of(alice)
    for kind in ("entries", "commitments"):
        archive = changed(archive, kind, change_first("task", "tell-a-pirate-story"))
    outcome = read(bob, archive)
    assert not outcome.faults
    entry = bob.activities.get()
    assert (entry.title, entry.task, entry.points) == ("Tell a pirate story", None, spec.points)
    assert not Commitment.objects.owned_by(bob).exists()
    assert sorted([(said.file, str(said.sentence)) for said in outcome.remarks]) == [
        ("json/commitments.json", "There is no “tell-a-pirate-story” here: left out."),
        ("json/entries.json", "There is no “tell-a-pirate-story” here: kept without it."),
    ]


def test_ids_of_somebody_else_reach_nothing_of_theirs(alice, bob):
    """The archive names rows by ids; those of another account are unknown in this one."""
    log(alice, "Alice’s secret", "Secret words")
    person = make_person(bob, "Priya")
    archive = export_of(alice)
    secret_quote = rows_of(archive, "quotes")[0]
    bobs = changed(export_of(bob), "quotes", lambda rows: [secret_quote])
    outcome = read(bob, bobs)
    assert "points at a row that is not in the file" in outcome.faults[0].sentence
    assert person.activities.count() == 0
    assert alice.activities.get().quotes.count() == 1


def test_a_file_comes_back_byte_for_byte_and_a_bad_one_keeps_nothing(alice, bob):
    entry = log(alice, "With a picture")
    add_file(entry, checked(picture()), name="gate.png")
    archive = export_of(alice)
    read(bob, archive)
    [ours], [theirs] = EntryFile.objects.owned_by(alice), EntryFile.objects.owned_by(bob)
    assert ours.content.name != theirs.content.name
    with (
        default_storage.open(ours.content.name) as one,
        default_storage.open(theirs.content.name) as other,
    ):
        assert one.read() == other.read()
    carl = make_user("carl")
    members = members_of(archive)
    [path] = [name for name in members if name.startswith("files/")]
    outcome = read(carl, packed(members | {path: b"<script>alert(1)</script>"}))
    assert "Only PNG, JPEG, WebP and GIF" in outcome.faults[0].sentence
    del members[path]
    assert "not in the archive" in read(carl, packed(members)).faults[0].sentence
    assert not EntryFile.objects.owned_by(carl).exists()
