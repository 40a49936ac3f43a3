// Before and during: what to listen for, then one line after another, each kept as it is typed.

import {
  byId,
  clock,
  copy,
  input,
  item,
  later,
  minutesSince,
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
 * @import { Briefing, Line } from "./store.js"
 * @import { App } from "./main.js"
 */

const line = byId("line", HTMLTextAreaElement);
const marks = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-mark]"));
/** @type {App} */
let app;
let editing = false;

const keepTyped = later(async (/** @type {string} */ text) => {
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
    customer: input(form, "customer").value,
    attendees: input(form, "attendees").value,
    listened_for: listening().map((field) => field.value),
  };
}

const listening = () => [
  .../** @type {NodeListOf<HTMLInputElement>} */ (byId("before").querySelectorAll("[name=listen]")),
];

/** The half-typed word too: called when the page is hidden or closed. */
export const keepNow = () => Promise.all([keepTyped.now(), keepBefore.now()]);

export function openBefore() {
  const record = app.opened();
  const form = byId("before");
  const customer = input(form, "customer");
  customer.value = record.customer;
  input(form, "attendees").value = record.attendees;
  listening().forEach((field, index) => {
    field.value = record.listened_for[index] ?? "";
  });
  const button = byId("begin");
  button.textContent = (record.started ? button.dataset.back : button.dataset.begin) ?? "";
  show("before", customer);
}

/** At once to listening: who is there and what to listen for may follow, or stay out. */
export async function listen() {
  const started = Date.now();
  const changed = await app.edit((record) => {
    record.stage = "during";
    record.started ??= started;
  });
  if (!changed) return;
  openDuring();
  app.drawBar();
}

async function toBefore() {
  await keepTyped.now();
  const changed = await app.edit((record) => {
    record.stage = "before";
  });
  if (changed) openBefore();
}

async function begin() {
  keepBefore.drop();
  const values = beforeValues();
  const changed = await app.edit((record) => {
    Object.assign(record, values);
  });
  if (changed) await listen();
}

export function openDuring() {
  const record = app.opened();
  byId("during-title").textContent = record.customer || word("briefing");
  line.value = record.typed.text;
  drawListening();
  drawDuring();
  show("during", line);
  grow();
  toEnd();
  stayAwake(true);
  byId("scroll").scrollTop = byId("scroll").scrollHeight;
}

const toEnd = () => line.setSelectionRange(line.value.length, line.value.length);

/** A list item with somebody's words, in their direction. */
function said(/** @type {string} */ text) {
  const made = item(text);
  made.dir = "auto";
  return made;
}

function drawListening() {
  const items = app
    .opened()
    .listened_for.filter((thing) => thing.trim())
    .map(said);
  byId("listening").replaceChildren(...items);
  byId("listening").hidden = !items.length;
}

/** The stage as the record is now, also when another tab changed it. */
export function drawDuring() {
  const record = app.opened();
  if (!editing) {
    byId("lines").replaceChildren(
      ...record.lines.filter((row) => row.kind !== "drop").map(drawLine),
    );
  }
  byId("held").replaceChildren(...record.held.map((question) => said(question.text)));
  byId("held-part").hidden = !record.held.length;
  drawSpeakers();
  for (const button of marks) {
    button.setAttribute("aria-pressed", String(button.dataset.mark === record.typed.mark));
  }
  const { holding } = record.typed;
  byId("hold").setAttribute("aria-pressed", String(holding));
  byId("composer").classList.toggle("is-holding", holding);
  const label = (holding ? line.dataset.question : line.dataset.quote) ?? "";
  line.placeholder = label;
  line.maxLength = Number(holding ? line.dataset.questionMost : line.dataset.textMost);
  byId("line-label").textContent = label;
  grow();
}

