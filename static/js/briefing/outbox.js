// Sends what waits, once. A briefing leaves this device only for an answer that names it; whatever
// else comes back (nothing, a sign-in page, a gateway's error) leaves it where it is.

import { payload, storeOf } from "./store.js";

/**
 * @import { Briefing, Store } from "./store.js"
 *
 * @typedef {(address: string, options: RequestInit) => Promise<Response>} Ask
 * @typedef {{user: number | null, theme?: string, csrf: string}} Told
 *
 * @typedef {object} Result
 * @property {"done" | "offline" | "signed-out" | "waiting"} state waiting is: for a server that
 *   answered something else
 * @property {number | null} user
 * @property {{id: string, url: string, points: number}[]} saved
 * @property {string[]} refused
 * @property {number} trouble what the server answered
 */

const PATIENCE = 30_000;
/** @type {Promise<unknown>} */
let sending = Promise.resolve();

// One tab at a time where the browser can say so; the server takes the same briefing once anyway.
const alone = (/** @type {() => Promise<Result>} */ work) => {
  if (navigator.locks) return navigator.locks.request("pmcareer-briefing-send", work);
  const result = sending.then(work, work);
  sending = result;
  return result;
};

const json = async (/** @type {Response} */ answer) => {
  const kind = answer.headers.get("content-type") ?? "";
  return kind.includes("application/json") ? answer.json() : null;
};

/**
 * Who is signed in here; throws where the server cannot be asked.
 * @param {Ask} ask
 * @returns {Promise<Told>}
 */
export async function who(ask = fetch) {
  const answer = await ask("/briefing/who/", {
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const told = answer.ok ? await json(answer) : null;
  if (!told || !("user" in told) || !told.csrf) throw new TypeError("no answer of ours");
  return told;
}

/**
 * Sends every briefing of the signed-in account that is ready.
 * @param {Ask} ask
 */
export function flush(ask = fetch) {
  return alone(async () => {
    /** @type {Result} */
    const result = { state: "done", user: null, saved: [], refused: [], trouble: 0 };
    /** @type {Told} */
    let told;
    try {
      told = await who(ask);
    } catch {
      return { ...result, state: "offline" };
    }
    result.user = told.user;
    if (told.user === null) return { ...result, state: "signed-out" };
    const store = storeOf(told.user);
    for (const record of await store.list()) {
      if (record.status !== "ready") continue;
      const state = await send(store, record, told.csrf, ask, result);
      if (state) return { ...result, state };
    }
    return result;
  });
}

/**
 * Sends one; says why no more can be sent now, or nothing.
 * @param {Store} store
 * @param {Briefing} record
 * @param {string} csrf
 * @param {Ask} ask
 * @param {Result} result
 * @returns {Promise<Result["state"] | undefined>}
 */
async function send(store, record, csrf, ask, result) {
  // From here on the server may have it, whatever becomes of the answer.
  try {
    await store.change(
      record.id,
      (kept) => {
        // Taken back, or sent by another tab, since it was listed.
        if (kept.status !== "ready") throw new TypeError("not ready");
        kept.attempted = true;
      },
      { even: true },
    );
  } catch {
    return undefined;
  }
  /** @type {Response} */
  let answer;
  /** @type {{saved?: string, url: string, points: number, errors?: unknown} | null} */
  let told;
  try {
    answer = await ask("/briefing/send/", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(payload(record)),
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    told = await json(answer);
  } catch {
    return "offline";
  }
  if (answer.status === 200 && told?.saved === record.id) {
    await store.remove(record.id);
    result.saved.push({ id: record.id, url: told.url, points: told.points });
    return undefined;
  }
  if ((answer.status === 400 || answer.status === 422) && Array.isArray(told?.errors)) {
    const errors = told.errors.map(String);
    await store.change(
      record.id,
      (kept) => {
        kept.status = "refused";
        kept.errors = errors;
      },
      { even: true },
    );
    result.refused.push(record.id);
    return undefined;
  }
  if (answer.status === 401 || answer.status === 409) return "signed-out";
  result.trouble = answer.status;
  return "waiting";
}
