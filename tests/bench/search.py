"""How long a search takes among a million entries, how big the index is, what a write costs.

    .venv/bin/python tests/bench/search.py [entries of one person] [entries of ten others]

Not a test. On SQLite in a scratch folder, or on DATABASE_URL, which should name an empty database.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
SIZES = (100_000, 1_000_000)
QUERIES = ["zebrafish", "customer", "cus", "customer pricer", "customer pri bil", "nothinglikethis"]
FIRST = ["pri", "cus", "tea", "rel", "bil", "inv", "ex", "on", "sup", "mar", "ren", "dis"]
MIDDLE = ["ce", "tom", "mi", "lea", "ta", "vo", "po", "bo", "ar", "ke"]
LAST = ["r", "rs", "ing", "ed", "ment", "ation", "port", "s", "ly", "al", "er", "ic", "or", "um"]
WORDS = [a + b + c for a in FIRST for b in MIDDLE for c in LAST]
COLUMNS = "owner_id, client_id, title, date, notes, created_at, updated_at"
INSERT = f"""INSERT INTO tracker_activity ({COLUMNS}, lesson, task_points, task_once, points)
 VALUES (%s, %s, %s, %s, %s, %s, %s, '', 0, false, 5)"""


def main(own: int, others: int) -> None:
    sys.path.insert(0, str(BASE_DIR))
    os.environ["DJANGO_SETTINGS_MODULE"] = "pmcareer.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.factories import make_user

    owner, crowd = make_user("big"), [make_user().pk for _ in range(10)]
    print(f"a write, 200 times: {writes(make_user('new')):.2f} ms with the index", end=", ")
    forget()
    print(f"{writes(make_user('newer')):.2f} ms without")
    load(islice(rows(crowd), others // 2))
    load(islice(rows([owner.pk]), own))
    load(islice(rows(crowd), others // 2))
    print(f"{own + others:,} rows; the index was made in {build():.0f} s; {size()}")
    measure(owner)


def rows(owners: list[int]) -> Iterator[tuple[object, ...]]:
    """Entries of 22 words, a third of them with "customer", every 20,000th with "zebrafish"."""
    rng = random.Random(1)
    for number in range(10**9):
        words = rng.choices(WORDS, k=22)
        if rng.random() < 0.3:
            words[5] = "customer"
        if number % 20_000 == 7:
            words[9] = "zebrafish"
        day = date(2026, 11, 18) - timedelta(days=rng.randint(0, 3000))
        client = uuid.uuid4().hex
        title, notes = " ".join(words[:4]), " ".join(words[4:])
        yield (rng.choice(owners), client, title, day, notes, "2026-11-18", "2026-11-18")


def load(made: Iterator[tuple[object, ...]]) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        while some := list(islice(made, 20_000)):
            cursor.executemany(INSERT, some)


def forget() -> None:
    """Take the index off the journal and its quotes."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("tracker_activity", "tracker_quote"):
            if connection.vendor == "sqlite":
                for when in ("put", "take", "move"):
                    cursor.execute(f"DROP TRIGGER {table}_words_{when}")
            else:
                cursor.execute(f"DROP INDEX {table}_words")


def build() -> float:
    from django.db import connection

    from tracker.search import index

    start = time.perf_counter()
    index.ensure(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - start


def size() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            tables = "name LIKE 'tracker_activity_words%%'"
            cursor.execute(f"SELECT sum(pgsize) FROM dbstat WHERE {tables}")
        else:
            cursor.execute("SELECT pg_relation_size('tracker_activity_words')")
        return f"{cursor.fetchone()[0] / 1e6:.0f} MB"


def writes(owner: object) -> float:
    """Milliseconds for an entry with two quotes, through the real action."""
    from tests.factories import log

    text = " ".join(WORDS[:40])
    taken = []
    for number in range(200):
        start = time.perf_counter()
        log(owner, f"Entry {number}", f"One {number} {text}", f"Two {number} {text}", notes=text)
        taken.append(time.perf_counter() - start)
    return sorted(taken)[100] * 1000


def measure(owner: object) -> None:
    from tracker.search.queries import search

    for query in QUERIES:
        taken = []
        for _ in range(9):
            start = time.perf_counter()
            found = search(owner, query)
            taken.append((time.perf_counter() - start) * 1000)
        number = sum(one.number for one in found)
        print(f"{query:20} {sorted(taken)[4]:6.0f} ms median {min(taken):6.0f} ms best {number:6}")


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    if "DATA_DIR" in os.environ:
        main(*sizes)
    else:
        with tempfile.TemporaryDirectory(prefix="pmcareer-bench-") as folder:
            env = os.environ | {"DATA_DIR": folder, "SECRET_KEY": "bench"}
            arguments = [sys.executable, __file__, *map(str, sizes)]
            subprocess.run(arguments, env=env, check=True)
