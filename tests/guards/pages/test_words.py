"""What people read can be translated: no sentence is glued, no lone word has two meanings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.guards.pages.html_names import words

ROOT = Path(__file__).resolve().parents[3]
# Words that are several words elsewhere: they need a context (pgettext, {% translate … context %}).
AMBIGUOUS = words("""
    by close due end from in is last left like log mark no none of off on open or order out over
    past plan right set start to up view with
""")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
IN_TEMPLATE = re.compile(r"""\{%\s*trans(?:late)?\s+(["'])(.*?)\1(.*?)%\}""")
IN_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.S
)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def modules() -> list[Path]:
    return sorted([*(ROOT / "tracker").rglob("*.py"), *(ROOT / "pmcareer").rglob("*.py")])


def is_ambiguous(text: str) -> bool:
    return text.strip(" .:…").lower() in AMBIGUOUS


def words_in(template: str) -> Iterator[tuple[str, bool]]:
    """Yield each text of a template that is to be translated, and whether it has a context."""
    for _quote, text, rest in IN_TEMPLATE.findall(template):
        yield text, " context " in rest
    for head, text in IN_BLOCK.findall(template):
        yield text, " context " in f"{head} "


def called(node: ast.AST) -> str:
    """Return the name of the function of gettext that is called there, else nothing."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        return node.func.id
    return ""


def first_text(call: ast.Call) -> str:
    text = call.args[0] if call.args else None
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else ""


def is_glued(node: ast.AST) -> bool:
    """Return whether a translated text is joined to words with + or in an f-string."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return bool(called(node.left) or called(node.right))
    if isinstance(node, ast.JoinedStr):
        pieces = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        inside = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return any(map(called, inside)) and (len(inside) > 1 or re.search(r"\w", pieces))
    return False


def faults_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if is_glued(node):
            found.append(f"{path.relative_to(ROOT)}:{node.lineno} glued: {ast.unparse(node)[:80]}")
        if called(node) and not called(node).startswith("pgettext"):
            text = first_text(node)
            if is_ambiguous(text):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} needs a context: {text}")
    return found


def test_the_rules_find_what_they_should():
    glued = ["_('a') + name", "f'{_(\"See\")} {name}'", "f'Hello {_(\"you\")}'"]
    assert all(is_glued(ast.parse(text, mode="eval").body) for text in glued)
    assert not is_glued(ast.parse("f'## {_(\"Evidence\")}'", mode="eval").body)
    texts = dict(words_in('{% translate "Set" %}{% translate "By" context "author" %}'))
    assert texts == {"Set": False, "By": True}


def test_no_lone_word_of_a_template_has_two_meanings():
    faults = []
    for path in templates():
        for text, has_context in words_in(path.read_text()):
            if is_ambiguous(text) and not has_context:
                faults.append(f"{path.relative_to(ROOT)}: {text.strip()}")
    assert faults == []


def test_no_text_of_the_code_is_glued_or_has_two_meanings():
    faults: list[str] = []
    for path in modules():
        faults += faults_of(path)
    assert faults == []
