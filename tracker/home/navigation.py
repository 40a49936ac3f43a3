"""The links of every page's frame, said once: a feature with a place of its own adds one line."""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


class Place(Enum):
    """Where a link stands on a wide screen, and where on a phone."""

    TAB = auto()  # in the bar at the top; in the bar at the bottom
    BAR = auto()  # in the bar at the top; in the menu
    MENU = auto()  # in the menu; in the menu
    PHONE_MENU = auto()  # elsewhere in the frame; in the menu


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link to the page named `route`.

    It stands for the pages whose address begins with `section`, by default the same word, and ""
    for none. A tab has a picture, `shared/icons/<route>.html`, and may have a shorter label.
    """

    place: Place
    route: str
    label: StrOrPromise
    section: str | None = None
    short_label: StrOrPromise = ""

    @property
    def stands_for(self) -> str:
        return self.route if self.section is None else self.section

    @property
    def is_for_phones(self) -> bool:
        """Whether the menu shows it only where the bar at the top has no room for it."""
        return self.place in (Place.BAR, Place.PHONE_MENU)

    @property
    def icon(self) -> str:
        return f"shared/icons/{self.route}.html"


LINKS = [
    NavLink(Place.PHONE_MENU, "search", _("Search")),
    NavLink(Place.TAB, "home", _("This week"), short_label=_("Week")),
    NavLink(Place.BAR, "journal", _("Journal")),
    NavLink(Place.TAB, "quotes", _("Quotes")),
    NavLink(Place.BAR, "tasks", _("Tasks")),
    NavLink(Place.BAR, "goals", _("Goals")),
    NavLink(Place.TAB, "people", _("People")),
    NavLink(Place.BAR, "progress", _("Progress")),
    NavLink(Place.MENU, "briefing", _("Start a briefing"), section=""),
    NavLink(Place.MENU, "recommendations", _("Recommendations")),
    NavLink(Place.MENU, "projects", _("Projects")),
    NavLink(Place.MENU, "lessons", _("Lessons")),
    NavLink(Place.MENU, "deleted", _("Recently deleted"), section=""),
]


@dataclass(frozen=True, slots=True)
class Navigation:
    bar: list[NavLink]
    tabs: list[NavLink]
    menu: list[NavLink]

    @property
    def menu_sections(self) -> list[str]:
        """The parts of the site that a phone reaches through the menu."""
        return [*(link.stands_for for link in self.menu if link.stands_for), "settings"]


NAVIGATION = Navigation(
    bar=[link for link in LINKS if link.place in (Place.TAB, Place.BAR)],
    tabs=[link for link in LINKS if link.place is Place.TAB],
    menu=[link for link in LINKS if link.place is not Place.TAB],
)
