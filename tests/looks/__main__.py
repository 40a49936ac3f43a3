"""`make looks`: a picture of every page of five people, and what differs from earlier pictures.

LOOKS_DIR says where they go (var/looks), LOOKS_ONLY which (part of a name such as normal/goals),
LOOKS_FRAMES in which frames (phone,desk,phone-dark,desk-dark). `FIGURES=1` prints the measures.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.chromium import CHROMIUM, MISSING
from tests.looks.camera import FRAMES, jobs, take, write_measures
from tests.looks.compare import differences
from tests.looks.figures import table, taps

BROWSERS = 3  # each of them waits a good deal: for the server, for Python


def main(options: argparse.Namespace) -> int:
    if not options.compare_only:
        if not CHROMIUM:
            sys.exit(MISSING)
        _empty(options.folder)
        _take_all(options)
    if not options.against:
        return 0
    lines = differences(options.against, options.folder)
    (options.folder / "differences.txt").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))
    return 1 if len(lines) > 1 else 0


def _take_all(options: argparse.Namespace) -> None:
    begun = time.monotonic()
    with _served() as told:
        print(f"Served after {time.monotonic() - begun:.0f} s.", flush=True)
        work = jobs(told, options.folder, options.frames, options.only)
        measures = _measures(told)
        with multiprocessing.get_context("spawn").Pool(BROWSERS) as pool:
            for job, found in zip(work, pool.imap(take, work), strict=True):
                for name, figures in found.items():
                    measures[f"{job.persona}/{name}"][job.size] = figures
        pages = {name: page for name, page in measures.items() if options.only in name}
        figures = [*table(pages), *taps(told, options.folder)] if options.figures else []
    write_measures(options.folder, {"only": options.only, "pages": pages})
    print("\n".join(figures))
    pictures = len(list(options.folder.glob("*/*.png")))
    minutes = (time.monotonic() - begun) / 60
    print(f"{pictures} pictures of {len(pages)} pages in {options.folder}, {minutes:.1f} minutes.")


def _measures(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {}
    for persona in told["personas"]:
        for page in persona["pages"]:
            name = f"{persona['name']}/{page['name']}"
            found[name] = {"address": page["address"], "html_brotli": page["size"]}
    return found


@contextmanager
def _served() -> Iterator[dict[str, Any]]:
    """Start the application on a database of its own, and tell what it has to show."""
    with tempfile.TemporaryDirectory(prefix="pmcareer-looks-") as data:
        command = [sys.executable, "-m", "tests.looks.server", data]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout
            line = server.stdout.readline()
            if not line:
                sys.exit("the application did not start")
            yield json.loads(line)
        finally:
            server.terminate()
            server.wait()


def _empty(folder: Path) -> None:
    """Remove earlier pictures, and nothing that is not known to be some."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / "measures.json").exists():
            sys.exit(f"{folder} has other things in it than pictures: name another LOOKS_DIR")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_measures(folder, {"only": "", "pages": {}})


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make looks", description=__doc__)
    parser.add_argument("--against", type=Path, help="a folder of earlier pictures")
    parser.add_argument("--figures", action="store_true", help="print sizes, controls and taps")
    parser.add_argument("--compare-only", action="store_true", help="take no new pictures")
    options = parser.parse_args()
    options.folder = Path(os.environ.get("LOOKS_DIR") or "var/looks")
    options.only = os.environ.get("LOOKS_ONLY", "")
    options.frames = (os.environ.get("LOOKS_FRAMES") or ",".join(FRAMES)).split(",")
    if unknown := set(options.frames) - set(FRAMES):
        parser.error(f"no such frame: {', '.join(sorted(unknown))}")
    if options.against and not (options.against / "measures.json").exists():
        parser.error(f"no pictures in {options.against}")
    if options.against and options.against.resolve() == options.folder.resolve():
        parser.error("the new pictures would take the place of those to compare with")
    return options


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(arguments()))
