"""A limit stands once: the database, the form and the sentence beside the field agree on it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import make_resource, make_task
from tracker.catalogue.models import Resource, ResourceKind, Task, TaskEffort
from tracker.shared.limits import at_most, limit_text, one_of

pytestmark = pytest.mark.django_db


def constraint(model, name):
    [found] = [one for one in model._meta.constraints if one.name == name]
    return found


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [(80, "At most 80 characters."), (5000, "At most 5,000 characters.")],
)
def test_the_help_beside_a_field_says_its_limit(limit, sentence):
    assert str(limit_text(limit)) == sentence


def test_a_value_that_is_none_of_the_choices_is_refused_by_the_database():
    task = make_task("Shadow a launch")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(effort="X")
    book = make_resource("A book")
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=book.pk).update(kind="film")


def test_each_of_the_choices_is_taken():
    task = make_task("Shadow a launch")
    for effort in TaskEffort:
        Task.objects.filter(pk=task.pk).update(effort=effort)
        task.refresh_from_db()
        assert task.effort == effort


def test_a_value_is_checked_without_asking_the_database(django_assert_num_queries):
    check = constraint(Resource, "resource_kind_known")
    with django_assert_num_queries(0):
        check.validate(Resource, Resource(kind="book"))
        check.validate(Resource, Resource(kind="film"), exclude={"kind"})
        with pytest.raises(ValidationError):
            check.validate(Resource, Resource(kind="film"))


def test_a_text_that_is_too_long_gets_a_sentence_with_the_limit(django_assert_num_queries):
    check = at_most("title", 5, "short")
    with django_assert_num_queries(0), pytest.raises(ValidationError) as refused:
        check.validate(Resource, Resource(title="longer"))
    assert refused.value.messages == ["At most 5 characters are kept here."]


def test_a_copy_of_a_check_is_the_same_check():
    check = one_of("kind", ResourceKind, "known")
    assert check.clone().deconstruct() == check.deconstruct()
    assert check.clone() == check
