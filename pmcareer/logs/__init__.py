"""How the log looks: the settings of Python's logging, made from the environment's.

Every line bears its time, level, request and reader, and no secret of an address
(formats.py, secret_paths.py); a database that is away is said once a minute (outages.py).
"""

from typing import Any

FORMATS = ("text", "json")


def logging_settings(log_format: str, *, access: bool, mails_errors: bool) -> dict[str, Any]:
    """Return what settings.LOGGING holds."""
    console: dict[str, Any] = {"class": "logging.StreamHandler", "filters": ["outages"]}
    handlers: dict[str, Any] = {
        "console": console | {"formatter": log_format},
        # One form always: these lines are for a program that watches.
        "security": {"class": "logging.StreamHandler", "formatter": "json"},
    }
    if mails_errors:
        handlers["mail"] = {"class": "pmcareer.logs.error_mail.MailErrors", "level": "ERROR"}
    everywhere = [name for name in handlers if name != "security"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"outages": {"()": "pmcareer.logs.outages.OncePerMinute"}},
        "formatters": {
            "text": {"()": "pmcareer.logs.formats.TextFormatter"},
            "json": {"()": "pmcareer.logs.formats.JsonFormatter"},
        },
        "handlers": handlers,
        "root": {"handlers": everywhere, "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            "tracker": {"level": "INFO"},
            "pmcareer": {"level": "INFO"},
            "pmcareer.access": {"level": "INFO" if access else "WARNING"},
            "pmcareer.security": {"handlers": ["security"], "level": "INFO", "propagate": False},
        },
    }