function drawSpeakers() {
  const record = app.opened();
  const names = namesOf(record.attendees);
  const before = [...byId("speakers").children].map((button) => button.textContent);
  if (names.join("\n") !== before.join("\n")) {
    byId("speakers").replaceChildren(
      ...names.map((name, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "chip briefing-chip briefing-toggle";
        button.dir = "auto";
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

function drawLine(/** @type {Line} */ row) {
  const drawn = copy("line-template");
  part(drawn, "[data-text]").textContent = row.text;
  part(drawn, "[data-time]").textContent = row.time;
  const mark = document.querySelector(`[data-mark="${row.mark}"]`)?.textContent;
  part(drawn, "[data-about]").textContent = [row.speaker, mark].filter(Boolean).join(" · ");
  part(drawn, "[data-edit]").addEventListener("click", () => editLine(drawn, row));
  part(drawn, "[data-delete]").addEventListener("click", () => deleteLine(row));
  return drawn;
}

// A deleted line is put aside: undo brings it back, and so does sorting at the end.
async function deleteLine(/** @type {Line} */ row) {
  const set = (/** @type {Line["kind"]} */ kind) =>
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

function editLine(/** @type {HTMLElement} */ drawn, /** @type {Line} */ row) {
  editing = true;
  const field = document.createElement("textarea");
  field.className = "input";
  field.value = row.text;
  field.maxLength = Number(line.dataset.textMost);
  field.setAttribute("aria-label", word("edit-line"));
  part(drawn, "[data-text]").replaceWith(field);
  field.focus();
  let done = false;
  const end = async (/** @type {boolean} */ keep) => {
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
  if (!text) return;
  const record = app.opened();
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
      app.seen(await app.device().hold(record.id, { text }));
      app.seen(
        await app.device().change(record.id, (kept) => {
          kept.typed.holding = false;
        }),
      );
    } else {
      app.seen(
        await app.device().addLine(record.id, { text, speaker, mark, time: clock(new Date()) }),
      );
      if (mark)
        app.seen(
          await app.device().change(record.id, (kept) => {
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

// What is typed is seen whole, up to the height that leaves room for the rest.
function grow() {
  line.style.height = "";
  const edges = line.offsetHeight - line.clientHeight;
  if (line.scrollHeight > line.clientHeight) line.style.height = `${line.scrollHeight + edges}px`;
}

async function toggle(/** @type {(typed: Briefing["typed"]) => void} */ edit) {
  await app.edit((record) => edit(record.typed));
  drawDuring();
  line.focus();
}

const toggleMark = (/** @type {string} */ mark) =>
  toggle((typed) => {
    typed.mark = typed.mark === mark ? "" : mark;
  });
const toggleHold = () =>
  toggle((typed) => {
    typed.holding = !typed.holding;
  });
const choose = (/** @type {string} */ name) =>
  toggle((typed) => {
    typed.speaker = typed.speaker === name ? "" : name;
  });

async function spoke() {
  const when = Date.now();
  await app.edit((record) => {
    record.spoke.push(when);
  });
  app.drawBar();
  tell(word("counted", { count: app.opened().spoke.length }), {
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
    record.minutes ||= String(minutesSince(record.started ?? 0, ended));
  });
  if (done) app.toAfter();
}

/** @type {Record<string, () => Promise<void>>} */
const keys = {
  Digit0: toggleHold,
  KeyI: spoke,
};

export function start(/** @type {App} */ shared) {
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
    if (target instanceof Element && target !== byId("speakers")) choose(target.textContent);
  });
  for (const button of marks) {
    button.addEventListener("click", () => toggleMark(button.dataset.mark ?? ""));
  }
  addEventListener("resize", grow);
  byId("to-before").addEventListener("click", toBefore);
  byId("hold").addEventListener("click", toggleHold);
  byId("spoke").addEventListener("click", spoke);
  byId("end").addEventListener("click", end);
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || app.record?.stage !== "during") return;
    const digit = Number(event.code.replace("Digit", ""));
    const mark = marks[digit - 1];
    const speaker = byId("speakers").children[digit - 5];
    const run =
      keys[event.code] ??
      (digit >= 1 && digit <= 4 && mark ? () => toggleMark(mark.dataset.mark ?? "") : null) ??
      (digit >= 5 && speaker ? () => choose(speaker.textContent) : null);
    if (!run) return;
    event.preventDefault();
    run();
  });
}
