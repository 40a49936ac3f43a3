"""The admin site: its names, and the state of the catalogue on its front page."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _


class CuratorSite(AdminSite):
    site_header = _("pmcareer curation")
    site_title = _("pmcareer curation")
    index_title = _("Curate the task list")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        # Sites are made before models are there.
        from tracker.curation.quality import quality  # noqa: PLC0415

        seen = quality() if request.user.has_perm("tracker.view_task") else None
        return super().index(request, {**(extra_context or {}), "quality": seen})
