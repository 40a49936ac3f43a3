"""A present employment and earlier ones, with people on their maps; deleted ones."""

from datetime import date

from django.utils import timezone

from tests.factories import LONG, make_employment, make_person
from tracker.employments.models import Employment


def fill(owner, rows: int) -> None:
    if not Employment.objects.owned_by(owner).present().exists():
        make_employment(owner, company="Present", first_on=date(2025, 1, 1))
    for number in range(rows):
        earlier = make_employment(owner, company=f"Was {number}", last_on=date(2024, 12, 31))
        make_person(owner, f"Former {number}", employment=earlier)
        gone = date(2023, 12, 31)
        make_employment(owner, company=f"Gone {number}", last_on=gone, deleted_at=timezone.now())


def overfill(owner) -> None:
    for year in range(2015, 2025):
        earlier = make_employment(
            owner,
            company=LONG,
            role=f"{LONG} {LONG}"[:120],
            first_on=date(year, 1, 1),
            last_on=date(year, 12, 31),
        )
        for stage in range(5):
            make_person(owner, f"{LONG} {year} {stage}"[:120], stage=stage, employment=earlier)
