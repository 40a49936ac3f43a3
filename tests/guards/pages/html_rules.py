"""Rules of HTML that a parser alone does not know: each yields the faults of one element."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from justhtml import JustHTML
from justhtml.parser import FragmentContext

from tests.guards.pages.html_names import ARIA, ELEMENTS, GLOBAL, words

Node = Any

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Where only words and what stands in a line of words may be.
OF_WORDS = words("""
    h1 h2 h3 h4 h5 h6 abbr b bdi bdo button cite code data dfn em i kbd label legend mark meter
    output p pre progress q rt s samp small span strong sub summary sup time u var
""")
# What takes a line of its own.
BLOCKS = words("""
    h1 h2 h3 h4 h5 h6 address article aside blockquote details dialog div dl fieldset figure
    footer form header hgroup hr main menu nav ol p pre search section table ul
""")
TRANSPARENT = {"a", "ins", "del"}
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "menu": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr", "script", "template"},
    "optgroup": {"option", "script", "template"},
    "datalist": {"option", "script", "template"},
}
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "figcaption": {"figure"},
    "legend": {"fieldset"},
    "summary": {"details"},
    "option": {"select", "optgroup", "datalist"},
}
INTERACTIVE = {"button", "details", "iframe", "label", "select", "textarea"}
LABELABLE = {"button", "input", "meter", "output", "progress", "select", "textarea"}
REFERENCES = words("""
    for list form popovertarget commandfor headers aria-activedescendant aria-controls
    aria-describedby aria-details aria-errormessage aria-flowto aria-labelledby aria-owns
