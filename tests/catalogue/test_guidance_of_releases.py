"""A later release rewords skills, roles, lenses and paths that nobody changed; curators retire."""

import html
from io import StringIO

import pytest
from django.core.management import call_command

from tests.conftest import sign_in
from tests.factories import task
from tracker.catalogue import release_content
from tracker.catalogue.actions import load_catalogue
from tracker.catalogue.guidance import loading
from tracker.catalogue.guidance.models import Lens, PathText, Role, Skill
from tracker.catalogue.queries import versions
from tracker.paths.stints.models import Stint

KINDS = {"skill": Skill, "role": Role, "lens": Lens, "path": PathText}
FILES = {"skill": "skills.toml", "role": "roles.toml", "lens": "lenses.toml", "path": "paths.toml"}


@pytest.fixture
def as_carol(carol, catalogue):
    return sign_in(carol)


@pytest.fixture
def release(monkeypatch, catalogue):
    """Ship the first row of each kind under another name, as a later release would."""
    read = release_content.read

    def ship(name: str) -> str:
        def renamed(file: str):
            content = read(file)
            for kind in KINDS:
                if kind in content:
                    content[kind][0]["name"] = name
            return content

        monkeypatch.setattr(loading, "read", renamed)
        said = StringIO()
        call_command("load_catalogue", stdout=said)
        return said.getvalue()

    return ship


def first(kind: str):
    row = release_content.read(FILES[kind])[kind][0]
    level = {"level": row["level"]} if kind == "lens" else {}
    return KINDS[kind].objects.get(slug=row["slug"], **level)


def edited_by(client, record, **changes):
    address = f"/admin/tracker/{record._meta.model_name}/{record.pk}/change/"
    form = client.get(address).context["adminform"].form
    values = {}
    for name in form.fields:
        if form[name].value() is not None and form[name].value() is not False:
            values[name] = form[name].value()
    answer = client.post(address, values | changes)
    assert answer.status_code == 302, answer.context["errors"]


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_nobody_changed_become_those_of_the_later_release(release, kind):
    said = release("Newer words")
    record = first(kind)
    assert record.name == "Newer words"
    assert f"reworded as shipped, nobody had changed it: {kind} {record.slug}" in said
    last = versions(record).first()
    assert (last.name, last.history_type, last.history_change_reason) == (
        "Newer words",
        "~",
        "shipped",
    )
    assert "reworded" not in release("Newer words")
    release("Newest words")
    assert first(kind).name == "Newest words"


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_a_curator_changed_stay_and_are_said(as_carol, release, kind):
    edited_by(as_carol, first(kind), name="Carol’s words")
    said = release("Newer words")
    assert first(kind).name == "Carol’s words"
    assert f"kept as curated: {kind} {first(kind).slug}" in said
    assert "(name)" in said


@pytest.mark.parametrize("kind", KINDS)
def test_rows_from_before_fingerprints_were_kept_are_told_by_their_first_version(
    as_carol, release, kind
):
    KINDS[kind].objects.update(shipped_fingerprint="")
    release("Newer words")
    assert first(kind).name == "Newer words"
    KINDS[kind].objects.update(shipped_fingerprint="")
    edited_by(as_carol, first(kind), name="Carol’s words")
    release("Newest words")
    assert first(kind).name == "Carol’s words"


def test_a_skill_that_a_curator_added_is_not_reworded_by_a_release_that_has_one_too(
    as_carol, release
):
    shipped = first("skill")
    Skill.history.filter(id=shipped.pk).delete()
    slug, _ = shipped.slug, shipped.delete()
    Skill.history.all().delete()
    own = {"name": "Carol’s own", "slug": slug, "summary": "Hers.", "position": 0}
    own |= {"good_answer": "Hers too.", "questions": "Whose?"}
    assert as_carol.post("/admin/tracker/skill/add/", own).status_code == 302
    assert f"kept as curated: skill {slug}" in release("Newer words")
    assert Skill.objects.get(slug=slug).name == "Carol’s own"


def test_place_and_retirement_stay_the_curators_while_words_go_on_coming(as_carol, release):
    edited_by(as_carol, first("role"), position=7, retired="on")
    release("Newer words")
    record = first("role")
    assert (record.name, record.position, record.retired) == ("Newer words", 7, True)


def test_words_put_back_as_shipped_take_new_ones_again(as_carol, release):
    shipped = first("skill").name
    edited_by(as_carol, first("skill"), name="Carol’s words")
    load_catalogue()
    edited_by(as_carol, first("skill"), name=shipped)
    release("Newer words")
    assert first("skill").name == "Newer words"


def test_a_retired_role_is_offered_to_nobody_and_stays_where_it_is_held(as_carol, as_alice, alice):
    held = Stint.objects.create(owner=alice, role="support", title="Support lead")
    edited_by(as_carol, Role.objects.get(slug="support"), retired="on")
    assert "/roles/support/" not in as_alice.get("/roles/").text
    assert '<option value="support"' not in as_alice.get("/paths/stints/new/?role=support").text
    page = html.unescape(as_alice.get("/roles/support/").text)
    assert "Curators do not offer this role any more." in page
    assert "Plan a stint in it" not in page
    form = as_alice.get(f"/paths/stints/{held.pk}/edit/").text
    assert '<option value="support" selected>Support</option>' in form


def test_a_retired_skill_is_ticked_on_no_further_task_and_stays_on_its_own(as_carol, as_alice):
    edited_by(as_carol, Skill.objects.get(slug="writing-a-spec"), retired="on")
    record, other = task("review-a-spec"), task("map-the-hops")
    assert "Writing a spec" in as_carol.get(f"/admin/tracker/task/{record.pk}/change/").text
    assert "Writing a spec" not in as_carol.get(f"/admin/tracker/task/{other.pk}/change/").text
    edited_by(as_carol, record, title="Review one spec")
    assert "writing-a-spec" in task("review-a-spec").skill_slugs
    assert "Writing a spec" in as_alice.get("/tasks/review-a-spec/").text
