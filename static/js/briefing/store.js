// What this device keeps: one record for each briefing that was not sent yet, under the key of the
// account that wrote it. Every change reads and writes the stored record in one transaction, so two
// tabs on one briefing add up instead of overwriting each other.

import { createStore, del, entries, get, set, update } from "../../vendor/idb-keyval/index.js";
import { newId } from "../ids.js";

/**
 * @typedef {object} Line what somebody said, or a note of it
 * @property {string} id
 * @property {"quote" | "note" | "drop"} kind
 * @property {string} text
 * @property {string} time when it was kept, as HH:MM of this device
 * @property {string} speaker
 * @property {string} mark what it is about: one of the page's marks, or nothing
 * @property {boolean} shareable
 * @property {boolean} exact
 *
 * @typedef {object} Question held for later, perhaps for somebody
 * @property {string} id
 * @property {string} text
 * @property {string} person
 *
 * @typedef {object} Briefing one record, as it is stored
 * @property {string} id also what the server knows it by, however often it is sent
 * @property {number} rev counts changes: of two readings the later one is known
 * @property {number} user
 * @property {number} created milliseconds, like every moment here
 * @property {"before" | "during" | "after"} stage
 * @property {"open" | "ready" | "refused"} status ready is: to be sent
 * @property {boolean} attempted once true, the server may have it: then it is sent as it is
 * @property {string[]} errors why the server refused it
 * @property {string} customer
 * @property {string} attendees
 * @property {boolean} add_people
 * @property {string[]} listened_for
 * @property {number | null} started
 * @property {number | null} ended
 * @property {string} date
 * @property {string} minutes as typed
 * @property {number[]} spoke when its writer spoke
 * @property {Line[]} lines
 * @property {Question[]} held
 * @property {{text: string, speaker: string, mark: string, holding: boolean}} typed not kept yet
 *
 * @typedef {(record: Briefing) => void} Edit
 * @typedef {ReturnType<typeof storeOf>} Store
 */

const kept = createStore("pmcareer-briefing", "kept");
const channel = "BroadcastChannel" in self ? new BroadcastChannel("pmcareer-briefing") : null;

/** The record was sent or thrown away meanwhile, perhaps by another tab. */
export class GoneError extends Error {}

/** The record waits to be sent as it is and may not be changed any more. */
export class ClosedError extends Error {}

/**
 * Text that can be stored and sent: no half characters, no NUL.
 * @param {unknown} text
 */
export const clean = (text) =>
  String(text).replace(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0/g,
    "",
  );

/** @returns {Briefing} */
const blank = (/** @type {number} */ user) => ({
  id: newId(),
  rev: 0,
  user,
  created: Date.now(),
  stage: "before",
  status: "open",
  attempted: false,
  errors: [],
  customer: "",
  attendees: "",
  add_people: false,
  listened_for: ["", "", ""],
  started: null,
  ended: null,
  date: "",
  minutes: "",
  spoke: [],
  lines: [],
  held: [],
  typed: { text: "", speaker: "", mark: "", holding: false },
});

/**
 * The account that was here last.
 * @returns {{user: number, theme?: string} | null}
 */
export const lastUser = () => {
  try {
    return JSON.parse(localStorage.getItem("briefing-user") ?? "null");
  } catch {
    return null;
  }
};

export const rememberUser = (
  /** @type {number} */ user,
  /** @type {string | undefined} */ theme,
) => {
  try {
    localStorage.setItem("briefing-user", JSON.stringify({ user, theme }));
  } catch {
    /* full */
  }
};

/**
 * Everything of one account on this device.
 * @param {number} user
 */
export function storeOf(user) {
  const prefix = `briefing:${user}:`;
  const key = (/** @type {string} */ id) => prefix + id;

  /** @returns {Promise<Briefing[]>} the oldest first */
  async function list() {
    const all = await entries(kept);
    return all
      .filter(([name]) => String(name).startsWith(prefix))
      .map(([, record]) => record)
      .sort((one, other) => one.created - other.created);
  }

  // The figure that every page shows, without opening the database for it.
  async function told() {
    const unsent = (await list()).length;
    const name = `briefing-unsent:${user}`;
    try {
      if (unsent) localStorage.setItem(name, String(unsent));
      else localStorage.removeItem(name);
    } catch {
      /* a full storage costs the badge, nothing else */
    }
    channel?.postMessage(user);
    dispatchEvent(new CustomEvent("briefing-kept", { detail: { user, unsent } }));
  }

  /**
   * The record as it is once `edit` changed it; `even` one that waits to be sent.
   * @param {string} id
   * @param {Edit} edit
   * @returns {Promise<Briefing>}
   */
  async function change(id, edit, { even = false } = {}) {
    /** @type {Briefing | undefined} */
    let changed;
    await update(
      key(id),
      (/** @type {Briefing | undefined} */ record) => {
        if (!record) throw new GoneError(id);
        if (!even && record.status === "ready") throw new ClosedError(id);
        changed = structuredClone(record);
        edit(changed);
        changed.rev = (record.rev ?? 0) + 1;
        return changed;
      },
      kept,
    );
    await told();
    if (!changed) throw new GoneError(id);
    return changed;
  }

  return {
    user,
    list,
    told,
    change,
    /** @returns {Promise<Briefing | undefined>} */
    get: (/** @type {string} */ id) => get(key(id), kept),
    async create() {
      const record = blank(user);
      await set(key(record.id), record, kept);
      await told();
      return record;
    },
    async remove(/** @type {string} */ id) {
      await del(key(id), kept);
      await told();
    },
    /**
     * @param {string} id
     * @param {Pick<Line, "text" | "speaker" | "mark" | "time">} line
     */
    addLine: (id, line) =>
      change(id, (record) => {
        record.lines.push({ id: newId(), kind: "quote", shareable: false, exact: false, ...line });
        record.typed.text = "";
      }),
    hold: (/** @type {string} */ id, /** @type {{text: string}} */ question) =>
      change(id, (record) => {
        record.held.push({ id: newId(), person: "", ...question });
        record.typed.text = "";
      }),
    finish: (/** @type {string} */ id) =>
      change(id, (record) => {
        record.status = "ready";
        record.attempted = false;
        record.errors = [];
      }),
    /** Back to editing, as long as the server cannot have it. */
    reopen: (/** @type {string} */ id) =>
      change(
        id,
        (record) => {
          if (record.status === "ready" && record.attempted) throw new ClosedError(id);
          record.status = "open";
        },
        { even: true },
      ),
  };
}

/**
 * What the server takes, format 1: docs/briefing.md.
 * @param {Briefing} record
 */
export const payload = (record) => ({
  format: 1,
  user: record.user,
  client_id: record.id,
  customer: clean(record.customer),
  attendees: clean(record.attendees),
  add_people: record.add_people,
  listened_for: record.listened_for.map(clean),
  date: record.date,
  minutes: record.minutes || null,
  spoke: record.spoke.length,
  lines: record.lines
    .filter((line) => line.kind !== "drop")
    .map((line) => ({
      kind: line.kind,
      text: clean(line.text),
      time: line.time,
      speaker: clean(line.speaker),
      mark: line.mark,
      shareable: line.shareable,
      exact: line.exact,
    })),
  held: record.held.map((row) => ({ text: clean(row.text), person: clean(row.person) })),
});

/**
 * Calls `listener` when another tab has changed something.
 * @param {(user: number) => void} listener
 */
export function onOtherTab(listener) {
  channel?.addEventListener("message", ({ data }) => listener(data));
}
