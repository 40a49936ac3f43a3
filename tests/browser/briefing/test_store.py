"""What a device keeps of a briefing: static/js/briefing/store.js, tried on its own in a page."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in

# One account on this device; `said` is a line as the page makes it.
MODULE = """async (given) => {
  const module = await import("/static/js/briefing/store.js");
  const store = module.storeOf(given.user ?? 7);
  const said = (text) => ({ text, time: "14:05", speaker: "Buyer", mark: "" });
  const failure = async (work) => {
    try { await work(); return null; } catch (error) { return error.constructor.name; }
  };
  %s
}"""


def run(page: Page, body: str, **given: Any) -> Any:
    return page.evaluate(MODULE % body, given)


@pytest.fixture(autouse=True)
def _catalogue(transactional_db: None) -> None:
    """No task of the catalogue is needed here."""


@pytest.fixture
def tab(page: Page, base: str) -> Page:
    """A page of ours that runs no script of its own."""
    page.goto(f"{base}/briefing/offline/")
    return page


def begin(page: Page, **given: Any) -> str:
    return run(page, "return (await store.create()).id;", **given)


def add(page: Page, briefing: str, *texts: str) -> None:
    body = """for (const text of given.texts) await store.addLine(given.id, said(text));"""
    run(page, body, id=briefing, texts=texts)


def texts(page: Page, briefing: str) -> list[str]:
    return run(
        page, "return (await store.get(given.id)).lines.map((line) => line.text);", id=briefing
    )


def test_what_was_written_is_there_after_a_reload(tab):
    briefing = begin(tab)
    add(tab, briefing, "We wait.", "“So” 👩‍👩‍👧")
    run(tab, "await store.hold(given.id, { text: 'Who decides?' });", id=briefing)
    tab.reload()
    (kept,) = run(tab, "return store.list();")
    assert (kept["id"], kept["user"], kept["stage"], kept["status"]) == (
        briefing, 7, "before", "open",
    )  # fmt: skip
    assert [(line["text"], line["kind"], line["exact"]) for line in kept["lines"]] == [
        ("We wait.", "quote", False),
        ("“So” 👩‍👩‍👧", "quote", False),
    ]
    assert [(row["text"], row["person"]) for row in kept["held"]] == [("Who decides?", "")]


def test_keeping_a_line_empties_the_composer(tab):
    briefing = begin(tab)
    body = """await store.change(given.id, (record) => { record.typed.text = "Half a sen"; });
      await store.addLine(given.id, said("Half a sentence"));
      return (await store.get(given.id)).typed.text;"""
    assert run(tab, body, id=briefing) == ""


def test_lines_stay_in_the_order_in_which_they_were_kept_however_fast(tab):
    briefing = begin(tab)
    wanted = [f"Line {number}" for number in range(40)]
    body = "await Promise.all(given.texts.map((text) => store.addLine(given.id, said(text))));"
    run(tab, body, id=briefing, texts=wanted)
    assert texts(tab, briefing) == wanted


def test_briefings_are_listed_from_the_oldest(tab):
    body = """for (const created of [2000, 3000, 1000]) {
        const { id } = await store.create();
        await store.change(id, (record) => { record.created = created; });
      }
      return (await store.list()).map((record) => record.created);"""
    assert run(tab, body) == [1000, 2000, 3000]


def test_accounts_on_one_device_see_nothing_of_each_other(tab):
    own = begin(tab, user=1)
    begin(tab, user=11)
    assert [record["id"] for record in run(tab, "return store.list();", user=1)] == [own]
    assert run(tab, "return store.get(given.id) ?? null;", user=11, id=own) is None


def test_two_tabs_add_up(tab, context: BrowserContext, base):
    briefing = begin(tab)
    other = context.new_page()
    other.goto(f"{base}/briefing/offline/")
    run(other, "module.onOtherTab((user) => { window.heard = user; });")
    start = """for (const text of given.texts) window.last = store.addLine(given.id, said(text));"""
    run(tab, start, id=briefing, texts=["One", "Two", "Three"])
    run(other, start, id=briefing, texts=["Eins", "Zwei", "Drei"])
    for page in (tab, other):
        page.evaluate("window.last.then(() => true)")
    kept = texts(tab, briefing)
    assert sorted(kept) == ["Drei", "Eins", "One", "Three", "Two", "Zwei"]
    assert [text for text in kept if text in ("One", "Two", "Three")] == ["One", "Two", "Three"]
    assert run(tab, "return (await store.get(given.id)).rev;", id=briefing) == 6
    other.wait_for_function("() => window.heard === 7")


def test_what_another_tab_threw_away_does_not_come_back(tab):
    briefing = begin(tab)
    run(tab, "await store.remove(given.id);", id=briefing)
    body = "return failure(() => store.addLine(given.id, said('Too late')));"
    assert run(tab, body, id=briefing) == "GoneError"
    assert run(tab, "return store.list();") == []


def test_a_change_that_fails_half_way_changes_nothing(tab):
    briefing = begin(tab)
    add(tab, briefing, "We wait.")
    body = """return failure(() => store.change(given.id, (record) => {
        record.lines = [];
        throw new RangeError("half way");
      }));"""
    assert run(tab, body, id=briefing) == "RangeError"
    assert texts(tab, briefing) == ["We wait."]


def test_what_waits_to_be_sent_is_changed_only_after_it_was_taken_back(tab):
    briefing = begin(tab)
    run(tab, "await store.finish(given.id);", id=briefing)
    late = "return failure(() => store.addLine(given.id, said('More')));"
    assert run(tab, late, id=briefing) == "ClosedError"
    assert run(tab, "return (await store.reopen(given.id)).status;", id=briefing) == "open"
    assert run(tab, late, id=briefing) is None


def test_what_the_server_may_have_is_not_taken_back(tab):
    briefing = begin(tab)
    body = """await store.finish(given.id);
      await store.change(given.id, (record) => { record.attempted = true; }, { even: true });
      return failure(() => store.reopen(given.id));"""
    assert run(tab, body, id=briefing) == "ClosedError"
    assert run(tab, "return (await store.get(given.id)).status;", id=briefing) == "ready"


def test_every_page_can_tell_how_many_are_unsent(tab):
    body = """const told = [];
      addEventListener("briefing-kept", ({ detail }) => told.push(detail.unsent));
      const shown = () => localStorage.getItem("briefing-unsent:7");
      const first = await store.create();
      const second = await store.create();
      const both = shown();
      await store.remove(first.id);
      await store.remove(second.id);
      return { told, both, none: shown() };"""
    assert run(tab, body) == {"told": [1, 2, 1, 0], "both": "2", "none": None}


def test_a_full_local_storage_costs_the_figure_and_no_words(tab):
    body = """Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      const { id } = await store.create();
      await store.addLine(id, said("We wait."));
      module.rememberUser(7, "dark");
      return (await store.list()).length;"""
    assert run(tab, body) == 1


def test_a_full_device_says_so_and_keeps_what_it_had(tab):
    briefing = begin(tab)
    add(tab, briefing, "We wait.")
    body = """const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("The device is full.", "QuotaExceededError");
      };
      const told = [];
      for (const work of [() => store.create(), () => store.addLine(given.id, said("More"))]) {
        await work().catch((error) => told.push(error.name));
      }
      IDBObjectStore.prototype.put = put;
      return told;"""
    assert run(tab, body, id=briefing) == ["QuotaExceededError", "QuotaExceededError"]
    assert texts(tab, briefing) == ["We wait."]
    assert len(run(tab, "return store.list();")) == 1


def test_a_browser_that_keeps_nothing_says_so_before_anything_is_typed(page, base, dana):
    sign_in(page, base, dana)
    page.add_init_script(
        "indexedDB.open = () => { throw new DOMException('No.', 'SecurityError'); };"
        "IDBFactory.prototype.open = indexedDB.open;"
    )
    page.goto(f"{base}/briefing/")
    expect(page.get_by_role("status")).to_contain_text("This browser keeps nothing for this page")
    expect(page.get_by_role("button", name="Start a briefing")).to_be_hidden()


def test_a_plain_http_address_makes_the_same_kind_of_key(tab):
    body = """Object.defineProperty(crypto, "randomUUID", { value: undefined });
      const { newId } = await import("/static/js/ids.js");
      return [newId(), newId()];"""
    one, other = run(tab, body)
    shape = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert re.fullmatch(shape, one)
    assert one != other


def test_half_characters_and_nul_are_taken_out_and_nothing_else(tab):
    body = r"""return module.clean("a\uD83Db\uDE00c\0d 👩‍👩‍👧\n“é”");"""
    assert run(tab, body) == "abcd 👩‍👩‍👧\n“é”"


def test_the_server_gets_what_it_takes_and_no_dropped_line(tab):
    body = """const { id } = await store.create();
      for (const text of ["We wait.", "Dropped", "A note"]) await store.addLine(id, said(text));
      const record = await store.change(id, (kept) => {
        kept.lines[1].kind = "drop";
        kept.lines[2].kind = "note";
        kept.customer = "Halden\\0 Freight";
        kept.date = "2026-11-16";
        kept.spoke = [1, 2];
      });
      return [id, module.payload(record)];"""
    briefing, sent = run(tab, body)
    assert (sent["format"], sent["user"], sent["client_id"]) == (1, 7, briefing)
    assert (sent["customer"], sent["date"], sent["minutes"], sent["spoke"]) == (
        "Halden Freight", "2026-11-16", None, 2,
    )  # fmt: skip
    assert [(line["kind"], line["text"]) for line in sent["lines"]] == [
        ("quote", "We wait."),
        ("note", "A note"),
    ]


def test_the_account_that_was_here_last_is_remembered_even_if_the_note_of_it_is_spoilt(tab):
    body = """const before = module.lastUser();
      module.rememberUser(7, "dark");
      const after = module.lastUser();
      localStorage.setItem("briefing-user", "{spoilt");
      return [before, after, module.lastUser()];"""
    assert run(tab, body) == [None, {"user": 7, "theme": "dark"}, None]
