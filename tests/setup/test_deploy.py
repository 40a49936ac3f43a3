"""What is shipped in deploy/ holds together, and deploy/check finds where it does not."""

import os
import re
import shutil
import subprocess

import pytest

from pmcareer.settings import BASE_DIR

pytestmark = pytest.mark.real_time
UNITS = BASE_DIR / "deploy" / "systemd"
CHECKED = ["deploy", "Containerfile", "compose.yaml", ".ci", "manage.py", "pmcareer/__init__.py"]


def lines_of(unit):
    return [line for line in unit.read_text().splitlines() if line and line[0] not in "#["]


def test_every_service_is_hardened_like_the_server():
    server = UNITS / "pmcareer.service"
    hardening = lines_of(server)[lines_of(server).index("NoNewPrivileges=yes") :]
    hardening.remove("WantedBy=multi-user.target")
    assert len(hardening) > 20
    for unit in UNITS.glob("*.service"):
        assert [line for line in hardening if line not in lines_of(unit)] == [], unit.name


def test_every_timed_command_has_its_timer():
    services = {unit.stem for unit in UNITS.glob("*.service")} - {"pmcareer"}
    assert services == {unit.stem for unit in UNITS.glob("*.timer")}
    assert services == {"pmcareer-backup", "pmcareer-clean", "pmcareer-mail"}


def test_backups_are_kept_daily_with_a_number_on_both_ways_of_running():
    unit, timer = UNITS / "pmcareer-backup.service", BASE_DIR / "deploy" / "timer.sh"
    command = (
        r"manage(\.py)? backup /var/lib/pmcareer-backups --keep (14|\"\$\{BACKUPS_KEPT:-14\}\")"
    )
    assert re.search(command, unit.read_text())
    assert "OnCalendar=*-*-*" in (UNITS / "pmcareer-backup.timer").read_text()
    assert re.search(command, timer.read_text())
    assert "backups:/var/lib/pmcareer-backups" in (BASE_DIR / "compose.yaml").read_text()


def test_compose_asks_for_health_itself():
    text = (BASE_DIR / "compose.yaml").read_text()
    web = text[text.index("\n  web:") : text.index("\n  timer:")]
    assert 'test: ["CMD", ".venv/bin/python", "deploy/healthcheck.py"]' in web


@pytest.fixture
def copy(tmp_path):
    for name in CHECKED:
        source, target = BASE_DIR / name, tmp_path / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    for name in ("requirements.txt", "tracker", "templates", "static"):
        (tmp_path / name).touch()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    return tmp_path


def check(folder, **changes):
    return subprocess.run(
        ["deploy/check"],
        cwd=folder,
        env=os.environ | changes,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_what_is_shipped_is_in_order(copy):
    result = check(copy)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "ok         the Containerfile" in result.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("Containerfile", "FROM python:3.11-slim-bookworm\n", "FROM python\n", "has no version"),
        ("Containerfile", "USER pmcareer\n", "", "it runs as root"),
        ("Containerfile", "HEALTHCHECK", "# HEALTHCHECK", "no HEALTHCHECK"),
        ("Containerfile", 'CMD [".venv/bin/python", "manage.py"', 'CMD run "', "CMD is no list"),
        ("Containerfile", "COPY manage.py", "COPY gone.py", "COPY names gone.py"),
        ("compose.yaml", "image: postgres:18", "image: postgres:latest", "another one tomorrow"),
    ],
)
def test_what_is_wrong_with_the_image_is_found(copy, file, old, new, said):
    text = (copy / file).read_text()
    assert old in text
    (copy / file).write_text(text.replace(old, new))
    result = check(copy)
    assert result.returncode == 1
    assert said in result.stdout


NGINX = ("nginx", "deploy/nginx.conf", "gzip off;", "gzip of;")
CADDY = ("caddy", "deploy/Caddyfile", "max_size", "most_size")
SHELL = ("shellcheck", "deploy/timer.sh", "set -u", 'set -u; cd "$nowhere"; unused=1')


@pytest.mark.parametrize(("program", "file", "old", "new"), [NGINX, CADDY, SHELL])
def test_what_its_program_does_not_take_is_found_and_a_missing_program_said(
    copy, program, file, old, new
):
    text = (copy / file).read_text()
    assert old in text
    (copy / file).write_text(text.replace(old, new))
    is_there = shutil.which(program) or shutil.which(program, path="/usr/sbin")
    result = check(copy, REQUIRE_DEPLOY=program)
    assert result.returncode == 1
    assert ("wrong" if is_there else f"{program} is not installed") in result.stdout
