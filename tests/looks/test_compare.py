"""What a reviewer is told about two folders of pictures; that they can be taken shows in a run."""

import json

import pytest

from tests.looks.compare import differences
from tests.looks.figures import table

GOALS = {"address": "/goals/", "phone": {"height": 900, "controls": 12, "above_the_fold": 9}}


@pytest.fixture
def before(tmp_path):
    return pictured(tmp_path / "before", {"normal/goals": "Goals\nReach level 2\n"})


def pictured(folder, texts, only="", **changes):
    for name, text in texts.items():
        file = folder / f"{name}.phone.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    pages = dict.fromkeys(texts, GOALS | changes)
    (folder / "measures.json").write_text(json.dumps({"only": only, "pages": pages}))
    return folder


def test_the_same_pages_differ_in_nothing(before, tmp_path):
    after = pictured(tmp_path / "after", {"normal/goals": "Goals\nReach level 2\n"})
    assert differences(before, after) == [
        "1 pages in both: 0 texts, 0 pictures and 0 measures differ; 0 pages gone, 0 new."
    ]


def test_a_lost_space_is_shown(before, tmp_path):
    after = pictured(tmp_path / "after", {"normal/goals": "Goals\nReach level2\n"})
    lines = differences(before, after)
    assert "    - 'Reach level 2'" in lines
    assert "    + 'Reach level2'" in lines


def test_a_page_that_grew_is_told_with_both_figures(before, tmp_path):
    after = pictured(
        tmp_path / "after",
        {"normal/goals": "Goals\nReach level 2\n"},
        phone=GOALS["phone"] | {"height": 940},
    )
    assert "  height on the phone: 900 is now 940" in differences(before, after)


def test_pages_that_are_gone_or_new_are_named(before, tmp_path):
    after = pictured(tmp_path / "after", {"normal/plans": "Plans\n"})
    assert differences(before, after)[:2] == ["gone: normal/goals", "new: normal/plans"]


def test_pages_left_out_on_purpose_are_not_gone(before, tmp_path):
    after = pictured(tmp_path / "after", {"normal/plans": "Plans\n"}, only="normal/plans")
    assert "gone: normal/goals" not in differences(before, after)


def test_the_figures_say_how_long_a_page_is_at_each_size():
    phone = {"height": 1302, "controls": 40, "above_the_fold": 30, "whole": 28}
    lines = table({"normal/index": {"address": "/", "phone": phone}})
    assert len(lines) == 2
    assert lines[1].split() == ["normal/index", "phone", "1,302", "40", "30", "28"]
