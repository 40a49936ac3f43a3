// Before and during: what to listen for, then one line after another, each kept as it is typed.

import {
  byId,
  clock,
  copy,
  later,
  minutesSince,
  most,
  namesOf,
  show,
  stayAwake,
  tell,
  word,
} from "./screen.js";
import { clean } from "./store.js";

const line = byId("line");
let app; // {store, record, toKept(), toAfter(), failed(error)}
let editing = false;

const keepTyped = later(async (text) => {
  if (app.record?.stage !== "during") return;
  await app.edit((record) => {
    record.typed.text = text;
  });
}, 250);

const keepBefore = later(async () => {
  if (app.record?.stage !== "before") return;
  const values = beforeValues();
  await app.edit((record) => {
    Object.assign(record, values);
  });
}, 250);

function beforeValues() {
  const form = byId("before");
  return {
    customer: form.elements.customer.value,
    attendees: form.elements.attendees.value,
    listened_for: [...form.elements.listen].map((field) => field.value),
  };
}

/** The half-typed word too: called when the page is hidden or closed. */
export const keepNow = () => Promise.all([keepTyped.now(), keepBefore.now()]);

export function openBefore() {
  const { record } = app;
  const form = byId("before");
  form.elements.customer.value = record.customer;
  form.elements.attendees.value = record.attendees;
  [...form.elements.listen].forEach((field, index) => {
    field.value = record.listened_for[index] ?? "";
  });
  show("before", form.elements.customer);
}

async function begin() {
  keepBefore.drop();
  const values = beforeValues();
  const started = Date.now();
  if (
    await app.edit((record) => {
      Object.assign(record, values, { stage: "during" });
      record.started ??= started;
    })
  )
    openDuring();
}

export function openDuring() {
  const { record } = app;
  byId("during-title").textContent = record.customer || word("briefing");
  line.value = record.typed.text;
  grow();
  drawListening();
  drawDuring();
  show("during", line);
  toEnd();
  stayAwake(true);
  byId("scroll").scrollTop = byId("scroll").scrollHeight;
}

const toEnd = () => line.setSelectionRange(line.value.length, line.value.length);

function drawListening() {
  const items = app.record.listened_for
    .filter((thing) => thing.trim())
    .map((thing) => {
      const item = document.createElement("li");
      item.textContent = thing;
      item.dir = "auto";
      return item;
    });
  byId("listening").replaceChildren(...items);
  byId("listening").hidden = !items.length;
}

/** The stage as the record is now, also when another tab changed it. */
export function drawDuring() {
  const { record } = app;
  if (!editing) {
    byId("lines").replaceChildren(
      ...record.lines.filter((row) => row.kind !== "drop").map(drawLine),
    );
  }
  byId("held").replaceChildren(
    ...record.held.map((question) => {
      const item = document.createElement("li");
      item.textContent = question.text;
      item.dir = "auto";
      return item;
    }),
  );
  byId("held-part").hidden = !record.held.length;
  drawSpeakers();
  for (const button of document.querySelectorAll("[data-mark]")) {
    button.setAttribute("aria-pressed", String(button.dataset.mark === record.typed.mark));
  }
  const { holding } = record.typed;
  byId("hold").setAttribute("aria-pressed", String(holding));
  byId("composer").classList.toggle("is-holding", holding);
  const label = holding ? line.dataset.question : line.dataset.quote;
  line.placeholder = label;
  line.maxLength = Number(holding ? line.dataset.questionMost : line.dataset.textMost);
  byId("line-label").textContent = label;
}

function drawSpeakers() {
  const { record } = app;
  const names = namesOf(record.attendees);
  const before = [...byId("speakers").children].map((button) => button.textContent);
  if (names.join("\n") !== before.join("\n")) {
    byId("speakers").replaceChildren(
      ...names.map((name, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "chip briefing-chip";
        button.textContent = name;
        if (index < 5) button.setAttribute("aria-keyshortcuts", `Alt+${index + 5}`);
        return button;
      }),
    );
    byId("speakers").hidden = !names.length;
  }
  for (const button of byId("speakers").children) {
    button.setAttribute("aria-pressed", String(button.textContent === record.typed.speaker));
  }
}

function drawLine(row) {
  const item = copy("line-template");
  item.querySelector("[data-text]").textContent = row.text;
  item.querySelector("[data-time]").textContent = row.time;
  const mark = document.querySelector(`[data-mark="${row.mark}"]`)?.textContent;
  item.querySelector("[data-about]").textContent = [row.speaker, mark].filter(Boolean).join(" · ");
  item.querySelector("[data-edit]").addEventListener("click", () => editLine(item, row));
  item.querySelector("[data-delete]").addEventListener("click", () => deleteLine(row));
  return item;
}

// A deleted line is put aside: undo brings it back, and so does sorting at the end.
async function deleteLine(row) {
  const set = (kind) =>
    app.edit((record) => {
      const found = record.lines.find((one) => one.id === row.id);
      if (found) found.kind = kind;
    });
  await set("drop");
  drawDuring();
  line.focus();
  tell(word("deleted"), {
    name: word("undo"),
    run: async () => {
      await set(row.kind);
      drawDuring();
      line.focus();
    },
  });
}

