"""On the narrowest phone no word of somebody's own makes a page wider than the screen."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import sign_in
from tests.browser.test_pages import OURS
from tests.guards.examples import overfill
from tests.guards.rows import make_one_of_each, owned_models
from tracker.shared.database.names import NameField

NARROWEST = {"width": 320, "height": 700}
WORD = "Donaudampfschifffahrtsgesellschaftskapitänin"  # 44 letters, none of which is a break
# Nothing, or by how much, and what reaches furthest.
WIDER = """() => {
  const by = document.documentElement.scrollWidth - innerWidth;
  if (by <= 0) return "";
  const all = [...document.querySelectorAll("main *, header *, footer *")];
  const right = (element) => element.getBoundingClientRect().right;
  const far = all.filter((element) => right(element) > innerWidth).slice(-4);
  return by + "px: " + far.map((e) => e.tagName + "." + e.className).join(" ");
}"""


def stretch_names(user) -> None:
    """Give every row of theirs names of one long word: people, customers, themes, titles …"""
    for model in owned_models():
        rows: Any = model._base_manager.filter(owner=user)
        for field in model._meta.fields:
            if isinstance(field, NameField) and not field.choices:
                for key in rows.exclude(**{field.name: ""}).values_list("pk", flat=True):
                    word = f"{WORD}{key}"[: field.max_length]
                    rows.filter(pk=key).update(**{field.name: word})
    user.display_name = WORD
    user.save()


@pytest.mark.parametrize("over_full", [False, True], ids=["one-of-each", "over-full"])
def test_a_long_word_makes_no_page_wide(context: BrowserContext, base, dana, over_full):
    make_one_of_each(dana)
    if over_full:
        overfill(dana)
    stretch_names(dana)
    page = context.new_page()
    page.set_viewport_size(NARROWEST)
    sign_in(page, base, dana)
    wide = {}
    for address in OURS:
        answer = page.request.get(base + address)
        html = "html" in answer.headers.get("content-type", "")
        if not (answer.ok and html and answer.url == base + address):
            continue
        page.goto(base + address)
        if by := page.evaluate(WIDER):
            wide[address] = by
    assert wide == {}
