"""Every test says what it expects: itself, or through a helper of ours that does."""

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
# What other people's packages have for it; our own helpers are read.
ASSERTING = {
    "pytest.raises",
    "pytest.warns",
    "pytest.fail",
    "expect",
    "django_assert_num_queries",
    "django_assert_max_num_queries",
    "assertRedirects",
}
Helper = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Place = tuple[Path, Helper]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), path)


def helpers_of(path: Path) -> dict[str, Place]:
    return {node.name: (path, node) for node in tree_of(path).body if isinstance(node, Helper)}


@cache
def known_in(path: Path) -> dict[str, Place]:
    """Return the helpers that a module of tests can name: fixtures around it, imports, its own."""
    known: dict[str, Place] = {}
    for folder in (TESTS, path.parent):
        if (folder / "conftest.py").exists():
            known |= helpers_of(folder / "conftest.py")
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
            source = TESTS.parent / f"{node.module.replace('.', '/')}.py"
            there = known_in(source) if source.exists() else {}
            for alias in node.names:
                if alias.name in there:
                    known[alias.asname or alias.name] = there[alias.name]
    return known | helpers_of(path)


@cache
def parts_of(helper: Helper) -> list[ast.AST]:
    """Return all that stands in its body; its decorators assert nothing."""
    return [part for statement in helper.body for part in ast.walk(statement)]


def asserts(path: Path, test: Helper) -> bool:
    """Return whether it, or a helper that it names, has an assertion."""
    waiting, seen = [(path, test)], {test}
    while waiting:
        path, helper = waiting.pop()
        if any(map(is_assertion, parts_of(helper))):
            return True
        for part in parts_of(helper):
            place = known_in(path).get(part.id) if isinstance(part, ast.Name) else None
            if place and place[1] not in seen:
                waiting.append(place)
                seen.add(place[1])
    return False


def is_assertion(part: ast.AST) -> bool:
    if isinstance(part, ast.Call):
        return ast.unparse(part.func) in ASSERTING
    return isinstance(part, ast.Assert)


def test_every_test_has_an_assertion():
    silent: list[str] = []
    for path in sorted(TESTS.rglob("test_*.py")):
        for name, (_path, test) in helpers_of(path).items():
            if name.startswith("test_") and not asserts(path, test):
                silent.append(f"{path.relative_to(TESTS)}::{name}")
    assert silent == [], "tests without an assertion"


def test_the_tests_that_the_page_on_security_names_are_there():
    page = (TESTS.parent / "docs" / "security.md").read_text()
    named = set(re.findall(r"`(?:tests/)?([\w/]+/test_\w+\.py)`", page))
    assert len(named) > 30
    assert [name for name in sorted(named) if not (TESTS / name).exists()] == []
