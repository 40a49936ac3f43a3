"""Checks of what the database holds."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from pmcareer.operations.doctor import sums
from pmcareer.operations.doctor.findings import Finding, ok, warning, wrong
from tracker.accounts.models import User
from tracker.search import index

MEND = "Put back a backup: .venv/bin/python manage.py restore FILE"
REPAIR = ".venv/bin/python manage.py doctor --repair"
NAMED = 5  # people in one line


def reached() -> Finding:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
        )
        version = cursor.fetchone()[0]
    return ok(f"{connection.display_name} {version} answers.")


def integrity() -> Finding:
    """Let SQLite read everything it holds; PostgreSQL's checksums are its own work."""
    if connection.vendor != "sqlite":
        return ok("PostgreSQL looks after its own files (pg_amcheck).")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        said = cursor.fetchone()[0]
        if said != "ok":
            return wrong(f"The database is damaged: {said}.", MEND)
        cursor.execute("PRAGMA foreign_key_check")
        orphan = cursor.fetchone()
    if orphan:
        return wrong(f"A row of {orphan[0]} refers to one of {orphan[2]} that is gone.", MEND)
    return ok("Every page and every reference in the database is in order.")


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    unknown = []
    for app, name in executor.loader.applied_migrations:
        if app == "tracker" and (app, name) not in executor.loader.disk_migrations:
            unknown.append(name)
    if unknown:
        return wrong(
            f"The database was upgraded by a newer release ({max(unknown)}).",
            "Run that release, or restore the copy of before the upgrade.",
        )
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return wrong(f"{len(waiting)} migrations wait.", "Start the server: it applies them.")
    return ok("Every migration is applied.")


def points(repair: bool) -> Finding:
    """Compare points and kept sums with what the rules make of the rows."""
    differing = list(owners_that_differ(repair))
    if not differing:
        return ok("Points and sums are what the entries say.")
    named = ", ".join(f"#{key}" for key in differing[:NAMED])
    said = f"Points or sums of {len(differing)} people differ from their entries (accounts {named})"
    return warning(f"{said}; repaired.", "") if repair else wrong(f"{said}.", REPAIR)


def owners_that_differ(repair: bool) -> Iterator[int]:
    for owner in User.objects.only("pk").order_by("pk"):
        with transaction.atomic():
            if sums.recount_everything(owner):
                yield owner.pk
                pages = User.objects.filter(pk=owner.pk)
                pages.update(page_version=F("page_version") + 1)  # those kept show the old sums
            transaction.set_rollback(not repair)


def search_index(repair: bool) -> Finding:
    if not index.is_served(connection):
        return warning(
            "This SQLite has no FTS5: search reads every row.", "Install a newer SQLite."
        )
    differing = index.differing(connection)
    if not differing:
        return ok("The search index holds what the rows say.")
    said = f"The search index differs from its rows: {', '.join(differing)}"
    if repair:
        index.rebuild(connection, differing)
        return warning(f"{said}; made anew.", "")
    return wrong(f"{said}.", REPAIR)
