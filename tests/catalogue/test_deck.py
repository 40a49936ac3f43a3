"""The shipped tasks keep to their sources, use the project's own words, and do not repeat them."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tracker.catalogue import release_content

Row = dict[str, Any]
TEXTS = ["title", "summary", "why", "evidence", "mistake"]
LONGEST = {"title": 90, "summary": 300, "why": 420, "evidence": 220, "mistake": 180}
LONGEST_STEP = 220
LONGEST_PHRASE = 15
RUN = 8  # so many of the article's words in a row are a copied sentence
COMMON_SENTENCE = 6  # a sentence of fewer words may stand in two tasks
LARGEST_SHARE = 0.15
LARGEST_SHARE_OF_GERUNDS = 0.25
OFFICE_WORDS = {"canteen", "corridor", "intranet", "lunch"}
# How many and how often, of PMs, managers, buyers: told as a fact, it is one that nobody counted.
# A question ("how many", "how often") claims nothing, nor does "a few" or "the first few". Left out
# are "all", "every", "nobody" and "never": they stand in honest sentences about one's own case too.
QUANTITY = re.compile(
    r"\b(?:most(?:ly)?|(?<!how )many|(?<!a )(?<!first )few|(?<!how )often|usually|rarely|seldom"
    r"|frequently|typically|generally|commonly|sometimes|tends?|plenty|daily|sooner or later"
    r"|every (?:day|week|month|quarter)|half of (?:them|us|all))\b",
    re.IGNORECASE,
)
# With one of these, the sentence is somebody's word; the review of a release checks that it is.
SPEAKER = re.compile(r"Rich Mironov|\bthe article\b|\breader\b|\bcomment\b", re.IGNORECASE)
# What is claimed beside the tasks; questions that are asked claim nothing.
CLAIMING = {
    "skill": ["summary", "good_answer"],
    "role": ["summary", "teaches", "lacks", "moved_on"],
    "lens": ["doubt"],
    "path": ["sentence", "warning", "advice"],
}
# A later post is named so that somebody can find it.
POST_NAME = re.compile(r"\(\d{4}\)$|post of the series")
PATHS = {"inside", "niche", "stepping-stone", "no-team"}
NEEDS = {"pm-team", "customers", "niche", "official-job"}
KINDS = {"article", "comment", "answer", "later-post", "curators"}

HERE = Path(__file__).parent
# The verbs that a title may begin with; a new one is added by whoever writes the title.
IMPERATIVES = set((HERE / "title_verbs.txt").read_text("utf-8").split())
# Kind and phrase, written down with the source at hand.
PHRASES = set((HERE / "source_phrases.txt").read_text("utf-8").splitlines())
# The beginning of the hash of every eight words in a row of the article, which itself is not kept.
ARTICLE_RUNS = set((HERE / "article_runs.txt").read_text("utf-8").split())


def phrases_of_a_run() -> list[str]:
    phrases = [line.partition("\t")[2] for line in PHRASES]
    return [phrase for phrase in phrases if len(phrase.split()) >= RUN]


LONG_PHRASES = phrases_of_a_run()


def shipped_tasks() -> list[Row]:
    tasks: list[Row] = []
    for number in (1, 2, 3):
        for row in release_content.read(f"level{number}.toml")["task"]:
            tasks.append({"level": number, **row})
    return tasks


TASKS = shipped_tasks()


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])[\"”]?\s+", text)


def prose(task: Row) -> list[str]:
    """Return all that a reader is told about a task, without the phrases that it rests on."""
    texts = [task[name] for name in TEXTS]
    return [*texts, *task["how_to"]]


def texts_without_phrases(content: object) -> Iterator[str]:
    """Yield the texts of a content file but those that are quoted and attributed."""
    if isinstance(content, str):
        for phrase in LONG_PHRASES:
            content = content.replace(phrase, "\n")
        yield from content.splitlines()
    elif isinstance(content, list):
        for item in content:
            yield from texts_without_phrases(item)
    elif isinstance(content, dict):
        for name, item in content.items():
            if name not in ("slug", "phrase", "doubt"):
                yield from texts_without_phrases(item)


def copied_runs(text: str) -> list[str]:
    copied = []
    told = words(text)
    for start in range(len(told) - RUN + 1):
        run = " ".join(told[start : start + RUN])
        if sha256(run.encode()).hexdigest()[:10] in ARTICLE_RUNS:
            copied.append(run)
    return copied


def test_every_task_rests_on_phrases_that_stand_in_their_source():
    for task in TASKS:
        assert 1 <= len(task["source"]) <= 2, task["slug"]
        for source in task["source"]:
            kind, phrase = source["kind"], source["phrase"]
            assert kind in KINDS, task["slug"]
            assert bool(source["post"]) is (kind == "later-post"), task["slug"]
            assert bool(phrase) is (kind != "curators") or kind == "later-post", task["slug"]
            assert not phrase or f"{kind}\t{phrase}" in PHRASES, task["slug"]
            assert len(phrase.split()) <= LONGEST_PHRASE, task["slug"]


def test_no_sentence_is_copied_from_the_article():
    assert len(ARTICLE_RUNS) > 1500
    copied = {}
    for path in Path(release_content.__file__).with_name("content").glob("*.toml"):
        for text in texts_without_phrases(release_content.read(path.name)):
            for run in copied_runs(text):
                copied[run] = path.name
    assert copied == {}


def test_no_text_is_longer_than_somebody_reads():
    for task in TASKS:
        assert 3 <= len(task["how_to"]) <= 6, task["slug"]
        for name, longest in LONGEST.items():
            assert 10 < len(task[name]) <= longest, (task["slug"], name)
        for step in task["how_to"]:
            assert 10 < len(step) <= LONGEST_STEP, step


def test_every_title_asks_for_one_act():
    for task in TASKS:
        title = task["title"].split()
        assert title[0] in IMPERATIVES, task["title"]
        for word, following in pairwise(title):
            also_asked = word in ("and", "then") and following.capitalize() in IMPERATIVES
            assert not also_asked, task["title"]


def test_every_task_names_its_evidence():
    """At least two things to keep, with what is to be said about them."""
    for task in TASKS:
        assert len(words(task["evidence"])) >= 8, task["slug"]
        assert "," in task["evidence"], task["slug"]


def test_no_figure_is_claimed():
    for task in TASKS:
        for text in prose(task):
            assert not re.search(r"\d+ ?(?:%|times\b)", text), text


def claimed(text: str) -> list[str]:
    """Return the sentences that say how many or how often, as nobody's word."""
    found = []
    for sentence in sentences(text):
        if QUANTITY.search(sentence) and not SPEAKER.search(sentence):
            found.append(sentence)
    return found


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [
        ("PMs talk to customers every week.", True),
        ("Price is often not the real reason.", True),
        ("Most of an application is enthusiasm.", True),
        ("Few can say where it failed.", True),
        ("How you take it, the article says, often trips up engineers.", False),
        ("How many jobs exist depends on the place.", False),
        ("A role left after a few months looks like a side door.", False),
    ],
)
def test_a_quantity_is_a_claim_unless_somebody_says_it(text, is_claim):
    assert bool(claimed(text)) is is_claim


