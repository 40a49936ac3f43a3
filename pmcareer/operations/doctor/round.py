"""The round that `manage.py doctor` makes: every check once, whatever the others find."""

from collections.abc import Callable, Iterator
from functools import partial

from pmcareer.operations.doctor import configured, data, machine
from pmcareer.operations.doctor.findings import Finding, Level, wrong
from pmcareer.operations.sentences import sentence

Check = Callable[[], Finding]
WITHOUT_DATABASE: dict[str, Check] = {
    "debug": configured.debug,
    "secret key": configured.secret_key,
    "hosts": configured.hosts,
    "proxies": configured.proxies,
    "workers": configured.workers,
    "sender": configured.sender,
    "data folder": machine.folder,
    "secrets": machine.secrets,
    "room": machine.room,
    "cache": machine.cache,
    "mail server": machine.mail_server,
    "backups": machine.backups_made,
    "database": data.reached,
}
WITH_DATABASE: dict[str, Check] = {
    "integrity": data.integrity,
    "migrations": data.migrations,
}
WITH_TABLES: dict[str, Callable[[bool], Finding]] = {
    "clock": lambda repair: machine.clock(),
    "points": data.points,
    "search index": data.search_index,
}


def findings(*, repair: bool) -> Iterator[tuple[str, Finding]]:
    """Yield the name of each check and what it says, as soon as it is known.

    What needs the database, or its tables, is left out where these are wrong.
    """
    is_well = True
    for name, check in WITHOUT_DATABASE.items():
        finding = made(check)
        is_well = finding.level != Level.WRONG
        yield name, finding
    if not is_well:  # the last one was the database
        return
    for name, check in WITH_DATABASE.items():
        finding = made(check)
        is_well = is_well and finding.level != Level.WRONG
        yield name, finding
    if is_well:
        for name, check_or_repair in WITH_TABLES.items():
            yield name, made(partial(check_or_repair, repair))


def made(check: Check) -> Finding:
    """Let a check that breaks say so, instead of ending the round."""
    try:
        return check()
    except Exception as error:
        said = sentence(error) or f"This check broke: {type(error).__name__}: {error}"
        return wrong(said, "")
