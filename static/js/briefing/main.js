// The briefing page: who writes, which briefing is open, and when to send.

import * as after from "./after.js";
import * as capture from "./capture.js";
import { flush, who } from "./outbox.js";
import { byId, copy, item, minutesSince, part, show, stayAwake, tell, word } from "./screen.js";
import { ClosedError, GoneError, lastUser, onOtherTab, rememberUser, storeOf } from "./store.js";

/**
 * @import { Told } from "./outbox.js"
 * @import { Briefing, Edit, Store } from "./store.js"
 * @typedef {typeof app} App
 */

const app = {
  /** @type {Store | null} */
  store: null,
  /** @type {Briefing | null} */
  record: null,
  failed,
  drawBar,
  send,
  toKept,
  toDuring: () => capture.openDuring(),
  toAfter: () => after.openAfter(),

  /** What this device keeps of the account that writes. */
  device() {
    if (app.store) return app.store;
    throw new TypeError("Nobody writes here.");
  },

  /** The record that the page shows. */
  opened() {
    if (app.record) return app.record;
    throw new TypeError("No briefing is open.");
  },

  /** The open record as it was read, unless a later reading is here already. */
  seen(/** @type {Briefing} */ record) {
    if (app.record && record.id === app.record.id && record.rev > app.record.rev)
      app.record = record;
  },

  /** Changes the open record; whether that worked. */
  async edit(/** @type {Edit} */ change) {
    try {
      app.seen(await app.device().change(app.opened().id, change));
      return true;
    } catch (error) {
      failed(error);
      return false;
    }
  },
};

// Nothing typed disappears without a word: where it could not be kept, the page says so.
async function failed(/** @type {unknown} */ error) {
  if (error instanceof GoneError || error instanceof ClosedError) {
    await toKept();
    tell(word("gone"));
  } else tell(word("full", { why: error instanceof Error ? error.message : String(error) }));
}

function theme(/** @type {string | undefined} */ name) {
  document.documentElement.dataset.theme = name ?? "system";
}

async function drawBar() {
  const { record } = app;
  byId("elapsed").textContent = record?.started
    ? word("minutes", {
        count: minutesSince(
          record.started,
          record.stage === "after" ? (record.ended ?? record.started) : Date.now(),
        ),
      })
    : "";
  byId("silence").textContent = !record?.started
    ? ""
    : record.spoke.length
      ? word("spoke", { count: record.spoke.length })
      : word("silent");
  const unsent = app.store ? (await app.store.list()).length : 0;
  byId("unsent").textContent = app.store ? word("unsent", { count: unsent }) : "";
}

function open(/** @type {Briefing} */ record) {
  app.record = record;
  if (record.stage === "before") capture.openBefore();
  else if (record.stage === "during") capture.openDuring();
  else after.openAfter();
  drawBar();
}

async function toKept() {
  await Promise.all([capture.keepNow(), after.keepNow()]);
  app.record = null;
  stayAwake(false);
  show("kept");
  await drawKept();
}

async function drawKept() {
  const records = await app.device().list();
  byId("kept").replaceChildren(...records.map(drawRecord));
  byId("kept-part").hidden = !records.length;
  byId("send-now").hidden = !records.some((record) => record.status === "ready");
  await drawBar();
}

function drawRecord(/** @type {Briefing} */ record) {
  const row = copy("kept-template");
  const day = new Date(record.started ?? record.created).toLocaleDateString(
    document.documentElement.lang,
    { weekday: "short", day: "numeric", month: "short" },
  );
  part(row, "[data-name]").textContent = `${record.customer || word("briefing")} · ${day}`;
  const state = record.status === "ready" && record.attempted ? "attempted" : record.status;
  const count = record.lines.filter((line) => line.kind !== "drop").length;
  part(row, "[data-state]").textContent = word(state, { count });
  const errors = part(row, "[data-errors]");
  errors.hidden = record.status !== "refused";
  errors.replaceChildren(...record.errors.map(item));
  const button = part(row, "[data-open]");
  button.hidden = state === "attempted";
  button.textContent = word({ open: "continue", refused: "mend", ready: "edit" }[record.status]);
  button.addEventListener("click", () => reopen(record));
  part(row, "[data-throw]").addEventListener("click", () => throwAway(record));
  return row;
}

async function reopen(/** @type {Briefing} */ record) {
  try {
    open(record.status === "ready" ? await app.device().reopen(record.id) : record);
  } catch (error) {
    failed(error);
  }
}