function editLine(item, row) {
  editing = true;
  const field = document.createElement("textarea");
  field.className = "input";
  field.value = row.text;
  field.maxLength = Number(line.dataset.textMost);
  field.setAttribute("aria-label", word("edit-line"));
  item.querySelector("[data-text]").replaceWith(field);
  field.focus();
  let done = false;
  const end = async (keep) => {
    if (done) return;
    done = true;
    editing = false;
    const text = clean(field.value).trim();
    if (keep && text && text !== row.text) {
      await app.edit((record) => {
        const found = record.lines.find((one) => one.id === row.id);
        if (found) found.text = text;
      });
    }
    drawDuring();
    line.focus();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      end(true);
    } else if (event.key === "Escape") end(false);
  });
  field.addEventListener("blur", () => end(true));
}

async function keepLine() {
  const text = clean(line.value).trim();
  const { record } = app;
  if (!text) return;
  const { holding, speaker, mark } = record.typed;
  const full = holding ? record.held.length >= most.questions : record.lines.length >= most.lines;
  if (full) {
    tell(word("many"));
    return;
  }
  keepTyped.drop();
  line.value = "";
  grow();
  try {
    if (holding) {
      app.seen(await app.store.hold(record.id, { text }));
      app.seen(
        await app.store.change(record.id, (kept) => {
          kept.typed.holding = false;
        }),
      );
    } else {
      app.seen(
        await app.store.addLine(record.id, { text, speaker, mark, time: clock(new Date()) }),
      );
      if (mark)
        app.seen(
          await app.store.change(record.id, (kept) => {
            kept.typed.mark = "";
          }),
        );
    }
    tell("");
  } catch (error) {
    line.value = [text, line.value].filter(Boolean).join(" ");
    app.failed(error);
    return;
  }
  if (line.value) keepTyped(line.value);
  drawDuring();
  const scroll = byId("scroll");
  scroll.scrollTop = scroll.scrollHeight;
}

// Several lines are seen whole while they are typed.
function grow() {
  line.rows = Math.min(
    4,
    Math.max(1, Math.ceil(line.value.length / 42), line.value.split("\n").length),
  );
}

async function toggle(edit) {
  await app.edit((record) => edit(record.typed));
  drawDuring();
  line.focus();
}

const toggleMark = (mark) =>
  toggle((typed) => {
    typed.mark = typed.mark === mark ? "" : mark;
  });
const toggleHold = () =>
  toggle((typed) => {
    typed.holding = !typed.holding;
  });
const choose = (name) =>
  toggle((typed) => {
    typed.speaker = typed.speaker === name ? "" : name;
  });

async function spoke() {
  const when = Date.now();
  await app.edit((record) => {
    record.spoke.push(when);
  });
  app.drawBar();
  tell(word("counted", { count: app.record.spoke.length }), {
    name: word("undo"),
    run: async () => {
      await app.edit((record) => {
        record.spoke = record.spoke.filter((one) => one !== when);
      });
      app.drawBar();
      line.focus();
    },
  });
  line.focus();
}

async function end() {
  await keepTyped.now();
  if (clean(line.value).trim()) await keepLine();
  const ended = Date.now();
  const done = await app.edit((record) => {
    record.stage = "after";
    record.ended = ended;
    record.minutes ||= String(minutesSince(record.started, ended));
  });
  if (done) app.toAfter();
}

const keys = {
  Digit0: toggleHold,
  KeyI: spoke,
};

export function start(shared) {
  app = shared;
  byId("before").addEventListener("input", () => keepBefore());
  byId("before").addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  line.addEventListener("input", () => {
    grow();
    keepTyped(clean(line.value));
  });
  line.addEventListener("keydown", (event) => {
    // Enter that chooses a word of an input method is not the end of a line.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    keepLine();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    keepLine();
    line.focus();
  });
  byId("speakers").addEventListener("click", ({ target }) => {
    if (target !== byId("speakers")) choose(target.textContent);
  });
  for (const button of document.querySelectorAll("[data-mark]")) {
    button.addEventListener("click", () => toggleMark(button.dataset.mark));
  }
  byId("hold").addEventListener("click", toggleHold);
  byId("spoke").addEventListener("click", spoke);
  byId("end").addEventListener("click", end);
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || app.record?.stage !== "during") return;
    const digit = Number(event.code.replace("Digit", ""));
    const mark = document.querySelectorAll("[data-mark]")[digit - 1];
    const speaker = byId("speakers").children[digit - 5];
    const run =
      keys[event.code] ??
      (digit >= 1 && digit <= 4 && mark ? () => toggleMark(mark.dataset.mark) : null) ??
      (digit >= 5 && speaker ? () => choose(speaker.textContent) : null);
    if (!run) return;
    event.preventDefault();
    run();
  });
}
