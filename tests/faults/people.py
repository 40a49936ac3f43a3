"""People who go on logging and reading whatever happens to the server."""

import http.client
import re
import threading
import time
import urllib.error
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from string import ascii_lowercase

from tests.setup.visitor import Visitor

TROUBLE = (OSError, http.client.HTTPException)  # URLError is an OSError


def word(number: int) -> str:
    """Return a word for a number: the quick line would read digits as minutes."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = ascii_lowercase[rest] + letters
    return letters or "a"


class Person(threading.Thread):
    """Signs up, then logs one entry after the other, each until she is told that it is saved."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__(daemon=True)
        self.label = name
        self.visitor = Visitor(address)
        self.visitor.sign_up(name)
        self.acknowledged: list[str] = []
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0
        self.ending = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.ending.is_set():
            number += 1
            self._log_until_saved(f"Note {self.label} {word(number)}", str(uuid.uuid4()))

    def _log_until_saved(self, title: str, client_id: str) -> None:
        while not self.ending.is_set():
            begun = time.monotonic()
            answer = self._log(title, client_id)
            self.slowest = max(self.slowest, time.monotonic() - begun)
            self.answers[answer] += 1
            if answer == "saved":
                self.acknowledged.append(title)
                return
            self.ending.wait(0.2)

    def _log(self, title: str, client_id: str) -> str:
        try:
            page = self.visitor.get("/journal/log/quick/read/", what=title)
            shown = re.search(r'name="shown" value="(\w+)"', page)
            home = self.visitor.get("/")
            fields = {"what": title, "client_id": client_id, "shown": shown[1] if shown else ""}
            self.visitor.send("/journal/log/quick/", home, **fields)
        except urllib.error.HTTPError as error:
            error.close()
            return str(error.code)
        except TROUBLE:
            return "no answer"
        return "saved"


class Reader(threading.Thread):
    """Looks at a page again and again, and notes how long it takes."""

    def __init__(self, address: str, path: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.path = Visitor(address), path
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0
        self.ending = threading.Event()

    def run(self) -> None:
        while not self.ending.wait(0.05):
            begun = time.monotonic()
            try:
                self.visitor.get(self.path)
            except urllib.error.HTTPError as error:
                error.close()
                self.answers[str(error.code)] += 1
            except TROUBLE:
                self.answers["no answer"] += 1
            else:
                self.answers["ok"] += 1
            self.slowest = max(self.slowest, time.monotonic() - begun)


@contextmanager
def busy(*people: Person | Reader) -> Iterator[None]:
    """Let them go on until the block ends, then wait for what they have in hand."""
    for person in people:
        person.start()
    try:
        yield
    finally:
        for person in people:
            person.ending.set()
        for person in people:
            person.join(120)


def in_words(answers: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(answers.items())) or "none"
