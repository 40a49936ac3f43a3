"""The check of every page’s targets sees what is too small, and lets sentences be."""

import pytest
from playwright.sync_api import Page

from tests.browser.sizes.targets import small_targets


@pytest.mark.parametrize(
    ("html", "size", "is_small"),
    [
        ('<a href="#" style="display:inline-block">Edit</a>', 390, True),
        ('<a href="#" style="display:inline-block;padding:20px 30px">Edit</a>', 390, False),
        ('<a href="#" style="display:inline-block;padding:20px 30px">Edit</a>', 1280, False),
        ('<p>Read <a href="#">the article</a> first.</p>', 390, False),
        ('<p><a href="#">The article</a></p>', 390, True),
        ('<label style="display:block;height:44px"><input type="checkbox">Due</label>', 390, False),
        ('<input type="checkbox" aria-label="Due" style="width:13px;height:13px">', 1280, True),
        ('<button style="width:30px;height:30px">x</button>', 1280, False),
        ('<button style="width:30px;height:30px">x</button>', 390, True),
        ('<button style="width:9px;height:9px;visibility:hidden">x</button>', 390, False),
    ],
)
def test_what_is_too_small(page: Page, html, size, is_small):
    page.set_viewport_size({"width": size, "height": 800})
    page.set_content(html)
    assert bool(small_targets(page)) == is_small
