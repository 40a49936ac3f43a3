"""How a device sends its briefings: static/js/briefing/outbox.js on a network of the test."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in, wait_until
from tracker.briefing.models import Briefing
from tracker.journal.models import Activity, Quote

# `network(answers)` takes what the server answers to each sending, in turn; `log` is what it saw.
MODULES = """async (given) => {
  const { storeOf } = await import("/static/js/briefing/store.js");
  const { flush } = await import("/static/js/briefing/outbox.js");
  const user = given.user ?? 7;
  const store = storeOf(user);
  const ready = async (text) => {
    const { id } = await store.create();
    await store.addLine(id, { text, time: "14:05", speaker: "", mark: "" });
    await store.change(id, (record) => {
      record.date = "2026-11-16";
      record.lines[0].exact = true;
    });
    await store.finish(id);
    return id;
  };
  const json = (status, told) => Response.json(told, { status });
  const saved = ({ client_id }) => json(200, { saved: client_id, url: "/there/", points: 60 });
  const page = (status) => () =>
    new Response("<p>Not us</p>", { status, headers: { "content-type": "text/html" } });
  const cut = () => { throw new TypeError("Failed to fetch"); };
  const log = [];
  const network = (answers, who = () => json(200, { user, theme: "system", csrf: "token" })) =>
    async (address, options) => {
      if (address === "/briefing/who/") return who();
      const body = JSON.parse(options.body);
      log.push({ address, body, headers: options.headers, method: options.method });
      return (answers.shift() ?? saved)(body);
    };
  const texts = () => log.map(({ body }) => body.lines[0].text);
  const status = async (id) => {
    const record = await store.get(id);
    return record ? [record.status, record.attempted] : null;
  };
  %s
}"""


def run(page: Page, body: str, **given: Any) -> Any:
    return page.evaluate(MODULES % body, given)


@pytest.fixture(autouse=True)
def _catalogue(transactional_db: None) -> None:
    """No task of the catalogue is needed here."""


@pytest.fixture
def tab(page: Page, base: str) -> Page:
    """A page of ours that runs no script of its own."""
    page.goto(f"{base}/briefing/offline/")
    return page


def test_what_is_ready_is_sent_from_the_oldest_and_leaves_the_device(tab):
    body = """const open = await store.create();
      const ids = [await ready("One"), await ready("Two")];
      await store.change(ids[0], (record) => { record.created = 1000; }, { even: true });
      const result = await flush(network([]));
      return { ids, open: open.id, result, log, texts: texts(), left: await store.list() };"""
    told = run(tab, body)
    one, two = told["ids"]
    assert told["texts"] == ["One", "Two"]
    assert [sent["body"]["client_id"] for sent in told["log"]] == [one, two]
    assert {(sent["address"], sent["method"]) for sent in told["log"]} == {
        ("/briefing/send/", "POST")
    }
    assert told["log"][0]["headers"] == {
        "Content-Type": "application/json",
        "X-CSRFToken": "token",
    }
    assert told["result"] == {
        "state": "done",
        "user": 7,
        "saved": [{"id": name, "url": "/there/", "points": 60} for name in (one, two)],
        "refused": [],
        "trouble": 0,
    }
    assert [record["id"] for record in told["left"]] == [told["open"]]


def test_without_a_network_nothing_was_tried_and_editing_goes_on(tab):
    body = """const id = await ready("We wait.");
      const { state } = await flush(network([], cut));
      const before = await status(id);
      await store.reopen(id);
      return { state, before, after: await status(id), sent: log.length };"""
    assert run(tab, body) == {
        "state": "offline",
        "before": ["ready", False],
        "after": ["open", False],
        "sent": 0,
    }


def test_an_answer_that_is_lost_is_asked_for_again_with_the_same_words(tab):
    body = """const id = await ready("We wait.");
      const first = await flush(network([cut]));
      const between = await status(id);
      const mended = await store.reopen(id).catch((error) => error.constructor.name);
      const second = await flush(network([]));
      return { states: [first.state, second.state], between, mended, after: await status(id),
        same: JSON.stringify(log[0].body) === JSON.stringify(log[1].body), sent: log.length };"""
    assert run(tab, body) == {
        "states": ["offline", "done"],
        "between": ["ready", True],
        "mended": "ClosedError",
        "after": None,
        "same": True,
        "sent": 2,
    }


def test_a_network_that_goes_leaves_the_later_ones_for_another_time(tab):
    body = """const ids = [await ready("One"), await ready("Two")];
      await store.change(ids[0], (record) => { record.created = 1000; }, { even: true });
      await flush(network([cut]));
      return { texts: texts(), later: await status(ids[1]) };"""
    assert run(tab, body) == {"texts": ["One"], "later": ["ready", False]}


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ("page(200)", 200),
        ("page(502)", 502),
        ("() => json(500, {})", 500),
        ("() => json(200, { saved: 'another' })", 200),
        ("() => json(422, { detail: 'no sentences' })", 422),
    ],
)
def test_an_answer_that_does_not_name_the_briefing_leaves_it_where_it_is(tab, answer, trouble):
    body = """const id = await ready("We wait.");
      const result = await flush(network([%s]));
      return [result.state, result.trouble, await status(id)];"""
    assert run(tab, body % answer) == ["waiting", trouble, ["ready", True]]


@pytest.mark.parametrize("answer", ["page(200)", "() => json(200, { hello: 'guest' })"])
def test_a_portal_that_answers_for_the_server_counts_as_no_network(tab, answer):
    body = """await ready("We wait.");
      return [(await flush(network([], %s))).state, log.length];"""
    assert run(tab, body % answer) == ["offline", 0]


def test_what_is_refused_keeps_its_reasons_and_does_not_hold_up_the_others(tab):
    body = """const ids = [await ready("One"), await ready("Two")];
      await store.change(ids[0], (record) => { record.created = 1000; }, { even: true });
      const refuse = () => json(422, { errors: ["Say who was there."] });
      const result = await flush(network([refuse]));
      await flush(network([]));
      const { errors } = await store.get(ids[0]);
      return { same: result.refused[0] === ids[0], first: await status(ids[0]), errors,
        second: await status(ids[1]), texts: texts() };"""
    assert run(tab, body) == {
        "same": True,
        "first": ["refused", True],
        "errors": ["Say who was there."],
        "second": None,
        "texts": ["One", "Two"],
    }


def test_what_was_refused_is_sent_once_it_is_mended(tab):
    body = """const id = await ready("We wait.");
      await flush(network([() => json(400, { errors: ["No."] })]));
      await store.change(id, (record) => { record.lines[0].text = "They wait."; });
      await store.finish(id);
      const { errors, attempted } = await store.get(id);
      await flush(network([]));
      return { errors, attempted, texts: texts(), left: (await store.list()).length };"""
    assert run(tab, body) == {
        "errors": [],
        "attempted": False,
        "texts": ["We wait.", "They wait."],
        "left": 0,
    }


def test_signed_out_sends_nothing(tab):
    body = """const id = await ready("We wait.");
      const gone = () => json(200, { user: null, theme: "system", csrf: "token" });
      const result = await flush(network([], gone));
      return [result.state, result.user, await status(id), log.length];"""
    assert run(tab, body) == ["signed-out", None, ["ready", False], 0]


@pytest.mark.parametrize("answer", [401, 409])
def test_a_session_that_ends_while_sending_keeps_the_rest(tab, answer):
    body = """const ids = [await ready("One"), await ready("Two")];
      const result = await flush(network([() => json(given.answer, { errors: ["Sign in"] })]));
      const left = await store.list();
      return [result.state, log.length, left.map((record) => record.status)];"""
    assert run(tab, body, answer=answer) == ["signed-out", 1, ["ready", "ready"]]


def test_only_the_account_that_is_signed_in_is_sent_for(tab):
    run(tab, """await ready("Theirs");""", user=8)
    assert run(tab, "return (await flush(network([]))).state;", user=7) == "done"
    assert len(run(tab, "return store.list();", user=8)) == 1


def test_what_is_taken_back_while_others_are_sent_stays(tab):
    body = """const ids = [await ready("One"), await ready("Two")];
      await store.change(ids[0], (record) => { record.created = 1000; }, { even: true });
      const slow = async (told) => {
        await store.reopen(ids[1]);
        return saved(told);
      };
      const result = await flush(network([slow]));
      return [result.state, texts(), await status(ids[1])];"""
    assert run(tab, body) == ["done", ["One"], ["open", False]]


def test_two_tabs_that_send_at_once_send_each_briefing_once(tab, context: BrowserContext, base):
    other = context.new_page()
    other.goto(f"{base}/briefing/offline/")
    for text in ("One", "Two", "Three"):
        run(tab, "await ready(given.text);", text=text)
    start = """const held = (told) => new Promise((answer) => {
        window.answer = () => answer(saved(told));
      });
      flush(network(given.hold ? [held] : [])).then(() => { window.sent = texts(); });"""
    run(tab, start, hold=True)
    tab.wait_for_function("() => window.answer")
    run(other, start, hold=False)
    waits = "async () => (await navigator.locks.query()).pending.length === 1"
    wait_until(other, waits)
    tab.evaluate("window.answer()")
    for page in (tab, other):
        page.wait_for_function("() => window.sent")
    sent = [*tab.evaluate("window.sent"), *other.evaluate("window.sent")]
    assert sorted(sent) == ["One", "Three", "Two"]
    assert run(tab, "return store.list();") == []


def test_a_browser_without_locks_still_sends_one_after_the_other(tab):
    body = """Object.defineProperty(navigator, "locks", { value: undefined });
      await ready("We wait.");
      const results = await Promise.all([flush(network([])), flush(network([]))]);
      return [results.map(({ saved }) => saved.length), log.length];"""
    assert run(tab, body) == [[1, 0], 1]


def test_the_server_keeps_once_what_is_sent_twice(tab, dana, base):
    sign_in(tab, base, dana)
    body = """await ready("We wait.");
      const lost = async (address, options) => {
        const answer = await fetch(address, options);
        if (address === "/briefing/send/") throw new TypeError("lost");
        return answer;
      };
      const states = [(await flush(lost)).state, (await flush(lost)).state];
      const last = await flush();
      return [...states, last.state, last.saved[0].points, (await store.list()).length];"""
    told = run(tab, body, user=dana.pk)
    assert told[:3] == ["offline", "offline", "done"]
    assert told[4] == 0
    activity = Activity.objects.get()
    assert Briefing.objects.get().activity == activity
    assert Quote.objects.get().text == "We wait."
    assert told[3] == Activity.objects.with_quotes().get().total_points


# What signing out asks where something is unsent: briefing/signout.js.
ASKED = """async () => {
  const { asked } = await import("/static/js/briefing/signout.js");
  asked().then((answer) => { window.answer = answer; });
}"""


def answers(page: Page, answer: bool) -> None:
    wanted = "(answer) => window.answer === answer"
    page.wait_for_function(wanted, arg=answer)


@pytest.fixture
def unsent(tab: Page, base: str, dana) -> Page:
    """A page of Dana's, with one briefing ready and one still being written."""
    sign_in(tab, base, dana)
    run(tab, """await ready("We wait."); await store.create();""", user=dana.pk)
    tab.evaluate(ASKED)
    expect(tab.get_by_text("the server does not have: 2.")).to_be_visible()
    return tab


@pytest.mark.parametrize(
    ("button", "answer"), [("Sign out, keep them here", True), ("Cancel", False)]
)
def test_signing_out_with_something_unsent_is_the_writers_choice(unsent, dana, button, answer):
    unsent.get_by_role("button", name=button, exact=True).click()
    answers(unsent, answer)
    assert len(run(unsent, "return store.list();", user=dana.pk)) == 2


def test_sending_first_says_what_could_not_be_sent_and_asks_again(unsent, dana):
    unsent.get_by_role("button", name="Send first").click()
    expect(unsent.get_by_text("Still here: 1.")).to_be_visible()
    run(unsent, "for (const { id } of await store.list()) await store.remove(id);", user=dana.pk)
    unsent.get_by_role("button", name="Send first").click()
    answers(unsent, True)
    assert Quote.objects.get().text == "We wait."


def test_signing_out_with_nothing_unsent_asks_nothing(tab, base, dana):
    sign_in(tab, base, dana)
    tab.evaluate(ASKED)
    answers(tab, True)
    expect(tab.get_by_role("dialog")).to_have_count(0)
