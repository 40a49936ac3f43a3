"""Import and export. Between the look and the import nothing is kept on the server."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.curation.task_import.forms import UploadForm
from tracker.curation.task_import.plan import (
    KINDS,
    ImportKind,
    OutdatedPlanError,
    TaskImportPlan,
    carry_out,
    export,
    plan_import,
    seal,
    unseal,
)
from tracker.shared.admin.views import View, curating, page
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success
from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import SheetError


def of_a_kind(*verbs: str) -> Callable[[View], View]:
    """Turn the kind's word into its ImportKind, for staff who may do all of `verbs` to records."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, kind: str, **kwargs: Any) -> HttpResponse:
            import_kind = KINDS.get(kind)
            if import_kind is None:
                raise Http404
            noun = import_kind.model._meta.model_name
            guarded = view
            for verb in verbs:
                guarded = curating(f"tracker.{verb}_{noun}")(guarded)
            return guarded(request, import_kind, **kwargs)

        return checked

    return decorate


@of_a_kind("view")
@require_safe
def export_rows(
    request: AuthenticatedRequest,
    kind: ImportKind,
    format: str,  # noqa: A002 - the word of the address
) -> HttpResponse:
    if format not in tables.CONTENT_TYPES:
        raise Http404
    try:
        data = export(kind, format)
    except SheetError as error:
        title = _("This cannot be exported")
        context = {"reason": error, "kind": kind, "formats": list(tables.CONTENT_TYPES)}
        return page(request, "curation/task_import/not_exported.html", title, 422, **context)
    name = f"pmcareer-{kind.name}-{request.user.today:%Y-%m-%d}.{format}"
    return HttpResponse(
        data,
        content_type=tables.CONTENT_TYPES[format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@of_a_kind("add", "change")
@get_or_post
def import_rows(request: AuthenticatedRequest, kind: ImportKind) -> HttpResponse:
    """Ask for a file, and show what importing it would do."""
    form = UploadForm(kind.columns, form_data(request), request.FILES or None)
    if form.is_valid():
        try:
            return _show(request, plan_import(kind, form.cleaned_data["file"]))
        except SheetError as error:
            form.add_error("file", str(error))
    return _ask(request, kind, form)


@of_a_kind("add", "change")
@require_POST
def confirm_import(request: AuthenticatedRequest, kind: ImportKind) -> HttpResponse:
    try:
        table, digest = unseal(kind, request.user, request.POST.get("rows", ""))
        plan = carry_out(kind, table, digest)
    except OutdatedPlanError as outdated:
        return _show(request, outdated.plan, is_outdated=True)
    except signing.BadSignature:
        sentence = _("An import waits for an hour at most. Choose the file once more.")
        messages.error(request, sentence)
        return _ask(request, kind, UploadForm(kind.columns), 422)
    except SheetError as error:
        messages.error(request, str(error))
        return _ask(request, kind, UploadForm(kind.columns), 422)
    success(request, kind.done(plan.count))
    return redirect(f"admin:tracker_{kind.model._meta.model_name}_changelist")


def _ask(
    request: AuthenticatedRequest, kind: ImportKind, form: UploadForm, status: int = 200
) -> HttpResponse:
    status = 422 if form.errors else status
    context = {
        "form": form,
        "kind": kind,
        "columns": kind.row.described(kind.model),
        "formats": list(tables.CONTENT_TYPES),
    }
    return page(
        request, "curation/task_import/import_rows.html", kind.import_title, status, **context
    )


def _show(
    request: AuthenticatedRequest, plan: TaskImportPlan, *, is_outdated: bool = False
) -> HttpResponse:
    context = {
        "plan": plan,
        "place": _("Record") if plan.table.has_records else _("Line"),
        "is_outdated": is_outdated,
        "button": plan.kind.button(plan.count),
        "seal": seal(plan, request.user) if plan.is_ready else "",
    }
    status = 422 if plan.faults or is_outdated else 200
    return page(
        request, "curation/task_import/import_plan.html", plan.kind.import_title, status, **context
    )
