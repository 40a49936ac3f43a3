"""The index on PostgreSQL: for each table a GIN index over the words of its rows.

`pmcareer_words` takes the steps of tracker.search.words.fold. It calls nothing but what every
PostgreSQL has in pg_catalog, so that a restore, which empties search_path, can run it; and it
asks no locale, so that it is as immutable as it says.
"""

from collections.abc import Sequence
from hashlib import sha256

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.search.words import BETWEEN, LONGEST_WORD, SIGNS, is_begun
from tracker.shared.registries.search import Source
from tracker.shared.text.letters import ALIKE, PAIRS, SPELT, VANISHING
from tracker.shared.text.normal import overladen

BOOLEAN = models.BooleanField()
LOCK = 7_206_941  # any number: two servers that migrate at once make the index one after the other


def _pairs_between(first: str, last: str) -> dict[str, str]:
    return {letter: by for letter, by in PAIRS.items() if first <= letter <= last}


def _pairs_with_a_spelling() -> dict[str, str]:
    targets = {*ALIKE.values(), *SPELT}
    return {letter: by for letter, by in PAIRS.items() if by in targets}


# Letters of which a text has many are replaced one by one: translate() looks at all pairs for each
# letter, which took 90 ms for a long note in Russian.
OFTEN = [
    _pairs_between("\u0391", "\u03c9"),
    _pairs_between("\u0410", "\u042f"),
    _pairs_with_a_spelling(),
]


def _seldom() -> dict[str, str]:
    pairs = dict(PAIRS)
    for group in OFTEN:
        for letter in group:
            pairs.pop(letter, None)
    return pairs


def _replaced(pairs: dict[str, str]) -> str:
    """Return an assignment that is made only where one of the letters occurs."""
    sql = "found"
    for letter, by in pairs.items():
        sql = f"replace({sql}, '{letter}', '{by}')"
    return f"""IF found ~ '[{"".join(pairs)}]' THEN
            found := {sql};
        END IF;"""


def _letters() -> str:
    """Return the steps of shared.text.letters.plain_letters, for what is not ASCII."""
    often = " ".join(map(_replaced, OFTEN))
    seldom = _seldom()
    capitals, small = "".join(seldom), "".join(seldom.values())
    return f"""found := regexp_replace(found, '{overladen()}', '\\1', 'g');
        found := regexp_replace(normalize(found, NFKD), '[{VANISHING}]+', '', 'g');
        found := lower(found);
        {often}
        IF found ~ '[{capitals}]' THEN
            found := translate(found, '{capitals}', '{small}');
        END IF;
        {_replaced(SPELT)}"""


def _function() -> str:
    return f"""CREATE OR REPLACE FUNCTION pmcareer_words(owner bigint, said text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $body$
DECLARE
    found text COLLATE "C" := said;
    mark text := 'u' || owner || 'x';
BEGIN
    IF octet_length(found) = length(found) THEN
        found := regexp_replace(lower(found), '[^0-9a-z]+', ' ', 'g');
    ELSE
        {_letters()}
        found := regexp_replace(found, '([{SIGNS}])', ' \\1 ', 'g');
        found := regexp_replace(found, '[{BETWEEN} ]+', ' ', 'g');
    END IF;
    found := btrim(found, ' ');
    IF found ~ '[^ ]{{{LONGEST_WORD + 1}}}' THEN
        found := regexp_replace(found, '([^ ]{{{LONGEST_WORD}}})[^ ]+', '\\1', 'g');
    END IF;
    IF found = '' THEN
        RETURN ''::tsvector;
    END IF;
    RETURN array_to_tsvector(string_to_array(mark || replace(found, ' ', ' ' || mark), ' '));
END
$body$"""


FUNCTION = _function()
# What filters compare (shared/database/finding.py): a text in plain letters, signs and all.
PLAIN = f"""CREATE OR REPLACE FUNCTION pmcareer_plain(said text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $body$
DECLARE
    found text COLLATE "C" := said;
BEGIN
    IF octet_length(found) = length(found) THEN
        RETURN lower(found);
    END IF;
    {_letters()}
    RETURN found;
END
$body$"""
PLAIN_VERSION = sha256(PLAIN.encode()).hexdigest()[:16]


def definition(source: Source) -> str:
    return (
        f"CREATE INDEX {source.index} ON {source.table} USING gin ({_words(source)})"
        " WHERE deleted_at IS NULL"
    )


def index_version(source: Source) -> str:
    """Kept as the index's comment, so that a new way of making words makes it anew."""
    return sha256(f"{FUNCTION}{definition(source)}".encode()).hexdigest()[:16]


def ensure(connection: BaseDatabaseWrapper, sources: Sequence[Source]) -> bool:
    _ensure_plain(connection)
    wanted = {}
    for source in sources:
        wanted[source.index] = index_version(source)
    if wanted == _there(connection):
        return False
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        there = _there(connection)
        for name in there:
            if there[name] != wanted.get(name):
                cursor.execute(f"DROP INDEX {name}")
        cursor.execute(FUNCTION)
        for source in sources:
            if there.get(source.index) != wanted[source.index]:
                cursor.execute(definition(source))
                cursor.execute(f"COMMENT ON INDEX {source.index} IS '{wanted[source.index]}'")
    return True


def _ensure_plain(connection: BaseDatabaseWrapper) -> None:
    """Make the function of filters, where it is missing or of an earlier release."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(oid, 'pg_proc') FROM pg_proc"
            " WHERE proname = 'pmcareer_plain' AND pg_function_is_visible(oid)"
        )
        if cursor.fetchone() == (PLAIN_VERSION,):
            return
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(PLAIN)
        cursor.execute(f"COMMENT ON FUNCTION pmcareer_plain(text) IS '{PLAIN_VERSION}'")


def differing(connection: BaseDatabaseWrapper, sources: Sequence[Source]) -> list[str]:
    """Return what is missing or out of date: PostgreSQL itself keeps an index true to its rows."""
    there = _there(connection)
    return [source.index for source in sources if there.get(source.index) != index_version(source)]


def drop(connection: BaseDatabaseWrapper, sources: Sequence[Source]) -> None:
    with connection.cursor() as cursor:
        for source in sources:
            cursor.execute(f"DROP INDEX IF EXISTS {source.index}")


def condition(source: Source, owner: int, words: Sequence[str]) -> tuple[str, list[str]]:
    """Return a condition that a row holds every word, written so that the index serves it."""
    # Within quotes a word is nothing but a word to tsquery, and ours hold neither ' nor \.
    terms = []
    for word in words:
        terms.append(f"'u{owner}x{word}'" + (":*" if is_begun(word) else ""))
    query = " & ".join(terms)
    return f"{_words(source, f'{source.table}.')} @@ %s::tsquery", [query]


def _there(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Our indexes in the schema that is used, each with its comment."""
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT relname, coalesce(obj_description(pg_class.oid, 'pg_class'), '')"
            r" FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid"
            r" WHERE relname LIKE '%\_words' AND indisvalid AND pg_table_is_visible(pg_class.oid)"
        )
        return dict(cursor.fetchall())


def _words(source: Source, row: str = "") -> str:
    text = " || ' ' || ".join(source.columns_of(row))
    return f"pmcareer_words({row}owner_id, {text})"
