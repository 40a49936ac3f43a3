"""The same queries find the same rows in the same order on both databases."""

import pytest

from tests.search import corpus
from tracker.catalogue.models import Task
from tracker.search.queries import search


@pytest.fixture
def keys(alice, bob):
    """The corpus as Alice's, among a stranger's copy of it; no other task says the same words."""
    Task.objects.update(status="draft")
    corpus.write_rows(bob)
    return corpus.write_rows(alice) | corpus.write_tasks()


def test_there_are_forty_queries_over_fifty_rows(keys):
    assert len(corpus.QUERIES) >= 40
    assert len(keys) >= 50


def test_every_query_finds_what_it_should_in_order(alice, keys):
    found = {
        query: [keys[hit.kind, hit.row.pk] for one in search(alice, query) for hit in one.hits]
        for query in corpus.QUERIES
    }
    wrong = {q: (found[q], corpus.QUERIES[q]) for q in found if found[q] != corpus.QUERIES[q]}
    assert wrong == {}
