"""Somebody else holds SQLite's lock: who writes is told so in time, and who reads goes on."""

import sqlite3
from contextlib import closing

import pytest

from tests.setup.outages import LOSES_PATIENCE, assert_others_go_on
from tests.setup.test_serve import served
from tests.setup.visitor import Visitor

pytestmark = pytest.mark.real_time


def test_a_locked_database_keeps_what_was_typed_and_lets_others_read(data, tmp_path):
    with served(data, tmp_path / "log", **LOSES_PATIENCE) as server:
        alice, bob = Visitor(server.address), Visitor(server.address)
        alice.sign_up("alice")
        bob.sign_up("bob")
        form_page = alice.get("/journal/log/")
        with closing(sqlite3.connect(data / "pmcareer.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert_others_go_on(server.address, alice, bob, form_page)
            other.execute("ROLLBACK")
        alice.log("Met Ana after all")
