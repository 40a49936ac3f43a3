"""What the files of an export look like: its version, and the page that explains it.

The version counts up where a file of before could no longer be read: a column or a kind that went,
has another name or another meaning. What is only added needs none: a row without it gets what a
new row has. A version that counts up brings a step that reads the one before, and a kept file.
"""

from typing import Any

from django.db import models

from tracker.accounts import exported as account
from tracker.accounts.models import User
from tracker.exports.registry import (
    Column,
    Form,
    all_kinds,
    columns_of,
    kind_of,
    left_out_models,
)
from tracker.shared.registries.exported import ExportKind

VERSION = 1
FORMAT = "pmcareer-export"
INTRODUCTION = f"""# What is in an export

This page is written by `manage.py export_schema` from what the product exports; the version of the
schema is {VERSION}. How to export, import and leave: [your-data.md](your-data.md).

| file | holds |
| --- | --- |
| `manifest.json` | `format`, `schema`, `made_at`, `rows` of each kind, `points`, `missing` files |
| `account.json` | the account and its settings |
| `json/<kind>.json` | a list of rows, one on each line: for an import, exact |
| `csv/<kind>.csv` | the same for spreadsheets; what they would take for a formula begins with ' |
| `journal.md` | the journal to be read |
| `files/` | files of entries, as they are |

Each row has an `id`, which stays the same wherever it is imported. Dates are ISO 8601, moments are
in UTC. A row that was deleted in the last 30 days has `deleted_at`. Rows stand in the order in
which they were made.
"""
WORDS = {
    models.BooleanField: "yes or no",
    models.DateTimeField: "moment",
    models.DateField: "date",
    models.TimeField: "time",
    models.IntegerField: "number",
    models.UUIDField: "UUID",
    models.JSONField: "JSON",
    models.CharField: "text",
    models.TextField: "text",
}


def page() -> str:
    """Return docs/your-data-schema.md."""
    parts = [INTRODUCTION, _account()]
    for kind in sorted(all_kinds(), key=lambda kind: kind.name):
        parts.append(_kind(kind))
    parts.append(_left_out())
    return "\n".join(parts)


def _account() -> str:
    lines = ["## account.json\n", "| field | holds |", "| --- | --- |"]
    for name in (*account.SETTINGS, *account.FACTS):
        field = User._meta.get_field(name)
        to_read = "" if name in account.SETTINGS else "; to be read, no import changes it"
        lines.append(f"| `{name}` | {_word(field)}{to_read} |")
    lines.append("")
    for name, reason in account.NOT_TAKEN.items():
        lines.append(f"- not `{name}`: {reason}")
    return "\n".join([*lines, ""])


def _kind(kind: ExportKind) -> str:
    lines = [f"## {kind.name}\n", "| field | holds |", "| --- | --- |", "| `id` | UUID |"]
    for column in columns_of(kind.model):
        rule = kind.by_rule.get(column.name)
        by_rule = f"; an import sets it {rule}" if rule else ""
        lines.append(f"| `{column.name}` | {_form(column)}{by_rule} |")
    if kind.left_out:
        lines.append("")
    for name, reason in kind.left_out.items():
        lines.append(f"- not `{name}`: {reason}")
    return "\n".join([*lines, ""])


def _left_out() -> str:
    lines = ["## Not in an export\n"]
    for model, reason in left_out_models().items():
        lines.append(f"- {model.__name__}: {reason}")
    return "\n".join([*lines, ""])


def _form(column: Column) -> str:
    empty = " or null" if column.field.null and not column.is_list else ""
    if column.form == Form.VALUE:
        return f"{_word(column.field)}{empty}"
    if column.form == Form.FILE:
        return "path of a file in `files/`"
    assert column.target
    if column.key:
        shared = f"`{column.key}` of a {column.target._meta.verbose_name}"
        return f"list: {shared}" if column.is_list else f"{shared}{empty}"
    row = f"`id` of one of the [{kind_of(column.target).name}](#{kind_of(column.target).name})"
    return f"list: {row}" if column.is_list else f"{row}{empty}"


def _word(field: Any) -> str:
    word = _kind_of_value(field)
    if field.choices:
        values = ", ".join(f"`{value}`" for value, _label in field.flatchoices if value != "")
        return f"{word}: {values}" if len(field.flatchoices) <= 20 else word
    return f"{word}, {field.max_length} characters at most" if field.max_length else word


def _kind_of_value(field: Any) -> str:
    for form, word in WORDS.items():
        if isinstance(field, form):
            return word
    raise LookupError(field)
