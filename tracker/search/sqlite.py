"""The index on SQLite: for each table an FTS5 table without content, filled by three triggers.

The triggers call `pmcareer_words`, which exists on this program's connections alone: another
program can read these tables and cannot write them.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.search.words import is_begun
from tracker.shared.registries.search import Source

# Part of every definition, so that a new way of making words makes the index anew.
VERSION = f"1, Unicode {unicodedata.unidata_version}"
WHEN = ("put", "take", "move")
SUFFIXES = ("_words_put", "_words_take", "_words_move")


@cache
def _has_fts5(alias: str) -> bool:
    from django.db import connections  # noqa: PLC0415 - the alias is what can be remembered

    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")
        return cursor.fetchone() is not None


def has_fts5(connection: BaseDatabaseWrapper) -> bool:
    return _has_fts5(connection.alias)


def definitions(source: Source) -> dict[str, str]:
    """Return SQL by the name of what it makes, as SQLite keeps it."""
    name, table = source.index, source.table
    watched = (*source.fields, "owner_id", "deleted_at")
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in watched)
    put = f"INSERT INTO {name}(rowid, words) SELECT new.id, {_words(source, 'new.')}"
    take = f"INSERT INTO {name}({name}, rowid, words) SELECT 'delete', old.id, "
    take += _words(source, "old.")
    live, was_live = "WHERE new.deleted_at IS NULL", "WHERE old.deleted_at IS NULL"
    start = f"CREATE TRIGGER {name}_"
    return {
        # Words come ready-made: the tokenizer only cuts at spaces. A list of rows for each word is
        # all that is kept.
        name: f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', detail=none,"
        f" columnsize=0, tokenize='ascii')",
        f"{name}_put": f"{start}put AFTER INSERT ON {table} BEGIN /* {VERSION} */"
        f" {put} {live}; END",
        f"{name}_take": f"{start}take AFTER DELETE ON {table} BEGIN {take} {was_live}; END",
        f"{name}_move": f"{start}move AFTER UPDATE ON {table} WHEN {changed}"
        f" BEGIN {take} {was_live}; {put} {live}; END",
    }


def ensure(connection: BaseDatabaseWrapper, sources: Sequence[Source]) -> bool:
    if not has_fts5(connection):
        drop_triggers(connection)
        return False
    there = _there(connection)
    wrong = [source for source in sources if not definitions(source).items() <= there.items()]
    if wrong:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            for source in wrong:
                _drop_triggers_of(cursor, there, source.index)
                cursor.execute(f"DROP TABLE IF EXISTS {source.index}")
                for sql in definitions(source).values():
                    cursor.execute(sql)
                cursor.execute(_filling(source, source.index))
    return bool(wrong)


def compact(connection: BaseDatabaseWrapper, sources: Sequence[Source]) -> None:
    """Leave no word of deleted rows in the tables' own blocks, where a merge comes by and by."""
    if not has_fts5(connection):
        return
    with connection.cursor() as cursor:
        for source in sources:
            cursor.execute(f"INSERT INTO {source.index}({source.index}) VALUES ('optimize')")  # noqa: S608


def _filling(source: Source, name: str) -> str:
    return (
        f"INSERT INTO {name}(rowid, words) SELECT id, {_words(source)}"  # noqa: S608 - our names
        f" FROM {source.table} WHERE deleted_at IS NULL"
    )


def differing(connection: BaseDatabaseWrapper, sources: Sequence[Source]) -> list[str]:
    """Compare each index, word by word, with one that is made beside it for that."""
    there = _there(connection)
    names = []
    with connection.cursor() as cursor:
        for source in sources:
            same = definitions(source).items() <= there.items() and _holds_its_rows(cursor, source)
            if not same:
                names.append(source.index)
    return names


def _holds_its_rows(cursor: Any, source: Source) -> bool:
    kept, fresh = "SELECT term, doc FROM temp.kept_words", "SELECT term, doc FROM temp.fresh_words"
    try:
        cursor.execute(definitions(source)[source.index].replace(source.index, "temp.fresh", 1))
        cursor.execute(_filling(source, "temp.fresh"))
        cursor.execute(
            f"CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, {source.index}, instance)"
        )
        cursor.execute("CREATE VIRTUAL TABLE temp.fresh_words USING fts5vocab(fresh, instance)")
        cursor.execute(f"SELECT EXISTS ({kept} EXCEPT {fresh}) OR EXISTS ({fresh} EXCEPT {kept})")
        return not cursor.fetchone()[0]
    except DatabaseError:  # the index cannot be read
        return False
    finally:
        for name in ("kept_words", "fresh_words", "fresh"):
            cursor.execute(f"DROP TABLE IF EXISTS temp.{name}")


def drop(connection: BaseDatabaseWrapper, sources: Sequence[Source]) -> None:
    there = _there(connection)
    with connection.cursor() as cursor:
        for source in sources:
            _drop_triggers_of(cursor, there, source.index)
            cursor.execute(f"DROP TABLE IF EXISTS {source.index}")


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    there = _there(connection)
    with connection.cursor() as cursor:
        for name in there:
            if name.endswith(SUFFIXES):
                cursor.execute(f"DROP TRIGGER {name}")


def condition(source: Source, owner: int, words: Sequence[str]) -> tuple[str, list[str]]:
    """Return a query for the keys of rows that hold every word."""
    # Within quotes a word is nothing but a word to FTS5, and ours hold no quote.
    terms = []
    for word in words:
        terms.append(f'"u{owner}x{word}"' + (" *" if is_begun(word) else ""))
    match = " AND ".join(terms)
    sql = f"SELECT rowid FROM {source.index} WHERE {source.index} MATCH %s"  # noqa: S608 - our names
    return sql, [match]


def _there(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT name, sql FROM sqlite_master WHERE name LIKE '%\_words%' ESCAPE '\'"
        )
        return dict(cursor.fetchall())


def _drop_triggers_of(cursor: Any, there: dict[str, str], index: str) -> None:
    for when in WHEN:
        if f"{index}_{when}" in there:
            cursor.execute(f"DROP TRIGGER {index}_{when}")


def _words(source: Source, row: str = "") -> str:
    text = " || ' ' || ".join(source.columns_of(row))
    return f"pmcareer_words({row}owner_id, {text})"