function throwAway(/** @type {Briefing} */ record) {
  const dialog = byId("throw-dialog", HTMLDialogElement);
  const count = record.lines.filter((line) => line.kind !== "drop").length;
  byId("throw-what").textContent =
    `${record.customer || word("briefing")} · ${word("lines", { count })}`;
  dialog.returnValue = "no";
  dialog.addEventListener(
    "close",
    async () => {
      if (dialog.returnValue === "yes") await app.device().remove(record.id);
      await drawKept();
    },
    { once: true },
  );
  dialog.showModal();
}

// Sending

async function send() {
  const store = app.device();
  const ready = (await store.list()).some((record) => record.status === "ready");
  if (!ready) return;
  const result = await flush();
  if (result.user !== null && result.user !== app.store?.user) {
    await enter();
    return;
  }
  const saved = result.saved.at(-1);
  if (saved) {
    tell(word("saved", { points: saved.points }), { name: word("look"), href: saved.url });
  } else if (result.state === "offline") tell(word("offline"));
  else if (result.state === "waiting") tell(word("waiting", { status: result.trouble }));
  else if (result.state === "signed-out") {
    tell(word("signed-out"), { name: word("sign-in"), href: "/accounts/login/?next=/briefing/" });
  }
  if (document.body.dataset.stage === "kept") await drawKept();
  else await drawBar();
}

// Who writes: the account that is signed in, or without a network the one that was here last.

async function enter() {
  const last = lastUser();
  if (last) await take(last);
  /** @type {Told} */
  let told;
  try {
    told = await who();
  } catch {
    if (!app.store) toSignIn();
    return;
  }
  if (told.user === null) {
    if (!app.store) toSignIn();
    return;
  }
  rememberUser(told.user, told.theme);
  await take({ user: told.user, theme: told.theme });
}

function toSignIn() {
  byId("sign-in-why").textContent = word("first");
  show("sign-in");
}

async function take(/** @type {{user: number, theme?: string}} */ { user, theme: colours }) {
  theme(colours);
  if (app.store?.user === user) return;
  app.record = null;
  const store = storeOf(user);
  app.store = store;
  try {
    await store.told();
  } catch {
    app.store = null;
    tell(word("no-store"), { name: word("briefing"), href: "/journal/log/" });
    return;
  }
  const records = await store.list();
  const last = records.filter((record) => record.status === "open").at(-1);
  if (location.hash === "#listen") await listenAtOnce(last);
  else if (last) open(last);
  else await toKept();
}

/** One tap on "Start a briefing" elsewhere listens; what was prepared or goes on is opened. */
async function listenAtOnce(/** @type {Briefing | undefined} */ last) {
  history.replaceState(history.state, "", location.pathname);
  const isBare = last?.stage === "before" && !isPrepared(last);
  if (last && last.stage !== "after" && !isBare) open(last);
  else await begin(capture.listen, isBare ? last : undefined);
}

const isPrepared = (/** @type {Briefing} */ { customer, attendees, listened_for }) =>
  [customer, attendees, ...listened_for].some((text) => text.trim());

/** Opens a briefing, a new one unless there is one, and does with it what was wanted. */
async function begin(
  /** @type {() => void | Promise<void>} */ work,
  /** @type {Briefing | undefined} */ bare = undefined,
) {
  try {
    app.record = bare ?? (await app.device().create());
    await work();
    await drawBar();
    navigator.storage?.persist?.();
  } catch (error) {
    failed(error);
  }
}

function hidden() {
  capture.keepNow();
  after.keepNow();
}

byId("new-briefing").addEventListener("click", () => begin(capture.listen));
byId("prepare-briefing").addEventListener("click", () => begin(capture.openBefore));
byId("send-now").addEventListener("click", send);
for (const button of document.querySelectorAll("[data-to-kept]")) {
  button.addEventListener("click", toKept);
}
capture.start(app);
after.start(app);

const trySending = () => {
  if (app.store) send();
};
addEventListener("online", trySending);
addEventListener("pagehide", hidden);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") hidden();
  else trySending();
});
setInterval(() => {
  drawBar();
  if (navigator.onLine && document.visibilityState === "visible") trySending();
}, 30_000);
// Signed out, or in as somebody else, in another tab: nothing of this account stays in view.
const leaveToOthers = () => {
  if (app.store && lastUser()?.user !== app.store.user) location.reload();
};
addEventListener("storage", ({ key }) => {
  if (key === "briefing-user") leaveToOthers();
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) leaveToOthers();
});
onOtherTab(async (user) => {
  if (app.store?.user !== user) return;
  if (document.body.dataset.stage === "kept") await drawKept();
  else if (app.record?.stage === "during") {
    const record = await app.store.get(app.record.id);
    if (record?.status === "open" && record.stage === "during") {
      app.seen(record);
      capture.drawDuring();
    }
    await drawBar();
  }
});

navigator.serviceWorker?.register("/sw.js").catch(() => {});
await enter();
if (app.store) await send();
