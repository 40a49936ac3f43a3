"""How much is filled in, and how long is measured."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
BENCH_DIR = BASE_DIR / "var" / "bench"

# What fills a database, and what it is filled with: another source is another database.
SOURCES = ("scale.py", "life.py", "loading.py", "fill.py")


@dataclass(frozen=True)
class Scale:
    """One filled database: three users that are measured, and others with `others` entries."""

    name: str
    users: int
    others: int
    light: int = 1_000
    heavy: int = 100_000

    def key(self) -> str:
        """Another week, migration or filler makes another database."""
        digest = hashlib.sha256(json.dumps([asdict(self), str(monday())]).encode())
        migrations = BASE_DIR / "tracker" / "migrations"
        for path in sorted(migrations.glob("*.py")):
            digest.update(path.read_bytes())
        for name in SOURCES:
            digest.update(Path(__file__).with_name(name).read_bytes())
        return digest.hexdigest()[:10]


@dataclass(frozen=True)
class Effort:
    """How long is measured: seconds a round, and rounds. Medians are over rounds."""

    seconds: int
    rounds: int
    warm: int  # seconds of pages in turn before anything counts
    pairs: int  # requests to each page and side, where growth is measured, in each of PARTS
    soak: int  # requests before memory is read for the last time


# Growth is measured in so many goes; its range is theirs.
PARTS = 3
QUICK = Effort(seconds=1, rounds=3, warm=1, pairs=2, soak=1_000)
NORMAL = Effort(seconds=4, rounds=5, warm=10, pairs=35, soak=50_000)

FEW = Scale("few", users=20, others=20_000)
MANY = Scale("many", users=2_000, others=2_000_000)
VAST = Scale("vast", users=20_000, others=20_000_000)
QUICK_FEW = Scale("quickfew", users=20, others=2_000, heavy=1_000)
QUICK_MANY = Scale("quickmany", users=200, others=200_000)


def today() -> date:
    """The users of the bench live in UTC."""
    return datetime.now(UTC).date()


def monday() -> date:
    return today() - timedelta(days=today().weekday())
