"""Finding one's own rows as they are now, and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import sign_in
from tests.factories import (
    log,
    make_company,
    make_employment,
    make_niche,
    make_opening,
    make_person,
    make_stint,
    make_task,
    task,
)
from tests.interviews.rows import make_interview, make_practice
from tests.people.contact_import.contact_files import confirm, send, vcard
from tests.search.factories import (
    make_document,
    make_file,
    make_lesson,
    make_link,
    make_project,
    make_recommendation,
)
from tracker.career.models import FitVerdict, MotiveNote, Request
from tracker.catalogue.models import Task
from tracker.journal.actions import (
    delete_activity,
    edit_activity,
    log_together,
    restore_activity,
    restore_quote,
)
from tracker.journal.models import Activity, Quote
from tracker.people import actions as people
from tracker.people.joining.actions import merge
from tracker.search.queries import search
from tracker.search.registry import all_sources
from tracker.search.tasks import TASKS
from tracker.stories.models import Story
from tracker.stories.pitches.models import Pitch


def found(user, text: str) -> list[str]:
    return [f"{one.kind}: {hit.row}" for one in search(user, text) for hit in one.hits]


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


def test_an_entry_is_found_once_it_is_logged_and_as_it_is_edited(alice):
    entry = log(alice, "Zephyr briefing", notes="About pricing")
    assert found(alice, "zephyr") == ["entries: Zephyr briefing"]
    entry.title = "Mistral briefing"
    edit_activity(alice, entry, quotes=[])
    assert found(alice, "zephyr") == []
    assert found(alice, "mistral pricing") == ["entries: Mistral briefing"]


def test_a_deleted_entry_is_gone_with_its_quotes_until_it_is_put_back(alice):
    entry = log(alice, "Zephyr briefing", "The zephyr never blows.")
    both = ["entries: Zephyr briefing", "quotes: The zephyr never blows."]
    assert found(alice, "zephyr") == both
    delete_activity(entry)
    assert found(alice, "zephyr") == []
    restore_activity(entry)
    assert found(alice, "zephyr") == both
    delete_activity(entry)
    Activity.objects.all().delete()
    assert found(alice, "zephyr") == []


def test_entries_that_are_written_in_one_go_are_found(alice):
    log_together(alice, [Activity(title=f"Zephyr {n}", date=alice.today) for n in range(3)])
    assert len(found(alice, "zephyr")) == 3


def test_a_quote_that_was_taken_off_is_gone_until_it_is_put_back(alice):
    entry = log(alice, "Briefing", "The zephyr never blows.", "Mistral does.")
    kept = [quote for quote in entry.quotes.live() if "Mistral" in quote.text]
    edit_activity(alice, entry, quotes=kept)
    assert found(alice, "zephyr") == []
    restore_quote(Quote.objects.get(text__startswith="The zephyr"))
    assert found(alice, "zephyr") == ["quotes: The zephyr never blows."]


def test_a_change_of_many_rows_at_once_is_found(alice):
    log(alice, "Briefing", "One.", "Two.")
    assert Quote.objects.owned_by(alice).update(theme="Zephyr") == 2
    assert sorted(found(alice, "zephyr")) == ["quotes: One.", "quotes: Two."]
    Quote.objects.owned_by(alice).filter(text="One.").update(theme="")
    assert found(alice, "zephyr") == ["quotes: Two."]


def test_a_change_that_leaves_the_words_alone_leaves_the_hit(alice):
    entry = log(alice, "Zephyr")
    Activity.objects.filter(pk=entry.pk).update(points=1)
    entry.refresh_from_db()
    entry.save()
    assert found(alice, "zephyr") == ["entries: Zephyr"]


def test_people_who_are_imported_deleted_and_merged(as_alice, alice):
    confirm(as_alice, send(as_alice, vcard("FN:Ana Zephyr") + vcard("FN:Ben Zephyr")))
    assert sorted(found(alice, "zephyr")) == ["people: Ana Zephyr", "people: Ben Zephyr"]
    ana, ben = alice.people.order_by("name")
    merge(ana, ben)
    assert found(alice, "zephyr") == ["people: Ana Zephyr"]
    people.delete(ana)
    assert found(alice, "zephyr") == []
    people.restore(ana)
    assert found(alice, "zephyr") == ["people: Ana Zephyr"]


def test_every_kind_of_thing_is_found_and_none_that_is_deleted(alice):
    from django.utils import timezone

    project = make_project(alice, "Zephyr stint")
    rows = [
        project,
        make_document(project, "Summary", text="What the zephyr study says"),
        make_lesson(alice, "Promised a date", story="The zephyr release"),
        make_recommendation(alice, "Ship zephyr first"),
        make_person(alice, "Ana", works_on="Zephyr"),
    ]
    assert sorted(found(alice, "zephyr")) == [
        "documents: Summary",
        "lessons: Promised a date",
        "people: Ana",
        "projects: Zephyr stint",
        "recommendations: Ship zephyr first",
    ]
    for row in rows[1:]:
        type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now())
    assert found(alice, "zephyr") == ["projects: Zephyr stint"]


def test_links_and_files_are_found_while_their_entry_stands(alice):
    entry = log(alice, "Wrote a spec")
    make_link(entry, "https://wiki.example/zephyr", "Spec")
    make_file(entry, "Zephyr whiteboard.pdf")
    assert found(alice, "zephyr") == ["files: Zephyr whiteboard.pdf", "links: Spec"]
    delete_activity(entry)
    assert found(alice, "zephyr") == []


def test_hits_of_every_kind_stand_on_one_page(as_alice, alice, monkeypatch):
    project = make_project(alice, "Zephyr stint")
    rows = [project, make_document(project, "Zephyr guide"), make_lesson(alice, "Zephyr slip")]
    rows.append(make_recommendation(alice, "Zephyr advice"))
    for row in rows:
        address = f"/where/{type(row).__name__}/"
        monkeypatch.setattr(type(row), "get_absolute_url", lambda self, address=address: address)
    make_person(alice, "Ana Zephyr")
    make_company(alice, "Zephyr Ltd")
    make_opening(alice, "Zephyr lead")
    make_employment(alice, company="Zephyr and Sons")
    make_stint(alice, "Zephyr engineer")
    make_niche(alice, "Zephyr trade")
    Request.objects.create(owner=alice, about="Zephyr spec", date=alice.today)
    MotiveNote.objects.create(owner=alice, why="Zephyr", date=alice.today)
    FitVerdict.objects.create(owner=alice, sentence="Zephyr", energy="gave", date=alice.today)
    make_task("Zephyr task")
    make_interview(alice, with_whom="Zephyr Jones")
    make_practice(alice, "Why Zephyr?")
    Story.objects.create(owner=alice, title="Zephyr story")
    Pitch.objects.create(owner=alice, title="Zephyr pitch")
    entry = log(alice, "Zephyr entry", "The zephyr never blows.")
    make_link(entry, "https://zephyr.example/")
    make_file(entry, "zephyr.pdf")
    text = shown(as_alice, "/search/?q=zephyr")
    for name in names_of_kinds():
        assert f">{name}</h2>" in text
    for row in rows:
        assert f'href="/where/{type(row).__name__}/"' in text
    assert "Zephyr stint</span> · " in text
    assert "interview guide" in text or "research summary" in text


def names_of_kinds() -> list[str]:
    return [str(source.heading) for source in [*all_sources(), TASKS]]


def test_a_document_goes_with_its_project(alice):
    from django.utils import timezone

    project = make_project(alice, "Stint")
    make_document(project, "Zephyr summary")
    type(project).objects.filter(pk=project.pk).update(deleted_at=timezone.now())
    assert found(alice, "zephyr") == []


def test_a_strangers_rows_never_show_though_they_say_the_same(alice, bob):
    for user in (alice, bob):
        log(user, "Zephyr briefing", "The zephyr never blows.")
        make_person(user, "Ana Zephyr")
    pages = [search(user, "zephyr") for user in (alice, bob)]
    for user, page in zip((alice, bob), pages, strict=True):
        rows = [hit.row for one in page for hit in one.hits]
        assert len(rows) == 3
        assert {row.owner_id for row in rows} == {user.pk}


def test_nobody_reaches_anothers_words_by_writing_as_the_index_does(alice, bob):
    log(alice, "Zephyr")
    log(bob, f"u{alice.pk}xzephyr")
    assert found(alice, "zephyr") == ["entries: Zephyr"]
    assert found(bob, f"u{alice.pk}xzephyr") == [f"entries: u{alice.pk}xzephyr"]
    assert found(alice, f"u{bob.pk}x") == []


def test_tasks_are_found_retired_ones_only_by_those_who_logged_them(alice, bob):
    assert "tasks: Review a spec" in " ".join(found(alice, "review spec"))
    card = make_task("Count the zephyrs")
    log(alice, "Counted", task=card)
    make_task("Zephyr draft", status="draft")
    assert found(bob, "zephyr") == ["tasks: Count the zephyrs"]
    Task.objects.filter(pk=card.pk).update(status="archived")
    assert found(alice, "zephyr") == ["tasks: Count the zephyrs"]
    assert found(bob, "zephyr") == []


HOSTILE = [
    '"zephyr',
    "zephyr*",
    "zephyr AND",
    "NEAR(zephyr blows)",
    "^zephyr",
    "words:zephyr",
    "-zephyr",
    "NOT zephyr",
    "zephyr & !blows",
    "zephyr <-> blows",
    "zephyr:*A",
    "'zephyr'; DROP TABLE tracker_activity; --",
    "zephyr\\",
    "zephyr%s %(x)s {0}",
    "((((zephyr",
    "zephyr | 1=1",
    "x' OR '1'='1",
    "zephyr\x00blows",
    "\ud83d",
    "𝔷𝔢𝔭𝔥𝔶𝔯",
    "z" * 200,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_only_ever_words(as_alice, alice, text):
    log(alice, "Briefing", "The zephyr blows near and not a words.")
    answer = as_alice.get("/search/", {"q": text.encode("utf-8", "surrogatepass")})
    assert answer.status_code in {200, 400}
    assert Activity.objects.count() == 1


def test_operators_are_words_like_others(alice):
    log(alice, "Briefing", "The zephyr blows near and far.")
    assert found(alice, '"blows zephyr" AND near*') == ["quotes: The zephyr blows near and far."]
    assert found(alice, "zephyr NOT far") == []


def test_the_page_says_what_can_be_found_and_what_was_not(as_alice, alice):
    assert "The key <kbd>/</kbd>" in shown(as_alice, "/search/")
    assert "autofocus" in shown(as_alice, "/search/")
    assert "There is no word in that" in shown(as_alice, "/search/?q=%3F!")
    text = shown(as_alice, "/search/?q=zephyr")
    assert "Nothing found" in text
    assert 'href="/tasks/"' in text
    log(alice, "Zephyr")
    assert "Nothing under Quotes" in shown(as_alice, "/search/?q=zephyr&kind=quotes")


def test_hits_are_marked_and_everything_else_is_shown_as_written(as_alice, alice):
    log(alice, "<b>Zéphyr</b> & co", notes="a <script>alert('zephyr')</script>")
    text = shown(as_alice, "/search/?q=zephyr")
    assert "&lt;b&gt;<mark>Zéphyr</mark>&lt;/b&gt; &amp; co" in text
    assert "<script>alert" not in text


def test_a_person_leads_to_the_entries_with_them(as_alice, alice):
    ana = make_person(alice, "Ana Zephyr")
    log(alice, "Coffee", people=[ana])
    text = shown(as_alice, "/search/?q=ana+zephyr")
    assert f'href="/journal/?person={ana.pk}"' in text
    assert "Coffee" in shown(as_alice, f"/journal/?person={ana.pk}")


def test_a_few_of_every_kind_then_one_kind_page_after_page(as_alice, alice):
    log_together(alice, [Activity(title=f"Zephyr {n:03}", date=alice.today) for n in range(210)])
    text = shown(as_alice, "/search/?q=zephyr")
    assert text.count("<h3") == 5
    assert "Show all 200" in text
    text = shown(as_alice, "/search/?q=zephyr&kind=entries")
    assert text.count("<h3") == 25
    assert "The newest 200 of more" in text
    assert "page=2" in text
    text = shown(as_alice, "/search/?q=zephyr&kind=entries&page=8")
    assert text.count("<h3") == 200
    assert "Show more" not in text
    for page in ("0", "000", "-1", "x", "²"):
        text = shown(as_alice, f"/search/?q=zephyr&kind=entries&page={page}")
        assert text.count("<h3") == 25, page
    for page in ("9999999999999999999", "9" * 5_000):
        shown(as_alice, f"/search/?q=zephyr&kind=entries&page={page}")
    assert shown(as_alice, "/search/?q=zephyr&kind=nonsense").count("<h3") == 5


def test_a_search_takes_a_query_a_kind_whatever_it_finds(alice):
    client = sign_in(alice)
    client.get("/search/?q=zephyr")
    numbers = []
    for _round in range(2):
        for n in range(4):
            entry = log(alice, f"Zephyr {n}", f"Zephyr {n}{_round}", task=task("review-a-spec"))
            assert entry.pk
            make_person(alice, f"Zephyr {n}")
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/?q=zephyr")
        numbers.append(len(captured))
    assert numbers[0] == numbers[1] <= 2 + len(names_of_kinds())
