"""The steps of a recommendation: sent, heard, adopted or declined, and one step back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.recommendations import actions
from tracker.recommendations.forms import AnswerForm, SendForm
from tracker.recommendations.models import Recommendation, RecommendationState
from tracker.recommendations.views import gone_is_404, recommendation_of
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success


@get_or_post
@gone_is_404
def send_recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = recommendation_of(request, pk)
    if request.method != "POST" and not found.live_quotes:
        messages.warning(request, _no_quote())
        return redirect("recommendation_quotes", pk)
    form = SendForm(found, form_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            replaced = actions.send(found, form.sending)
        except actions.NoQuoteError:
            form.add_error(None, _no_quote())
        except actions.WrongOrderError:
            form.add_error("sent_on", _("That is after the day of their answer."))
        else:
            messages.success(request, _("Sent. When they have answered, note it here."))
            if replaced and replaced.next_touch_about:
                text = _("The talk planned with %(name)s was replaced: %(about)s")
                words = {"name": replaced.name, "about": replaced.next_touch_about}
                messages.info(request, text % words)
            return redirect(found)
    return _step(request, "recommendations/send_recommendation.html", form)


@get_or_post
@gone_is_404
def recommendation_heard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = recommendation_of(request, pk)
    if found.state == RecommendationState.DRAFT:
        return _send_first(request, found)
    form = AnswerForm(found, "heard_on", form_data(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.hear(found, said["day_of_it"], said["answer"])
        except actions.WrongStateError:
            return _send_first(request, found)
        except actions.WrongOrderError:
            form.add_error("day_of_it", _("It lies between sending it and their decision."))
        else:
            messages.success(request, _("Noted: they have heard it."))
            return redirect(found)
    return _step(request, "recommendations/recommendation_heard.html", form)


@get_or_post
@gone_is_404
def recommendation_adopted(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, adopted=True)


@get_or_post
@gone_is_404
def recommendation_declined(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, adopted=False)


@require_POST
@gone_is_404
def recommendation_back(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """`from`, of the form or the address, says which state is taken back: pressed twice, once."""
    found = recommendation_of(request, pk)
    state = request.POST.get("from") or request.GET.get("from", "")
    try:
        now = actions.step_back(found, state)
    except actions.WrongStateError:
        text = _("A draft is where it begins: there is no step back.")
        if state not in ("", RecommendationState.DRAFT):
            text = _("That step was taken back before.")
        messages.error(request, text)
    else:
        text = _("One step back: %(state)s. Points it had are taken back.")
        if found.points == now.points:
            text = _("One step back: %(state)s.")
        messages.success(request, text % {"state": now.get_state_display()})
    return redirect(found)


def _decide(request: AuthenticatedRequest, pk: int, *, adopted: bool) -> HttpResponse:
    found = recommendation_of(request, pk)
    if found.state == RecommendationState.DRAFT:
        return _send_first(request, found)
    form = AnswerForm(found, "decided_on", form_data(request))
    if request.method == "POST" and form.is_valid():
        day, answer = form.cleaned_data["day_of_it"], form.cleaned_data["answer"]
        try:
            actions.decide(found, adopted=adopted, day=day, answer=answer)
        except actions.WrongStateError:
            return _send_first(request, found)
        except actions.WrongOrderError:
            form.add_error("day_of_it", _("That is before they had it."))
        else:
            _tell_decided(request, found)
            return redirect(found)
    return _step(request, "recommendations/recommendation_decided.html", form, adopted=adopted)


def _tell_decided(request: AuthenticatedRequest, found: Recommendation) -> None:
    found.refresh_from_db(fields=["state", "points"])
    if found.points:
        text = _("Adopted: +%(points)d points.") % {"points": found.points}
    elif found.state == RecommendationState.ADOPTED:
        text = _("Adopted. 0 points: the same advice has its 25 already.")
    else:
        text = _("Noted. What they said is worth as much: it tells you what would be news.")
    undo = f"{reverse('recommendation_back', args=[found.pk])}?from={found.state}"
    success(request, text, undo=undo)


def _send_first(request: AuthenticatedRequest, found: Recommendation) -> HttpResponseRedirect:
    messages.warning(request, _("It is a draft. Send it first, then note what they said."))
    return redirect(found)


def _no_quote() -> str:
    return _("Advice without a customer’s words is an opinion. Choose at least one quote first.")


def _step(
    request: AuthenticatedRequest, template: str, form: SendForm | AnswerForm, **context: Any
) -> HttpResponse:
    context |= {"form": form, "recommendation": form.recommendation}
    return render(request, template, context, status=422 if form.errors else 200)
