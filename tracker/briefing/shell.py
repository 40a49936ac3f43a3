"""What a device keeps so that a briefing opens without a network; nothing of it is personal."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.briefing import forms, payload
from tracker.briefing.notes import Marks
from tracker.journal import models as limits
from tracker.people.forms import MOST_PEOPLE
from tracker.people.models import DETAIL_LIMIT as ABOUT_LIMIT
from tracker.people.models import NAME_LIMIT

# Everything that the page and the offline page load, scripts that scripts import among them.
FILES = [
    "css/briefing.css",
    "css/cards.css",
    "css/forms.css",
    "css/frame.css",
    "css/theme.css",
    "img/icon.svg",
    "js/briefing/after.js",
    "js/briefing/capture.js",
    "js/briefing/faults.js",
    "js/briefing/main.js",
    "js/briefing/outbox.js",
    "js/briefing/screen.js",
    "js/briefing/store.js",
    "vendor/bootstrap/bootstrap-reboot.min.css",
    "vendor/fraunces/fraunces-latin-wght-normal.woff2",
    "vendor/idb-keyval/index.js",
]


def page() -> str:
    """Return the briefing page, the same for everybody."""
    context = {
        "marks": Marks.choices,
        "limits": {
            "name": forms.CUSTOMER_LIMIT,
            "text": limits.QUOTE_LIMIT,
            "speaker": limits.DETAIL_LIMIT,
            "people": MOST_PEOPLE * NAME_LIMIT,
            "held": ABOUT_LIMIT,
            "listen": forms.LISTENED_LIMIT,
            "lines": payload.MOST_LINES,
            "questions": payload.MOST_HELD,
            "quotes": limits.MOST_QUOTES,
        },
    }
    return render_to_string("briefing/briefing.html", context)


def offline_page() -> str:
    return render_to_string("briefing/offline.html")


def worker() -> dict[str, Any]:
    """Return what the service worker is made with; it is another one as soon as any file is."""
    return _worker.__wrapped__() if settings.DEBUG else _worker()


@cache
def _worker() -> dict[str, Any]:
    pages = [reverse("briefing"), reverse("briefing_offline")]
    script = Path(str(settings.BASE_DIR), "templates/briefing/sw.js").read_text()
    seen = sha256((page() + offline_page() + script).encode())
    for name in FILES:
        path = finders.find(name)
        assert isinstance(path, str), name
        seen.update(Path(path).read_bytes())
    return {
        "asset_version": seen.hexdigest()[:16],
        "pages": pages,
        "kept": [*pages, *(static(name) for name in FILES)],
        "offline": pages[1],
    }


def _icon(size: str, purpose: str) -> dict[str, str]:
    name = f"icon-maskable-{size}" if purpose == "maskable" else f"icon-{size}"
    return {
        "src": static(f"img/{name}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


def manifest() -> dict[str, Any]:
    """Describe the application, as in https://www.w3.org/TR/appmanifest/."""
    return {
        "id": "/",
        "name": "pmcareer",
        "short_name": "pmcareer",
        "description": str(_("Plan a week, do the work, keep the evidence.")),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf8f1",
        "theme_color": "#fbf8f1",
        "icons": [_icon("192", "any"), _icon("512", "any"), _icon("512", "maskable")],
        "shortcuts": [
            {
                "name": str(_("Start a briefing")),
                "short_name": str(_("Briefing")),
                "url": "/briefing/#listen",
            },
            {
                "name": str(_("Log what you did")),
                "short_name": str(pgettext("an entry", "Log")),
                "url": "/journal/log/",
            },
        ],
    }
