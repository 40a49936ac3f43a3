"""What features register, found in their own folders: nobody lists the features twice."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

import tracker


def registered_modules(name: str) -> Iterator[ModuleType]:
    """Yield the modules `tracker.<feature>.<name>` that there are, by the features' names.

    They import models, so this may be called once Django's apps are ready, not earlier.
    """
    for package in iter_modules(tracker.__path__, "tracker."):
        path = f"{package.name}.{name}"
        if package.ispkg and find_spec(path):
            yield import_module(path)
