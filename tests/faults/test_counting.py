"""The drills are worth something only if they would see a loss."""

import sqlite3
from contextlib import closing

from tests.faults.people import word
from tests.faults.site import is_sound, lost_and_doubled


def test_what_is_lost_or_doubled_is_counted(tmp_path):
    file = tmp_path / "journal.sqlite3"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE tracker_activity (title TEXT)")
        rows = [("Note a",), ("Note b",), ("Note b",), ("Note c",)]
        database.executemany("INSERT INTO tracker_activity VALUES (?)", rows)
    assert lost_and_doubled(file, ["Note a", "Note c"]) == (0, 1)
    assert lost_and_doubled(file, ["Note a", "Note d"]) == (1, 1)
    assert is_sound(file)


def test_no_two_entries_of_a_person_are_called_the_same():
    words = [word(number) for number in range(1, 2000)]
    assert len(set(words)) == len(words)
    assert "".join(words).isalpha()
