"""Words inside a run of letters are found, and filters take letters as the search box does."""

import pytest

from tests.factories import log, make_person, make_quotes, make_task
from tracker.journal.models import Activity, Quote
from tracker.people.models import Person

pytestmark = pytest.mark.django_db

# A word, in the middle of a sentence that has no spaces.
INSIDE = {
    "Thai": ("ประชุม", "เมื่อวานเราประชุมกับลูกค้าเรื่องรายงาน"),
    "Thai in a long run": (
        "ลูกค้า",
        "เราคุยกันเรื่องรายงานประจำเดือนและแผนงานของปีหน้าทั้งหมดอย่างละเอียดกับลูกค้าที่สำนักงาน",
    ),
    "Lao": ("ປະຊຸມ", "ມື້ວານພວກເຮົາປະຊຸມກັບລູກຄ້າ"),
    "Khmer": ("ប្រជុំ", "ម្សិលមិញយើងប្រជុំជាមួយអតិថិជន"),
    "Burmese": ("အစည်းအဝေး", "မနေ့ကကျွန်ုပ်တို့အစည်းအဝေးလုပ်ခဲ့သည်"),
    "Chinese": ("会议", "昨天我们和客户会议讨论报告"),
    "Japanese": ("会議", "昨日お客様と会議をしました"),
    "Japanese syllables": ("レポート", "昨日はレポートを読みました"),
}


@pytest.mark.parametrize("script", INSIDE)
def test_a_word_inside_a_run_is_found(as_alice, alice, bob, script):
    word, sentence = INSIDE[script]
    log(alice, sentence)
    log(alice, "Another thing")
    log(bob, sentence)
    assert sentence in as_alice.get("/search/", {"q": word}).text.replace("<mark>", "").replace(
        "</mark>", ""
    )
    assert list(Activity.objects.owned_by(alice).matching(word)) == [
        Activity.objects.get(owner=alice, title=sentence)
    ]


def test_beside_it_every_other_word_counts_too(as_alice, alice):
    log(alice, "Review ประชุมทีม")
    log(alice, "Plan ประชุมทีม")
    shown = as_alice.get("/search/", {"q": "ทีม review"}).text
    assert "Review" in shown
    assert "Plan " not in shown.partition("<main")[2]


FOLDED = {
    "capitals with a sharp s": ("GRÖSSE", "Größe"),
    "no accents": ("grosse", "Größe"),
    "an accent typed apart": ("Qualite\u0301", "Qualité"),
    "a stroke": ("lodz", "Łódź"),
    "Greek": ("ΟΔΟΣ", "οδος"),
    "Cyrillic": ("ПЕТРОВ", "Петров"),
    "an invisible hyphen": ("Umsatz", "Um\u00adsatz"),
    "signs": ("50%_", "50%_off"),
    "a dotless i": ("istanbul", "İstanbul"),
}


@pytest.mark.parametrize("kind", FOLDED)
def test_a_filter_takes_letters_as_the_search_box_does(as_alice, alice, kind):
    typed, there = FOLDED[kind]
    person = make_person(alice, "Ana", note=there, company=there, kind="peer")
    make_person(alice, "Ben", note="50 percent off", kind="peer")
    [quote] = make_quotes(alice, f"About {there}.", speaker=there, customer=there)
    make_quotes(alice, "About nothing.")
    assert list(Person.objects.owned_by(alice).matching(typed)) == [person]
    assert list(Quote.objects.owned_by(alice).matching(typed)) == [quote]
    for field in ("speaker", "customer"):
        shown = as_alice.get("/quotes/", {field: typed}).text
        assert "About nothing" not in shown
        assert "About" in shown
    assert "Ben" not in as_alice.get("/people/", {"company": typed}).text.partition("<main")[2]


def test_tasks_are_filtered_so_too(as_alice, catalogue):
    make_task("Die Größe des Marktes schätzen")
    assert "Die Größe" in as_alice.get("/tasks/", {"q": "GRÖSSE"}).text
