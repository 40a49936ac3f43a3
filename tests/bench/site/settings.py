"""The product's own settings; only the addresses and templates of the bare views are added."""

from pathlib import Path

from pmcareer.settings import *  # noqa: F403
from pmcareer.settings import TEMPLATES

ROOT_URLCONF = "tests.bench.site.urls"
TEMPLATES[0]["DIRS"] += [Path(__file__).parent / "templates"]  # type: ignore[operator]
