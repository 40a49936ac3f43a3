"""What a device keeps to open without a network: everything it needs, and nobody's words."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from tests.conftest import sign_in
from tests.factories import log
from tracker.briefing import shell

ROOT = Path(settings.BASE_DIR)


def test_the_page_is_the_same_for_everybody(client, alice, bob):
    log(alice, "Mine", "Alice’s words")
    pages = {c.get("/briefing/").text for c in (client, sign_in(alice), sign_in(bob))}
    assert len(pages) == 1


def test_the_worker_is_served_as_a_script_that_is_asked_for_again(client, db):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert "{{" not in answer.text


def test_the_worker_keeps_every_file_that_its_pages_load(client, db):
    kept = set(re.findall(r'"(/[^"]*)"', client.get("/sw.js").text))
    for page in ("/briefing/", "/briefing/offline/"):
        asked = set(
            re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js|svg))"', client.get(page).text)
        )
        assert asked
        assert asked <= kept
        assert page in kept


def test_the_worker_keeps_every_script_that_a_script_imports():
    for name in [name for name in shell.FILES if name.startswith("js/")]:
        source = Path(str(finders.find(name)))
        for imported in re.findall(r'from\s+"(\.[^"]+)"', source.read_text()):
            found = (source.parent / imported).resolve().relative_to(ROOT / "static")
            assert str(found) in shell.FILES, f"{name} imports {found}"


def test_another_file_makes_another_worker(monkeypatch):
    before = shell._worker.__wrapped__()["asset_version"]
    monkeypatch.setattr(shell, "FILES", shell.FILES[1:])
    assert shell._worker.__wrapped__()["asset_version"] != before


def test_the_manifest_names_icons_that_are_there(client, db):
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        name = icon["src"].removeprefix("/static/")
        head = Path(str(finders.find(name))).read_bytes()[:24]
        size = int.from_bytes(head[16:20], "big")
        assert icon["sizes"] == f"{size}x{size}"
    assert 'rel="manifest"' in client.get("/").text
    for shortcut in told["shortcuts"]:
        assert client.get(shortcut["url"]).status_code in {200, 302}
