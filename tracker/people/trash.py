from typing import Any

from django.utils.translation import gettext as _

from tracker.people.models import Person
from tracker.shared.registries.trash import Bin, deleted_ago


def _when(person: Any, ago: str) -> str:
    if not person.joined:
        return deleted_ago(person, ago)
    values = {"name": person.joined["name"], "when": ago}
    return _("joined to %(name)s %(when)s ago; put back, they are two again") % values


BINS = [Bin(model=Person, place=30, restore_route="restore_person", when=_when)]
