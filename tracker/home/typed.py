"""What somebody typed into a form that could not be saved, so that it can be sent again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest

# Names of fields that an error page must not repeat.
SECRET = re.compile(
    r"pass(word|phrase|code)|secret|credential|recovery|^(code|otp|token|key)$", re.IGNORECASE
)
TOKEN_OF_FORMS = "csrfmiddlewaretoken"  # noqa: S105 - a name; the page makes its own
IN_FORMSET = re.compile(r"(\w+?)-(\d+)-(\w+)")
ONE_LINE = 80  # characters


@dataclass(frozen=True, slots=True)
class TypedField:
    name: str
    value: str

    @property
    def is_shown(self) -> bool:
        """Return whether it is somebody's words, rather than a choice, a number or an identity."""
        return len(self.value.split()) > 1

    @property
    def rows(self) -> int:
        return 6 if len(self.value) > ONE_LINE or "\n" in self.value else 1

    @property
    def label(self) -> str:
        """Its name as words: "Notes", or "Quotes 2: text" for one of several."""
        several = IN_FORMSET.fullmatch(self.name)
        words = f"{several[1]} {int(several[2]) + 1}: {several[3]}" if several else self.name
        return words.replace("_", " ").capitalize()


@dataclass(slots=True)
class Typed:
    fields: list[TypedField] = field(default_factory=list)
    has_secret: bool = False
    has_file: bool = False


def typed_in(request: HttpRequest) -> Typed:
    """Return the fields of the form that was sent; nothing where it cannot be read. Never fails."""
    typed = Typed()
    if request.method != "POST":
        return typed
    try:
        for name, value in _fields(request):
            if SECRET.search(name):
                typed.has_secret = True
            else:
                typed.fields.append(TypedField(name, value))
        typed.has_file = bool(request.FILES)
    except Exception:  # what broke may be what was sent
        return Typed()
    return typed


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name == TOKEN_OF_FORMS:
            continue
        for value in values:
            yield name, str(value)
