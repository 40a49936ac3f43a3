"""Your data: what there is, and taking it along."""

from tempfile import TemporaryFile

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts import security_log
from tracker.accounts.http import AuthenticatedRequest, recently_authenticated
from tracker.exports.archive import write_archive
from tracker.exports.importing.forms import UploadForm
from tracker.exports.queries import what_there_is
from tracker.exports.rows import Export
from tracker.shared.messages import success


@require_safe
def your_data(request: AuthenticatedRequest) -> HttpResponse:
    context = {"form": UploadForm(), **what_there_is(request)}
    return render(request, "exports/your_data.html", context)


@require_safe
@recently_authenticated
def prepare_export(request: AuthenticatedRequest) -> HttpResponse:
    """Ask who it is before the button: right after the question a file would come with no page."""
    success(request, _("Now “Export everything” hands out the file."))
    return redirect("leave" if request.user.leaves_at else "your_data")


@require_POST
@recently_authenticated
def export_data(request: AuthenticatedRequest) -> FileResponse:
    """Hand everything out as one archive.

    It is written to the disk first: a reader who is slow would hold the moment that it shows open
    in the database. The file has no name, so nothing is left of it, however this ends.
    """
    export = Export(request.user, timezone.now())
    archive = TemporaryFile(dir=settings.DATA_DIR)  # noqa: SIM115 - the response closes it
    written = write_archive(export, archive)
    size = archive.tell()
    archive.seek(0)
    rows = sum(written.rows.values())
    security_log.record("data_exported", request.user, request, rows=rows, bytes=size)
    name = f"pmcareer-{request.user.today.isoformat()}.zip"
    response = FileResponse(archive, as_attachment=True, filename=name)
    response["Content-Type"] = "application/zip"
    response["Content-Length"] = str(size)
    return response
