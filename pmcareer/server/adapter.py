"""What granian runs: requests are received here, and only whole ones reach Django.

A worker's event loop collects the body of a request, so a client that sends slowly or falls silent
costs a little memory and no thread. Django (WSGI) then runs in threads: one at a time as long as
it is quick, more while some wait for the database (docs/adr/0016).
"""

import asyncio
import ctypes
import io
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from pmcareer import health
from pmcareer.request_guards import MOST_BYTES

BODY_SECONDS = 30  # for a body to arrive whole …
BODY_BYTES_A_SECOND = 16 * 1024  # … or to go on arriving at this pace
IN_MEMORY = 256 * 1024  # bytes of a body; a larger one waits in a file
AT_ONCE = 1024 * 1024  # bytes of an answer that are sent whole; a longer one is streamed
PIECE = 64 * 1024  # bytes of a stream that are sent together
SEND_SECONDS = 30  # for a client to take one piece
STUCK_AFTER = 0.25  # seconds after which a running request lets another begin beside it
MOST_THREADS = 16
OWN_WORDS = {
    408: "It took too long to arrive.\n",
    413: "Too much at once.\n",
    500: "Something broke here.\n",
}
PR_SET_PDEATHSIG = 1
PLAIN = ("Content-Type", "text/plain; charset=utf-8")

Header = tuple[str, str]
Headers = list[Header]

log = logging.getLogger(__name__)
access_log = logging.getLogger("pmcareer.access")


class BodyRefusedError(Exception):
    """`status` says why: 408 too slow, 413 too large."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class Answer:
    """What the application said before its body."""

    status: int = 0
    headers: Headers = field(default_factory=list)

    def start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = int(status.split(" ", 1)[0]), headers


class Slots:
    """Lets one request run at a time, and more beside those that have been running for a while.

    Threads of one process share one core's worth of Python, so two quick requests at once make
    both slower; but one that waits for a lock or a silent database must hold up nobody.
    """

    def __init__(self) -> None:
        self.free = asyncio.Semaphore(1)
        self.threads = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="django")

    async def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        loop = asyncio.get_running_loop()
        await self.free.acquire()
        is_stuck = False

        def let_another_begin() -> None:
            nonlocal is_stuck
            is_stuck = True
            self.free.release()

        timer = loop.call_later(STUCK_AFTER, let_another_begin)
        try:
            return await loop.run_in_executor(self.threads, function, *arguments)
        finally:
            timer.cancel()
            if not is_stuck:
                self.free.release()


class Application:
    """An RSGI application around a WSGI one. `headers` go with what it answers itself."""

    def __init__(
        self, wsgi: Callable[..., Iterable[bytes]], headers: Iterable[Header] = ()
    ) -> None:
        self.wsgi = wsgi
        self.own_headers = [*headers, PLAIN]
        self.slots: Slots

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.slots = loop, Slots()
        self.look: asyncio.Future[str] | None = None
        self.probe = ThreadPoolExecutor(1, thread_name_prefix="readyz")
        end_with_parent()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if scope.path == "/healthz":
            protocol.response_str(200, self.own_headers, "ok\n")
            return
        if scope.path == "/readyz":
            protocol.response_str(*await self.readiness())
            return
        try:
            body = await receive(scope, protocol)
        except BodyRefusedError as refused:
            fields = {"fields": {"status": refused.status}}
            access_log.info("%s %s", scope.method, scope.path, extra=fields)
            self.refuse(protocol, refused.status)
            return
        with body:
            await self.slots.run(self.answer, environ_of(scope, body), protocol)

    async def readiness(self) -> tuple[int, Headers, str]:
        """Return what /readyz says, in time: a database may be silent, and threads all taken."""
        try:
            async with asyncio.timeout(health.PATIENCE):
                if self.look is None or self.look.done():  # however many ask, one looks
                    ask = health.readiness.ask_alone
                    self.look = self.loop.run_in_executor(self.probe, ask)
                reason = await asyncio.shield(self.look)
        except TimeoutError:
            reason = health.NO_ANSWER
        status, body = health.answer(reason)
        return status, self.own_headers, body

    def answer(self, environ: dict[str, Any], protocol: Any) -> None:
        """Run the application in a thread, and send what it says from there."""
        answer = Answer()
        try:
            result = self.wsgi(environ, answer.start)
        except Exception:  # where even the page for what broke is broken
            log.exception("Nothing answered %s", environ["PATH_INFO"])
            self.refuse(protocol, 500)
            return
        try:
            pieces = iter(result)
            body = b"".join(up_to(pieces, AT_ONCE))
            if len(body) < AT_ONCE:
                protocol.response_bytes(answer.status, answer.headers, body)
            else:
                self.stream(protocol.response_stream(answer.status, answer.headers), body, pieces)
        finally:
            if hasattr(result, "close"):
                result.close()

    def refuse(self, protocol: Any, status: int) -> None:
        headers = [*self.own_headers, ("Connection", "close")]
        protocol.response_str(status, headers, OWN_WORDS[status])

    def stream(self, transport: Any, body: bytes, pieces: Iterator[bytes]) -> None:
        while body:
            sent = asyncio.run_coroutine_threadsafe(transport.send_bytes(body), self.loop)
            sent.result(SEND_SECONDS)
            body = b"".join(up_to(pieces, PIECE))


def end_with_parent() -> None:
    """Let this worker end when the process that watches it is killed, which else would be nobody's.

    Linux alone can say so (prctl with PR_SET_PDEATHSIG).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == 1:  # it was killed before it could be said
            os.kill(os.getpid(), signal.SIGTERM)


def up_to(pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield pieces until they are `size` bytes together, or there are no more."""
    taken = 0
    while taken < size:
        piece = next(pieces, None)
        if piece is None:
            return
        taken += len(piece)
        yield piece


async def receive(scope: Any, protocol: Any) -> Any:
    """Return the whole body as a file. Raises BodyRefusedError."""
    length = scope.headers.get("content-length", "0")
    if len(length) > 12 or (length.isdigit() and int(length) > MOST_BYTES):
        raise BodyRefusedError(413)
    body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever calls closes it
    if length == "0" and "transfer-encoding" not in scope.headers:
        return body
    begun, size = asyncio.get_running_loop().time(), 0
    try:
        async with asyncio.timeout(BODY_SECONDS) as deadline:
            async for piece in protocol:
                size += len(piece)
                if size > MOST_BYTES:
                    raise BodyRefusedError(413)
                body.write(piece)
                deadline.reschedule(begun + BODY_SECONDS + size / BODY_BYTES_A_SECOND)
    except (TimeoutError, BodyRefusedError) as error:
        body.close()
        raise BodyRefusedError(getattr(error, "status", 408)) from error
    body.seek(0)
    return body


def environ_of(scope: Any, body: Any) -> dict[str, Any]:
    """Return what PEP 3333 asks for."""
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    position = body.seek(0, io.SEEK_END)
    body.seek(0)
    if position:
        environ["CONTENT_LENGTH"] = str(position)  # also where it came in chunks, without one
    for name, value in scope.headers.items():
        if (
            name == "content-length" or "_" in name
        ):  # the latter would pass for the same name with hyphens, which a proxy has set
            continue
        key = name.upper().replace("-", "_")
        if key != "CONTENT_TYPE":
            key = f"HTTP_{key}"
        if key in environ:
            between = "; " if key == "HTTP_COOKIE" else ","
            environ[key] = f"{environ[key]}{between}{value}"
        else:
            environ[key] = value
    return environ
