// After: every line is a quote, a note or nothing; then one save.

import {
  byId,
  copy,
  input,
  item,
  later,
  localDate,
  most,
  part,
  show,
  stayAwake,
  tell,
  word,
} from "./screen.js";
import { clean } from "./store.js";

/**
 * @import { Briefing, Line, Question } from "./store.js"
 * @import { App } from "./main.js"
 * @typedef {ReturnType<typeof read>} Typed
 */

/** @type {App} */
let app;

const keep = later(async () => {
  if (app.record?.stage !== "after") return;
  const typed = read();
  await app.edit((record) => {
    merge(record, typed);
  });
}, 250);

export const keepNow = () => keep.now();

const rowsOf = (/** @type {string} */ list) =>
  /** @type {HTMLElement[]} */ ([...byId(list).children]);
const chosen = (/** @type {HTMLElement} */ row) =>
  /** @type {Line["kind"]} */ (part(row, "input[type=radio]:checked", HTMLInputElement).value);
const text = (/** @type {HTMLElement} */ row) => part(row, "[name=text]", HTMLTextAreaElement);
const mark = (/** @type {HTMLElement} */ row) => part(row, "[name=mark]", HTMLSelectElement);

// What the form says; rows that another tab added meanwhile stay as they are.
function read() {
  const form = byId("after");
  const rows = rowsOf("sort").map((row) => ({
    id: row.dataset.id ?? "",
    text: text(row).value,
    kind: chosen(row),
    speaker: input(row, "speaker").value,
    mark: mark(row).value,
    exact: input(row, "exact").checked,
    shareable: input(row, "shareable").checked,
  }));
  const held = rowsOf("sort-held").map((row) => ({
    id: row.dataset.id ?? "",
    text: input(row, "text").value,
    person: input(row, "person").value,
  }));
  return {
    customer: input(form, "customer").value,
    attendees: input(form, "attendees").value,
    add_people: input(form, "add_people").checked,
    date: input(form, "date").value,
    minutes: input(form, "minutes").value.trim(),
    rows,
    held,
  };
}

function merge(/** @type {Briefing} */ record, /** @type {Typed} */ { rows, held, ...fields }) {
  Object.assign(record, fields);
  assignById(record.lines, rows);
  assignById(record.held, held);
}

/**
 * @template {{id: string}} T
 * @param {T[]} list
 * @param {Partial<T>[]} typed
 */
function assignById(list, typed) {
  const byKey = new Map(typed.map((row) => [row.id, row]));
  for (const row of list) Object.assign(row, byKey.get(row.id));
}

export function openAfter() {
  const record = app.opened();
  const form = byId("after");
  input(form, "customer").value = record.customer;
  input(form, "attendees").value = record.attendees;
  input(form, "add_people").checked = record.add_people;
  input(form, "date").value = record.date || localDate(new Date(record.started ?? record.created));
  input(form, "minutes").value = record.minutes;
  byId("after-spoke").textContent = record.spoke.length
    ? word("spoke-after", { count: record.spoke.length })
    : word("silent");
  byId("sort").replaceChildren(...record.lines.map(drawRow));
  byId("sort-held").replaceChildren(...record.held.map(drawHeld));
  byId("sort-held-part").hidden = !record.held.length;
  byId("after-count").textContent = word("lines", { count: record.lines.length });
  complain(record.status === "refused" ? record.errors : []);
  stayAwake(false);
  show("after");
}

function drawRow(/** @type {Line} */ line, /** @type {number} */ index) {
  const row = copy("sort-template");
  row.dataset.id = line.id;
  part(row, "[data-number]").textContent = `${index + 1}.`;
  part(row, "[data-time]").textContent = line.time;
  text(row).value = line.text;
  text(row).rows = Math.min(8, Math.ceil(line.text.length / (innerWidth < 600 ? 32 : 70)) || 1);
  input(row, "speaker").value = line.speaker;
  mark(row).value = line.mark;
  input(row, "exact").checked = line.exact;
  input(row, "shareable").checked = line.shareable;
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (
    row.querySelectorAll("input[type=radio]")
  );
  for (const radio of radios) {
    radio.name = `kind-${line.id}`;
    radio.checked = radio.value === line.kind;
  }
  for (const name of ["text", "speaker", "mark"]) label(row, name, line.id);
  sortRow(row);
  return row;
}

