"""A niche: its statement, its proofs, who tested it, who needs it."""

import html

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_niche, make_person, make_proof
from tracker.paths.niches.models import Niche, NicheProof


def shown(client, address: str) -> str:
    return html.unescape(client.get(address).text)


def data(**changes):
    return {"kind": "proof", "text": "Four nights at a gate.", "date": TODAY.isoformat()} | changes


def test_a_niche_is_written_down_with_proof_and_test(as_alice, alice):
    as_alice.post("/paths/niches/new/", {"statement": "Gates", "markets": "Grain\nScrap"})
    niche = Niche.objects.get()
    address = niche.get_absolute_url()
    entry = log(alice, "A night at the gate")
    as_alice.post(f"{address}proofs/new/", data(activity=entry.pk))
    tester = make_person(alice, "Ana Ruiz", kind="customer", company="Vale")
    test = data(kind="test", text="She nodded.", person=tester.pk)
    as_alice.post(f"{address}proofs/new/", test)
    page = shown(as_alice, address)
    for words in ("Four nights at a gate.", "A night at the gate", "She nodded.", "Ana Ruiz"):
        assert words in page
    assert "Scrap" in page


def test_a_test_without_anybody_is_refused(as_alice, alice):
    niche = make_niche(alice)
    answer = as_alice.post(f"{niche.get_absolute_url()}proofs/new/", data(kind="test"))
    assert answer.status_code == 422
    assert "somebody in the trade" in answer.text
    assert "Four nights at a gate." in answer.text


def test_somebody_elses_person_or_entry_is_not_on_offer(as_alice, alice, bob):
    niche = make_niche(alice)
    theirs = make_person(bob, "Bo Strange")
    answer = as_alice.post(f"{niche.get_absolute_url()}proofs/new/", data(person=theirs.pk))
    assert answer.status_code == 422
    assert sign_in(bob).get(niche.get_absolute_url()).status_code == 404


def test_a_proof_is_changed_deleted_and_put_back(as_alice, alice):
    proof = make_proof(make_niche(alice), "Old words")
    as_alice.post(f"/paths/niches/proofs/{proof.pk}/edit/", data(text="New words"))
    as_alice.post(f"/paths/niches/proofs/{proof.pk}/delete/")
    assert not NicheProof.objects.live().exists()
    as_alice.post(f"/paths/niches/proofs/{proof.pk}/restore/")
    assert "New words" in shown(as_alice, proof.niche.get_absolute_url())


def test_a_niche_is_edited_deleted_and_put_back(as_alice, alice):
    niche = make_niche(alice)
    address = niche.get_absolute_url()
    assert as_alice.post(f"{address}edit/", {"statement": ""}).status_code == 422
    as_alice.post(f"{address}edit/", {"statement": "Scales"})
    as_alice.post(f"{address}delete/")
    assert as_alice.get(address).status_code == 404
    as_alice.post(f"{address}restore/")
    assert "Scales" in shown(as_alice, address)
