"""People known through others, on every stage, with an entry each."""

from tests.factories import LONG, TODAY, log, make_person


def fill(owner, rows: int) -> None:
    for number in range(rows):
        through = make_person(owner, f"Friend {number}", kind="peer", next_touch_on=TODAY)
        person = make_person(
            owner, f"PM {number}", former_role=f"Role {number}", stage=number % 5, through=through
        )
        log(owner, f"With {number}", people=[person, through], date=TODAY)


def overfill(owner) -> None:
    for number in range(5):
        through = make_person(owner, LONG, kind="mentor", next_touch_on=owner.today, role=LONG[:99])
        person = make_person(
            owner,
            f"{LONG} {number}"[:120],
            stage=number,
            former_role=LONG[:90],
            note=LONG,
            links=f"https://example.org/{LONG}",
            through=through,
        )
        log(owner, "Coffee", people=[person, through], date=owner.today)