// Every row of a template needs labels of its own.
function label(
  /** @type {HTMLElement} */ row,
  /** @type {string} */ name,
  /** @type {string} */ id,
) {
  const field = part(row, `[name=${name}]`);
  field.id = `${name}-${id}`;
  const holder = field.closest(".field");
  if (holder) part(holder, "label", HTMLLabelElement).htmlFor = field.id;
}

// What does not matter for a note or a dropped line is out of the way.
function sortRow(/** @type {HTMLElement} */ row) {
  const kind = chosen(row);
  row.dataset.kind = kind;
  part(row, "[data-ticks]").hidden = kind !== "quote";
  part(row, "[data-detail]").hidden = kind === "drop";
}

function drawHeld(/** @type {Question} */ question) {
  const row = copy("sort-held-template");
  row.dataset.id = question.id;
  input(row, "text").value = question.text;
  input(row, "person").value = question.person;
  for (const name of ["text", "person"]) label(row, name, question.id);
  part(row, "[data-delete]").addEventListener("click", () => removeHeld(question));
  return row;
}

async function removeHeld(/** @type {Question} */ question) {
  await keep.now();
  const kept = app.opened().held.find((row) => row.id === question.id);
  await app.edit((record) => {
    record.held = record.held.filter((row) => row.id !== question.id);
  });
  openAfter();
  tell(word("removed"), {
    name: word("undo"),
    run: async () => {
      await app.edit((record) => {
        if (kept) record.held.push(kept);
      });
      openAfter();
    },
  });
}

function complain(/** @type {string[]} */ sentences) {
  const box = byId("after-errors");
  box.hidden = !sentences.length;
  part(box, "ul").replaceChildren(...sentences.map(item));
  if (sentences.length) box.focus();
}

// What the server would refuse is said here, where there may be no network to ask it.
function wrong(/** @type {Typed} */ typed) {
  /** @type {string[]} */
  const found = [];
  const quotes = typed.rows.filter((row) => row.kind === "quote");
  typed.rows.forEach((row, index) => {
    if (row.kind === "drop") return;
    if (!clean(row.text).trim()) found.push(word("no-text", { number: index + 1 }));
    else if (row.kind === "quote" && !row.exact) {
      found.push(word("not-exact", { number: index + 1 }));
    }
  });
  if (quotes.length > most.quotes) found.push(word("many-quotes", { most: most.quotes }));
  if (typed.held.some((row) => !clean(row.text).trim())) found.push(word("no-question"));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.date)) found.push(word("no-date"));
  const minutes = Number(typed.minutes || 1);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) found.push(word("no-minutes"));
  return found;
}

async function save() {
  keep.drop();
  const typed = read();
  if (
    !(await app.edit((record) => {
      merge(record, typed);
    }))
  )
    return;
  const found = wrong(typed);
  complain(found);
  if (found.length) return;
  try {
    await app.device().finish(app.opened().id);
  } catch (error) {
    app.failed(error);
    return;
  }
  await app.toKept();
  await app.send();
}

function tickAll(/** @type {"exact" | "shareable"} */ name) {
  for (const row of rowsOf("sort")) {
    if (row.dataset.kind === "quote") input(row, name).checked = true;
  }
  keep();
}

export function start(/** @type {App} */ shared) {
  app = shared;
  byId("after").addEventListener("input", () => keep());
  byId("after").addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "radio") {
      const row = target.closest("li");
      if (row) sortRow(row);
    }
    keep();
  });
  byId("after").addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  byId("all-exact").addEventListener("click", () => tickAll("exact"));
  byId("all-shareable").addEventListener("click", () => tickAll("shareable"));
  byId("set-speaker").addEventListener("click", () => {
    const name = byId("all-speaker", HTMLInputElement).value.trim();
    for (const row of rowsOf("sort")) {
      const field = input(row, "speaker");
      if (!field.value.trim()) field.value = name;
    }
    keep();
  });
  byId("back-to-during").addEventListener("click", async () => {
    await keep.now();
    if (
      await app.edit((record) => {
        record.stage = "during";
        record.minutes = "";
      })
    )
      app.toDuring();
  });
}
