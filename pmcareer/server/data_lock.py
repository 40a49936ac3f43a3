"""One server at a time on a data folder: a lock that ends with the process that holds it."""

import fcntl
import os
from pathlib import Path

NAME = "serve.lock"


def acquire(folder: Path, *, wait: bool) -> bool:
    """Take the lock of `folder`, and hold it until this process ends, whatever it becomes by exec.

    Return whether it was free; with `wait`, stay until it is.
    """
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, True)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(descriptor)
        return False
    return True
