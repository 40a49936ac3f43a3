"""A cache on Valkey or Redis that may go away without taking the site with it."""

import logging
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.dummy import DummyCache
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
        now = time.monotonic()
        cls.until = now + REST
        if now - cls.logged >= BETWEEN_LINES:
            cls.logged = now
            log.warning("The cache cannot be used, going on without it: %s", error)


class SharedCache(RedisCache):
    """While the server is away, each process counts for itself: rate limits go on, less exact."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        options = {
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
            # A kept connection may have been closed meanwhile; a second wait helps nobody.
            "retry": Retry(NoBackoff(), 1, supported_errors=(ConnectionError,)),
        }
        super().__init__(server, params | {"OPTIONS": options | params.get("OPTIONS", {})})
        self.spare = self.make_spare()

    def make_spare(self) -> BaseCache:
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


class CopiesCache(SharedCache):
    """While the server is away nothing is remembered, because another process may change it.

    A deletion that did not arrive (somebody signed out) would bring the copy back to life with the
    server, so none lives longer than ten minutes.
    """

    def make_spare(self) -> BaseCache:
        return DummyCache("spare", {})

    def get_backend_timeout(self, timeout: float | None = DEFAULT_TIMEOUT) -> int:
        seconds = super().get_backend_timeout(timeout)
        return MOST_SECONDS if seconds is None else min(int(seconds), MOST_SECONDS)
