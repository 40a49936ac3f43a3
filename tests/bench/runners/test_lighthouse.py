"""What Lighthouse says of a page becomes scores, and the names of what failed."""

import json

import pytest

from tests.bench.runners import lighthouse
from tests.bench.runners.databases import BenchError
from tests.bench.targets import targets

PAGE = "http://127.0.0.1:8000/journal/"
AUDITS = {
    "first-contentful-paint": {"score": 0.99, "displayValue": "1.0\xa0s"},
    "unused-css-rules": {"score": 0},
    "color-contrast": {"score": 0},
    "is-on-https": {"score": None},
}


def report(accessibility=1.0, **others):
    weighed = {
        "performance": [("first-contentful-paint", 10), ("unused-css-rules", 0)],
        "accessibility": [("color-contrast", 7)],
        "best-practices": [("is-on-https", 5)],
    }
    scores = {"performance": 0.99, "accessibility": accessibility, "best-practices": 1}
    categories = {
        name: {
            "score": scores[name],
            "auditRefs": [{"id": audit, "weight": n, "acronym": "FCP"} for audit, n in some],
        }
        for name, some in weighed.items()
    }
    told = {"requestedUrl": PAGE, "finalDisplayedUrl": PAGE}
    return json.dumps(told | {"audits": AUDITS, "categories": categories} | others)


def test_what_takes_from_a_score_is_named_apart_from_hints():
    found = lighthouse.read(report(accessibility=0.93))
    assert lighthouse.scores(found) == "99 / 93 / 100"
    assert found["failed"] == ["color-contrast"]
    assert found["hints"] == ["unused-css-rules"]
    assert found["figures"] == {"FCP": "1.0 s"}


def test_the_sign_in_page_is_not_judged_for_another():
    with pytest.raises(BenchError, match="leads to"):
        lighthouse.read(report(finalDisplayedUrl="http://127.0.0.1:8000/accounts/login/"))


@pytest.mark.parametrize(("score", "reached"), [(1.0, True), (0.99, False)])
def test_the_target_is_reached_when_no_page_is_below(score, reached):
    told = {"/": lighthouse.read(report()), "/journal/": lighthouse.read(report(score))}
    [target] = targets({"engines": {}, "lighthouse": told})
    assert target.reached is reached


def test_without_lighthouse_the_target_was_not_measured():
    [target] = targets({"engines": {}})
    assert (target.figure, target.reached) == ("not run", None)
