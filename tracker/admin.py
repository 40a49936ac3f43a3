"""What staff may manage: the catalogue and accounts. No journal, goal or quote, for anyone."""

from tracker.accounts import admin as accounts
from tracker.catalogue import admin as catalogue

__all__ = ["accounts", "catalogue"]
