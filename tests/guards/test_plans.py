"""No page reads a personal table from end to end: the database says how it would find the rows."""

import json
import re

import pytest
from django.db import connection

from tests.conftest import sign_in
from tests.guards.crowd import make_crowd, personal_models
from tests.guards.examples import fill
from tests.guards.routes import our_routes

# What lists are narrowed and turned over with; an address that knows none of it ignores it.
ASKED = ["", "?q=report", "?before=2026-11-18.1"]


@pytest.fixture
def personal() -> set[str]:
    return {model._meta.db_table for model in personal_models()}


def plan_of(sql, params):
    """How the database would answer: PostgreSQL's plan as a tree, SQLite's as lines."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table of a few thousand rows may well be quicker to read whole: what counts is that
            # there is a way that stays quick among millions.
            cursor.execute("SET enable_seqscan = off; SET enable_hashjoin = off")
            cursor.execute("SET enable_mergejoin = off")
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            found = cursor.fetchone()[0]
            return (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [row[3] for row in cursor.fetchall()]


def whole_tables(sql, plan, personal):
    """The personal tables that a plan reads from end to end."""
    if connection.vendor == "postgresql":
        return set(_read_whole(plan)) & personal
    names = {alias: table for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)" (\w+)', sql)}
    scanned = {line.split()[1] for line in plan if line.startswith("SCAN ")}
    return {names.get(name, name) for name in scanned} & personal


def _read_whole(node):
    named = node.get("Relation Name")
    if node["Node Type"] == "Seq Scan" or (
        node["Node Type"].startswith("Index") and named and "Index Cond" not in node
    ):
        yield named
    for part in node.get("Plans", []):
        yield from _read_whole(part)


class Watch:
    """Asks for the plan of every SELECT that passes by."""

    def __init__(self, personal):
        self.personal, self.seen, self.found = personal, set(), {}
        self.address = ""

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith("SELECT") and '"tracker_' in sql and sql not in self.seen:
            self.seen.add(sql)
            if tables := whole_tables(sql, plan_of(sql, params), self.personal):
                self.found[f"{self.address}: {sql}"] = sorted(tables)
        return execute(sql, params, many, context)


def test_no_page_reads_a_personal_table_from_end_to_end(alice, bob, personal):
    make_crowd(alice)
    fill(bob, 3)
    watch = Watch(personal)
    # Alice has the rows that stand in addresses, Bob the fuller lists.
    as_alice, as_bob = sign_in(alice), sign_in(bob)
    with connection.execute_wrapper(watch):
        for route in our_routes():
            client = as_alice if route.parameters else as_bob
            for asked in ASKED if not route.parameters else [""]:
                watch.address = route.path + asked
                client.get(watch.address)
    assert len(watch.seen) > 50
    assert watch.found == {}, "\n".join(
        f"{tables} {where}" for where, tables in watch.found.items()
    )


def test_the_guard_sees_a_table_that_is_read_whole(alice, personal):
    """Else the test above would prove nothing."""
    from tracker.journal.models import Activity, Quote

    make_crowd(alice)
    watch = Watch(personal)
    with connection.execute_wrapper(watch):
        list(Activity.objects.filter(notes="nobody wrote this"))
        list(Quote.objects.filter(theme="nobody gave it").order_by("text")[:3])
        list(Activity.objects.owned_by(alice).for_journal().order_by("-date", "-id")[:30])
    assert sorted(watch.found.values()) == [["tracker_activity"], ["tracker_quote"]]
