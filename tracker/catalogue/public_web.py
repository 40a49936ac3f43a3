"""Asking one address of the public web, and nothing else, whether it answers.

Whoever may write a link could else have this machine ask what only it can reach: itself, its
network, the place where a cloud tells its machines their keys. So every address that a name
stands for is judged after it was looked up, and the connection goes to the address that was
judged, not to the name once more (which may stand for another by then). Each redirect is judged
anew.
"""

import http.client
import ssl
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import AF_UNSPEC, SHUT_RDWR, SOCK_STREAM, create_connection, gaierror, getaddrinfo
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri, punycode

AGENT = "pmcareer link check"
TIMEOUT = 10  # seconds for one step of an answer
WHOLE = 30  # seconds for one answer, however slowly it trickles
MOST_REDIRECTS = 5
MOST_BYTES = 1024  # of a page, which is not looked at
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)

# What Python's `is_global` lets through, in some of its versions, although no public site is there.
CLOSED = [
    ip_network("168.63.129.16/32"),  # where Azure speaks to its machines
    ip_network("192.0.0.0/24"),
    ip_network("192.88.99.0/24"),
    ip_network("64:ff9b:1::/48"),  # NAT64 of one network
    ip_network("100:0:0:1::/64"),
    ip_network("2001::/23"),  # Teredo and other protocols
    ip_network("2002::/16"),  # 6to4, which wraps any IPv4 address
    ip_network("3fff::/20"),
    ip_network("5f00::/16"),
    ip_network("fec0::/10"),
]
NAT64 = ip_network("64:ff9b::/96")


class NotPublicError(Exception):
    """The link leads where this machine asks nobody; `args[0]` says why, in a few words."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to ask for what: the name as it is asked for, and the addresses that were judged."""

    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]
    path: str


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public network, whatever wraps it."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        wrapped = ip.ipv4_mapped
        if ip in NAT64:
            wrapped = IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped:
            return is_public(str(wrapped))
    if any(ip.version == network.version and ip in network for network in CLOSED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def ask(link: str, method: str, allowed: frozenset[str] = frozenset()) -> Answer:
    """Return how a link answers, its redirects followed.

    `allowed` names hosts ("wiki.example.org", or "wiki.example.org:8080" for another port) that
    are asked wherever they are. Raises NotPublicError, OSError, HTTPException or ValueError.
    """
    address = link
    for _hop in range(MOST_REDIRECTS + 1):
        status, reason, location = _ask_once(target_of(address, allowed), method)
        if status not in REDIRECTS or not location:
            return Answer(status, reason)
        address = urljoin(address, location)
    raise http.client.HTTPException(f"more than {MOST_REDIRECTS} redirects")


def target_of(address: str, allowed: frozenset[str] = frozenset()) -> Target:
    """Judge one address. Raises NotPublicError, gaierror or ValueError."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS:
        raise NotPublicError(f"{parts.scheme}: is neither http nor https")
    if not parts.hostname:
        raise ValueError("there is no host in it")
    host = punycode(parts.hostname)
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    is_allowed = f"{host}:{port}" in allowed or (host in allowed and port in PORTS.values())
    if port not in PORTS.values() and not is_allowed:
        raise NotPublicError(f"port {port} is not one of the web")
    addresses = _addresses_of(host, port, is_allowed)
    return Target(parts.scheme, host, port, addresses, _path_of(parts))


def _path_of(parts: SplitResult) -> str:
    path = parts.path or "/"
    return str(iri_to_uri(f"{path}?{parts.query}" if parts.query else path))


def _addresses_of(host: str, port: int, is_allowed: bool) -> tuple[str, ...]:
    """Look a name up: also "2130706433", "0x7f.1" and "0177.0.0.1", which mean 127.0.0.1."""
    try:
        entries = getaddrinfo(host, port, AF_UNSPEC, SOCK_STREAM)
    except UnicodeError as error:
        raise gaierror(0, "no name that can be looked up") from error
    addresses = []
    for *_rest, place in entries:
        address = str(place[0])
        if is_allowed or is_public(address):
            addresses.append(address)
    if not addresses:
        raise NotPublicError("it is no address of the public web")
    return tuple(addresses)


def _ask_once(target: Target, method: str) -> tuple[int, str, str]:
    with closing(_connection_to(target)) as connection:
        connection.connect()
        plain = connection.sock
        # Each byte that comes starts the time of one step anew, so the whole has its own.
        timer = Timer(WHOLE, _hang_up, [plain])
        timer.daemon = True
        timer.start()
        try:
            connection.request(method, target.path, headers={"User-Agent": AGENT})
            answer = connection.getresponse()
            if method != "HEAD":
                answer.read(MOST_BYTES)
            return answer.status, answer.reason, answer.getheader("Location", "")
        finally:
            timer.cancel()


def _hang_up(sock: object) -> None:
    try:
        sock.shutdown(SHUT_RDWR)  # type: ignore[attr-defined]
    except OSError:
        return  # it has ended by itself


def _connection_to(target: Target) -> http.client.HTTPConnection:
    if target.scheme == "https":
        return _JudgedTLS(target)
    return _Judged(target)


class _Judged(http.client.HTTPConnection):
    """A connection to an address, which speaks of the name that was asked for."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=TIMEOUT)
        self._target = target

    def connect(self) -> None:
        *first, last = self._target.addresses
        for address in first:
            try:
                self.sock = create_connection((address, self._target.port), TIMEOUT)
            except OSError:
                continue
            return
        self.sock = create_connection((last, self._target.port), TIMEOUT)


class _JudgedTLS(_Judged):
    """The same over TLS: the certificate must be the name's."""

    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = _context().wrap_socket(self.sock, server_hostname=self._target.host)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
