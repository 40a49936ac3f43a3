"""Where data and cache live, read from the environment as strictly as everything in settings.py.

docs/configuration.md explains the variables, docs/adr/0013 why they are as they are.
"""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# A machine that is gone without a word is noticed within a minute, also by a command that waits.
KEEPALIVE = {
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
    "connect_timeout": 5,
}
POSTGRES = "django.db.backends.postgresql"
SQLITE = "django.db.backends.sqlite3"
CACHE_TABLE = "shared_cache"
CACHE_SCHEMES = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss"}

Databases = dict[str, dict[str, Any]]


def databases(main: dict[str, Any], replica_urls: list[str], pooler: str) -> Databases:
    """Return the primary as `default`, and its replicas as replica1, replica2 …, for Django."""
    if main["ENGINE"] == SQLITE:
        if pooler or replica_urls:
            name = "DATABASE_POOLER" if pooler else "DATABASE_REPLICA_URLS"
            raise ImproperlyConfigured(f"{name} needs a DATABASE_URL of PostgreSQL.")
        main["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
        return {"default": main}
    if main["ENGINE"] != POSTGRES:
        raise ImproperlyConfigured("DATABASE_URL must start with sqlite:/// or postgres://.")
    every = {"default": main}
    for number, url in enumerate(replica_urls, start=1):
        every[f"replica{number}"] = replica(url)
    for database in every.values():
        database["OPTIONS"] = KEEPALIVE | database.get("OPTIONS", {})
        through_pooler(database, pooler)
    return every


def replica(url: str) -> dict[str, Any]:
    """No health checks: the question how far it is (pmcareer/replicas.py) is one."""
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    except ValueError:
        parsed = {"ENGINE": ""}
    if parsed["ENGINE"] != POSTGRES:
        raise ImproperlyConfigured(
            "DATABASE_REPLICA_URLS is not understood: write postgres:// addresses, with commas"
            " between them."
        )
    # One that does not answer costs one visitor this long, and then rests.
    parsed.setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
    return parsed | {"TEST": {"MIRROR": "default"}}


def through_pooler(database: dict[str, Any], pooler: str) -> None:
    """In transaction mode the next statement may reach another server connection."""
    if pooler not in ("", "transaction"):
        raise ImproperlyConfigured(
            f"DATABASE_POOLER is “{pooler}”: write transaction, or leave it out."
        )
    if pooler:
        database["DISABLE_SERVER_SIDE_CURSORS"] = True
        database["OPTIONS"]["prepare_threshold"] = None


def caches(url: str, data_dir: Path, engine: str) -> dict[str, dict[str, Any]]:
    """`default` for what exists nowhere else (counts of rate limits), `copies` for what may be
    forgotten at any moment, because the database knows it (sessions, how far replicas must be)."""
    if not url:
        files = {
            "LOCATION": data_dir / "cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
        return {
            "default": {"BACKEND": "pmcareer.cache_backends.FilesCache"} | files,
            "copies": {"BACKEND": "pmcareer.cache_backends.FilesCopiesCache"} | files,
        }
    if url == "db://":
        if engine != POSTGRES:
            raise ImproperlyConfigured("CACHE_URL is db://, which needs PostgreSQL.")
        table = {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": CACHE_TABLE,
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
        # A copy in the database of what is in the database would gain nothing.
        return {
            "default": table,
            "copies": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        }
    server = {"LOCATION": [cache_server(url)]}
    return {
        "default": {"BACKEND": "pmcareer.cache_backends.SharedCache"} | server,
        "copies": {"BACKEND": "pmcareer.cache_backends.CopiesCache"} | server,
    }


def cache_server(url: str) -> str:
    """Return the address as redis-py reads it: Valkey speaks its protocol under another name."""
    scheme, _, rest = url.partition("://")
    understood = re.fullmatch(r"([^@/\s]*@)?([\w.-]+|\[[\da-fA-F:]+\])(:\d+)?(/\d{1,4})?", rest)
    try:
        port = urlsplit(url).port or 6379 if understood else 0
    except ValueError:
        port = 0
    if scheme not in CACHE_SCHEMES or not port:
        raise ImproperlyConfigured(
            "CACHE_URL is not understood: write valkey://host:6379/0 or redis://:password@host:6379/0"
            " (valkeys://, rediss:// with TLS), or db:// for PostgreSQL."
        )
    return f"{CACHE_SCHEMES[scheme]}://{rest}"


def file_storage(url: str, data_dir: Path) -> dict[str, Any]:
    """Return where the files of entries lie, for Django's STORAGES: a folder, or a bucket of S3.

    The keys of a bucket come from where its library looks for them (AWS_ACCESS_KEY_ID …).
    """
    parts = urlsplit(url)
    path = unquote(parts.path)
    if not url or (parts.scheme == "file" and not parts.netloc and path.startswith("/")):
        options = {
            "location": path if url else data_dir / "files",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        }
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    asked = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.netloc or asked.keys() - {"endpoint_url", "region_name"}:
        raise ImproperlyConfigured(
            "FILES_URL is not understood: write file:///a/folder, or s3://bucket/folder with"
            " ?endpoint_url=https://… and &region_name=… as needed."
        )
    if not find_spec("storages"):
        raise ImproperlyConfigured(
            "FILES_URL names a bucket, and django-storages is not installed: install"
            " django-storages[s3] beside what requirements.txt names."
        )
    bucket = {"bucket_name": parts.netloc, "location": path.strip("/"), "default_acl": None}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": bucket | asked}
