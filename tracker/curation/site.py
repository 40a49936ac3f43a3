"""The admin site: its names, the catalogue's state on its front page, no way round the accounts.

Signing in and out, and passwords, are the account pages' business: those are limited, ask for the
second factor and clear the device.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, resolve, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class CuratorSite(AdminSite):
    site_header = _("pmcareer curation")
    site_title = _("pmcareer curation")
    index_title = _("Curate the task list")
    enable_nav_sidebar = False  # the bar leads to every list, and forms have the whole width

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Sites are made before models are there.
        from tracker.curation.bar import bar_of  # noqa: PLC0415

        context = super().each_context(request)
        if context["has_permission"] and not context["is_popup"]:
            context["bar"] = bar_of(request, self._registry)
        return context

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        # Sites are made before models are there.
        from tracker.curation.quality import quality  # noqa: PLC0415

        seen = quality() if request.user.has_perm("tracker.view_task") else None
        return super().index(request, {**(extra_context or {}), "quality": seen})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Lead from Django's own pages of a forgotten password to the one that is limited."""
        forgotten = login_not_required(_to("account_reset_password"))
        own: list[URLPattern | URLResolver] = [
            path("password_reset/", forgotten),
            path("password_reset/done/", forgotten),
            path("reset/<uidb64>/<token>/", forgotten),
            path("reset/done/", forgotten),
        ]
        return own + super().get_urls()

    def admin_view(  # type: ignore[override]
        self, view: Callable[..., Any], cacheable: bool = False
    ) -> Callable[..., Any]:
        """Open a page to staff; those who lack a required second factor are led to set it up."""
        opened = super().admin_view(view, cacheable)

        @wraps(opened)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            is_leaving = request.path == reverse("admin:logout")
            if self.has_permission(request) and not is_leaving and _lacks_second_factor(request):
                text = _("The admin opens once your account has a second factor.")
                messages.warning(request, text)
                return redirect("mfa_index")
            answer: HttpResponseBase = opened(request, *args, **kwargs)
            return answer

        return checked

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the one sign-in page."""
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return redirect("admin:index")
        after = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': after})}")

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Do what the site's own sign-out does, whatever that is."""
        return resolve(reverse("account_logout")).func(request)  # type: ignore[no-any-return]

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


def _to(route: str) -> Callable[..., HttpResponse]:
    def lead(request: HttpRequest, **parameters: Any) -> HttpResponse:
        return redirect(route)

    return lead


def _lacks_second_factor(request: HttpRequest) -> bool:
    # Sites are made before models are there.
    from tracker.accounts.models import User  # noqa: PLC0415
    from tracker.accounts.protection.second_factors import lacks_second_factor  # noqa: PLC0415

    return isinstance(request.user, User) and lacks_second_factor(request.user)
