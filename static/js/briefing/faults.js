// What is wrong with a briefing that shall be saved: above the form, with the way to each line, and
// beside the line.

import { byId, item, part, word } from "./screen.js";

/**
 * @import { Briefing } from "./store.js"
 *
 * @typedef {object} Fault what is wrong, and the id of what it is wrong with
 * @property {string} text
 * @property {string} [at]
 */

/** Says what is wrong above all, each with the way there, and beside its line. */
export function complain(/** @type {Fault[]} */ faults) {
  for (const row of document.querySelectorAll(".briefing-row")) clearFault(row);
  const box = byId("after-errors");
  box.hidden = !faults.length;
  part(box, "ul").replaceChildren(...faults.map(drawFault));
  for (const { text: told, at } of faults) {
    const row = at ? document.getElementById(at)?.closest(".briefing-row") : null;
    const wrong = row?.querySelector("[data-wrong]");
    if (!row || !(wrong instanceof HTMLElement)) continue;
    row.classList.add("is-wrong");
    wrong.textContent = told;
    wrong.hidden = false;
  }
  if (faults.length) box.focus();
}

function drawFault(/** @type {Fault} */ { text: told, at }) {
  const made = item("");
  if (!at) {
    made.textContent = told;
    return made;
  }
  const link = document.createElement("a");
  link.href = `#${at}`;
  link.textContent = told;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const target = byId(at);
    const fold = target.closest("details");
    if (fold) fold.open = true;
    target.focus();
  });
  made.append(link);
  return made;
}

/** A sentence of the server with the line that it is about, by the number that this page shows. */
export function placed(/** @type {Briefing} */ record, /** @type {string} */ sentence) {
  const sent = record.lines.filter((line) => line.kind !== "drop");
  for (const [index, line] of sent.entries()) {
    const where = word("line", { number: index + 1 });
    if (!sentence.startsWith(where)) continue;
    const number = record.lines.indexOf(line) + 1;
    return { text: word("line", { number }) + sentence.slice(where.length), at: `line-${line.id}` };
  }
  for (const [index, question] of record.held.entries()) {
    const where = word("held-question", { number: index + 1 });
    if (sentence.startsWith(where)) return { text: sentence, at: `text-${question.id}` };
  }
  return { text: sentence };
}

/** What somebody has mended is no longer said. */
export function clearFault(/** @type {Element} */ row) {
  row.classList.remove("is-wrong");
  const wrong = row.querySelector("[data-wrong]");
  if (!(wrong instanceof HTMLElement) || wrong.hidden) return;
  wrong.hidden = true;
  const box = byId("after-errors");
  const about = row.querySelector("fieldset")?.id;
  box.querySelector(`a[href="#${about}"]`)?.closest("li")?.remove();
  box.hidden = !box.querySelector("li");
}
