"""The sections of the site and the pages in each, said once: a page of its own adds one line."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to the page named `route`, which stands for all addresses that begin with its own."""

    route: str
    label: StrOrPromise

    @property
    def address(self) -> str:
        return reverse(self.route)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site; the first of its pages is where its link leads.

    `icon` is a file of shared/icons: where there is one, the section stands in a phone's bar at the
    bottom, under `short_label` or `label`, and in the menu elsewhere.
    """

    label: StrOrPromise
    tabs: list[Tab]
    icon: str = ""
    short_label: StrOrPromise = ""

    @property
    def address(self) -> str:
        return self.tabs[0].address

    @property
    def icon_template(self) -> str:
        return f"shared/icons/{self.icon}.html"


SECTIONS = [
    Section(_("This week"), [Tab("home", _("This week"))], "home", short_label=_("Week")),
    Section(
        _("Journal"),
        [
            Tab("journal", _("Entries")),
            Tab("reviews", _("Reviews")),
            Tab("deleted", _("Deleted")),
        ],
    ),
    Section(
        _("Evidence"),
        [
            Tab("quotes", _("Quotes")),
            Tab("recommendations", _("Recommendations")),
            Tab("projects", _("Projects")),
            Tab("lessons", _("Lessons")),
            Tab("briefing", _("Briefing")),
        ],
        "quotes",
    ),
    Section(
        _("People"),
        [
            Tab("people", _("Everybody")),
            Tab("team_map", _("Team map")),
            Tab("references", _("References")),
            Tab("origin_stories", _("Where they started")),
        ],
        "people",
    ),
    Section(
        _("Career"),
        [
            Tab("readiness", _("Readiness")),
            Tab("goals", _("Goals")),
            Tab("paths", _("Paths")),
            Tab("roles", _("Roles")),
            Tab("companies", _("Companies")),
            Tab("openings", _("Openings")),
            Tab("stories", _("Stories")),
            Tab("interviews", _("Interviews")),
        ],
    ),
    Section(
        _("Tasks"),
        [
            Tab("tasks", _("Tasks")),
            Tab("reading_list", _("Reading list")),
            Tab("suggestions", _("Your suggestions")),
        ],
    ),
    Section(_("Progress"), [Tab("progress", _("Progress")), Tab("points", _("Points"))]),
]
# It has a place of its own in the frame.
SEARCH = Section(_("Search"), [Tab("search", _("Search"))])
# Addresses of This week that do not begin with its own, which is the root.
WEEKS = "/week/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies: None and None where it is in no section, as settings are."""

    section: Section | None
    tab: Tab | None
    is_tab_itself: bool

    @property
    def key(self) -> str:
        """What the frame of its page is kept under."""
        return f"{self.tab.route if self.tab else ''} {self.is_tab_itself}"

    @property
    def current(self) -> str:
        """What the links to it say to a screen reader: this very page, or one below it."""
        return "page" if self.is_tab_itself else "true"


@cache
def _addresses() -> list[tuple[str, Section, Tab]]:
    """Return the beginnings of addresses, the longest first, with the page that stands for them."""
    found = [(WEEKS, SECTIONS[0], SECTIONS[0].tabs[0])]
    for section in (*SECTIONS, SEARCH):
        for tab in section.tabs:
            if tab.address != "/":
                found.append((tab.address, section, tab))
    return sorted(found, key=lambda row: -len(row[0]))


def place_of(path: str) -> Place:
    """Return where the page at `path` lies."""
    if path == "/":
        return Place(SECTIONS[0], SECTIONS[0].tabs[0], is_tab_itself=True)
    for address, section, tab in _addresses():
        if path.startswith(address):
            return Place(section, tab, is_tab_itself=path == address)
    return Place(None, None, is_tab_itself=False)
