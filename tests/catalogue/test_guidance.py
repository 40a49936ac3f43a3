"""Skills, roles, lenses and paths: shipped whole, kept by curators, named on the tasks."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from tests.conftest import sign_in
from tests.factories import make_task, make_user, task
from tracker.catalogue import release_content
from tracker.catalogue.actions import load_catalogue
from tracker.catalogue.guidance.models import CareerPath, Lens, LensName, PathText, Role, Skill
from tracker.catalogue.models import Task

SHIPPED = {release_task.slug for release_task in release_content.catalogue()}


@pytest.fixture
def as_dora(catalogue):
    """A curator of the group, without a superuser's rights."""
    dora = make_user("dora", is_staff=True)
    dora.groups.add(Group.objects.get(name="Curators"))
    return sign_in(dora)


@pytest.mark.usefixtures("catalogue")
def test_a_dozen_skills_have_three_to_five_questions_each():
    assert Skill.objects.count() == 12
    for skill in Skill.objects.all():
        assert 3 <= len(skill.question_list) <= 5, skill.slug
        assert all(re.search(r"[?.]$", question) for question in skill.question_list), skill.slug


@pytest.mark.usefixtures("catalogue")
def test_nine_roles_name_skills_and_lenses_that_there_are():
    skills = set(Skill.objects.values_list("slug", flat=True))
    assert Role.objects.count() == 9
    for role in Role.objects.all():
        assert role.skill_slugs, role.slug
        assert set(role.skill_slugs) <= skills, role.slug
        assert set(role.lens_slugs) <= set(LensName.values), role.slug
        role.full_clean()


@pytest.mark.usefixtures("catalogue")
def test_each_level_has_six_lenses_and_each_leads_to_tasks_of_its_level():
    levels = dict(Task.objects.values_list("slug", "level__number"))
    assert Lens.objects.count() == 18
    for lens in Lens.objects.all():
        assert lens.task_slugs, lens
        assert {levels[slug] for slug in lens.task_slugs} == {lens.level}, lens
        lens.full_clean()


@pytest.mark.usefixtures("catalogue")
def test_the_four_paths_are_told_apart_and_one_without_a_pm_team_is_called_doubly_hard():
    assert list(PathText.objects.values_list("slug", flat=True)) == CareerPath.values
    no_team = PathText.objects.get(slug="no-team")
    assert "doubly hard" in no_team.phrase
    assert no_team.attribution == "Rich Mironov’s answer to a comment"


@pytest.mark.usefixtures("catalogue")
def test_every_shipped_task_would_pass_a_curators_form():
    for record in Task.objects.filter(slug__in=SHIPPED):
        assert record.full_clean() is None


@pytest.mark.usefixtures("catalogue")
def test_loading_again_keeps_a_curators_words_and_leaves_a_deleted_skill_away():
    Skill.objects.filter(slug="launching").update(name="Getting it out")
    Skill.objects.get(slug="writing-a-spec").delete()
    load_catalogue()
    assert Skill.objects.get(slug="launching").name == "Getting it out"
    assert not Skill.objects.filter(slug="writing-a-spec").exists()


@pytest.mark.parametrize("kind", ["skill", "role", "lens", "pathtext"])
def test_a_curator_rewords_each_kind_and_finds_it_in_the_history(as_dora, kind):
    model = {"skill": Skill, "role": Role, "lens": Lens, "pathtext": PathText}[kind]
    record = model.objects.first()
    address = f"/admin/tracker/{kind}/{record.pk}/"
    form = as_dora.get(f"{address}change/").context["adminform"].form
    values = {name: form[name].value() for name in form.fields} | {"name": "Other words"}
    answer = as_dora.post(f"{address}change/", values)
    assert answer.status_code == 302, answer.context["errors"]
    record.refresh_from_db()
    assert record.name == "Other words"
    assert "dora" in as_dora.get(f"{address}history/").text


def test_skills_are_ticked_by_their_names_and_kept_as_slugs(as_dora):
    record = task("review-a-spec")
    address = f"/admin/tracker/task/{record.pk}/change/"
    page = as_dora.get(address)
    assert "Saying no and trade-offs" in page.text
    form = page.context["adminform"].form
    values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    values |= {"skills": ["launching", "writing-a-spec"], "needs": ["customers"], "paths": []}
    assert as_dora.post(address, values).status_code == 302
    record.refresh_from_db()
    assert (record.skills, record.needs, record.paths) == (
        "launching writing-a-spec",
        "customers",
        "",
    )


def test_a_task_names_its_skills_and_whose_words_it_rests_on(as_alice):
    make_task(
        "Two voices",
        slug="two-voices",
        skills="launching",
        source="article",
        source_phrase="straddle the fence",
        second_source="later-post",
        second_phrase="say it plainly",
        second_post="Moving Up (2024)",
    )
    page = as_alice.get("/tasks/two-voices/").text
    assert Skill.objects.get(slug="launching").name in page
    assert "straddle the fence" in page
    assert "From Rich Mironov’s article." in page
    assert "say it plainly" in page
    assert "From “Moving Up (2024)” by Rich Mironov." in page


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"second_phrase": "Words of nobody"}, "second_source"),
        ({"source": "article", "source_post": "A post (2024)"}, "source_post"),
        ({"second_source": "comment", "second_post": "A post (2024)"}, "second_post"),
        ({"skills": "juggling"}, "skills"),
        ({"needs": "courage"}, "needs"),
        ({"paths": "sideways"}, "paths"),
    ],
)
@pytest.mark.usefixtures("catalogue")
def test_what_is_half_said_or_unknown_is_refused_beside_its_field(values, field):
    record = make_task("Half said", **values)
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.usefixtures("catalogue")
def test_nothing_that_needs_a_pm_team_suits_the_path_without_one():
    make_task("With them", slug="with-them", needs="customers pm-team")
    make_task("For others", slug="for-others", paths="inside stepping-stone")
    make_task("For all", slug="for-all", needs="customers")
    suited = set(Task.objects.suited_to("no-team").values_list("slug", flat=True))
    assert "for-all" in suited
    assert not {"with-them", "for-others", "meet-every-product-manager"} & suited
    for record in Task.objects.all():
        assert record.is_suited_to("no-team") == (record.slug in suited), record.slug


def without_description(**values):
    """Make `review-a-spec` one that was loaded before tasks named skills and needs."""
    empty = dict.fromkeys(release_content.DESCRIPTION, "")
    Task.history.filter(slug="review-a-spec").delete()
    Task.objects.filter(slug="review-a-spec").update(**empty, **values)
    record = task("review-a-spec")
    Task.objects.filter(pk=record.pk).update(
        reviewed_fingerprint=release_content.fingerprint_of(record)
    )


@pytest.mark.usefixtures("catalogue")
def test_a_task_of_an_earlier_release_learns_what_it_presumes_and_keeps_its_words():
    without_description(summary="As it was shipped before.")
    report = load_catalogue()
    record = task("review-a-spec")
    assert record.needs == "pm-team"
    assert record.skills
    assert report.differing["review-a-spec"] == ["summary"]
    assert record.reviewed_fingerprint == release_content.fingerprint_of(record)


@pytest.mark.usefixtures("catalogue")
def test_what_a_curator_took_away_from_a_task_stays_away():
    record = task("review-a-spec")
    record.skills, record.needs, record.paths = "", "", ""
    record.save()
    load_catalogue()
    assert task("review-a-spec").needs == ""
