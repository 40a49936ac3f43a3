"""What views need from a request, whichever feature they serve."""

from django.http import HttpRequest, QueryDict

# Marks the message of a page that follows a saved form: its draft is no longer needed.
SAVED = "saved"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent to a form, empty or not; None for a request that only asks for it."""
    return request.POST if request.method == "POST" else None
