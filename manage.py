#!/usr/bin/env python
"""Command line of the project; what is wrong with the machine or a setting ends in one sentence."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError
from environs import EnvError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmcareer.settings")
    try:
        execute_from_command_line(sys.argv)
    except (EnvError, ImproperlyConfigured) as error:
        sys.exit(f"pmcareer: {error}")
    except (DatabaseError, OSError) as error:
        # Where settings cannot be read, nothing of the project can be.
        from pmcareer.operations.sentences import sentence  # noqa: PLC0415

        said = None if "--traceback" in sys.argv else sentence(error)
        if said is None:
            raise
        sys.exit(f"pmcareer: {said}")


if __name__ == "__main__":
    main()
