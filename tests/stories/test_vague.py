"""When a result is asked about: it praises, and names no figure, no change and nobody."""

import pytest

from tracker.stories.telling.vague import is_vague

pytestmark = pytest.mark.any_database

VAGUE = [
    "It went well.",
    "it went well",
    "They were happy.",
    "They were very happy with it!",
    "Everyone liked it, and the PM was pleased.",
    "It was a success. The customers were delighted.",
    "The team appreciated my work; things went smoothly.",
    "Users were happy and the feedback was positive.",
    "I learned a lot.",
    "It’s better now. They’re happy.",
    "There were no complaints.",
    "In the end it worked.",
    "THE PM WAS HAPPY",
    "it helped the team a lot",
]
CONCRETE = [
    "Tickets about it fell from 40 to 12 a month.",
    "It went well: 3 of 4 depots use it.",
    "They were happy: half of the night shift signed up.",
    "Priya was happy, and it went well.",
    "It went well, says Tom Okafor.",
    "The PM liked it and adopted it.",
    "They were happy and renewed.",
    "It worked: nobody asked for the spreadsheet since.",
    "The customer said “at last”, and they were pleased.",
    "It is well: they stopped counting by hand.",
    "They were pleased at Quayline.",
    "We ship on Tuesdays.",
    "Complaints went down by a third.",
    "",
    "Nothing came of it.",
]
OTHER_LANGUAGES = [
    "Es ging gut, alle waren zufrieden.",
    "Das war positive Resonanz, die Leute fanden es super.",
    "De klant was happy en het liep goed.",
    "Le client était content.",
    "Tout va bien, la fine équipe est positive.",
    "Kunderne var positive i dag.",
    "Alla fine era positive.",
    "Fue bien y no hubo problemas.",
    "Všichni byli spokojeni.",
    "كان العميل سعيدا.",
    "うまくいきました。",
    "Они были довольны.",
    "They were happy, très happy.",
]


@pytest.mark.parametrize("result", VAGUE)
def test_praise_alone_is_vague(result):
    assert is_vague(result)


@pytest.mark.parametrize("result", CONCRETE)
def test_a_figure_a_name_or_a_change_is_not_vague(result):
    assert not is_vague(result)


@pytest.mark.parametrize("result", OTHER_LANGUAGES)
def test_another_language_is_never_called_vague(result):
    assert not is_vague(result)
