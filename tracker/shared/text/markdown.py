"""The one place where a person's own text becomes HTML."""

import re
from functools import cache

import nh3
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from tracker.shared.text.budget import MOST_OF_A_TEXT, spend, weight_of

TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
TAGS |= {"div", "table", "thead", "tbody", "tr", "th", "td"}
# The frame of a table, written below and nowhere else: raw HTML never gets this far.
FRAME = {"class", "role", "tabindex", "aria-label"}
# One line of words without any sign that Markdown or HTML reads, or writes otherwise.
PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?!()/%+=@#'\"‘’“”–—…€$-])*(?<! )")


class Notes(RendererHTML):
    """Headings become bold lines: a page has its own outline, and notes must not break it.

    A table scrolls by itself, also by keyboard, where it is wider than its place.
    """

    def heading_open(self, tokens: list[Token], index: int, *_: object) -> str:
        return "<p><strong>"

    def heading_close(self, tokens: list[Token], index: int, *_: object) -> str:
        return "</strong></p>\n"

    def table_open(self, tokens: list[Token], index: int, *_args: object) -> str:
        label = escape(_("Table"))
        return f'<div class="scroll" role="group" tabindex="0" aria-label="{label}"><table>\n'

    def table_close(self, tokens: list[Token], index: int, *_args: object) -> str:
        return "</table></div>\n"


@cache
def parser() -> MarkdownIt:
    rules = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=Notes)
    # An image would load from another origin, and nothing here does.
    return rules.enable(["strikethrough", "table"]).disable("image")


def render(text: str) -> SafeString:
    """Return `text` (Markdown) as HTML that is safe to put into a page.

    Raw HTML is shown as text; only http, https and mailto links survive, and none of them tells
    the other side where it was followed from. What would cost too much to lay out, by itself or
    on top of what the page has already, is shown as it was typed, and says so.
    """
    if PLAIN.fullmatch(text):
        return mark_safe(f"<p>{text}</p>\n")  # noqa: S308 - words alone
    weight = weight_of(text)
    if weight > MOST_OF_A_TEXT or not spend(weight):
        return _as_typed(text)
    html = nh3.clean(
        parser().render(text),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "div": FRAME},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has just cleaned it


def _as_typed(text: str) -> SafeString:
    remark = _("Shown as it was typed: it holds more Markdown than a page lays out.")
    typed = linebreaks(text, autoescape=True)
    return mark_safe(f'{typed}\n<p class="small">{escape(remark)}</p>\n')  # noqa: S308 - escaped
