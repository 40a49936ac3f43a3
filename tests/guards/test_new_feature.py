"""A feature is its own folders and the nine lines of CONTRIBUTING.md: tried on a copy."""

import difflib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmcareer.settings import BASE_DIR

pytestmark = [pytest.mark.real_time, pytest.mark.any_database, pytest.mark.whole_site]

COPIED = ["manage.py", "pyproject.toml", "CONTRIBUTING.md", "CHANGELOG.md", "README.md"]
COPIED += ["pmcareer", "tracker", "templates", "tests", "docs"]
FEATURE = Path(__file__).parent / "new_feature"
GUARDS = ["tests/guards/test_access.py", "tests/guards/test_models.py"]
GUARDS += ["tests/guards/test_layers.py", "tests/guards/test_queries.py", "tests/trash"]
GUARDS += ["tests/guards/test_migrations.py", "tests/exports/test_registry.py"]
# Its own routes, and the tests that are about every row, model and list at once.
ABOUT_IT = "award or finds_nothing or does_find or twice_the_rows or model or package or place"
ABOUT_IT += " or no_migration_is_missing or history_is_one_line"
# A number, a file, a line, and the beginning of the line above which it goes (not for the last).
BULLET = re.compile(r"^\d\. `([^`]+)`: (?:(`+)(.+?)\2 above (`+)(.+?)\4)?", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    file: str
    text: str
    above: str


def lines_of_contributing() -> list[Line]:
    text = (BASE_DIR / "CONTRIBUTING.md").read_text()
    part = text.split("\n## A new feature touches\n")[1].split("\n## ")[0]
    bullets = BULLET.findall(part)
    return [Line(file, line, above) for file, _ticks, line, _more, above in bullets]


def put(line: Line, root: Path) -> None:
    path = root / line.file
    lines = path.read_text().splitlines()
    anchors = [n for n, text in enumerate(lines) if text.strip().startswith(line.above)]
    assert len(anchors) == 1, line
    anchor = lines[anchors[0]]
    indent = anchor[: len(anchor) - len(anchor.lstrip())]
    lines.insert(anchors[0], indent + line.text)
    path.write_text("\n".join(lines) + "\n")


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    scratch = {"DATABASE_URL": "", "DEBUG": "true", "DATA_DIR": str(root / "var")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=quiet | scratch,
        capture_output=True,
        text=True,
        timeout=1_200,
        check=False,
    )


def guards(root: Path, *chosen: str) -> subprocess.CompletedProcess[str]:
    options = ["-x", "-p", "no:randomly", "-p", "no:cacheprovider", "--no-cov"]
    return run(root, "-m", "pytest", *options, *chosen)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project with the feature, as somebody makes it who reads CONTRIBUTING.md."""
    root = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source = BASE_DIR / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    (root / "static").symlink_to(BASE_DIR / "static")
    ours_alone = shutil.ignore_patterns("ruff.toml", ".*", "__pycache__")
    shutil.copytree(FEATURE, root, dirs_exist_ok=True, ignore=ours_alone)
    for line in lines_of_contributing():
        if line.text:
            put(line, root)
    made = run(root, "manage.py", "makemigrations", "tracker", "--name", "awards")
    assert made.returncode == 0, made.stderr
    return root


def changed_lines(copy: Path) -> list[str]:
    """Each line by which a file of the project is another one in the copy."""
    changed = []
    for path in sorted(copy.rglob("*")):
        original = BASE_DIR / path.relative_to(copy)
        is_text = path.suffix in (".py", ".md", ".toml", ".txt", ".html")
        if not is_text or not path.is_file() or not original.is_file():
            continue
        before, after = original.read_text().splitlines(), path.read_text().splitlines()
        for line in difflib.ndiff(before, after) if before != after else []:
            if line.startswith("+ "):
                changed.append(f"{path.relative_to(copy)}: {line[2:].strip()}")
    return changed


def new_files(copy: Path) -> set[Path]:
    files = {path.relative_to(copy) for path in copy.rglob("*") if path.is_file()}
    return {path for path in files if not (BASE_DIR / path).exists() and "var" not in path.parts}


def test_nine_lines_stand_outside_its_folders(copy):
    lines = lines_of_contributing()
    assert len(lines) == 9
    assert len(changed_lines(copy)) == 9
    assert {line.split(":")[0] for line in changed_lines(copy)} == {line.file for line in lines}


def test_all_else_is_in_folders_of_its_own(copy):
    own = [path for path in new_files(copy) if "__pycache__" not in path.parts]
    elsewhere = [path for path in own if "awards" not in path.parts]
    migration = [path for path in elsewhere if path.parent == Path("tracker/migrations")]
    assert set(elsewhere) - set(migration) == {Path("docs/awards.md")}
    assert len(migration) == 1


def test_the_guards_are_content_with_it(copy):
    result = guards(copy, *GUARDS, "-v", "-k", ABOUT_IT)
    assert result.returncode == 0, result.stdout[-4_000:]
    for name in ("awards", "add_award", "edit_award", "delete_award", "restore_award"):
        assert f"test_a_visitor_is_sent_to_sign_in[{name}] PASSED" in result.stdout


def test_its_imports_point_one_way(copy):
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    result = run(copy, "-c", f"import sys; sys.path.insert(0, '.'); {command}")
    assert result.returncode == 0, result.stdout[-2_000:]


def test_it_is_found_by_search_stands_among_the_tabs_and_in_the_demo(copy):
    run(copy, "manage.py", "migrate", "--verbosity", "0")
    assert run(copy, "manage.py", "load_demo").returncode == 0
    script = """
from django.test import Client
from tracker.accounts.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get())
page = client.get("/awards/").text
assert "Tester of the quarter" in page and ">Awards</a>" in page
assert "kind=awards" in client.get("/search/?q=tester+of+the+quarter").text
"""
    result = run(copy, "manage.py", "shell", "-v", "0", "-c", script)
    assert result.returncode == 0, result.stderr


def test_a_view_that_forgets_whose_rows_they_are_fails(copy):
    view = copy / "tracker/awards/views.py"
    right = view.read_text()
    view.write_text(right.replace("Award.objects.owned_by(request.user)", "Award.objects.all()"))
    result = guards(copy, GUARDS[0], "-k", "finds_nothing")
    view.write_text(right)
    assert result.returncode == 1
    assert "/awards/" in result.stdout
