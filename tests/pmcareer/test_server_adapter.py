"""Requests are received whole before Django runs, and one that waits holds up nobody."""

import asyncio
import threading
from dataclasses import dataclass, field

import pytest

from pmcareer.server import adapter
from pmcareer.server.adapter import Application

pytestmark = pytest.mark.real_time


class Headers:
    def __init__(self, pairs):
        self.pairs = pairs

    def items(self):
        return self.pairs

    def get(self, name, default=None):
        return dict(self.pairs).get(name, default)

    def __contains__(self, name):
        return name in dict(self.pairs)


@dataclass
class Scope:
    path: str = "/journal/"
    method: str = "GET"
    pairs: list = field(default_factory=list)
    query_string: str = "q=a"
    server: str = "127.0.0.1:8000"
    client: str = "192.0.2.7:4711"
    scheme: str = "http"
    http_version: str = "1.1"

    @property
    def headers(self):
        return Headers(self.pairs)


class Protocol:
    """What granian gives a request: its body in pieces, and the ways to answer."""

    def __init__(self, *pieces, silent=False):
        self.pieces, self.silent = pieces, silent
        self.status, self.headers, self.body = 0, [], b""

    async def __aiter__(self):
        for piece in self.pieces:
            yield piece
        if self.silent:
            await asyncio.Event().wait()

    def response_bytes(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def response_str(self, status, headers, body):
        self.response_bytes(status, headers, body.encode())

    def response_stream(self, status, headers):
        self.response_bytes(status, headers, b"")
        return self

    async def send_bytes(self, piece):
        self.body += piece


def posting(size):
    return Scope(method="POST", pairs=[("content-length", str(size))])


async def ask(application, scope, protocol):
    if not hasattr(application, "loop"):
        application.__rsgi_init__(asyncio.get_running_loop())
    await application.__rsgi__(scope, protocol)
    return protocol


def echo(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]


@pytest.fixture(autouse=True)
def _no_parent(monkeypatch):
    monkeypatch.setattr(adapter, "end_with_parent", lambda: None)


def test_a_body_in_pieces_reaches_the_application_whole():
    answer = asyncio.run(ask(Application(echo), posting(6), Protocol(b"abc", b"def")))
    assert (answer.status, answer.body) == (200, b"abcdef")


def test_a_body_without_a_length_is_read_as_what_came():
    scope = Scope(method="POST", pairs=[("transfer-encoding", "chunked")])
    lengths = []

    def note(environ, start_response):
        lengths.append(environ["CONTENT_LENGTH"])
        return echo(environ, start_response)

    answer = asyncio.run(ask(Application(note), scope, Protocol(b"abc", b"de")))
    assert (answer.body, lengths) == (b"abcde", ["5"])


def test_a_client_that_falls_silent_is_told_so_and_the_application_never_runs(monkeypatch):
    monkeypatch.setattr(adapter, "BODY_SECONDS", 0.05)
    ran = []
    answer = asyncio.run(ask(Application(ran.append), posting(500), Protocol(b"abc", silent=True)))
    assert (answer.status, ran) == (408, [])


def test_a_body_that_goes_on_arriving_may_take_longer(monkeypatch):
    monkeypatch.setattr(adapter, "BODY_SECONDS", 0.2)
    monkeypatch.setattr(adapter, "BODY_BYTES_A_SECOND", 10)

    class Steady(Protocol):
        async def __aiter__(self):
            for _ in range(5):
                await asyncio.sleep(0.1)  # the pace of the client, which is what this is about
                yield b"0123456789"

    answer = asyncio.run(ask(Application(echo), posting(50), Steady()))
    assert (answer.status, len(answer.body)) == (200, 50)


def test_more_than_any_form_takes_is_refused_while_it_arrives(monkeypatch):
    monkeypatch.setattr(adapter, "MOST_BYTES", 5)
    answer = asyncio.run(ask(Application(echo), posting(6), Protocol(b"abc", b"def")))
    assert answer.status == 413


def test_what_the_server_says_itself_carries_the_headers_of_every_answer(monkeypatch):
    monkeypatch.setattr(adapter, "BODY_SECONDS", 0.05)
    monkeypatch.setattr(adapter, "MOST_BYTES", 50)
    served = Application(echo, [("X-Frame-Options", "DENY")])
    asked = {
        200: (Scope("/healthz"), Protocol()),
        408: (posting(6), Protocol(b"abc", silent=True)),
        413: (posting(60), Protocol()),
    }
    for status, (scope, protocol) in asked.items():
        answer = asyncio.run(ask(fresh(served), scope, protocol))
        assert answer.status == status
        assert ("X-Frame-Options", "DENY") in answer.headers


def fresh(application):
    """Let it meet the loop of the next `asyncio.run`."""
    vars(application).pop("loop", None)
    return application


def test_where_even_the_page_for_errors_is_broken_there_is_a_plain_answer(caplog):
    def broken(environ, start_response):
        raise ValueError("no template")

    served = Application(broken, [("X-Frame-Options", "DENY")])
    answer = asyncio.run(ask(served, Scope(), Protocol()))
    assert (answer.status, answer.body) == (500, b"Something broke here.\n")
    assert ("X-Frame-Options", "DENY") in answer.headers
    assert "no template" in caplog.text


def test_a_request_that_waits_lets_others_begin_beside_it():
    release = threading.Event()

    def application(environ, start_response):
        if environ["PATH_INFO"] == "/waits/":
            release.wait(10)
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    async def both():
        served = Application(application)
        waiting = asyncio.create_task(ask(served, Scope("/waits/"), Protocol()))
        quick = await ask(served, Scope("/quick/"), Protocol())
        assert not waiting.done()
        release.set()
        return quick.body, (await waiting).body

    assert asyncio.run(both()) == (b"/quick/", b"/waits/")


def test_quick_requests_run_one_at_a_time():
    running, most = [], []

    def application(environ, start_response):
        running.append(1)
        most.append(len(running))
        start_response("200 OK", [])
        running.pop()
        return [b""]

    async def many():
        served = Application(application)
        await asyncio.gather(*(ask(served, Scope(), Protocol()) for _ in range(50)))

    asyncio.run(many())
    assert most == [1] * 50


def test_healthz_answers_while_everything_else_waits():
    release = threading.Event()

    def stuck(environ, start_response):
        release.wait(10)
        start_response("200 OK", [])
        return [b""]

    async def visit():
        served = Application(stuck)
        waiting = []
        for _ in range(adapter.MOST_THREADS + 5):
            waiting.append(asyncio.create_task(ask(served, Scope(), Protocol())))
        answer = await ask(served, Scope("/healthz"), Protocol())
        release.set()
        await asyncio.gather(*waiting)
        return answer.status, answer.body

    assert asyncio.run(visit()) == (200, b"ok\n")


def test_a_long_answer_is_sent_in_pieces_and_closed(monkeypatch):
    monkeypatch.setattr(adapter, "AT_ONCE", 10)
    monkeypatch.setattr(adapter, "PIECE", 4)
    closed = []

    class Long:
        def __iter__(self):
            return iter([b"0123456789", b"ab", b"cd", b"ef"])

        def close(self):
            closed.append(True)

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return Long()

    answer = asyncio.run(ask(Application(application), Scope(), Protocol()))
    assert (answer.body, closed) == (b"0123456789abcdef", [True])


def test_headers_arrive_as_pep_3333_says_and_none_passes_for_another():
    seen = {}

    def application(environ, start_response):
        seen.update(environ)
        start_response("204 No Content", [])
        return [b""]

    pairs = [("cookie", "a=1"), ("cookie", "b=2"), ("x-forwarded-for", "1.2.3.4")]
    pairs += [("x_forwarded_proto", "https"), ("content-type", "text/plain"), ("x-a", "1")]
    asyncio.run(
        ask(
            Application(application), Scope("/caf\u00e9/", pairs=[*pairs, ("x-a", "2")]), Protocol()
        )
    )
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/caf\u00e9/"
    assert (seen["HTTP_COOKIE"], seen["HTTP_X_A"]) == ("a=1; b=2", "1,2")
    assert (seen["CONTENT_TYPE"], seen["REMOTE_ADDR"]) == ("text/plain", "192.0.2.7")
    assert "HTTP_X_FORWARDED_PROTO" not in seen
