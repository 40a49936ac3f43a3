"""Openings on every stage with adverts read line by line, companies, and deleted ones."""

from django.utils import timezone

from tests.factories import LONG, TODAY, log, make_company, make_opening, make_person
from tests.guards.routes import KEY
from tracker.openings.advert.actions import keep_advert, tie
from tracker.openings.models import Opening, OpeningStage

VALUES = {"Opening": {"stage_on": TODAY}, "Proof": {"activity_id": KEY}}


def fill(owner, rows: int) -> None:
    for number in range(rows):
        company = make_company(owner, f"Quayline {number}")
        make_person(owner, f"Known {number}", company=company.name, kind="hiring")
        for stage in OpeningStage:
            make_opening(owner, f"{stage} {number}", company=company, stage=stage)
        make_opening(owner, f"Gone {number}", deleted_at=timezone.now())
        make_company(owner, f"Gone {number}", deleted_at=timezone.now())
    opening = Opening.objects.owned_by(owner).filter(pk=KEY).first() or make_opening(owner)
    asked = [f"- You have {number} years of ports" for number in range(rows)]
    lines = keep_advert(opening, "\n".join(["Requirements:", *asked]))
    for line in lines[1:]:
        entry = log(owner, f"Sat in a port {line.position}")
        tie(line, "activity", entry.pk)
        tie(line, "quote", log(owner, "Briefing", f"Said {line.position}").quotes.get().pk)


def overfill(owner) -> None:
    company = make_company(owner, LONG[:120], market=LONG, product=LONG, place=LONG, why=LONG)
    for stage in OpeningStage:
        make_opening(
            owner, LONG[:120], company=company, stage=stage, next_step=LONG, learned=LONG, note=LONG
        )
    opening = Opening.objects.owned_by(owner).filter(pk=KEY).first() or make_opening(owner)
    keep_advert(opening, "\n".join([f"- {LONG} {number}" for number in range(40)]))
