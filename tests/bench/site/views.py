"""What Django itself costs here: the least that a signed-in page, and a write, can do."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tracker.journal.models import Activity


class BareForm(forms.ModelForm):
    class Meta:
        model = Activity
        fields = ["title", "date", "minutes", "notes", "lesson"]


def limit(request):
    """Reads the session and the user, and renders five lines."""
    return render(request, "bench_limit.html", {"greeting": request.session.get("greeting", "Hi")})


def insert(request):
    """A checked form, one row, a redirect; CSRF as everywhere."""
    form = BareForm(request.POST or None)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422)
    form.instance.owner = request.user
    form.save()
    return redirect("home")
