import pytest
from django.test import Client


@pytest.mark.parametrize("charset", ["rot13", "hex", "utf-7", "idna", "latin-1"])
def test_another_charset_is_refused_with_a_page(as_alice, charset):
    for client, path in ((Client(), "/accounts/login/?next=+2AA-"), (as_alice, "/tasks/?q=a")):
        answer = client.get(path, CONTENT_TYPE=f"text/plain; charset={charset}")
        assert answer.status_code == 400
        assert "nothing was changed" in answer.text
    answer = as_alice.generic(
        "POST", "/journal/log/", b"x", content_type=f"text/plain; charset={charset}"
    )
    assert answer.status_code == 400


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
