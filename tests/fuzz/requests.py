"""Hostile requests, made from the addresses that there are and the forms that pages show."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_plus

from tests.fuzz import values
from tests.guards.pages.html_forms import HtmlForm
from tests.guards.routes import KEY, SAMPLES, Route, all_routes

METHODS = [
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
]
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=fuzz"
# A segment of an address in which a parameter stands.
PARAMETERS = {str(KEY), "x", *SAMPLES.values()}
BROKEN = ["%ff", "%c3%28", "%00"]
SOURCES = Path(__file__).parent.parent.parent / "tracker"
# How views read one value of a request, whichever helper they use.
READ = re.compile(r'(?:GET|POST|query|request)\b[^"\n]{0,40}"(\w+)"')
# Those that other people's views read, and the admin's lists.
NAMES = [
    "next",
    "page",
    "p",
    "o",
    "q",
    "e",
    "all",
    "_popup",
    "_to_field",
    "id__exact",
    "status__exact",
]
NAMES += [
    "credential",
    "code",
    "email",
    "login",
    "password",
    "action",
    "select_across",
    "object_id",
]
NAMES += ["app_label", "model_name", "field_name", "term", "_selected_action", "next", "client_id"]


@dataclass(frozen=True)
class Sent:
    """One request; its number and the seed make it again."""

    number: int
    who: str
    method: str
    path: str
    body: bytes = b""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        body = self.body if len(self.body) < 2000 else self.body[:2000] + b"[...]"
        return (
            f"request {self.number}, {self.who}: {self.method} {self.path[:2000]}\n"
            f"  {self.content_type!r} {self.headers!r}\n  {body!r}"
        )


@cache
def names() -> list[str]:
    """Return the names of values that views read, ours from their source."""
    read: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        read.update(READ.findall(path.read_text()))
    return sorted(read | set(NAMES))


@cache
def routes() -> list[Route]:
    return all_routes()


def make(seed: str, number: int, shown: dict[str, list[HtmlForm]]) -> Sent:
    """Return request `number`. `shown` says for each actor which forms their pages have."""
    random = Random(f"{seed} {number}")
    who = random.choice(list(shown))
    headers = {}
    for _header in range(random.choice([0, 0, 0, 1, 2])):
        name = random.choice(list(values.HEADERS))
        headers[name] = random.choice(values.HEADERS[name])
    if shown[who] and random.random() < 0.5:
        return _form(random, number, who, random.choice(shown[who]), headers)
    method = random.choice(METHODS)
    path = _address(random, random.choice(routes()).path) + _query(random)
    body, content_type = b"", ""
    if method not in ("GET", "HEAD", "TRACE"):
        body, content_type = _body(random)
    return Sent(number, who, method, path, body, content_type, headers)


def _address(random: Random, path: str) -> str:
    segments = path.split("/")
    for index, segment in enumerate(segments):
        if not any(sample in segment for sample in PARAMETERS) or random.random() < 0.4:
            continue
        likely = random.choice(values.DAYS if segment == SAMPLES["day"] else values.NUMBERS)
        segments[index] = random.choice(
            [*[_escaped(values.text(random))] * 3, *[likely] * 3, *BROKEN]
        )
    return "/".join(segments)[:8000]


def _escaped(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _query(random: Random) -> str:
    pairs = []
    for _pair in range(random.choice([0, 1, 1, 2, 3])):
        value = random.choice([_plus(values.text(random)), "%ff", "%", "%u0000"])
        pairs.append(f"{random.choice(names())}{random.choice(['=', '=', '=', '', '[]='])}{value}")
    return f"?{'&'.join(pairs)}"[:8000] if pairs else ""


def _plus(text: str) -> str:
    return quote_plus(text, errors="surrogatepass")


def _body(random: Random) -> tuple[bytes, str]:
    pairs = [(random.choice(names()), values.text(random)) for _pair in range(3)]
    return random.choice(
        [
            (_urlencoded(pairs), URLENCODED),
            (_multipart(random, pairs, set()), MULTIPART),
            (random.choice(values.BODIES), random.choice(values.CONTENT_TYPES)),
            (random.choice(values.BODIES), "multipart/form-data; boundary=x"),
            (values.credential(random).encode(), "application/json"),
            (_urlencoded([("credential", values.credential(random))]), URLENCODED),
        ]
    )


def _form(random: Random, number: int, who: str, form: HtmlForm, headers: dict[str, str]) -> Sent:
    """Send a form as it was shown, but for one to three of its values."""
    pairs = list(form.values)
    for name in random.sample(sorted(form.names), min(len(form.names), random.randint(1, 3))):
        pairs = [pair for pair in pairs if pair[0] != name]
        value = values.credential(random) if name == "credential" else values.text(random)
        pairs += [(name, value)] * random.choice([1, 1, 1, 0, 2])
    path = form.action
    if random.random() < 0.2:
        path = _address(random, path)
    if form.method != "post":
        return Sent(
            number,
            who,
            "GET",
            f"{path.partition('?')[0]}?{_urlencoded(pairs).decode()}"[:8000],
            headers=headers,
        )
    if form.files or random.random() < 0.2:
        body, content_type = _multipart(random, pairs, form.files), MULTIPART
    else:
        body, content_type = _urlencoded(pairs), URLENCODED
    return Sent(number, who, "POST", path, body, content_type, headers)


def _urlencoded(pairs: list[tuple[str, str]]) -> bytes:
    return "&".join(f"{_plus(name)}={_plus(value)}" for name, value in pairs).encode()


def _multipart(
    random: Random, pairs: list[tuple[str, str]], files: set[str] | frozenset[str]
) -> bytes:
    lines = []
    for name, value in pairs:
        if name not in files:
            head = f'--fuzz\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
            lines += [head.encode(), value.encode(errors="surrogatepass"), b"\r\n"]
    for name in sorted(files):
        filename, data = values.file(random)
        head = f'--fuzz\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"'
        lines += [
            head.encode(),
            b"\r\nContent-Type: application/octet-stream\r\n\r\n",
            data,
            b"\r\n",
        ]
    return b"".join(lines) + random.choice([b"--fuzz--\r\n", b"--fuzz--\r\n", b"--fuzz--\r\n", b""])