def test_no_quantity_is_claimed_of_people():
    for task in TASKS:
        for name in ("why", "mistake"):
            assert claimed(task[name]) == [], task["slug"]
    for kind, names in CLAIMING.items():
        file = {"lens": "lenses.toml"}.get(kind, f"{kind}s.toml")
        for row in release_content.read(file)[kind]:
            for name in names:
                assert claimed(row[name]) == [], row["slug"]


def test_a_later_post_is_named_so_that_it_can_be_found():
    for task in TASKS:
        for source in task["source"]:
            assert not source["post"] or POST_NAME.search(source["post"]), source["post"]


def test_work_does_not_happen_in_offices_alone():
    for task in TASKS:
        for text in prose(task):
            assert not OFFICE_WORDS.intersection(words(text)), text


def test_no_sentence_is_told_twice():
    tasks_with: dict[str, set[str]] = {}
    for task in TASKS:
        for text in prose(task):
            for sentence in sentences(text):
                said = words(sentence)
                if len(said) >= COMMON_SENTENCE:
                    tasks_with.setdefault(" ".join(said), set()).add(task["slug"])
    for said, slugs in tasks_with.items():
        assert len(slugs) == 1, said


def openings(field: str) -> list[str]:
    """Return the first words of a field: of every step, and of every sentence that says why."""
    texts: list[str] = []
    for task in TASKS:
        if field == "how_to":
            texts += task["how_to"]
        elif field == "why":
            texts += sentences(task["why"])
        else:
            texts.append(task[field])
    return [words(text)[0] for text in texts]


@pytest.mark.parametrize("field", [*TEXTS, "how_to"])
def test_a_field_does_not_always_begin_alike(field):
    first_words = openings(field)
    word, count = Counter(first_words).most_common(1)[0]
    assert count / len(first_words) <= LARGEST_SHARE, word


def test_mistakes_are_not_all_told_as_doing_something():
    gerunds = [word for word in openings("mistake") if word.endswith("ing")]
    assert len(gerunds) / len(TASKS) <= LARGEST_SHARE_OF_GERUNDS, gerunds


def test_every_skill_is_practised_by_three_tasks_or_more():
    practised: Counter[str] = Counter()
    for task in TASKS:
        assert 1 <= len(task["skills"]) <= 3, task["slug"]
        practised.update(task["skills"])
    assert set(practised) == {row["slug"] for row in release_content.read("skills.toml")["skill"]}
    assert min(practised.values()) >= 3, practised


def paths_served(task: Row) -> set[str]:
    if task["paths"]:
        return set(task["paths"])
    return PATHS - {"no-team"} if "pm-team" in task["needs"] else PATHS


def test_every_path_is_served_by_ten_tasks_or_more():
    served: Counter[str] = Counter()
    for task in TASKS:
        if task["level"] == 1:
            served.update(paths_served(task))
    assert set(served) == PATHS
    assert min(served.values()) >= 10, served


def test_who_has_no_product_managers_is_not_sent_to_them():
    for task in TASKS:
        assert set(task["needs"]) <= NEEDS, task["slug"]
        assert set(task["paths"]) <= PATHS, task["slug"]
        assert not ("pm-team" in task["needs"] and "no-team" in task["paths"]), task["slug"]
