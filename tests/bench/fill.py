"""Fill an empty database, consistent as the application would have it.

Points, sums and tallies follow the rules, which a sample at the end proves.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from tests.bench import life
from tests.bench.life import Card, Life, Row
from tests.bench.loading import Progress, finish, load, text_of, without_indexes
from tests.bench.scale import Scale, monday, today
from tracker.accounts.models import User
from tracker.catalogue.actions import load_catalogue
from tracker.catalogue.models import Level, Task
from tracker.goals.models import Goal, Milestone
from tracker.journal import points, totals
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, TaskTally
from tracker.people.models import Person, PersonKind
from tracker.week.models import Commitment, WeekRecord

LOADED = [User, Activity, Quote, DayTotal, TaskTally, Person, Goal, Milestone]
LOADED += [Commitment, WeekRecord, Activity.people.through]
PEOPLE, PEOPLE_OF_OTHERS = 30, 5
RATES = (28, 21, 14, 10)  # entries a week of others
BATCH = 50_000  # entries that are written together
KEYS = ["light", "heavy"]


def fill(scale: Scale) -> dict[str, object]:
    """Migrate and fill an empty database; the keys of the users that matter, and how quick."""
    call_command("migrate", verbosity=0)
    load_catalogue()
    filler = Filler(scale)
    begun = time.monotonic()
    with without_indexes():
        progress = Progress("activities", scale.others + scale.light + scale.heavy)
        filler.write_others(progress)
        filler.write_measured(progress)
        progress.end()
    finish(LOADED)
    seconds = time.monotonic() - begun
    check_sample(filler.users["light"])
    check_sample(filler.first_user)
    return {
        "users": filler.users,
        "writers": [filler.first_user + n for n in range(min(64, scale.users))],
        "activities": progress.done,
        "quotes": filler.keys[Quote],
        "seconds": round(seconds, 1),
        "activities_a_minute": round(progress.done / seconds * 60),
    }


class Filler:
    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.cards = [
            Card(task.pk, task.points, task.cadence == Task.Cadence.ONCE)
            for task in Task.objects.published().order_by("pk")
        ]
        self.level = str(Level.objects.get(number=1).pk)
        self.now = str(text_of(timezone.now()))
        self.keys = dict.fromkeys(LOADED, 0)
        self.first_user = 1
        self.users: dict[str, int] = {}

    def write_others(self, progress: Progress) -> None:
        each = self.scale.others // self.scale.users
        lives = [self.life(each, RATES[n % len(RATES)], n * 5) for n in range(8)]
        step = max(1, BATCH // each)
        for start in range(0, self.scale.users, step):
            numbers = range(start, min(start + step, self.scale.users))
            self.write([(lives[n % len(lives)], PEOPLE_OF_OTHERS) for n in numbers])
            progress.add(each * len(numbers))

    def write_measured(self, progress: Progress) -> None:
        """Those who are measured come last, as an index finds them: nothing is on their side."""
        for name in KEYS:
            count = getattr(self.scale, name)
            self.users[name] = self.keys[User] + 1
            self.write([(self.life(count, 28, 3), PEOPLE)])
            progress.add(count)
        with connection.cursor() as cursor:
            cursor.execute(ADD_UP)

    @cache  # noqa: B019
    def life(self, count: int, per_week: int, shift: int) -> Life:
        return Life(count, per_week, shift, self.cards)

    def write(self, lives: list[tuple[Life, int]]) -> None:
        """One user for each life, with that many people."""
        first = self.keys[User] + 1
        owners = [str(first + number) for number in range(len(lives))]
        entries, quotes, people = (self.keys[m] + 1 for m in (Activity, Quote, Person))
        parts: dict[type, list[Iterator[Row]]] = {model: [] for model in LOADED}
        for owner, (one, known) in zip(owners, lives, strict=True):
            parts[User].append(self.user(owner))
            parts[Activity].append(one.entries_of(owner, entries))
            parts[Quote].append(one.quotes_of(owner, quotes, entries))
            parts[DayTotal].append(one.days_of(owner))
            parts[TaskTally].append(one.tallies_of(owner))
            parts[Person].append(self.people(owner, people, known, one))
            parts[Activity.people.through].append(self.met(entries, people, known, one))
            parts[WeekRecord].append(self.weeks(owner))
            parts[Goal].append(self.goal(owner))
            parts[Milestone].append(self.milestones(owner))
            parts[Commitment].append(self.commitments(owner))
            entries, quotes = entries + len(one.entries), quotes + len(one.quotes)
            people += known
        for model, rows in parts.items():
            every = (row for some in rows for row in some)
            self.keys[model] += load(model, COLUMNS[model], every)

    def user(self, owner: str) -> Iterator[Row]:
        yield owner, f"user{owner}@example.org", "!", f"User {owner}", self.now

    def people(self, owner: str, base: int, known: int, one: Life) -> Iterator[Row]:
        met = {number % known: one.entries[index][2] for number, index in meetings(one)}
        kinds = [kind for kind, _ in PersonKind.choices]
        for number in range(known):
            due = today() + timedelta(days=number - 2) if number < 4 else None
            yield (
                str(base + number),
                owner,
                f"Person {number:03} of {owner}",
                kinds[number % 2],
                f"Role {number % 7}",
                str(number % 5) if number % 2 == 0 else "0",
                met.get(number),
                text_of(due),
            )

    def met(self, entry: int, person: int, known: int, one: Life) -> Iterator[Row]:
        for number, index in meetings(one):
            yield str(entry + index), str(person + number % known)

    def weeks(self, owner: str) -> Iterator[Row]:
        begun = monday() - timedelta(weeks=60)
        yield owner, begun.isoformat(), "activities", "3", None, ""
        for back in range(10, 0, -1):
            first = monday() - timedelta(weeks=back)
            yield owner, first.isoformat(), "", None, f"{first + timedelta(days=6)} 18:00:00", NOTE

    def goal(self, owner: str) -> Iterator[Row]:
        yield owner, owner, self.level, "inside", "Because customers are worth listening to."

    def milestones(self, owner: str) -> Iterator[Row]:
        yield owner, owner, "Ten customer quotes", "quotes", "10"
        yield owner, owner, "A thousand activities", "activities", "5000"
        yield owner, owner, "Sit in on a planning", "by-hand", None

    def commitments(self, owner: str) -> Iterator[Row]:
        for back in (1, 0):
            first = (monday() - timedelta(weeks=back)).isoformat()
            for number in range(3):
                card = self.cards[(number * 9 + back) % len(self.cards)]
                yield owner, first, str(card.pk)


ADD_UP = """
UPDATE tracker_user SET (points, activity_count, quote_count) = (
    SELECT COALESCE(SUM(points), 0), COALESCE(SUM(activities), 0), COALESCE(SUM(quotes), 0)
    FROM tracker_daytotal WHERE owner_id = tracker_user.id
)"""
NOTE = "A customer showed how they work around the export."
COLUMNS: dict[type, list[str]] = {
    User: ["id", "email", "password", "display_name", "welcomed_at"],
    Activity: life.ENTRY,
    Quote: life.QUOTE,
    DayTotal: life.DAY,
    TaskTally: life.TALLY,
    Person: ["id", "owner_id", "name", "kind", "role", "stage", "logged_on", "next_touch_on"],
    Activity.people.through: ["activity_id", "person_id"],
    WeekRecord: ["owner_id", "first", "measure", "target", "closed_at", "happened"],
    Goal: ["id", "owner_id", "level_id", "path", "why"],
    Milestone: ["owner_id", "goal_id", "title", "measure", "target"],
    Commitment: ["owner_id", "first", "task_id"],
}


def meetings(one: Life) -> Iterator[tuple[int, int]]:
    """(number of the meeting, entry): one entry in ten is with somebody, oldest first."""
    return enumerate(range(4, len(one.entries), 10))


def check_sample(key: int) -> None:
    """What was loaded is what the application would have: counting again changes nothing."""
    owner = User.objects.get(pk=key)
    mine = DayTotal.objects.owned_by(owner)
    days = [row.date for row in mine.order_by("-date")[:400]]
    before = _sums(owner, days)
    tasks = set(TaskTally.objects.owned_by(owner).values_list("task_id", flat=True))
    words = Quote.objects.owned_by(owner).filter(date__in=days).values_list("fingerprint")
    changed = points.reassign_points(owner, tasks, {mark for (mark,) in words[:400]})
    totals.recount(owner, days, tasks)
    if changed or before != _sums(owner, days) or not days:
        raise SystemExit(f"The filler and the rules of points differ for user {key}: {changed}.")
    said = Quote.objects.owned_by(owner).first()
    if said and said.fingerprint != points.fingerprint(said.text):
        raise SystemExit("The filler's fingerprints are not the application's.")


def _sums(owner: User, days: list) -> list:
    kept = DayTotal.objects.owned_by(owner).filter(date__in=days).order_by("date")
    counted = TaskTally.objects.owned_by(owner).order_by("task_id")
    return [
        list(kept.values_list("date", "points", "recommendation_points", "activities", "quotes")),
        list(counted.values_list("task_id", "times", "last_on")),
        list(
            User.objects.filter(pk=owner.pk).values_list("points", "activity_count", "quote_count")
        ),
    ]
