// After: every line is a quote, a note or nothing; then one save.

import { byId, copy, later, localDate, most, show, stayAwake, tell, word } from "./screen.js";
import { clean } from "./store.js";

let app;

const keep = later(async () => {
  if (app.record?.stage !== "after") return;
  const typed = read();
  await app.edit((record) => {
    merge(record, typed);
  });
}, 250);

export const keepNow = () => keep.now();

// What the form says; rows that another tab added meanwhile stay as they are.
function read() {
  const { elements } = byId("after");
  const rows = [...byId("sort").children].map((item) => ({
    id: item.dataset.id,
    text: item.querySelector("[name=text]").value,
    kind: item.querySelector("input[type=radio]:checked").value,
    speaker: item.querySelector("[name=speaker]").value,
    mark: item.querySelector("[name=mark]").value,
    exact: item.querySelector("[name=exact]").checked,
    shareable: item.querySelector("[name=shareable]").checked,
  }));
  const held = [...byId("sort-held").children].map((item) => ({
    id: item.dataset.id,
    text: item.querySelector("[name=text]").value,
    person: item.querySelector("[name=person]").value,
  }));
  return {
    customer: elements.customer.value,
    attendees: elements.attendees.value,
    add_people: elements.add_people.checked,
    date: elements.date.value,
    minutes: elements.minutes.value.trim(),
    rows,
    held,
  };
}

function merge(record, { rows, held, ...fields }) {
  Object.assign(record, fields);
  for (const [list, typed] of [
    [record.lines, rows],
    [record.held, held],
  ]) {
    const byKey = new Map(typed.map((row) => [row.id, row]));
    for (const row of list) Object.assign(row, byKey.get(row.id));
  }
}

export function openAfter() {
  const { record } = app;
  const { elements } = byId("after");
  elements.customer.value = record.customer;
  elements.attendees.value = record.attendees;
  elements.add_people.checked = record.add_people;
  elements.date.value = record.date || localDate(new Date(record.started ?? record.created));
  elements.minutes.value = record.minutes;
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

function drawRow(row, index) {
  const item = copy("sort-template");
  item.dataset.id = row.id;
  item.querySelector("[data-number]").textContent = `${index + 1}.`;
  item.querySelector("[data-time]").textContent = row.time;
  const named = (name) => item.querySelector(`[name=${name}]`);
  named("text").value = row.text;
  named("text").rows = Math.min(8, Math.ceil(row.text.length / (innerWidth < 600 ? 32 : 70)) || 1);
  named("speaker").value = row.speaker;
  named("mark").value = row.mark;
  named("exact").checked = row.exact;
  named("shareable").checked = row.shareable;
  for (const radio of item.querySelectorAll("input[type=radio]")) {
    radio.name = `kind-${row.id}`;
    radio.checked = radio.value === row.kind;
  }
  const labels = { text: named("text"), speaker: named("speaker"), mark: named("mark") };
  for (const [name, field] of Object.entries(labels)) {
    field.id = `${name}-${row.id}`;
    field.closest(".field").querySelector("label").htmlFor = field.id;
  }
  sortRow(item);
  return item;
}

// What does not matter for a note or a dropped line is out of the way.
function sortRow(item) {
  const { value } = item.querySelector("input[type=radio]:checked");
  item.dataset.kind = value;
  item.querySelector("[data-ticks]").hidden = value !== "quote";
  item.querySelector("[data-detail]").hidden = value === "drop";
}

function drawHeld(question) {
  const item = copy("sort-held-template");
  item.dataset.id = question.id;
  for (const name of ["text", "person"]) {
    const field = item.querySelector(`[name=${name}]`);
    field.value = question[name];
    field.id = `${name}-${question.id}`;
    field.closest(".field").querySelector("label").htmlFor = field.id;
  }
  item.querySelector("[data-delete]").addEventListener("click", () => removeHeld(question));
  return item;
}

async function removeHeld(question) {
  await keep.now();
  const kept = app.record.held.find((row) => row.id === question.id);
  await app.edit((record) => {
    record.held = record.held.filter((row) => row.id !== question.id);
  });
  openAfter();
  tell(word("removed"), {
    name: word("undo"),
    run: async () => {
      await app.edit((record) => {
        record.held.push(kept);
      });
      openAfter();
    },
  });
}

function complain(sentences) {
  const box = byId("after-errors");
  box.hidden = !sentences.length;
  box.querySelector("ul").replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
  if (sentences.length) box.focus();
}

// What the server would refuse is said here, where there may be no network to ask it.
function wrong(typed) {
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
    await app.store.finish(app.record.id);
  } catch (error) {
    app.failed(error);
    return;
  }
  await app.toKept();
  await app.send();
}

function tickAll(name) {
  for (const item of byId("sort").children) {
    if (item.dataset.kind === "quote") item.querySelector(`[name=${name}]`).checked = true;
  }
  keep();
}

export function start(shared) {
  app = shared;
  byId("after").addEventListener("input", () => keep());
  byId("after").addEventListener("change", ({ target }) => {
    if (target.type === "radio") sortRow(target.closest("li"));
    keep();
  });
  byId("after").addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  byId("all-exact").addEventListener("click", () => tickAll("exact"));
  byId("all-shareable").addEventListener("click", () => tickAll("shareable"));
  byId("set-speaker").addEventListener("click", () => {
    const name = byId("all-speaker").value.trim();
    for (const item of byId("sort").children) {
      const field = item.querySelector("[name=speaker]");
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
