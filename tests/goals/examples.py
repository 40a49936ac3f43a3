"""A goal on every level, with milestones that are counted."""

from tests.factories import LONG, make_goal, make_milestone


def fill(owner, rows: int) -> None:
    for level in (1, 2, 3):
        goal = make_goal(owner, level)
        for number in range(rows):
            make_milestone(goal, f"Milestone {number}", measure="quotes", target=10 + number)


def overfill(owner) -> None:
    goal = make_goal(owner, level=2, why=LONG)
    for number in range(6):
        title = f"{LONG} {number}"[:120]
        make_milestone(goal, title, measure="quotes", target=number * 9 + 1)
