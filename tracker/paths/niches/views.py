"""A niche: what it is, what proves it, who tested it, who needs it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.paths.niches import actions
from tracker.paths.niches.forms import NicheForm, NicheProofForm
from tracker.paths.niches.models import Niche, NicheProof, ProofKind
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@get_or_post
def add_niche(request: AuthenticatedRequest) -> HttpResponse:
    form = NicheForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        niche = form.save(commit=False)
        niche.owner = request.user
        niche.save()
        success(request, _("Saved. Now the first proof."))
        return redirect(niche)
    return render_form(request, "niches/add_niche.html", form)


@require_safe
def niche(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    niche = _niche(request, pk)
    live = niche.proofs.live().select_related("person", "activity__task")
    proofs = list(live.order_by("-date", "-pk"))
    context = {
        "niche": niche,
        "proofs": [proof for proof in proofs if proof.kind == ProofKind.PROOF],
        "tests": [proof for proof in proofs if proof.kind == ProofKind.TEST],
    }
    return render(request, "niches/niche.html", context)


@get_or_post
def edit_niche(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    niche = _niche(request, pk)
    form = NicheForm(form_data(request), instance=niche)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(niche)
    return render_form(request, "niches/edit_niche.html", form, niche=niche)


@require_POST
def delete_niche(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_niche(request, pk))
    undo = reverse("restore_niche", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("paths")


@require_POST
def restore_niche(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    niche = get_object_or_404(Niche.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(niche)
    success(request, _("The niche is back."))
    return redirect(niche)


@get_or_post
def add_proof(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add a proof, or, with ?kind=test, what somebody in the trade said."""
    niche = _niche(request, pk)
    kind = request.GET.get("kind")
    initial = {"kind": kind} if kind in ProofKind.values else {}
    form = NicheProofForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.add_proof(niche, form.save(commit=False))
        success(request, _("Saved."))
        return redirect(niche)
    return render_form(request, "niches/proof.html", form, niche=niche)


@get_or_post
def edit_proof(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    proof = _proof(request, pk)
    form = NicheProofForm(request.user, form_data(request), instance=proof)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(proof.niche)
    return render_form(request, "niches/proof.html", form, niche=proof.niche, proof=proof)


@require_POST
def delete_proof(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    proof = _proof(request, pk)
    actions.delete(proof)
    undo = reverse("restore_proof", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect(proof.niche)


@require_POST
def restore_proof(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    deleted = NicheProof.objects.owned_by(request.user).deleted().select_related("niche")
    proof = get_object_or_404(deleted, pk=pk)
    actions.restore(proof)
    success(request, _("The proof is back."))
    return redirect(proof.niche)


def _niche(request: AuthenticatedRequest, pk: int) -> Niche:
    own_niches = Niche.objects.owned_by(request.user).live().select_related("owner")
    return get_object_or_404(own_niches, pk=pk)


def _proof(request: AuthenticatedRequest, pk: int) -> NicheProof:
    own_proofs = NicheProof.objects.owned_by(request.user).live()
    return get_object_or_404(own_proofs.select_related("niche", "person", "activity"), pk=pk)
