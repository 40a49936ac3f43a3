"""Errors reach the operators by mail: seldom, and with nothing in them that is anybody's."""

import logging
import sys
import threading

import pytest
from django.core import mail
from django.db import IntegrityError, OperationalError

from pmcareer import request_ids
from pmcareer.logs import error_mail, logging_settings
from pmcareer.logs.error_mail import Letter, MailErrors

ROW = "Alice’s secret words"


@pytest.fixture(autouse=True)
def _operators(settings):
    settings.ADMINS = [("", "operator@example.org")]
    request_ids.current.set("abcdef012345")


def send(error=None, message="Internal Server Error: %s", args=("/journal/",)):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 7, message, args, info)
    MailErrors().send(Letter(record))


def broken(kind=ValueError):
    typed = ROW
    try:
        raise kind(f"Key (text)=({typed}) exists")
    except kind:
        return sys.exc_info()[1]


def test_an_error_is_mailed_with_its_place_and_the_name_of_its_request():
    send(broken())
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["operator@example.org"], "[pmcareer] ValueError")
    assert "test_error_mail.py" in letter.body
    assert "abcdef012345" in letter.body


def test_a_mail_holds_nothing_of_what_was_sent_or_stored():
    send(broken(IntegrityError), args=(f"/calendar/{ROW}/",))
    send(None, message="Not sent to %s", args=(ROW,))
    assert len(mail.outbox) == 2
    assert ROW not in "".join(letter.subject + letter.body for letter in mail.outbox)


def test_the_same_error_comes_once_an_hour_and_says_how_often_it_was(clock):
    for _ in range(5):
        send(broken())
    send(broken(TypeError))
    assert [letter.subject for letter in mail.outbox] == [
        "[pmcareer] ValueError",
        "[pmcareer] TypeError",
    ]
    clock.shift(3601)
    send(broken())
    assert "The same came 4 more times" in mail.outbox[-1].body


def test_many_kinds_at_once_are_a_few_mails(monkeypatch):
    monkeypatch.setattr(error_mail, "MOST_MAILS", 3)
    for number in range(10):
        send(None, message=f"Kind {number}", args=())
    assert len(mail.outbox) == 3


def test_a_database_that_is_away_is_one_kind():
    for place in (broken(OperationalError), broken(OperationalError)):
        send(place)
    assert [letter.subject for letter in mail.outbox] == ["[pmcareer] The database cannot be used"]


def test_a_mail_server_that_is_away_breaks_nothing(monkeypatch):
    tried = []

    def away(*args, **kwargs):
        tried.append(args)
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    send(broken())
    assert len(tried) == 1


def test_nobody_waits_for_it_and_what_waits_goes_out_at_the_end(monkeypatch):
    release, sent = threading.Event(), []

    def slowly(self):
        release.wait(30)
        sent.append(self.subject)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", slowly)
    handler, log = MailErrors(), logging.Logger("tracker.home")
    log.addHandler(handler)
    log.error("One thing")
    log.error("Another")
    assert sent == []
    release.set()
    handler.flush()
    assert sent == ["[pmcareer] One thing", "[pmcareer] Another"]


def test_only_where_there_are_operators_and_mail():
    with_mail = logging_settings("text", access=False, mails_errors=True)
    assert "mail" in with_mail["root"]["handlers"]
    assert "mail" not in logging_settings("json", access=False, mails_errors=False)["handlers"]
