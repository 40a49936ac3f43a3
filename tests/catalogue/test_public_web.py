"""Checking links asks the public web alone: judged after each look-up, at each redirect."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tracker.catalogue import public_web
from tracker.catalogue.links import problem_of
from tracker.catalogue.public_web import is_public, target_of

OURS_ALONE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


class Server(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.headers["Host"])
        status, headers, body = self.server.answers.get(self.path, (200, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.answers, server.asked = {}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch, site):
    """Names that stand for what a test says, and a public address that leads to the test's site."""
    known = {}

    def look_up(host, port, *rest):
        if host not in known:
            return public_web_lookup(host, port, *rest)
        addresses = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [(2, 1, 6, "", (address, port)) for address in addresses]

    def connect(place, timeout):
        assert is_public(place[0]), place
        return public_web_connect(("127.0.0.1", site.server_port), timeout)

    public_web_lookup, public_web_connect = public_web.getaddrinfo, public_web.create_connection
    monkeypatch.setattr(public_web, "getaddrinfo", look_up)
    monkeypatch.setattr(public_web, "create_connection", connect)
    return known


@pytest.mark.parametrize("address", OURS_ALONE)
def test_an_address_that_only_this_machine_reaches_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_web_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "link",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://①②⑦.⓪.⓪.①/",
        "http://someone@127.0.0.1/",
    ],
)
def test_no_way_to_write_this_machines_address_leads_to_it(link):
    assert problem_of(link) == "is not asked: it is no address of the public web"


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("http://8.8.8.8:8080/", "is not asked: port 8080 is not one of the web"),
        ("http://8.8.8.8:22/", "is not asked: port 22 is not one of the web"),
        ("http://8.8.8.8:0/", "is not asked: port 0 is not one of the web"),
        ("file:///etc/passwd", "is not asked: file: is neither http nor https"),
        ("gopher://8.8.8.8/", "is not asked: gopher: is neither http nor https"),
        ("http://8.8.8.8:99999/", "cannot be read: Port out of range 0-65535"),
        ("http:///path", "cannot be read: there is no host in it"),
    ],
)
def test_what_is_no_address_of_the_web_is_not_asked(link, problem):
    assert problem_of(link) == problem


def test_a_page_of_the_web_is_asked_under_its_name(site, names):
    names["books.example.org"] = [["93.184.215.14"]]
    assert problem_of("http://books.example.org/") == ""
    assert site.asked == ["books.example.org"]


def test_the_connection_goes_to_the_address_that_was_judged(site, names):
    """A name may stand for another address as soon as it has been judged."""
    names["turning.example.org"] = [["93.184.215.14"], ["127.0.0.1"]]
    assert problem_of("http://turning.example.org/") == ""
    assert len(names["turning.example.org"]) == 1, "it was looked up once"


def test_of_several_addresses_only_the_public_ones_are_asked(names):
    names["both.example.org"] = [["10.0.0.1", "93.184.215.14", "::1"]]
    assert target_of("http://both.example.org/").addresses == ("93.184.215.14",)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "//169.254.169.254/latest/meta-data/",
        "http://inside.example.org/",
        "http://books.example.org:6379/",
        "ftp://books.example.org/",
    ],
)
def test_a_redirect_into_our_own_network_is_not_followed(site, names, location):
    names["books.example.org"] = [["93.184.215.14"]]
    names["inside.example.org"] = [["192.168.1.1"]]
    site.answers["/"] = (302, {"Location": location}, b"")
    assert problem_of("http://books.example.org/").startswith("is not asked: ")
    assert len(site.asked) == 1


def test_a_redirect_within_the_web_is_followed_but_not_for_ever(site, names):
    names["books.example.org"] = [["93.184.215.14"]]
    site.answers["/old"] = (301, {"Location": "/new"}, b"")
    assert problem_of("http://books.example.org/old") == ""
    site.answers["/round"] = (302, {"Location": "/round"}, b"")
    assert problem_of("http://books.example.org/round") == "cannot be read: more than 5 redirects"


def test_a_page_without_an_end_is_left_after_its_beginning(site, names, monkeypatch):
    names["books.example.org"] = [["93.184.215.14"]]
    site.answers["/large"] = (200, {}, b"x" * 30_000_000)
    assert problem_of("http://books.example.org/large") == ""
    answer = public_web.ask("http://books.example.org/large", "GET")
    assert answer.status == 200


def test_a_server_that_says_a_byte_now_and_then_is_hung_up_on(monkeypatch):
    import socket

    monkeypatch.setattr(public_web, "WHOLE", 0.3)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            client = listener.accept()[0]
            with client:
                try:
                    while not ended.wait(0.05):
                        client.sendall(b"H")
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        problem = problem_of(f"http://{host}/", frozenset([host]))
        assert problem.startswith(("cannot be read", "cannot be reached"))
        ended.set()
        thread.join(30)


def test_a_host_that_the_operator_allows_is_asked_wherever_it_is(site):
    host = f"127.0.0.1:{site.server_port}"
    assert problem_of(f"http://{host}/", frozenset([host])) == ""
    assert problem_of(f"http://{host}/", frozenset(["127.0.0.1"])).endswith("not one of the web")
