"""Every model is in the facade; every personal one is reached through its owner."""

from django.apps import apps
from django.contrib.auth import get_user_model

import tracker.models as facade
from tests.guards.rows import owned_models
from tracker.shared.owned import OwnedQuerySet


def our_models():
    """Without the histories of curated rows, which django-simple-history makes by itself."""
    models = apps.get_app_config("tracker").get_models()
    return [model for model in models if not model.__name__.startswith("Historical")]


def test_no_personal_model_keeps_a_history():
    """A history would keep what its owner deleted."""
    assert [model for model in owned_models() if hasattr(model, "history")] == []


def test_every_concrete_model_is_re_exported():
    ours = {model.__name__ for model in our_models()}
    assert ours == set(facade.__all__)


def test_a_model_that_points_at_a_user_is_owned():
    user = get_user_model()
    for model in our_models():
        points_at_user = any(field.related_model is user for field in model._meta.fields)
        assert not points_at_user or model in owned_models(), model


def test_every_owned_model_has_owned_by_and_an_index_that_starts_with_its_owner():
    for model in owned_models():
        assert isinstance(model.objects.all(), OwnedQuerySet), model
        firsts = [index.fields[0].lstrip("-") for index in model._meta.indexes if index.fields]
        firsts += [c.fields[0] for c in model._meta.constraints if getattr(c, "fields", None)]
        owner_indexed = model._meta.get_field("owner").db_index
        assert owner_indexed or "owner" in firsts, model


def test_what_the_database_fills_in_is_known_to_python_too():
    """Else a form that nobody saved yet shows the expression in place of the value."""
    unknown = []
    for model in our_models():
        for field in model._meta.concrete_fields:
            if field.has_db_default() and not field.has_default() and not field.generated:
                unknown.append(f"{model.__name__}.{field.name}")
    assert unknown == []
