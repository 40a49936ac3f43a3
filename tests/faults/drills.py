"""What may happen to a server, done to a real one; each drill says what was counted."""

import os
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.faults.people import Person, Reader, busy, in_words
from tests.faults.site import Site, is_sound, lost_and_doubled
from tests.setup.test_serve import environment, manage

KILLS, ALL_AT_ONCE = 6, 3  # of the workers, and every third time of the server too
# Seconds. Workers that end within 5.5 of their start are a crash loop to granian, which gives up
# then and leaves it to systemd or the container engine to start all anew.
LIVED = 8
HELD = 8  # seconds for which a lock is held, and a worker frozen
ROOM = 400_000  # bytes that a full disk has left


@dataclass(frozen=True, slots=True)
class Result:
    drill: str
    counted: str
    is_good: bool


def kill(folder: Path) -> Result:
    """Kill everything again and again while two people log."""
    site = Site(folder)
    site.start()
    people = [Person(site.address, name) for name in ("ana", "ben")]
    with busy(*people):
        for number in range(1, KILLS + 1):
            time.sleep(LIVED)
            wait_for_entries(people, 4)
            if number % ALL_AT_ONCE:
                site.kill_workers()
            else:
                site.kill()
                site.start()
        wait_for_entries(people, 4)
    site.stop()
    saved = [title for person in people for title in person.acknowledged]
    lost, doubled = lost_and_doubled(site.database, saved)
    interrupted = sum(person.answers["no answer"] for person in people)
    counted = (
        f"{KILLS} kills, {len(saved)} entries, {interrupted} requests without an answer:"
        f" {lost} lost, {doubled} doubled"
    )
    return Result("kill", counted, not lost and not doubled and is_sound(site.database))


def wait_for_entries(people: list[Person], number: int) -> None:
    """Go on until so many more entries are saved, and into the middle of the next."""
    enough = sum(len(person.acknowledged) for person in people) + number
    deadline = time.monotonic() + 60
    while sum(len(person.acknowledged) for person in people) < enough:
        assert time.monotonic() < deadline, "nobody can log any more"
        time.sleep(0.01)


def lock(folder: Path) -> Result:
    """Hold the database's one writer, as a long command may."""
    site = Site(folder)
    site.start()
    person = Person(site.address, "ana")
    readers = [Reader(site.address, "/healthz"), Reader(site.address, "/accounts/login/")]
    with busy(person, *readers):
        time.sleep(1)
        with closing(sqlite3.connect(site.database, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            time.sleep(HELD)
            writer.execute("ROLLBACK")
        time.sleep(3)
    site.stop()
    lost, doubled = lost_and_doubled(site.database, person.acknowledged)
    answers = readers[0].answers + readers[1].answers
    slowest = max(reader.slowest for reader in readers)
    counted = (
        f"held for {HELD} s: writes {in_words(person.answers)}; reads {in_words(answers)},"
        f" slowest {slowest:.1f} s: {lost} lost, {doubled} doubled"
    )
    goes_on = not set(answers) - {"ok"} and slowest < HELD
    return Result("lock", counted, goes_on and not lost and not doubled)


def freeze(folder: Path) -> Result:
    """Stop one of the workers for a while, as a machine that swaps does."""
    site = Site(folder)
    site.start()
    person, reader = Person(site.address, "ana"), Reader(site.address, "/healthz")
    with busy(person, reader):
        time.sleep(1)
        frozen = site.workers()[0]
        os.kill(frozen, signal.SIGSTOP)
        time.sleep(HELD)
        os.kill(frozen, signal.SIGCONT)
        time.sleep(3)
    site.stop()
    lost, doubled = lost_and_doubled(site.database, person.acknowledged)
    counted = (
        f"one of the workers for {HELD} s: reads {in_words(reader.answers)}, slowest"
        f" {reader.slowest:.1f} s; writes {in_words(person.answers)}: {lost} lost,"
        f" {doubled} doubled"
    )
    return Result("freeze", counted, not lost and not doubled and not reader.answers["no answer"])


def full_disk(folder: Path) -> Result:
    """Let no file grow any more; then there is room again."""
    site = Site(folder)
    site.start()
    person = Person(site.address, "ana")
    site.stop()
    site.start(largest_file=site.database.stat().st_size + ROOM)
    reader = Reader(site.address, "/healthz")
    with busy(person, reader):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not refused(person.answers):
            time.sleep(0.5)
        time.sleep(2)
    site.kill()
    while_full = Counter(person.answers)
    lost, doubled = lost_and_doubled(site.database, person.acknowledged)
    sound = is_sound(site.database)
    site.start()
    person.visitor.log("Note after all")
    site.stop()
    counted = (
        f"writes {in_words(while_full)}; reads {in_words(reader.answers)}: {lost} lost,"
        f" {doubled} doubled, database {'sound' if sound else 'damaged'}, writes again afterwards"
    )
    is_good = bool(refused(while_full)) and sound and not lost and not doubled
    return Result("full disk", counted, is_good)


def refused(answers: Counter[str]) -> int:
    return answers.total() - answers["saved"]


def backup(folder: Path) -> Result:
    """Back up while two people log, and restore each backup elsewhere."""
    site = Site(folder)
    site.start()
    people = [Person(site.address, name) for name in ("ana", "ben")]
    made: list[tuple[Path, list[str]]] = []
    with busy(*people):
        for number in range(2):
            time.sleep(1)
            saved = [title for person in people for title in list(person.acknowledged)]
            file = folder / f"{number}.tar.gz"
            result = manage("backup", str(file), env=environment(site.data))
            assert result.returncode == 0, result.stderr
            made.append((file, saved))
    site.stop()
    lost = doubled = sound = 0
    for number, (file, saved) in enumerate(made):
        there = folder / f"restored-{number}"
        result = manage("restore", str(file), env=environment(there))
        assert result.returncode == 0, result.stderr
        lost_here, doubled_here = lost_and_doubled(there / "pmcareer.sqlite3", saved)
        lost, doubled = lost + lost_here, doubled + doubled_here
        sound += is_sound(there / "pmcareer.sqlite3")
    counted = (
        f"{len(made)} backups under writes, {sound} sound once restored, {len(made[-1][1])} entries"
        f" in the last: {lost} lost, {doubled} doubled"
    )
    return Result("backup", counted, not lost and not doubled and sound == len(made))


Drill = Callable[[Path], Result]