""")
TIME = re.compile(
    r"\d{4}(-\d\d){0,2}([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?|\d\d:\d\d|\d{4}-W\d\d|P\w+"
)
# Parts that htmx puts into a parent of a certain kind, which they must be read in.
PARTS_IN = {"<option": "datalist", "<li": "ul", "<tr": "tbody", "<dt": "dl"}


class Page:
    """A page, or a part of one, as a browser reads it."""

    def __init__(self, html: str) -> None:
        self.is_whole = "<html" in html
        self.document = JustHTML(
            html,
            sanitize=False,
            collect_errors=True,
            fragment=not self.is_whole,
            fragment_context=None if self.is_whole else FragmentContext(context_of(html)),
        )
        self.elements = list(elements_in(self.document.root))
        ids = [e.attrs["id"] for e in self.elements if "id" in e.attrs and not in_template(e)]
        self.ids = Counter(ids)

    def faults(self) -> set[str]:
        found = {f"does not parse: {error.code}" for error in self.document.errors}
        found |= {f"two elements have the id {key}" for key, n in self.ids.items() if n > 1}
        found.update(self.focused())
        for element in self.elements:
            if element.namespace not in (None, "html"):
                continue
            for rule in RULES:
                found.update(f"{about(element)}: {fault}" for fault in rule(element))
            if self.is_whole and not in_template(element):
                found.update(f"{about(element)}: {fault}" for fault in self.missing(element))
        return found

    def focused(self) -> Iterator[str]:
        """The page may ask for the focus once; so may each dialog and each popover."""
        asking = [e for e in self.elements if "autofocus" in e.attrs and not in_template(e)]
        scopes = Counter(id(scope_of(element)) for element in asking)
        if any(n > 1 for n in scopes.values()):
            yield f"several ask for the focus: {', '.join(about(e) for e in asking)}"

    def missing(self, element: Node) -> Iterator[str]:
        for attribute in REFERENCES:
            for key in (element.attrs.get(attribute) or "").split():
                if key not in self.ids:
                    yield f'{attribute}="{key}" names nothing'
        href = element.attrs.get("href") or ""
        if href.startswith("#") and len(href) > 1 and href[1:] not in self.ids:
            yield f'href="{href}" leads nowhere'


def context_of(part: str) -> str:
    begins = part.lstrip()
    return next((PARTS_IN[tag] for tag in PARTS_IN if begins.startswith(tag)), "div")


def elements_in(node: Node) -> Iterator[Node]:
    """Yield every element under `node`, what is in templates included."""
    for child in children_of(node):
        yield child
        yield from elements_in(child)


def children_of(node: Node) -> list[Node]:
    content = getattr(node, "template_content", None)
    held = [*(node.children or []), *(content.children if content else [])]
    return [child for child in held if not child.name.startswith(("#", "!"))]


def parent_of(node: Node) -> Node | None:
    parent = node.parent
    return None if parent is None or parent.name.startswith("#") else parent


def ancestors(node: Node) -> Iterator[Node]:
    parent = parent_of(node)
    while parent is not None:
        yield parent
        parent = parent_of(parent)


def scope_of(element: Node) -> Node | None:
    return next((u for u in ancestors(element) if u.name == "dialog" or "popover" in u.attrs), None)


def in_template(node: Node) -> bool:
    while node is not None:
        if node.name == "template":
            return True
        node = node.parent
    return False


def about(element: Node) -> str:
    """Return what shows where it is: its tag with what tells it apart."""
    told = [f'{key}="{element.attrs[key]}"' for key in ("class", "name") if element.attrs.get(key)]
    return f"<{' '.join([element.name, *told])}>"


def stands_among_words(element: Node) -> Iterator[str]:
    if element.name not in BLOCKS:
        return
    around = next((up for up in ancestors(element) if up.name not in TRANSPARENT), None)
    if around is None or around.name not in OF_WORDS:
        return
    if not (around.name in {"summary", "legend"} and element.name in HEADINGS):
        yield f"stands inside {about(around)}"


def has_the_right_children(element: Node) -> Iterator[str]:
    allowed = CHILDREN.get(element.name)
    inside = children_of(element)
    if allowed is not None:
        yield from {f"holds <{child.name}>" for child in inside if child.name not in allowed}
        if element.name not in {"select", "datalist"} and own_text(element):
            yield f"holds bare text “{own_text(element)[:20]}”"
    names = [child.name for child in inside]
    if element.name == "figure" and "figcaption" in names[1:-1]:
        yield "has its figcaption between others"
    for whole, first in (("fieldset", "legend"), ("details", "summary"), ("table", "caption")):
        if element.name == whole and first in names[1:]:
            yield f"has its {first} after others"
    if element.name == "details" and "summary" not in names:
        yield "has no summary"


def has_the_right_parent(element: Node) -> Iterator[str]:
    parent = parent_of(element)
    allowed = PARENTS.get(element.name)
    if parent is not None and allowed and parent.name not in allowed:
        yield f"stands in <{parent.name}>"


def is_not_nested(element: Node) -> Iterator[str]:
    """A link or button holds nothing that can be pressed; a label holds one control, no label."""
    if is_interactive(element):
        for up in ancestors(element):
            if up.name in {"a", "button"}:
                yield f"stands inside {about(up)}"
    if element.name == "label":
        held = [e for e in elements_in(element) if is_labelable(e)]
        named = element.attrs.get("for")
        if len(held) > 1:
            yield "holds several controls"
        if held and named and held[0].attrs.get("id") != named:
            yield "holds another control than it is for"
        if any(up.name == "label" for up in ancestors(element)):
            yield "stands inside a label"
    if element.name == "form" and any(up.name == "form" for up in ancestors(element)):
        yield "stands inside a form"


def is_interactive(element: Node) -> bool:
    if element.name == "input":
        return element.attrs.get("type") != "hidden"
    if element.name == "a":
        return "href" in element.attrs
    return element.name in INTERACTIVE or "tabindex" in element.attrs


def is_labelable(element: Node) -> bool:
    return element.name in LABELABLE and element.attrs.get("type") != "hidden"


def has_a_name(element: Node) -> Iterator[str]:
    """Links and buttons say what they do, hidden ones too; pictures say what they show."""
    if element.name == "img" and "alt" not in element.attrs:
        yield "has no alt"
    needs = element.name == "button" or (element.name == "a" and "href" in element.attrs)
    if needs and not name_of(element):
        yield "has no name"


def name_of(element: Node) -> str:
    attrs = element.attrs
    said = [attrs.get(key) or "" for key in ("aria-label", "aria-labelledby", "title")]
    said.append(element.to_text() or "")
    for inside in elements_in(element):
        said += [inside.attrs.get("alt") or "", inside.attrs.get("aria-label") or ""]
    return "".join(said).strip()


def own_text(element: Node) -> str:
    texts = [child.data or "" for child in element.children if child.name == "#text"]
    return "".join(texts).strip()


def is_known(element: Node) -> Iterator[str]:
    own = ELEMENTS.get(element.name)
    if own is None:
        yield "is no element of HTML"
        return
    for attribute in element.attrs:
        if attribute.startswith("data-") or attribute in own | GLOBAL:
            continue
        if attribute.startswith("aria-") and attribute.removeprefix("aria-") in ARIA:
            continue
        yield f"{attribute} is no attribute of it"


def is_a_time(element: Node) -> Iterator[str]:
    if element.name == "time":
        said = element.attrs.get("datetime") or own_text(element)
        if not TIME.fullmatch(said):
            yield f"“{said}” is no time"


def has_a_sound_id(element: Node) -> Iterator[str]:
    if "id" in element.attrs and len((element.attrs["id"] or "").split()) != 1:
        yield f'has the id "{element.attrs["id"]}"'


Rule = Callable[[Node], Iterable[str]]
RULES: list[Rule] = [
    stands_among_words,
    has_the_right_children,
    has_the_right_parent,
    is_not_nested,
    has_a_name,
    is_known,
    is_a_time,
    has_a_sound_id,
]


SHEETS = Path(settings.BASE_DIR, "static", "css")
NO_SELECTOR = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)


@cache
def classes_of(sheet: str) -> frozenset[str]:
    """Return the classes that a sheet of ours says something about."""
    found: set[str] = set()
    for selector in re.findall(r"([^{}]+)\{", NO_SELECTOR.sub("", (SHEETS / sheet).read_text())):
        found |= set(re.findall(r"\.([a-zA-Z][\w-]*)", selector))
    return frozenset(found)


def unstyled_classes(html: str) -> set[str]:
    """Return classes of a page that stand in some sheet of ours, and in none that it loads."""
    loaded = set(re.findall(r"/css/([\w-]+\.css)", html))
    if "theme.css" not in loaded:
        return set()  # the admin has classes of Django's own
    used: set[str] = set()
    for names in re.findall(r'\sclass="([^"]*)"', html):
        used |= set(names.split())
    styled: set[str] = set()
    known: set[str] = set()
    for sheet in SHEETS.glob("*.css"):
        known |= classes_of(sheet.name)
        styled |= classes_of(sheet.name) if sheet.name in loaded else set()
    return used & known - styled
