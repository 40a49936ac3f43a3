"""The advert as its hiring manager reads it: paste, mark, tie, print."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.openings.advert import actions
from tracker.openings.advert.forms import PasteForm, marks_from
from tracker.openings.advert.gaps import tasks_for
from tracker.openings.advert.models import EVIDENCE, AdvertLine, Mark, Proof
from tracker.openings.advert.queries import advert_reading, as_markdown, find_evidence
from tracker.openings.views import opening_of
from tracker.shared.http import form_data, get_or_post, pk_from, render_form, text_from
from tracker.shared.messages import success


@get_or_post
def advert(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the lines with what answers each; sent, it saves every mark at once."""
    opening = opening_of(request, pk)
    if request.method == "POST":
        actions.mark_lines(opening, marks_from(request.POST))
        if "HX-Request" not in request.headers:
            success(request, _("Saved."))
            return redirect("advert", pk)
    elif not opening.advert:
        return redirect("paste_advert", pk)
    reading = advert_reading(opening)
    context = {
        "opening": opening,
        "reading": reading,
        "marks": Mark.choices,
        "gaps": tasks_for(request.user, reading.missed),
    }
    is_part = "HX-Request" in request.headers
    template = "openings/advert/_reading.html" if is_part else "openings/advert/advert.html"
    return render(request, template, context)


@get_or_post
def paste_advert(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    opening = opening_of(request, pk)
    form = PasteForm(form_data(request), initial={"advert": opening.advert})
    if request.method == "POST" and form.is_valid():
        lines = actions.keep_advert(opening, form.cleaned_data["advert"])
        asked = sum(line.is_requirement for line in lines)
        text = _("%(asked)d lines ask for something, %(aside)d were set aside. Move what is wrong.")
        success(request, text % {"asked": asked, "aside": len(lines) - asked})
        return redirect("advert", pk)
    return render_form(request, "openings/advert/paste_advert.html", form, opening=opening)


@require_safe
def advert_line(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show one line, what answers it, and what else might: ?q= looks for that."""
    return _line_page(request, _line(request, pk))


@require_POST
def tie_evidence(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let the row `key` of `kind` answer a line."""
    line = _line(request, pk)
    kind, key = request.POST.get("kind", ""), pk_from(request.POST.get("key"))
    try:
        proof = actions.tie(line, kind, key) if kind in EVIDENCE and key is not None else None
    except actions.TooManyProofsError:
        return _line_page(request, line, _("Twenty answers at most: untie one first."))
    if proof is None:
        return _line_page(request, line, _("That is not there any more. Look for something else."))
    undo = reverse("untie_evidence", args=[proof.pk])
    success(request, _("Tied: %(evidence)s.") % {"evidence": str(proof)[:80]}, undo=undo)
    return redirect("advert_line", pk)


@require_POST
def untie_evidence(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    proof = get_object_or_404(Proof.objects.owned_by(request.user).select_related(*EVIDENCE), pk=pk)
    actions.untie(proof)
    success(request, _("Untied. It stays where it was written down."))
    return redirect("advert_line", proof.line_id)


@require_safe
def advert_sheet(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show requirement → evidence on a page that prints, and its text to copy."""
    opening = opening_of(request, pk)
    reading = advert_reading(opening)
    context = {"opening": opening, "reading": reading, "text": as_markdown(opening, reading)}
    return render(request, "openings/advert/advert_sheet.html", context)


@require_safe
def advert_markdown(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    opening = opening_of(request, pk)
    text = as_markdown(opening, advert_reading(opening))
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    name = slugify(opening.title) or f"opening-{pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name[:80]}.md"'
    return answer


def _line(request: AuthenticatedRequest, pk: int) -> AdvertLine:
    own_lines = AdvertLine.objects.owned_by(request.user).with_proofs()
    line = get_object_or_404(own_lines.select_related("owner", "opening"), pk=pk)
    if line.opening.deleted_at:
        raise Http404
    return line


def _line_page(request: AuthenticatedRequest, line: AdvertLine, refused: str = "") -> HttpResponse:
    words = text_from(request.GET, "q")
    context = {
        "line": line,
        "words": words,
        "findings": find_evidence(request.user, line, words),
        "refused": refused,
    }
    template = "openings/advert/advert_line.html"
    if "HX-Request" in request.headers and request.method == "GET":
        template = "openings/advert/_findings.html"
    return render(request, template, context, status=422 if refused else 200)
