"""Advice: the board, one recommendation, its words and the quotes it rests on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

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
from tracker.shared.http import form_data, get_or_post, pk_from, render_form, text_from
from tracker.shared.messages import success

View = Callable[[AuthenticatedRequest, int], HttpResponse]

PAGE = 50
CHOICES = 30
MOST_TICKED = 200


@require_safe
def recommendations(request: AuthenticatedRequest) -> HttpResponse:
    """Show the board; one state of it as a whole list."""
    filters = BoardFilterForm(request.user, request.GET)
    filters.is_valid()
    matching = filters.filter_queryset(Recommendation.objects.owned_by(request.user))
    context: dict[str, Any] = {"filters": filters}
    if filters.is_a_list:
        page = Paginator(matching.for_board(), PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "cards": count_days(page, request.user.today)}
    else:
        columns = board(matching, request.user.today)
        context |= {"columns": columns, "total": sum(column.total for column in columns)}
    return render(request, "recommendations/recommendations.html", context)


def gone_is_404(view: View) -> View:
    """Answer 404 for what was deleted between reading and writing it, as for any deleted row."""

    @wraps(view)
    def answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except Recommendation.DoesNotExist as error:
            raise Http404 from error

    return answer


@get_or_post
def add_recommendation(request: AuthenticatedRequest) -> HttpResponse:
    """Add a draft; ?quote= is what it rests on first, ?outcome= and ?project= fill the form."""
    quote = _asked_quote(request)
    initial = {"outcome": request.GET.get("outcome"), "project": _asked_project(request)}
    form = RecommendationForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        draft = actions.add(request.user, form.save(commit=False), quote)
        if quote:
            success(request, _("A draft, resting on one quote. More make it stronger."))
            return redirect(draft)
        success(request, _("A draft. Now choose the quotes it rests on."))
        return redirect("recommendation_quotes", draft.pk)
    return render_form(request, "recommendations/add_recommendation.html", form, quote=quote)


@require_safe
def recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    recommendation = recommendation_of(request, pk)
    count_days([recommendation], request.user.today)
    own_quotes = recommendation.quotes.owned_by(request.user)
    context = {
        "recommendation": recommendation,
        "deleted_quotes": own_quotes.exclude(deleted_at=None).count(),
        "paid_duplicate": payments.paid_duplicate(recommendation),
        "follow_up": actions.follow_up(recommendation),
    }
    return render(request, "recommendations/recommendation.html", context)


@get_or_post
@gone_is_404
def edit_recommendation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    recommendation = recommendation_of(request, pk)
    form = RecommendationForm(request.user, form_data(request), instance=recommendation)
    if request.method == "POST" and form.is_valid():
        actions.edit(form.save(commit=False))
        success(request, _("Saved."))
        return redirect(recommendation)
    template = "recommendations/edit_recommendation.html"
    return render_form(request, template, form, recommendation=recommendation)


@get_or_post
@gone_is_404
def recommendation_quotes(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Tick what it rests on. Searching keeps the ticks, so that it works without script."""
    recommendation = recommendation_of(request, pk)
    if request.method != "POST":
        ticked = set()
        for quote in recommendation.live_quotes:
            ticked.add(quote.pk)
        return _choice(request, recommendation, text_from(request.GET, "q"), ticked)
    words = text_from(request.POST, "q")
    ticked = set(_keys(request, "quote"))
    try:
        actions.choose_quotes(recommendation, ticked, _keys(request, "shown"))
    except actions.TooManyQuotesError:
        refused = _("A brief is one page: choose twenty quotes at most.")
        return _choice(request, recommendation, words, ticked, refused)
    except actions.NoQuoteError:
        refused = _("It was sent, so it rests on at least one quote. Choose another first.")
        return _choice(request, recommendation, words, ticked, refused)
    if "search" in request.POST:
        address = reverse("recommendation_quotes", args=[pk])
        return redirect(f"{address}?{urlencode({'q': words})}")
    success(request, _("Saved."))
    return redirect(recommendation)


def _choice(
    request: AuthenticatedRequest,
    recommendation: Recommendation,
    words: str,
    ticked: set[int],
    refused: str = "",
) -> HttpResponse:
    """Show the quotes to choose from; `refused` says why what was ticked was not saved."""
    chosen = recommendation.live_quotes
    context = {
        "recommendation": recommendation,
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
    deleted = Recommendation.objects.owned_by(request.user).deleted().select_related("owner")
    recommendation = get_object_or_404(deleted, pk=pk)
    actions.restore(recommendation)
    success(request, _("It is back, with its points."))
    return redirect(recommendation)


def recommendation_of(request: AuthenticatedRequest, pk: int) -> Recommendation:
    """Return one of the user's own, with its quotes; anybody else's is not there."""
    own = Recommendation.objects.owned_by(request.user).live().for_page()
    return get_object_or_404(own, pk=pk)


def _asked_quote(request: AuthenticatedRequest) -> Quote | None:
    pk = pk_from(request.GET.get("quote"))
    return Quote.objects.owned_by(request.user).for_ledger().filter(pk=pk).first() if pk else None


def _asked_project(request: AuthenticatedRequest) -> Project | None:
    pk = pk_from(request.GET.get("project"))
    return Project.objects.owned_by(request.user).live().filter(pk=pk).first() if pk else None


def _keys(request: AuthenticatedRequest, name: str) -> list[int]:
    """Return the keys sent under one name; more than a page shows are never ours."""
    keys = []
    for text in request.POST.getlist(name)[:MOST_TICKED]:
        if pk := pk_from(text):
            keys.append(pk)
    return keys
