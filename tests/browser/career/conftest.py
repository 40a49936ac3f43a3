"""What the stories of the career look at on every page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import FRAMES


@pytest.fixture
def clean(no_axe_violation: Callable[[Page], None]) -> Callable[[Page], None]:
    """What fails for an axe violation in any of the frames; LOOKS=all looks in all four."""

    def check(page: Page) -> None:
        for scheme, size in FRAMES.values():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            no_axe_violation(page)
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{page.url} scrolls sideways by {wider}px"

    return check
