from tracker.catalogue.models import Task
from tracker.home.glossary import GLOSSARY, JOB_GLOSSARY
from tracker.journal.points import FREE_POINTS, QUOTE_POINTS
from tracker.recommendations.models import ADOPTED_POINTS


def test_every_word_is_explained_once(as_alice):
    shown = as_alice.get("/help/").text
    said = [str(term.word) for term in [*GLOSSARY, *JOB_GLOSSARY]]
    assert len(said) == len(set(said))
    for word in said:
        assert shown.count(f"<dt>{word}</dt>") == 1
    asked = "Level Area Task Goal Milestone Path Plan Entry Quote Briefing Recommendation Project"
    asked += " Lesson Person Review Readiness Request Employment Niche Stint Opening Requirement"
    asked += " Proof Skill Story Pitch Interview Practice"
    assert set(said) >= {*asked.split(), "Stepping stone"}


def test_the_figures_of_points_are_those_that_are_paid(as_alice):
    shown = " ".join(as_alice.get("/help/").text.split())
    small, medium, large = (Task.EFFORT_POINTS[effort] for effort in "SML")
    assert f"{small} if small (S), {medium} if medium (M), {large} if large (L)" in shown
    assert f"An entry without a task: {FREE_POINTS}." in shown
    assert f"Every distinct customer quote earns {QUOTE_POINTS}." in shown
    assert f"An adopted recommendation: {ADOPTED_POINTS}" in shown
