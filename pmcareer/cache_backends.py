"""Caches that may go away without taking the site with them: on Valkey or Redis, and in files."""

import logging
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, RedisError  # noqa: A004
from redis.retry import Retry

REST = 5.0  # seconds in which a server that failed is not asked again
BETWEEN_LINES = 60.0  # seconds between lines in the log
MOST_SECONDS = 600

log = logging.getLogger(__name__)


class Rest:
    """Since when the server is left alone; one for all caches of a process."""

    until = 0.0
    logged = float("-inf")

    @classmethod
    def begin(cls, error: Exception) -> None:
        cls.until = time.monotonic() + REST
        cls.say(error)

    @classmethod
    def say(cls, error: Exception) -> None:
        now = time.monotonic()
        if now - cls.logged >= BETWEEN_LINES:
            cls.logged = now
            log.warning("The cache cannot be used, going on without it: %s", error)


class Spared(BaseCache):
    """Stands before a cache that may fail: for some seconds after that, a spare one answers."""

    spare: BaseCache

    def make_spare(self) -> BaseCache:
        """While the server is away each process counts for itself: limits go on, less exact."""
        return LocMemCache("spare", {})

    def _either(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= Rest.until:
            try:
                return getattr(super(), name)(*args, **kwargs)
            except (RedisError, OSError) as error:
                Rest.begin(error)
        return getattr(self.spare, name)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._either("add", *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._either("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._either("touch", *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._either("delete", *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        values: dict[Any, Any] = self._either("get_many", *args, **kwargs)
        return values

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._either("has_key", *args, **kwargs))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return int(self._either("incr", *args, **kwargs))

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:
        return list(self._either("set_many", *args, **kwargs))

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._either("delete_many", *args, **kwargs)

    def clear(self) -> None:
        self._either("clear")


class SparedCopies(Spared):
    """While it is away nothing is remembered, because another process may change it.

    A deletion that did not arrive (somebody signed out) would bring the copy back to life with the
    server, so none lives longer than ten minutes.
    """

    def make_spare(self) -> BaseCache:
        return DummyCache("spare", {})

    def get_backend_timeout(self, timeout: float | None = DEFAULT_TIMEOUT) -> Any:
        latest = time.time() + MOST_SECONDS if self.says_when else MOST_SECONDS
        given = super().get_backend_timeout(timeout)
        return latest if given is None else min(given, latest)

    says_when = True  # the moment at which it ends, as most of Django's caches; else the seconds


class SharedCache(Spared, RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        options = {
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
            # A kept connection may have been closed meanwhile; a second wait helps nobody.
            "retry": Retry(NoBackoff(), 1, supported_errors=(ConnectionError,)),
        }
        super().__init__(server, params | {"OPTIONS": options | params.get("OPTIONS", {})})
        self.spare = self.make_spare()


class CopiesCache(SparedCopies, SharedCache):
    says_when = False


class WholeFiles(FileBasedCache):
    """A damaged file is as good as none; reading one raises whatever pickle or zlib think of."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._whole("get", default, key, default, version)

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._whole("has_key", False, key, version))

    def _whole(self, name: str, otherwise: Any, key: Any, *args: Any) -> Any:
        try:
            return getattr(super(), name)(key, *args)
        except OSError:
            raise
        except Exception as error:
            Rest.say(error)
            FileBasedCache.delete(self, key, args[-1])
            return otherwise


class FilesCache(Spared, WholeFiles):
    def __init__(self, folder: Any, params: dict[str, Any]) -> None:
        self.spare = self.make_spare()
        try:
            super().__init__(folder, params)
        except OSError as error:
            Rest.begin(error)


class FilesCopiesCache(SparedCopies, FilesCache):
    pass
