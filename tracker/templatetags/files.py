"""What lies beside an entry, on its page."""

from typing import Any

from django import template
from django.template.context import RequestContext

from tracker.files.forms import FileForm, LinkForm
from tracker.files.models import EntryFile, EntryLink
from tracker.journal.models import Activity

register = template.Library()


@register.inclusion_tag("files/_files.html", takes_context=True)
def files_of(context: RequestContext, activity: Activity) -> dict[str, Any]:
    """Show its links and files, and the forms that add one: as they were refused, if they were."""
    return {
        "activity": activity,
        "links": EntryLink.objects.live().filter(activity=activity).order_by("position"),
        "files": EntryFile.objects.live().filter(activity=activity).order_by("position"),
        "link_form": context.get("link_form") or LinkForm(),
        "file_form": context.get("file_form") or FileForm(),
        "csrf_token": context.get("csrf_token"),
    }
