"""The steps of a recommendation: sent, heard, adopted or declined, and one step back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.recommendations import actions, payments
from tracker.recommendations.forms import AnswerForm, SendForm
from tracker.recommendations.models import Recommendation, RecommendationState
from tracker.recommendations.views import gone_is_404, recommendation_of
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@get_or_post
@gone_is_404
def send_recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    recommendation = recommendation_of(request, pk)
    if request.method != "POST" and not recommendation.live_quotes:
        messages.warning(request, _no_quote())
        return redirect("recommendation_quotes", pk)
    form = SendForm(recommendation, form_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            replaced = actions.send(recommendation, form.sending)
        except actions.NoQuoteError:
            form.add_error(None, _no_quote())
        except actions.WrongOrderError:
            form.add_error("sent_on", _("That is after the day of their answer."))
        else:
            success(request, _("Sent. When they have answered, note it here."))
            if replaced and replaced.next_touch_about:
                text = _("The talk planned with %(name)s was replaced: %(about)s")
                words = {"name": replaced.name, "about": replaced.next_touch_about}
                messages.info(request, text % words)
            return redirect(recommendation)
    return _step(request, "recommendations/send_recommendation.html", form)


@get_or_post
@gone_is_404
def recommendation_heard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    recommendation = recommendation_of(request, pk)
    if recommendation.state == RecommendationState.DRAFT:
        return _send_first(request, recommendation)
    form = AnswerForm(recommendation, "heard_on", form_data(request))
    if request.method == "POST" and form.is_valid():
        day, answer = form.cleaned_data["day_of_it"], form.cleaned_data["answer"]
        try:
            actions.hear(recommendation, day, answer)
        except actions.WrongStateError:
            return _send_first(request, recommendation)
        except actions.WrongOrderError:
            form.add_error("day_of_it", _("It lies between sending it and their decision."))
        else:
            success(request, _("Noted: they have heard it."))
            return redirect(recommendation)
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
    """Take back the state that `from`, of the form or the address, says: pressed twice, once."""
    recommendation = recommendation_of(request, pk)
    state = request.POST.get("from") or request.GET.get("from", "")
    try:
        after = actions.step_back(recommendation, state)
    except actions.WrongStateError:
        text = _("A draft is where it begins: there is no step back.")
        if state not in ("", RecommendationState.DRAFT):
            text = _("That step was taken back before.")
        messages.error(request, text)
    else:
        text = _("One step back: %(state)s. Points it had are taken back.")
        if recommendation.points == after.points:
            text = _("One step back: %(state)s.")
        success(request, text % {"state": after.get_state_display()})
    return redirect(recommendation)


def _decide(request: AuthenticatedRequest, pk: int, *, adopted: bool) -> HttpResponse:
    recommendation = recommendation_of(request, pk)
    if recommendation.state == RecommendationState.DRAFT:
        return _send_first(request, recommendation)
    form = AnswerForm(recommendation, "decided_on", form_data(request))
    if request.method == "POST" and form.is_valid():
        day, answer = form.cleaned_data["day_of_it"], form.cleaned_data["answer"]
        try:
            actions.decide(recommendation, adopted=adopted, day=day, answer=answer)
        except actions.WrongStateError:
            return _send_first(request, recommendation)
        except actions.WrongOrderError:
            form.add_error("day_of_it", _("That is before they had it."))
        else:
            _message_decided(request, recommendation)
            return redirect(recommendation)
    return _step(request, "recommendations/recommendation_decided.html", form, adopted=adopted)


def _message_decided(request: AuthenticatedRequest, recommendation: Recommendation) -> None:
    recommendation.refresh_from_db(fields=["state", "points", "worth"])
    if recommendation.points:
        text = _("Adopted: +%(points)d points.") % {"points": recommendation.points}
    elif recommendation.state == RecommendationState.ADOPTED:
        paid = payments.paid_duplicate(recommendation)
        points = paid.points if paid else recommendation.worth
        text = _("Adopted. 0 points: the same advice has its %(points)d already.")
        text %= {"points": points}
    else:
        text = _("Noted. What they said is worth as much: it tells you what would be news.")
    undo = f"{reverse('recommendation_back', args=[recommendation.pk])}?from={recommendation.state}"
    success(request, text, undo=undo)


def _send_first(
    request: AuthenticatedRequest, recommendation: Recommendation
) -> HttpResponseRedirect:
    messages.warning(request, _("It is a draft. Send it first, then note what they said."))
    return redirect(recommendation)


def _no_quote() -> str:
    return _("Advice without a customer’s words is an opinion. Choose at least one quote first.")


def _step(
    request: AuthenticatedRequest, template: str, form: SendForm | AnswerForm, **context: Any
) -> HttpResponse:
    return render_form(request, template, form, recommendation=form.recommendation, **context)
