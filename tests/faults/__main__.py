"""`make faults`: what may happen to a server, done to a real one on loopback, and counted.

    .venv/bin/python -m tests.faults [kill lock freeze disk mail backup]

Each drill has a data folder of its own (SQLite), a copy of one on which a server has started once;
all are removed afterwards. Exit code 1 where
something was lost, doubled or held up that should not have been.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.drills import Drill, Result, backup, freeze, full_disk, kill, lock
from tests.faults.slow_mail import slow_mail
from tests.setup.test_serve import served

DRILLS: dict[str, Drill] = {
    "kill": kill,
    "lock": lock,
    "freeze": freeze,
    "disk": full_disk,
    "mail": slow_mail,
    "backup": backup,
}


def main(names: list[str]) -> int:
    """Run the drills of these names, all without one; returns the exit code."""
    begun = time.monotonic()
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="pmcareer-faults-") as scratch:
        started = Path(scratch, "started")
        with served(started, Path(scratch, "log")):
            pass
        for name in names or DRILLS:
            folder = Path(scratch, name)
            shutil.copytree(started, folder / "var")
            results.append(DRILLS[name](folder))
            print(f"{name} · {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print("| drill | counted | |\n| --- | --- | --- |")
    for result in results:
        verdict = "good" if result.is_good else "**not good**"
        print(f"| {result.drill} | {result.counted} | {verdict} |")
    print(f"\n{(time.monotonic() - begun) / 60:.1f} minutes.")
    return 0 if all(result.is_good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
