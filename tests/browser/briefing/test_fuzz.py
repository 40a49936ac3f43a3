"""Random lives of briefings on a device, against the real server: no quote lost, none doubled.

FUZZ_SEQUENCES says how many (20 where it is not set), FUZZ_SEED repeats a run.
"""

import os
import random
from collections import Counter

from playwright.sync_api import Page

from tests.browser.conftest import sign_in
from tracker.briefing.models import Briefing
from tracker.journal.models import Activity, Quote

SEQUENCES = int(os.environ.get("FUZZ_SEQUENCES", "20"))
BATCH = 50

# The device: several briefings at once, modules that are "closed" and loaded afresh, a network that
# fails before the server, after it, slowly, or answers with somebody else's page.
DEVICE = """
async ({ seed, sequences, user, offset }) => {
  let state = seed >>> 0;
  const random = () => {  // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const html = (status) => new Response("<!doctype html><p>Not us</p>",
    { status, headers: { "content-type": "text/html" } });
  const tally = {};
  const net = (online) => async (url, options) => {
    const luck = online ? random() : 0;
    const told = (name) => { tally[name] = (tally[name] ?? 0) + 1; };
    if (luck < 0.25) { told("failed before"); throw new TypeError("Failed to fetch"); }
    if (luck < 0.29) { told("gateway"); return html(502); }
    if (luck < 0.32) { told("portal"); return html(200); }
    if (luck < 0.36 && url.includes("who")) {
      told("signed out");
      return Response.json({ user: null, csrf: "x" });
    }
    if (luck < 0.39 && url.includes("send")) {
      told("session ended");
      return Response.json({ errors: ["Sign in"] }, { status: 401 });
    }
    if (luck < 0.44) {
      told("delayed");
      await new Promise((done) => setTimeout(done, 3 * random()));
    }
    const answer = await fetch(url, options);
    if (luck < 0.62) { told("answer lost"); throw new TypeError("Failed to fetch"); }
    told("answered");
    return answer;
  };
  let instance = offset * 100000;
  const open = async () => {
    instance += 1;
    const version = instance % 40;  // a page that was closed has lost all that it held in memory
    const store = await import(`/static/js/briefing/store.js?page=${version}`);
    const outbox = await import(`/static/js/briefing/outbox.js?page=${version}`);
    return { store: store.storeOf(user), flush: outbox.flush };
  };
  let page = await open();
  const other = await open();
  const typed = [];
  let number = 0;
  const type = async (id) => {
    number += 1;
    const text = `Said ${offset}-${number} ${pick(["", "ü", "👩‍👩‍👧", "“so”", "<b>"])}`.trim();
    try {
      await pick([page, other]).store.addLine(id, { text, time: "14:05", speaker: "Buyer", mark: "",
        exact: true });
      typed.push(text);
    } catch (error) {
      if (!["GoneError", "ClosedError"].includes(error.constructor.name)) throw error;
    }
  };
  const send = async (online) => {
    const flushes = [page.flush(net(online))];
    if (random() < 0.3) flushes.push(other.flush(net(online)));
    if (random() < 0.2) page = await open();  // closed while it was sending
    await Promise.all(flushes);
  };
  for (let sequence = 0; sequence < sequences; sequence += 1) {
    const { id } = await page.store.create();
    await page.store.change(id, (record) => {
      Object.assign(record, { stage: "during", customer: "Halden", date: "2026-11-18" });
    });
    await type(id);
    const steps = 1 + Math.floor(random() * 4);
    for (let step = 0; step < steps; step += 1) {
      const what = random();
      if (what < 0.45) await type(id);
      else if (what < 0.6) page = await open();
      else if (what < 0.75) await send(random() < 0.6);
      else if (what < 0.85) {
        await page.store.finish(id).catch(() => {});
        await send(random() < 0.5);
        await page.store.reopen(id).catch(() => {});  // refused once the server may have it
      } else await Promise.all([type(id), type(id)]);
    }
    await page.store.finish(id).catch(() => {});
    if (random() < 0.7) await send(random() < 0.8);
  }
  let rounds = 0;
  while ((await page.store.list()).length) {
    await page.flush();
    rounds += 1;
    if (rounds > 20) throw new Error(JSON.stringify(await page.store.list()).slice(0, 500));
  }
  return { typed, tally };
}
"""


def test_random_lives_of_briefings_lose_and_double_nothing(page: Page, base, dana):
    seed = int(os.environ.get("FUZZ_SEED", "0")) or random.randrange(1, 2**31)
    print(f"\nFUZZ_SEED={seed} FUZZ_SEQUENCES={SEQUENCES}")  # noqa: T201 - to run it again
    sign_in(page, base, dana)
    page.set_default_timeout(0)
    typed: list[str] = []
    tally: Counter[str] = Counter()
    for offset in range(0, SEQUENCES, BATCH):
        told = page.evaluate(
            DEVICE,
            {
                "seed": seed + offset,
                "sequences": min(BATCH, SEQUENCES - offset),
                "user": dana.pk,
                "offset": offset,
            },
        )
        typed += told["typed"]
        tally.update(told["tally"])
    print(f"{len(typed)} quotes typed; {dict(tally)}")  # noqa: T201
    assert len(typed) >= SEQUENCES
    assert Counter(Quote.objects.values_list("text", flat=True)) == Counter(typed)
    assert Activity.objects.count() == Briefing.objects.count() == SEQUENCES
