from wsgiref.util import setup_testing_defaults

import pytest
from django.test import Client


def answer_of(path: str, query: str, charset: str) -> int:
    """Return the status that the server's own application gives."""
    from pmcareer.wsgi import application

    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver"}
    environ["CONTENT_TYPE"] = f"text/plain; charset={charset}"
    setup_testing_defaults(environ)
    statuses: list[str] = []
    answer = application(environ, lambda status, headers, exc_info=None: statuses.append(status))
    b"".join(answer)
    answer.close()
    return int(statuses[0].split()[0])


@pytest.mark.parametrize("charset", ["rot13", "hex", "undefined", "utf-7", "idna", "utf-8"])
def test_an_address_is_read_as_utf_8_whatever_charset_is_claimed(db, charset):
    assert answer_of("/", "x=a", charset) == 200
    assert answer_of("/accounts/login/", "next=+2AA-&x=%ED%A0%80", charset) == 200


def test_a_session_key_that_was_never_ours_is_a_visitors(db):
    client = Client()
    client.cookies["sessionid"] = '"\\000aaaaaaaaaaaaaaaa"'
    assert client.get("/").status_code == 200
    assert client.get("/journal/").status_code == 302


@pytest.mark.parametrize("query", ["task/?summary=%00", "level/?name=%00", "user/?email__in=%00"])
def test_a_nul_in_a_filter_of_the_admin_is_refused(carol, query):
    client = Client()
    client.force_login(carol)
    assert client.get(f"/admin/tracker/{query}").status_code == 400


@pytest.mark.parametrize("length", [str(25 * 1024 * 1024), "9" * 5000, "²", "-1"])
def test_a_body_larger_than_any_form_takes_is_refused_unread(client, length):
    answer = client.post("/accounts/login/", "", content_type="text/plain", CONTENT_LENGTH=length)
    assert (answer.status_code, answer.text) == (413, "Too much at once.\n")
