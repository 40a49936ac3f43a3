"""Advice: the board, one recommendation, its words and the quotes it rests on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.models import Quote
from tracker.projects.models import Project
from tracker.recommendations import actions, payments
from tracker.recommendations.forms import BoardFilterForm, RecommendationForm
from tracker.recommendations.models import MOST_QUOTES, Recommendation
from tracker.recommendations.queries import board, choices, count_days
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success

View = Callable[[AuthenticatedRequest, int], HttpResponse]

PAGE = 50
CHOICES = 30
MOST_TICKED = 200


@require_safe
def recommendations(request: AuthenticatedRequest) -> HttpResponse:
    """The board; one state or one outcome of it as a whole list."""
    filters = BoardFilterForm(request.user, request.GET)
    filters.is_valid()
    mine = Recommendation.objects.owned_by(request.user)
    found = filters.filter_queryset(mine)
    context: dict[str, Any] = {"filters": filters}
    if filters.is_a_list:
        page = Paginator(found.for_board(), PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "cards": count_days(page, request.user.today)}
    else:
        sections = board(found, request.user.today)
        context |= {"sections": sections, "total": sum(section.total for section in sections)}
    return render(request, "recommendations/recommendations.html", context)


def gone_is_404(view: View) -> View:
    """What somebody deleted between reading and writing it is not there, like any deleted row."""

    @wraps(view)
    def answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except Recommendation.DoesNotExist as error:
            raise Http404 from error

    return answer


@get_or_post
def add_recommendation(request: AuthenticatedRequest) -> HttpResponse:
    """A draft; ?quote= is what it rests on first, ?outcome= and ?project= fill the form."""
    quote = _asked_quote(request)
    projects = Project.objects.owned_by(request.user).live()
    project = projects.filter(pk=key).first() if (key := _key(request, "project")) else None
    initial = {"outcome": request.GET.get("outcome"), "project": project}
    form = RecommendationForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.add(request.user, form.save(commit=False), quote)
        if quote:
            messages.success(request, _("A draft, resting on one quote. More make it stronger."))
            return redirect(made)
        messages.success(request, _("A draft. Now choose the quotes it rests on."))
        return redirect("recommendation_quotes", made.pk)
    return _form(request, "recommendations/add_recommendation.html", form, quote=quote)


@require_safe
def recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = recommendation_of(request, pk)
    count_days([found], request.user.today)
    context = {
        "recommendation": found,
        "gone": found.quotes.owned_by(request.user).exclude(deleted_at=None).count(),
        "twin": payments.paid_twin(found),
        "follow_up": actions.follow_up(found),
    }
    return render(request, "recommendations/recommendation.html", context)


@get_or_post
@gone_is_404
def edit_recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = recommendation_of(request, pk)
    form = RecommendationForm(request.user, form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        actions.edit(form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(request, "recommendations/edit_recommendation.html", form, recommendation=found)


@get_or_post
@gone_is_404
def recommendation_quotes(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Tick what it rests on. Searching keeps the ticks, so that it works without script."""
    found = recommendation_of(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    words = asked.get("q", "")[:200].replace("\x00", "").strip()
    refused = ""
    if request.method == "POST":
        try:
            actions.choose_quotes(found, _keys(request, "quote"), _keys(request, "shown"))
        except actions.TooManyQuotesError:
            refused = _("A brief is one page: choose twenty quotes at most.")
        except actions.NoQuoteError:
            refused = _("It was sent, so it rests on at least one quote. Choose another first.")
        else:
            if "search" in request.POST:
                address = reverse("recommendation_quotes", args=[pk])
                return redirect(f"{address}?{urlencode({'q': words})}")
            messages.success(request, _("Saved."))
            return redirect(found)
    chosen = found.live_quotes
    ticked = set(_keys(request, "quote")) if refused else {quote.pk for quote in chosen}
    context = {
        "recommendation": found,
        "chosen": chosen,
        "others": choices(request.user, chosen, words, CHOICES),
        "ticked": ticked,
        "words": words,
        "refused": refused,
        "most": MOST_QUOTES,
    }
    status = 422 if refused else 200
    return render(request, "recommendations/recommendation_quotes.html", context, status=status)


@require_POST
@gone_is_404
def delete_recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(recommendation_of(request, pk))
    undo = reverse("restore_recommendation", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("recommendations")


@require_POST
@gone_is_404
def restore_recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Recommendation.objects.owned_by(request.user).deleted().select_related("owner")
    found = get_object_or_404(mine, pk=pk)
    actions.restore(found)
    messages.success(request, _("It is back, with its points."))
    return redirect(found)


def recommendation_of(request: AuthenticatedRequest, pk: int) -> Recommendation:
    """One of the user's own, with its quotes; anybody else's is not there."""
    mine = Recommendation.objects.owned_by(request.user).live().for_page()
    return get_object_or_404(mine, pk=pk)


def _asked_quote(request: AuthenticatedRequest) -> Quote | None:
    key = _key(request, "quote")
    mine = Quote.objects.owned_by(request.user).for_ledger()
    return mine.filter(pk=key).first() if key else None


def _key(request: AuthenticatedRequest, name: str) -> int | None:
    return _as_key(request.GET.get(name, ""))


def _keys(request: AuthenticatedRequest, name: str) -> list[int]:
    """The keys sent under one name; more than a page shows are never ours."""
    keys = (_as_key(text) for text in request.POST.getlist(name)[:MOST_TICKED])
    return [key for key in keys if key]


def _as_key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _form(request: AuthenticatedRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
