"""A line of the log, for people or for programs. Either is one line, but for a traceback."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from pmcareer.logs import context
from pmcareer.logs.outages import first_line, outage_of
from pmcareer.logs.secret_paths import masked

# Nothing that somebody typed begins a line of its own, or colours a terminal.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Formatter(logging.Formatter):
    """What both forms are made of."""

    def parts(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return the time (UTC, ISO), level, logger, message, request and reader, what the caller
        gave as `extra={"fields": …}`, and the traceback. An outage of the database has none."""
        moment = datetime.fromtimestamp(record.created, UTC)
        parts: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": context.request_id(),
            "user_id": context.user_id(),
        }
        fields = getattr(record, "fields", {})
        if parts["user_id"] not in (None, fields.get("user_id", parts["user_id"])):
            parts["by"] = parts["user_id"]  # somebody's account was changed by another
        parts |= fields
        outage = outage_of(record)
        if outage is not None:
            parts["message"] = f"The database cannot be used: {first_line(outage)}"
        elif record.exc_info:
            parts["traceback"] = self.formatException(record.exc_info)
        if left_out := getattr(record, "left_out", 0):
            parts["left_out"] = left_out
        return parts


class JsonFormatter(Formatter):
    def format(self, record: logging.LogRecord) -> str:
        parts: dict[str, Any] = {}
        for name, value in self.parts(record).items():
            if value not in ("", None):
                parts[name] = masked(value) if isinstance(value, str) else value
        return json.dumps(parts, ensure_ascii=False, default=str)


class TextFormatter(Formatter):
    def format(self, record: logging.LogRecord) -> str:
        parts = self.parts(record)
        traceback = parts.pop("traceback", "")
        begin = [parts.pop(name) for name in ("time", "level", "logger", "message")]
        named = [f"{name}={value}" for name, value in parts.items() if value not in ("", None)]
        line = CONTROLS.sub(" ", " ".join([*begin, *named]))
        return masked(f"{line}\n{traceback}" if traceback else line)
