"""The databases keep the indexes; `migrate` makes them and mends them."""

import random
import unicodedata

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations import Migration
from django.utils import timezone

from tests.factories import log, make_user
from tracker.journal.models import Activity
from tracker.search import index, postgres, sqlite
from tracker.search.queries import search
from tracker.search.registry import all_sources
from tracker.search.words import fold, owned, typed

on_sqlite = connection.vendor == "sqlite"
SOURCES = all_sources()
ENTRIES = next(source for source in SOURCES if source.model is Activity)


def run(sql: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


def settle() -> None:
    """PostgreSQL makes no index while constraints of this transaction wait to be checked."""
    if not on_sqlite:
        run("SET CONSTRAINTS ALL IMMEDIATE")


def titles(user, text: str) -> list[str]:
    return [str(hit.row) for one in search(user, text) for hit in one.hits]


def wanted() -> set[str]:
    made = {source.index for source in SOURCES}
    if on_sqlite:
        made |= {f"{name}_{when}" for name in made for when in ("put", "take", "move")}
    return made


def there() -> set[str]:
    if on_sqlite:
        return {name for (name,) in run("SELECT name FROM sqlite_master")} & wanted()
    return {name for (name,) in run("SELECT indexname FROM pg_indexes")} & wanted()


def test_every_table_that_is_searched_has_its_index(db):
    assert there() == wanted()


def test_nothing_is_made_twice(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert index.ensure(connection) is False


def test_every_column_that_a_form_of_its_own_writes_is_indexed():
    """A new text column is either searched or named here."""
    left_out = {
        "Quote.redacted",  # its words in other words
        "Quote.fingerprint",
        "Activity.own_skills",  # slugs, chosen from a list
        "Interview.time_zone",
        "Person.time_zone",
        *("Company.link", "Opening.link", "Opening.both_note", "Stint.role"),
    }
    texts = {
        f"{source.model.__name__}.{field.name}"
        for source in SOURCES
        for field in source.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    indexed = {f"{s.model.__name__}.{column}" for s in SOURCES for column in s.fields}
    assert texts - indexed == left_out
    assert indexed <= texts


def test_what_was_dropped_is_back_after_migrate_with_all_that_was_written_meanwhile(alice):
    before = log(alice, "Zephyr before")
    settle()
    for name in wanted():
        if on_sqlite and name.endswith(("_put", "_take", "_move")):
            run(f"DROP TRIGGER {name}")
        elif not on_sqlite:
            run(f"DROP INDEX {name}")
    log(alice, "Zephyr meanwhile")
    before.delete()
    settle()
    call_command("migrate", verbosity=0)
    assert there() == wanted()
    assert titles(alice, "zephyr") == ["Zephyr meanwhile"]
    log(alice, "Zephyr after")
    assert sorted(titles(alice, "zephyr")) == ["Zephyr after", "Zephyr meanwhile"]


def test_another_way_of_making_words_makes_the_index_anew(alice, monkeypatch):
    log(alice, "Zephyr")
    settle()
    if on_sqlite:
        monkeypatch.setattr(sqlite, "VERSION", "2")
    else:
        monkeypatch.setattr(postgres, "FUNCTION", postgres.FUNCTION.replace("COST 2000", "COST 9"))
    assert index.ensure(connection) is True
    assert index.ensure(connection) is False
    assert titles(alice, "zephyr") == ["Zephyr"]


def test_another_applications_migration_leaves_the_index_alone(db):
    index.before_migrate(using="default", plan=[(Migration("0099_any", "sessions"), False)])
    assert there() == wanted()


@pytest.mark.django_db(transaction=True)
def test_a_table_that_a_migration_makes_anew_is_searched_as_before():
    """SQLite's tables are made anew for many changes, and their triggers go with the old ones."""
    user = make_user()
    log(user, "Zephyr")
    index.before_migrate(using="default", plan=[(Migration("0099_any", "tracker"), False)])
    with connection.schema_editor() as editor:
        if on_sqlite:
            assert not there() & {"tracker_activity_words_put"}
            editor._remake_table(Activity)
    log(user, "Zephyr meanwhile")
    index.after_migrate(using="default")
    assert sorted(titles(user, "zephyr")) == ["Zephyr", "Zephyr meanwhile"]
    assert there() == wanted()


def test_the_index_holds_what_stands_and_nothing_else(alice):
    """After a hundred writes of every sort the index says what a fresh one would."""
    rng = random.Random(7)
    words = ["zephyr", "mistral", "Föhn", "bora", "ostro"]
    for _step in range(100):
        rows = list(Activity.objects.all())
        row = rng.choice(rows) if rows else None
        choice = rng.randrange(5)
        if row is None or choice < 2:
            log(alice, " ".join(rng.choices(words, k=2)), notes=rng.choice(words))
        elif choice == 2:
            row.title = rng.choice(words)
            row.save()
        elif choice == 3:
            gone = None if row.deleted_at else timezone.now()
            Activity.objects.filter(pk=row.pk).update(deleted_at=gone)
        else:
            row.delete()
    kept = {word: hit_keys(alice, word) for word in words}
    if on_sqlite:
        run("INSERT INTO tracker_activity_words(tracker_activity_words) VALUES ('delete-all')")
        run(
            "INSERT INTO tracker_activity_words(rowid, words) SELECT id,"
            " pmcareer_words(owner_id, title || ' ' || notes || ' ' || lesson)"
            " FROM tracker_activity WHERE deleted_at IS NULL"
        )
    else:
        run("REINDEX INDEX tracker_activity_words")
    assert kept == {word: hit_keys(alice, word) for word in words}
    assert any(kept.values())


def hit_keys(user, word: str) -> set[int]:
    """What the index alone says, deleted rows and strangers' not taken away afterwards."""
    if on_sqlite:
        sql, parameters = sqlite.condition(ENTRIES, user.pk, typed(word))
        return {key for (key,) in run(sql, *parameters)}
    sql, parameters = postgres.condition(ENTRIES, user.pk, typed(word))
    found = f"SELECT id FROM tracker_activity WHERE {sql} AND deleted_at IS NULL"
    return {key for (key,) in run(found, *parameters)}


def test_without_fts5_words_are_found_as_they_are_written(alice, monkeypatch):
    monkeypatch.setattr(index, "is_served", lambda connection: False)
    log(alice, "Zephyr briefing", notes="Café")
    assert titles(alice, "zeph briefing") == ["Zephyr briefing"]
    assert titles(alice, "ephyr") == []
    assert titles(alice, "Café") == ["Zephyr briefing"]


def test_without_fts5_no_trigger_is_left_to_refuse_a_write(alice, monkeypatch):
    if not on_sqlite:
        return
    monkeypatch.setattr(sqlite, "has_fts5", lambda connection: False)
    assert index.ensure(connection) is False
    assert {name for name in there() if name.endswith("_put")} == set()
    log(alice, "Zephyr")


SAMPLES = [
    "Über die Straße ÀÉÎ Œuvre ẞ",
    "İstanbul ışık IŞIK Işık",
    "C++ .NET C# e-mail: ana@example.org https://example.org/c?d=1",
    "Łódź Ørsted Đorđe Þór",
    "ΟΔΟΣ οδός Άλφα ΣΊΣΥΦΟΣ",
    "Ёлка ЙОД йод",
    "顧客の声がデカイ ﾃﾞｶｲ",
    "👩‍👩‍👧‍👦 great🚀rocket",
    "€1,200 2.5 v2.5.1 ½ x²",
    "don't l’équipe",
    "한국어 검색",
    "العَرَبِيَّة हिन्दी में",
    "a" * 300,
    "ﬁne ＦＵＬＬ soft\u00adhyphen zero\u200bwidth",
    "!!!",
    "tab\tline\nend",
    "Ⅳ № ŉ ĳ Ǆ",
    "ᏣᎳᎩ ꮳ Ა",
]


def test_the_database_makes_the_same_words(db):
    words = "pmcareer_words(42, %s)"
    if not on_sqlite:
        words = f"array_to_string(tsvector_to_array({words}), ' ')"
    rng = random.Random(11)
    blocks = [(1, 0x24F), (1, 0x2FFF), (0x3000, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x1FFFF)]
    # What a later Unicode may yet define differs between a database and a Python of another age.
    letters = [[c for c in map(chr, range(*b)) if unicodedata.category(c) != "Cn"] for b in blocks]
    noise = ["".join(rng.choice(rng.choice(letters)) for _ in range(20)) for _ in range(300)]
    for text in SAMPLES + noise:
        [(made,)] = run(f"SELECT {words}", text)
        assert set(made.split()) == set(owned(42, text).split()), ascii(text)


def test_words_are_what_a_reader_would_call_words():
    assert fold("L’équipe de Zoë: e-mail, C++ & .NET 2.5!") == "l equipe de zoe e mail c net 2 5"
    assert fold("Straße ŁÓDŹ Ørsted") == "strasse lodz orsted"
    assert fold("IŞIK ışık İzmir") == "isik isik izmir"
    assert fold("顧客の声") == "顧 客 の 声"
    assert fold("great🚀rocket 👩‍👩‍👧‍👦") == "great rocket"
    assert fold("🚀 !? \n") == ""
    assert typed("one two one three four five six seven eight nine") == [
        "one", "two", "three", "four", "five", "six", "seven", "eight",
    ]  # fmt: skip


LETTERS = [(0x20, 0x24F), (0x370, 0x58F), (0x3041, 0x30FF), (0x4E00, 0x9FFF), (0x10D0, 0x10FF)]
SIGNS = [(0x20, 0x58F), (0x2000, 0x2BFF), (0x3000, 0x30FF), (0x1F000, 0x1FA00)]


@pytest.mark.parametrize(
    ("blocks", "categories", "is_word"), [(LETTERS, "LN", True), (SIGNS, "PSZ", False)]
)
def test_letters_and_digits_are_words_and_signs_are_not(blocks, categories, is_word):
    for block in blocks:
        for letter in map(chr, range(*block)):
            whole = unicodedata.normalize("NFKD", letter) == letter
            if whole and unicodedata.category(letter)[0] in categories:
                assert bool(fold(letter)) is is_word, f"{ord(letter):x}"
