"""What an import takes, and the one error that says why a file was not taken."""

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 1000
# Cells of a sheet may share one long text, so a small file can still hold a great deal.
MOST_CHARACTERS = 2 * 1024 * 1024
MOST_COLUMNS = 60


class SheetError(Exception):
    """A sentence for whoever sent the file, or asked for one."""
