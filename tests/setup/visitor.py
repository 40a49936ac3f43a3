"""A person at a real server, without a screen."""

import re
import urllib.parse
import urllib.request
import uuid
from html import unescape
from http.cookiejar import CookieJar


class Visitor:
    """A browser without a screen: keeps cookies, sends the forms' hidden fields back."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()),
        )

    def get(self, path: str, **fields: str) -> str:
        query = f"?{urllib.parse.urlencode(fields)}" if fields else ""
        with self.opener.open(self.address + path + query, timeout=120) as answer:
            return unescape(answer.read().decode())

    def send(self, path: str, form_page: str, **fields: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form_page)[1]
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        with self.opener.open(self.address + path, data, timeout=120) as answer:
            return unescape(answer.read().decode())

    def sign_up(self, name: str = "alice") -> None:
        password = "a long enough one 42"
        fields = {"email": f"{name}@example.org", "password1": password}
        self.send("/accounts/signup/", self.get("/accounts/signup/"), **fields)

    def log(self, title: str) -> None:
        """Log an entry, and find it where she looks next; any error page raises by itself."""
        shown = re.search(
            r'name="shown" value="(\w+)"', self.get("/journal/log/quick/read/", what=title)
        )
        fields = {"what": title, "client_id": str(uuid.uuid4()), "shown": shown[1]}
        self.send("/journal/log/quick/", self.get("/"), **fields)
        assert title in self.get("/journal/"), f"{title} is not in the journal"
