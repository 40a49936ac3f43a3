// The line on This week: a line is sent without leaving the page, so that the next one can be typed at once.
// Without this script the form is sent as any other.

import { newId } from "./ids.js";

const form = document.getElementById("quick");
const field = document.getElementById("id_what");
const read = document.getElementById("quick-read");
const { user, saving } = document.body.dataset;
const key = `quick-lines:${user}`;
const MOST_MESSAGES = 3;

/** @type {{what: string, id: string, data: FormData}[]} entered and not saved yet, the first being sent */
let lines = [];
let isComposing = false;

/** @param {string[]} rest texts that wait for the line to be free */
const keep = (rest) => {
  if (rest.length) sessionStorage.setItem(key, JSON.stringify(rest));
  else sessionStorage.removeItem(key);
};
const kept = () => /** @type {string[]} */ (JSON.parse(sessionStorage.getItem(key) ?? "[]"));

const idField = () => /** @type {HTMLInputElement} */ (form?.querySelector("[name=client_id]"));

/**
 * Put lines that were not saved back where one types, and whatever stands there behind them.
 * @param {HTMLInputElement} line
 */
const putBack = (line) => {
  const [first, ...rest] = lines;
  if (!first) return;
  const typed = line.value.trim() ? [line.value] : [];
  keep([...rest.map(({ what }) => what), ...typed]);
  line.value = first.what;
  idField().value = first.id;
  lines = [];
};

/**
 * Send a line as a page of its own. What is typed until that page is here comes back afterwards.
 * @param {HTMLFormElement} now @param {HTMLInputElement} line @param {boolean} isForSignIn
 */
const leave = (now, line, isForSignIn) => {
  const [first, ...rest] = lines;
  if (!first) return;
  const copy = document.createElement("form");
  copy.method = "post";
  copy.action = now.action;
  copy.hidden = true;
  for (const [name, value] of first.data) {
    const input = document.createElement("input");
    input.name = name;
    input.value = String(value);
    copy.append(input);
  }
  addEventListener("pagehide", () => {
    const typed = line.value.trim() ? [line.value] : [];
    const others = [...rest.map(({ what }) => what), ...typed];
    keep(isForSignIn ? [first.what, ...others] : others);
  });
  lines = [];
  document.body.append(copy);
  copy.submit();
};

/** @param {HTMLInputElement} line */
const fillFromKept = (line) => {
  const [first, ...rest] = kept();
  if (!first || line.value || lines.length) return;
  line.value = first;
  keep(rest);
};

/** @param {HTMLElement} status @param {Document} page */
const addMessages = (status, page) => {
  status.prepend(...page.querySelectorAll("main > [role=status] > .message"));
  for (const old of [...status.children].slice(MOST_MESSAGES)) old.remove();
};

/**
 * Show what the week is now. The form stays the element that it is, with what is being typed.
 * @param {HTMLFormElement} now @param {HTMLInputElement} line @param {Document} page
 */
const showWeek = (now, line, page) => {
  const main = document.querySelector("main");
  const status = main?.querySelector("[role=status]");
  const fresh = page.querySelector("main");
  const theirs = fresh?.querySelector("#quick");
  if (!main || !(status instanceof HTMLElement) || !fresh || !theirs) return;
  addMessages(status, page);
  fresh.querySelector("[role=status]")?.remove();
  const isHere = document.activeElement === line;
  const { selectionStart, selectionEnd } = line;
  theirs.replaceWith(now);
  fresh.querySelector("#quick-read")?.replaceWith(read ?? "");
  for (const child of [...main.children]) if (child !== status) child.remove();
  main.append(...fresh.childNodes);
  window.htmx.process(main);
  if (!isHere) return;
  line.focus({ preventScroll: true });
  line.setSelectionRange(selectionStart, selectionEnd);
};

/** @param {HTMLFormElement} now @param {HTMLInputElement} line */
const sendFirst = async (now, line) => {
  const [first] = lines;
  if (!first) return;
  /** @type {Response} */
  let answer;
  let html = "";
  try {
    answer = await fetch(now.action, { method: "POST", body: first.data });
    html = await answer.text();
  } catch {
    putBack(line);
    if (read) read.textContent = now.dataset.failed ?? "";
    return;
  }
  const page = new DOMParser().parseFromString(html, "text/html");
  const isSaved = answer.redirected && page.body.dataset.user === user;
  if (!isSaved) {
    // It asks, mends or wants a sign-in: that is a page of its own.
    leave(now, line, answer.redirected);
    return;
  }
  while (isComposing) await new Promise((resolve) => setTimeout(resolve, 50));
  lines.shift();
  if (read && !lines.length) read.textContent = "";
  if (page.getElementById("quick")) showWeek(now, line, page);
  else
    addMessages(/** @type {HTMLElement} */ (document.querySelector("main > [role=status]")), page);
  if (lines.length) await sendFirst(now, line);
  else fillFromKept(line);
};

if (form instanceof HTMLFormElement && field instanceof HTMLInputElement) {
  field.addEventListener("compositionstart", () => {
    isComposing = true;
  });
  field.addEventListener("compositionend", () => {
    isComposing = false;
  });
  form.addEventListener("submit", (event) => {
    const isForDetails = event.submitter instanceof HTMLButtonElement && event.submitter.name;
    if (isForDetails || !field.value.trim()) return;
    event.preventDefault();
    lines.push({ what: field.value, id: idField().value, data: new FormData(form) });
    idField().value = newId();
    field.value = "";
    field.focus();
    if (read) read.textContent = saving ?? "";
    if (lines.length === 1) sendFirst(form, field);
  });
  fillFromKept(field);
}
