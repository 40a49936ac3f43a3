"""What was deleted, until it is put back or gone for good."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.trash.queries import deleted_rows


@require_safe
def deleted(request: AuthenticatedRequest) -> HttpResponse:
    return render(request, "trash/deleted.html", {"rows": deleted_rows(request.user)})
