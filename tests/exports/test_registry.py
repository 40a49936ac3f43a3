"""Nothing that somebody owns is forgotten when they take their data along."""

from django.apps import apps
from django.contrib.auth import get_user_model

from pmcareer.settings import BASE_DIR
from tests.guards.rows import owned_models
from tracker.accounts import exported as account
from tracker.exports.models import KIND_LIMIT
from tracker.exports.registry import all_kinds, columns_of, left_out_models
from tracker.exports.schema import page

NEVER_NAMED = {"id", "owner"}


def personal_models():
    """Those with an owner, and those whose rows stand on a row of such a one."""
    personal = set(owned_models())
    for model in apps.get_app_config("tracker").get_models():
        targets = {field.related_model for field in model._meta.fields if field.is_relation}
        if targets & personal:
            personal.add(model)
    return personal


def test_every_model_with_an_owner_is_taken_along_or_says_why_not():
    exported = {kind.model for kind in all_kinds()}
    assert exported | set(left_out_models()) == personal_models()
    assert not exported & set(left_out_models())
    assert all(str(reason) for reason in left_out_models().values())


def test_every_column_is_in_the_file_or_says_why_not():
    for kind in all_kinds():
        fields = [*kind.model._meta.concrete_fields, *kind.model._meta.many_to_many]
        names = {field.name for field in fields if not getattr(field, "generated", False)}
        exported = {column.name for column in columns_of(kind.model)}
        assert exported | set(kind.left_out) | NEVER_NAMED == names | NEVER_NAMED, kind.name
        assert set(kind.by_rule) <= exported
        assert all(str(reason) for reason in kind.left_out.values())


def test_a_column_of_the_account_is_in_the_file_or_says_why_not():
    names = {field.name for field in get_user_model()._meta.concrete_fields}
    told = [*account.SETTINGS, *account.FACTS, *account.NOT_TAKEN, "id"]
    assert sorted(told) == sorted(names)


def test_a_kind_is_named_once_and_so_that_a_file_can_be():
    names = [kind.name for kind in all_kinds()]
    assert len(set(names)) == len(names)
    for name in names:
        assert name.replace("-", "").isalpha()
        assert len(name) <= KIND_LIMIT


def test_a_kind_stands_after_those_that_its_rows_point_at():
    seen = set()
    for kind in all_kinds():
        for column in columns_of(kind.model):
            if column.target and not column.key and column.target is not kind.model:
                assert column.target in seen, (kind.name, column.name)
        seen.add(kind.model)


def test_the_page_of_the_schema_is_current():
    """`manage.py export_schema` writes it."""
    assert (BASE_DIR / "docs" / "your-data-schema.md").read_text() == page()
