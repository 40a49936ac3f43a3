from django.utils.translation import gettext as _

from tracker.openings.companies.models import Company
from tracker.openings.models import Opening
from tracker.shared.registries.trash import Bin

BINS = [
    Bin(
        model=Opening,
        place=180,
        restore_route="restore_opening",
        about=lambda opening: [_("opening")],
    ),
    Bin(
        model=Company,
        place=190,
        restore_route="restore_company",
        about=lambda company: [_("company")],
    ),
]
