"""What staff may manage: the catalogue and accounts. No journal, goal or quote, for anyone.

A feature whose rows are curated has an `admin.py`, which is found and registers them.
"""

from tracker.shared.registries.discovery import registered_modules

ADMINS = list(registered_modules("admin"))
