"""What needs the product itself: run in a process of its own, on the database of DATABASE_URL.

    python -m tests.bench.inside <command> <argument as JSON>

Each command prints one line of JSON.
"""

import json
import sys
import time
from typing import Any

from tests.bench.scale import BASE_DIR


def fill(scale: dict[str, Any]) -> Any:
    from tests.bench.fill import fill as fill_all
    from tests.bench.scale import Scale

    return fill_all(Scale(**scale))


def sign_in(keys: list[int]) -> dict[int, str]:
    """A session cookie for each of these users, as signing in would make it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore

    from tracker.accounts.models import User

    cookies = {}
    for user in User.objects.filter(pk__in=keys):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookies[user.pk] = session.session_key
    return cookies


def pages(cookie: str) -> dict[str, int]:
    """Every plain page of the product that answers a signed-in user with HTML, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.guards.routes import plain_pages

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = cookie
    found = {}
    for route in plain_pages():
        if route.path.startswith("/bench/"):
            continue
        answer = client.get(route.path)
        if answer.status_code != 200 or b"</html>" not in answer.content[-200:]:
            continue
        with CaptureQueriesContext(connection) as captured:
            client.get(route.path, {"anew": 1})
        found[route.path] = len(captured)
    return found


def mark(_: None) -> int:
    """The greatest primary key of an entry."""
    from django.db.models import Max

    from tracker.journal.models import Activity

    return Activity.objects.aggregate(last=Max("pk"))["last"]


def undo(last: int) -> int:
    """Take back what was written after that mark, sums included. How many entries."""
    from collections import defaultdict

    from tracker.accounts.models import User
    from tracker.journal import totals
    from tracker.journal.models import Activity, Quote

    written = Activity.objects.filter(pk__gt=last)
    days = defaultdict(set)
    for owner, day in written.values_list("owner_id", "date"):
        days[owner].add(day)
    number = written.count()
    Quote.objects.filter(activity__pk__gt=last).delete()
    written.delete()
    for owner, touched in days.items():
        totals.recount(User.objects.get(pk=owner), touched, [])
    return number


def profile(asked: list[Any]) -> str:
    """Where the home page's time goes, in the process, by cProfile: [cookie, requests]."""
    import cProfile
    import io
    import pstats

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    cookie, number = asked
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = cookie
    text = io.StringIO()
    for path in ("/bench/limit/", "/"):
        for turn in range(number // 5 + 2):
            client.get(path, {"warm": turn})
        begun = time.process_time()
        for turn in range(number):
            client.get(path, {"anew": turn})
        each = 1000 * (time.process_time() - begun) / number
        print(f"{path}: {each:.2f} ms of CPU a request in the process", file=text)
    with CaptureQueriesContext(connection) as captured:
        client.get("/", {"anew": "queries"})
    for query in captured:
        print(f"{1000 * float(query['time']):6.1f} ms  {query['sql'][:200]}", file=text)
    profiler = cProfile.Profile(time.process_time)
    profiler.enable()
    for turn in range(number):
        client.get("/", {"profiled": turn})
    profiler.disable()
    for order in ("tottime", "cumulative"):
        pstats.Stats(profiler, stream=text).sort_stats(order).print_stats(100)
    return text.getvalue().replace(str(BASE_DIR), "")


COMMANDS = {f.__name__: f for f in (fill, sign_in, pages, mark, undo, profile)}

if __name__ == "__main__":
    import logging

    import django

    django.setup()
    logging.disable(logging.WARNING)  # a visit of every address is refused by some of them
    print(json.dumps(COMMANDS[sys.argv[1]](json.loads(sys.argv[2]))))
