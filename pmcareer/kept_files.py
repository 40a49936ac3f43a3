"""The data folder and the secret key in it, made on the first start."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def make_data_dir(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {path} cannot be made ({error.strerror}). Set DATA_DIR to a folder "
            "that this user may write to."
        ) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"The data folder {path} cannot be written to. Set DATA_DIR to a folder that this user "
            "may write to."
        )
    return path


def kept_secret_key(path: Path) -> str:
    """Return the key in `path`, made on the first start and readable by this user alone."""
    try:
        if not path.exists():
            make_secret_key(path)
        key = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ImproperlyConfigured(
            f"The secret key in {path} cannot be read or made ({reason}). Give the file to the user"
            " that runs pmcareer, put it back from a backup, or set SECRET_KEY."
        ) from error
    if not key:
        raise ImproperlyConfigured(
            f"The secret key file {path} is empty. Put it back from a backup, or delete it: the"
            " next start makes another, and everybody signs in again."
        )
    return key


def make_secret_key(path: Path) -> None:
    """Two processes may start at once: each writes its own file, and the first link wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
