"""The application for `make looks`, in a process of its own whose clock stands still.

`python -m tests.looks.server FOLDER` fills a database in FOLDER, prints one line of JSON (its port,
and for each persona the session and the pages), and serves until it is stopped.
"""

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # in the week of tests.guards.routes.SAMPLES


def prepare(folder: Path) -> None:
    """Settle the settings: nothing from outside, quick passwords, files under plain names."""
    from tests.database import NOT_FOR_TESTS

    for name in NOT_FOR_TESTS:
        os.environ.pop(name, None)
    os.environ |= {"DATA_DIR": str(folder), "DATABASE_URL": "", "SECRET_KEY": "for looks alone"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "pmcareer.settings"

    import django
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES |= {"default": memory, "copies": memory}
    settings.REQUIRE_STAFF_MFA = False
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # Browsers keep files for as long as they run, although the server's clock is far from theirs.
    settings.WHITENOISE_USE_FINDERS, settings.WHITENOISE_MAX_AGE = True, 100 * 365 * 24 * 3600
    settings.LOGGING["loggers"]["django"]["level"] = "CRITICAL"  # not found is half of the answers
    django.setup()


def same_secret_each_time() -> None:
    """Let the page that sets up a second factor show the same code in every run."""
    from allauth.mfa.totp.internal import auth, flows

    for module in (auth, flows):
        if hasattr(module, "generate_totp_secret"):
            module.generate_totp_secret = lambda: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def plan(only: str) -> list[dict[str, Any]]:
    """Return each person's session and pages; without those that `only` leaves out wholly."""
    from django.core.management import call_command

    from tests.looks.pages import pages_of
    from tests.looks.personas import make_personas

    call_command("migrate", verbosity=0)
    told = []
    for persona in make_personas():
        if "/" in only and not persona.name.endswith(only.partition("/")[0]):
            continue
        client = persona.signed_in()
        pages = [asdict(page) for page in pages_of(persona, client)]
        session = client.cookies.get("sessionid") if persona.user else None
        told.append(
            {"name": persona.name, "session": session.value if session else "", "pages": pages}
        )
    return told


def serve(folder: Path) -> None:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    personas = plan(os.environ.get("LOOKS_ONLY", ""))
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    told = {"port": server.server_port, "personas": personas}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
    same_secret_each_time()
    with time_machine.travel(NOW, tick=False):
        serve(Path(sys.argv[1]))
