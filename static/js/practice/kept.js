// Practices that were made without a network: kept on this device under the key of the account that
// made them, sent once there is a network again, forgotten for the answer that names them.

import { createStore, del, entries, set } from "../../vendor/idb-keyval/index.js";
import { who } from "../briefing/outbox.js";

/**
 * @typedef {[string, string][]} Values the names and values of the form
 * @typedef {{user: number, values: Values, errors?: string[]}} Kept
 */

const kept = createStore("pmcareer-practice", "kept");
const PATIENCE = 30_000;

const unsentName = (/** @type {number} */ user) => `practice-unsent:${user}`;

/**
 * The practices of one account on this device.
 * @param {number} user
 * @returns {Promise<[IDBValidKey, Kept][]>}
 */
export async function unsentOf(user) {
  const all = /** @type {[IDBValidKey, Kept][]} */ (await entries(kept));
  return all.filter(([, practice]) => practice.user === user);
}

// The figure by which any page knows that there is something to send, without opening the database.
async function count(/** @type {number} */ user) {
  const unsent = (await unsentOf(user)).length;
  try {
    if (unsent) localStorage.setItem(unsentName(user), String(unsent));
    else localStorage.removeItem(unsentName(user));
  } catch {
    /* a full storage costs the figure: the page of practice sends by itself */
  }
  return unsent;
}

/**
 * @param {number} user
 * @param {Values} values
 */
export async function keep(user, values) {
  const id = new Map(values).get("client_id");
  if (!id) throw new TypeError("no identity");
  await set(id, { user, values }, kept);
  return count(user);
}

/**
 * Sends what waits, if `user` is who is signed in; says how many still wait.
 * @param {number} user
 */
async function sendAll(user) {
  const waiting = await unsentOf(user);
  if (waiting.length) {
    const told = await who();
    if (told.user !== user) return waiting.length;
    for (const [id, practice] of waiting) {
      const answer = await fetch("/interviews/practice/send/", {
        method: "POST",
        headers: { "X-CSRFToken": told.csrf },
        body: new URLSearchParams(practice.values),
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
      });
      const isJson = answer.headers.get("content-type")?.includes("application/json");
      const said = isJson ? await answer.json() : {};
      if (answer.status === 200 && said.saved === id) await del(id, kept);
      else if (answer.status !== 422) break;
    }
  }
  return count(user);
}

/**
 * One tab at a time where the browser can say so; the server keeps the same practice once anyway.
 * @param {number} user
 * @returns {Promise<number>}
 */
export async function flush(user) {
  const work = () => sendAll(user);
  try {
    if (navigator.locks) return await navigator.locks.request("pmcareer-practice-send", work);
    return await work();
  } catch {
    return (await unsentOf(user)).length; // no network yet
  }
}
