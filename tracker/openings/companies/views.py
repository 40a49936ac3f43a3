"""Companies: the list, one company with who is known there, joining two."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.openings.companies import actions
from tracker.openings.companies.forms import CompanyFilterForm, CompanyForm, EditCompanyForm
from tracker.openings.companies.models import Company
from tracker.openings.companies.queries import contacts_at, rows_of, who_may_know
from tracker.shared.http import form_data, get_or_post, pk_from, render_form, text_from
from tracker.shared.messages import success

PAGE = 50
OPENINGS = 30
MATCHES = 20


@require_safe
def companies(request: AuthenticatedRequest) -> HttpResponse:
    filters = CompanyFilterForm(request.GET)
    filters.is_valid()
    listed = filters.filter_queryset(Company.objects.owned_by(request.user).by_name())
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "rows": rows_of(request.user, list(page))}
    return render(request, "openings/companies/companies.html", context)


@get_or_post
def add_company(request: AuthenticatedRequest) -> HttpResponse:
    initial = {"name": text_from(request.GET, "name")}
    form = CompanyForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        company = form.save(commit=False)
        company.owner = request.user
        company.save()
        success(request, _("%(name)s is among your companies.") % {"name": company})
        return redirect(company)
    return render_form(request, "openings/companies/add_company.html", form)


@require_safe
def company(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    company = _company(request, pk)
    contacts = contacts_at(request.user, [company])[company.pk]
    openings = company.openings.live().for_list().order_by("-stage_on", "-pk")
    context = {
        "company": company,
        "contacts": contacts,
        "may_know": [] if contacts else who_may_know(request.user, company),
        "openings": openings[:OPENINGS],
    }
    return render(request, "openings/companies/company.html", context)


@get_or_post
def edit_company(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    company = _company(request, pk)
    name = company.name
    form = EditCompanyForm(request.user, form_data(request), instance=company)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        new_name, changed.name = changed.name, name
        changed.save()
        moved = 0
        if new_name != name:
            moved = actions.rename(changed, new_name, with_people=form.moves_people)
        _message_saved(request, moved)
        return redirect(company)
    return render_form(request, "openings/companies/edit_company.html", form, company=company)


def _message_saved(request: AuthenticatedRequest, moved: int) -> None:
    text: Any = _("Saved.")
    if moved:
        text = _("Saved. Renamed for %(number)d people known there too.") % {"number": moved}
    success(request, text)


@get_or_post
def join_company(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose which other company is the same one, look at what would become of it, join."""
    kept = _company(request, pk)
    others = Company.objects.owned_by(request.user).by_name().exclude(pk=pk)
    other_pk = pk_from(request.POST.get("other") or request.GET.get("other"))
    other = others.filter(pk=other_pk).first() if other_pk is not None else None
    context: dict[str, Any] = {"company": kept, "other": other}
    template = "openings/companies/join_company.html"
    if not other:
        words = text_from(request.GET, "q")
        context |= {"words": words, "candidates": others.matching(words)[:MATCHES]}
        return render(request, template, context)
    try:
        if request.method == "POST":
            joined = actions.join(kept, other)
            success(request, _("Now one company: %(name)s.") % {"name": joined.kept})
            return redirect(joined.kept)
        context["joined"] = actions.join_preview(kept, other)
    except actions.TooLongError as error:
        context["too_long"] = error.field
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@require_POST
def delete_company(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete_company(_company(request, pk))
    undo = reverse("restore_company", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("companies")


@require_POST
def restore_company(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    deleted = Company.objects.owned_by(request.user).deleted().select_related("owner")
    company = get_object_or_404(deleted, pk=pk)
    try:
        actions.restore_company(company)
    except actions.NameTakenError:
        text = _("You have another company called %(name)s by now: rename that one first.")
        success(request, text % {"name": company})
        return redirect("companies")
    success(request, _("%(name)s is back.") % {"name": company})
    return redirect(company)


def _company(request: AuthenticatedRequest, pk: int) -> Company:
    own_companies = Company.objects.owned_by(request.user).live().select_related("owner")
    return get_object_or_404(own_companies, pk=pk)
