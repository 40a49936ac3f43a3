"""What a task rests on, practises and presumes, in files."""

import pytest

from tests.conftest import sign_in
from tests.curation.task_import.files import confirm, csv_file, new_row, said, send
from tests.factories import task


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


def test_two_sources_skills_needs_and_paths_come_in_from_a_file(as_carol):
    row = new_row(
        "new-task",
        source="comment",
        source_phrase="a nice branch",
        second_source="later-post",
        second_phrase="plainly",
        second_post="Moving Up (2024)",
        skills="launching, writing-a-spec",
        needs="customers;pm-team",
        paths="inside",
    )
    confirm(as_carol, send(as_carol, csv_file(row)))
    new = task("new-task")
    assert [source.attribution for source in new.sources] == [
        "a reader’s comment on Rich Mironov’s article",
        "“Moving Up (2024)” by Rich Mironov",
    ]
    assert (new.skills, new.needs, new.paths) == (
        "launching writing-a-spec",
        "customers pm-team",
        "inside",
    )


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"skills": "launching juggling"}, "There is no skill “juggling”."),
        ({"needs": "courage"}, "There is no “courage”. There are: pm-team, customers"),
        ({"paths": "sideways"}, "There is no “sideways”. There are: inside, niche"),
        ({"second_source": "rumour"}, "“rumour” is not one of: article"),
        ({"second_phrase": "Who said so?"}, "Say whose words the second ones are."),
        ({"source": "article", "source_post": "A post"}, "Only a later post has a name."),
    ],
)
def test_a_faulty_cell_gets_a_sentence_and_nothing_is_written(as_carol, cells, sentence):
    before = task("review-a-spec").history.count()
    cells = {"second_source": "", "second_phrase": ""} | cells
    answer = send(as_carol, csv_file({"slug": "review-a-spec"} | cells))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert task("review-a-spec").history.count() == before
