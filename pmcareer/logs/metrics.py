"""Figures for Prometheus. Loaded only where METRICS_TOKEN is set.

The server's processes each count into a file of their own in DATA_DIR/metrics, and whichever is
asked adds them up (prometheus_client's multiprocess mode). `serve` empties the folder.
"""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Min
from django.utils import timezone

FOLDER: Path = settings.DATA_DIR / "metrics"
FOLDER.mkdir(mode=0o700, exist_ok=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(FOLDER)  # read while the library is imported

from prometheus_client import (  # noqa: E402
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead  # noqa: E402

from pmcareer.logs import last_backup  # noqa: E402
from tracker.reminders.models import Reminder  # noqa: E402

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
BETWEEN_LOOKS = 5.0  # seconds between two looks at a worker's memory

REQUESTS = Counter(
    "pmcareer_requests_total", "Requests answered.", ["view", "status"], registry=None
)
SECONDS = Histogram(
    "pmcareer_request_seconds",
    "How long answers took to make.",
    ["view"],
    buckets=BUCKETS,
    registry=None,
)
MEMORY = Gauge(
    "pmcareer_worker_memory_bytes",
    "Resident memory of a worker.",
    multiprocess_mode="liveall",
    registry=None,
)


class Memory:
    """When this worker last looked at its memory."""

    looked = float("-inf")
    lock = threading.Lock()


def count_request(view: str, status: int, seconds: float) -> None:
    """Count an answer under its view and class of status: 2xx, 3xx, 4xx, 5xx."""
    REQUESTS.labels(view, f"{status // 100}xx").inc()
    SECONDS.labels(view).observe(seconds)
    now = time.monotonic()
    with Memory.lock:
        is_due = now - Memory.looked >= BETWEEN_LOOKS
        if is_due:
            Memory.looked = now
    if is_due:
        MEMORY.set(resident_bytes())


def resident_bytes() -> int:
    """Return this process's memory; 0 where the system does not say (only Linux does)."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def text() -> bytes:
    """Return all figures in Prometheus' text format."""
    for file in FOLDER.glob("gauge_liveall_*.db"):
        pid = int(file.stem.rpartition("_")[2])
        if not runs(pid):
            mark_process_dead(pid, str(FOLDER))  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(FOLDER))  # type: ignore[no-untyped-call]
    registry.register(Service())
    return generate_latest(registry)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Service:
    """What is looked up when it is asked for: it belongs to no process."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            due = Reminder.objects.filter(next_due_at__lte=timezone.now())
            queue = due.aggregate(many=Count("pk"), oldest=Min("next_due_at"))
        except DatabaseError:
            yield gauge("pmcareer_database_up", "Whether the database answers.", 0)
        else:
            oldest = (timezone.now() - queue["oldest"]).total_seconds() if queue["oldest"] else 0
            yield gauge("pmcareer_database_up", "Whether the database answers.", 1)
            yield gauge("pmcareer_mail_queue", "Mails that are due.", queue["many"])
            yield gauge("pmcareer_mail_oldest_seconds", "For how long the oldest is due.", oldest)
        made = last_backup.made_at()
        if made is not None:
            age = time.time() - made
            yield gauge("pmcareer_backup_age_seconds", "Since the last backup from here.", age)


def gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value=value)


def forget() -> None:
    """Empty the folder: a server that starts counts from nothing, as Prometheus expects."""
    for file in FOLDER.glob("*.db"):
        file.unlink(missing_ok=True)
