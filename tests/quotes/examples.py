"""Quotes that are told apart by one word, with themes and customers."""

from tests.factories import make_quotes


def fill(owner, rows: int) -> None:
    for number in range(rows):
        waiting = f"We wait {number} whole days for it"
        make_quotes(owner, waiting, theme=f"T{number}", customer="Acme")
        late = f"It was {number} and too late"
        make_quotes(owner, late, theme="Waiting", customer=f"C{number}")
