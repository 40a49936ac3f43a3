from datetime import timedelta

from tracker.accounts.models import User
from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.openings import actions
from tracker.openings.advert.actions import keep_advert, mark_lines, tie
from tracker.openings.companies.models import Company
from tracker.openings.models import Opening
from tracker.shared.registries.demo import Rows, past_day

PLACE = 90
TEXTS = ("title", "place", "next_step", "is_inside")


def load(persona: User, rows: Rows) -> None:
    """Make her companies and openings; `ties` are beginnings of titles or of her quotes."""
    for row in rows["company"]:
        Company.objects.create(owner=persona, **row)
    for row in rows["opening"]:
        opening = _write(persona, row)
        if "advert" in row:
            keep_advert(opening, row["advert"])
            for asked in row["line"]:
                _answer(persona, opening, asked)


def _write(persona: User, row: Rows) -> Opening:
    opening = Opening(seen_on=past_day(persona, row["weeks_ago"], 1))
    for name in TEXTS:
        if name in row:
            setattr(opening, name, row[name])
    if "step_in_days" in row:
        opening.next_step_on = persona.today + timedelta(days=row["step_in_days"])
    opening = actions.add_opening(persona, opening, company=row.get("company", ""))
    reason, learned = row.get("closed_reason", ""), row.get("learned")
    return actions.move_opening(opening, row["stage"], closed_reason=reason, learned=learned)


def _answer(persona: User, opening: Opening, asked: Rows) -> None:
    line = opening.lines.get(text__startswith=asked["text"])
    if beginning := asked.get("entry"):
        entries = Activity.objects.owned_by(persona).live().filter(title__startswith=beginning)
        tie(line, "activity", entries.latest("date").pk)
    if beginning := asked.get("quote"):
        quotes = Quote.objects.owned_by(persona).live().filter(text__startswith=beginning)
        tie(line, "quote", quotes.latest("date").pk)
    if beginning := asked.get("lesson"):
        lessons = Lesson.objects.owned_by(persona).live().filter(title__startswith=beginning)
        tie(line, "lesson", lessons.latest("date").pk)
    mark_lines(opening, {line.pk: asked["mark"]})
