class BackupError(Exception):
    """A sentence for the operator."""
