from django.utils.translation import gettext_lazy as _

from tracker.people.models import Person
from tracker.shared.registries.search import Source

SOURCES = [
    Source(
        kind="people",
        heading=_("People"),
        place=10,  # a name that was typed is the person's before it is an entry's
        model=Person,
        fields=Person.SEARCHED_FIELDS,
        day_of=lambda person, zone: person.last_touch,
        about=lambda person: [person.kind_in_words],
        journal_filter="person",
    )
]
