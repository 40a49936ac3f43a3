// After: every line is a quote, a note or nothing; then one save.

import { clearFault, complain, placed } from "./faults.js";
import {
  byId,
  copy,
  input,
  later,
  localDate,
  most,
  namesOf,
  part,
  show,
  stayAwake,
  tell,
  word,
} from "./screen.js";
import { clean } from "./store.js";

/**
 * @import { Fault } from "./faults.js"
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
/** What a line was said to be: nothing as long as nobody chose. */
const chosen = (/** @type {HTMLElement} */ row) => {
  const radio = row.querySelector("input[type=radio]:checked");
  return radio instanceof HTMLInputElement ? /** @type {Line["kind"]} */ (radio.value) : undefined;
};
const text = (/** @type {HTMLElement} */ row) => part(row, "[name=text]", HTMLTextAreaElement);
const mark = (/** @type {HTMLElement} */ row) => part(row, "[name=mark]", HTMLSelectElement);

// What the form says; rows that another tab added meanwhile stay as they are.
function read() {
  const form = byId("after");
  const rows = rowsOf("sort").map((row) => ({
    id: row.dataset.id ?? "",
    text: text(row).value,
    kind: chosen(row) ?? "quote",
    speaker: input(row, "speaker").value,
    mark: mark(row).value,
    exact: chosen(row) === "quote",
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
  drawAbout();
  const faults =
    record.status === "refused" ? record.errors.map((error) => placed(record, error)) : [];
  // What the server refuses elsewhere than in a line is folded away in there.
  byId("after-about", HTMLDetailsElement).open = !record.customer || faults.some(({ at }) => !at);
  drawSpeakers(record.attendees);
  byId("sort").replaceChildren(...record.lines.map(drawRow));
  byId("sort-held").replaceChildren(...record.held.map(drawHeld));
  byId("sort-held-part").hidden = !record.held.length;
  byId("after-count").textContent = word("lines", { count: record.lines.length });
  drawLeft();
  complain(faults);
  stayAwake(false);
  show("after");
}

/** What is folded away, in a line. */
function drawAbout() {
  const form = byId("after");
  const minutes = input(form, "minutes").value;
  byId("after-about-line").textContent = [
    input(form, "customer").value.trim() || word("briefing"),
    input(form, "date").value,
    minutes && word("minutes", { count: minutes }),
  ]
    .filter(Boolean)
    .join(" · ");
}

function drawSpeakers(/** @type {string} */ attendees) {
  const options = namesOf(attendees).map((name) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  });
  byId("sort-speakers").replaceChildren(...options);
}

/** How many lines nobody has decided about, and what can be said of all at once. */
function drawLeft() {
  const kinds = rowsOf("sort").map(chosen);
  const left = kinds.filter((kind) => !kind).length;
  byId("after-left").textContent = left ? word("left", { count: left }) : "";
  byId("sort-all").hidden = !left;
  byId("sort-more").hidden = !kinds.includes("quote");
}

function drawRow(/** @type {Line} */ line, /** @type {number} */ index) {
  const row = copy("sort-template");
  row.dataset.id = line.id;
  part(row, "[data-number]").textContent = `${index + 1}.`;
  part(row, "[data-time]").textContent = line.time;
  part(row, "fieldset").id = `line-${line.id}`;
  text(row).value = line.text;
  // For a browser that cannot fit a field to its text.
  text(row).rows = Math.min(8, Math.ceil(line.text.length / (innerWidth < 600 ? 32 : 70)) || 1);
  input(row, "speaker").value = line.speaker;
  mark(row).value = line.mark;
  input(row, "shareable").checked = line.shareable;
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (
    row.querySelectorAll("input[type=radio]")
  );
  for (const radio of radios) {
    radio.name = `kind-${line.id}`;
    radio.checked = radio.value === line.kind && (line.kind !== "quote" || line.exact);
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

// Who said it and who may see it matter for exact words; a line says them where they are folded away.
function sortRow(/** @type {HTMLElement} */ row) {
  const kind = chosen(row);
  row.dataset.kind = kind ?? "";
  part(row, "[data-detail]").hidden = kind !== "quote";
  const about = [
    kind === "quote" ? "" : input(row, "speaker").value,
    mark(row).value && (mark(row).selectedOptions[0]?.textContent ?? ""),
    kind === "quote" && input(row, "shareable").checked && word("shared"),
  ];
  const said = about.filter(Boolean).join(" · ");
  part(row, "[data-about]").textContent = said && `· ${said}`;
  if (kind) clearFault(row);
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

// What the server would refuse is said here, where there may be no network to ask it.
function wrong(/** @type {Typed} */ typed) {
  /** @type {Fault[]} */
  const found = [];
  const quotes = typed.rows.filter((row) => row.kind === "quote");
  typed.rows.forEach((row, index) => {
    if (row.kind === "drop") return;
    const at = `line-${row.id}`;
    const number = index + 1;
    if (!clean(row.text).trim()) found.push({ text: word("no-text", { number }), at });
    else if (row.kind === "quote" && !row.exact) {
      found.push({ text: word("not-exact", { number }), at });
    }
  });
  if (quotes.length > most.quotes) found.push({ text: word("many-quotes", { most: most.quotes }) });
  typed.held.forEach((row, index) => {
    if (clean(row.text).trim()) return;
    found.push({ text: word("no-question", { number: index + 1 }), at: `text-${row.id}` });
  });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.date)) {
    found.push({ text: word("no-date"), at: "after-date" });
  }
  const minutes = Number(typed.minutes || 1);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) {
    found.push({ text: word("no-minutes"), at: "after-minutes" });
  }
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

// One tap for all that nobody has decided about; what was said to be a note stays one.
function allExact() {
  for (const row of rowsOf("sort")) {
    if (!chosen(row)) part(row, "input[value=quote]", HTMLInputElement).checked = true;
    sortRow(row);
  }
  drawLeft();
  keep();
  byId("after-count").tabIndex = -1;
  byId("after-count").focus({ preventScroll: true });
}

function allShareable() {
  for (const row of rowsOf("sort")) {
    if (chosen(row) === "quote") input(row, "shareable").checked = true;
    sortRow(row);
  }
  keep();
}

export function start(/** @type {App} */ shared) {
  app = shared;
  byId("after").addEventListener("input", () => keep());
  byId("after").addEventListener("change", ({ target }) => {
    const row = target instanceof Element ? target.closest(".briefing-row") : null;
    if (row instanceof HTMLElement && row.parentElement?.id === "sort") sortRow(row);
    drawLeft();
    drawAbout();
    drawSpeakers(input(byId("after"), "attendees").value);
    keep();
  });
  byId("after").addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  byId("all-exact").addEventListener("click", allExact);
  byId("all-shareable").addEventListener("click", allShareable);
  byId("set-speaker").addEventListener("click", () => {
    const name = byId("all-speaker", HTMLInputElement).value.trim();
    for (const row of rowsOf("sort")) {
      if (chosen(row) !== "quote") continue;
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
