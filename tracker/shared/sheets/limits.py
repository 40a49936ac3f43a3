"""What an import takes, and the one error that says why a file was not taken."""

from dataclasses import dataclass

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 1000
# Cells of a sheet may share one long text, so a small file can still hold a great deal.
MOST_CHARACTERS = 2 * 1024 * 1024
MOST_COLUMNS = 60
# Empty ones too: two megabytes of commas are two million of them.
MOST_CELLS = 500_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file of rows may hold, and the encoding of those that are not Unicode."""

    rows: int = MOST_ROWS
    columns: int = MOST_COLUMNS
    old_encoding: str = ""  # none: such a file is refused


class SheetError(Exception):
    """A sentence for whoever sent the file, or asked for one."""
