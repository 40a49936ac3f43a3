"""How a feature’s rows are taken along and brought back: `KINDS` in its `exported.py`.

Beside it may stand there:

- `LEFT_OUT`: {model: why} of models with an owner that are not taken along;
- `NATURAL_KEYS`: {model: field} of shared rows, by which other rows’ files name them;
- `AFTER_IMPORT`: functions of the owner, which set right what is kept beside imported rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django_stubs_ext import StrOrPromise

Reasons = Mapping[str, StrOrPromise]


def nothing(row: Any) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportKind:
    """One model’s rows in the files called `name`.

    Every column of the model goes along but its key, its owner, what the database works out and
    what `left_out` names with the reason. What `by_rule` names is in the file to be read; an import
    sets it by the product’s rules, whatever the file says: `prepare` does so on a row that is not
    saved yet, AFTER_IMPORT for all. Such a row has `not_here`: {column: name} of what only the
    other server has.
    """

    name: str
    model: type[models.Model]
    left_out: Reasons = field(default_factory=dict)
    by_rule: Reasons = field(default_factory=dict)
    prepare: Callable[[Any], None] = nothing
