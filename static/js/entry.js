// Long forms: a draft that outlives a closed tab or a lost network; quotes added in place where
// there are any.

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-draft]"));
const list = document.getElementById("quotes");
const template = document.getElementById("quote-template");
const count = (/** @type {string} */ name) =>
  /** @type {HTMLInputElement | null} */ (form.querySelector(`[name="quotes-${name}"]`));
const total = count("TOTAL_FORMS");
const most = Number(count("MAX_NUM_FORMS")?.value ?? 0);

// A browser that comes back to a page fills in the count that it had, not the quotes.
if (total && list) total.value = String(list.children.length);

function addQuote() {
  const index = Number(total?.value);
  if (!list || !template || !total || index >= most) return null;
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", String(index));
  const added = holder.firstElementChild;
  if (!added) return null;
  list.append(added);
  total.value = String(index + 1);
  number();
  return added;
}

function number() {
  let shown = 0;
  for (const quote of list?.children ?? []) {
    const place = quote.querySelector("[data-number]");
    if (!place || quote.classList.contains("is-removed")) continue;
    shown += 1;
    place.textContent = String(shown);
  }
}

const add = /** @type {HTMLElement | null} */ (form.querySelector("[data-add-quote]"));
add?.addEventListener("click", (event) => {
  event.preventDefault();
  addQuote()?.querySelector("textarea")?.focus();
});
list?.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.name.endsWith("-DELETE")) {
    target.closest(".quote-form")?.classList.toggle("is-removed", target.checked);
    number();
    add?.focus();
  }
});

// Ctrl+Enter saves from any field.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".buttons button.btn:not([name])"));
});

// Drafts stay on this device, under the user's own key.

const key = `draft:${document.body.dataset.user}:${form.dataset.draft}`;
const state = /** @type {HTMLElement | null} */ (form.querySelector("[data-draft-state]"));
const skipped = new Set(["csrfmiddlewaretoken", "add_quote", "edit_token"]);

/** @typedef {[string, string][]} Values names and what is in them */

function values() {
  return /** @type {Values} */ ([...new FormData(form)]).filter(([name]) => !skipped.has(name));
}

function restore(/** @type {Values} */ saved) {
  const typed = new Map(saved);
  const wanted = Math.min(most, Number(typed.get("quotes-TOTAL_FORMS") ?? 0));
  while (total && Number(total.value) < wanted) addQuote();
  for (const element of /** @type {HTMLInputElement[]} */ ([...form.elements])) {
    if (!element.name || skipped.has(element.name) || element.name.endsWith("_FORMS")) continue;
    const value = typed.get(element.name);
    if (element.type === "checkbox")
      element.checked = saved.some(([name, set]) => name === element.name && set === element.value);
    else if (value !== undefined) element.value = value;
  }
  // What is folded away and holds something now is seen.
  for (const fold of form.querySelectorAll("details")) {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (
      fold.querySelectorAll("input, select, textarea")
    );
    const isFilled = [...fields].some((field) =>
      field.type === "checkbox" ? field.checked : field.value,
    );
    if (isFilled) fold.open = true;
  }
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(values()));
    if (state) state.textContent = state.dataset.kept ?? "";
    return true;
  } catch {
    return false; // a full or forbidden storage costs the draft, not the form
  }
}

const said = document.getElementById("draft-said");
function say(/** @type {string} */ name) {
  if (!said) return;
  const line = document.createElement("p");
  line.className = "message";
  line.textContent = said.dataset[name] ?? "";
  said.replaceChildren(line);
}

function offer(/** @type {Values} */ saved) {
  const kept = document.getElementById("draft-offer");
  if (!(kept instanceof HTMLTemplateElement) || !kept.content.firstElementChild) return;
  const bar = /** @type {Element} */ (kept.content.firstElementChild.cloneNode(true));
  form.before(bar);
  bar.querySelector("[data-restore]")?.addEventListener("click", () => {
    restore(saved);
    bar.remove();
  });
  bar.querySelector("[data-discard]")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    bar.remove();
  });
}

const before = JSON.stringify(values().filter(([name]) => name !== "client_id"));
/** @type {Values | null} */
const saved = JSON.parse(localStorage.getItem(key) ?? "null");
const differs = saved && JSON.stringify(saved.filter(([name]) => name !== "client_id")) !== before;
// Whoever comes back from a page that said why a form was not saved goes on where they were, quotes
// that were added in place too; whoever opens the form anew is asked.
const [visit] = /** @type {PerformanceNavigationTiming[]} */ (
  performance.getEntriesByType("navigation")
);
const isBack = visit?.type === "back_forward" && sessionStorage.getItem("draft-sent") === key;
if (differs && !document.getElementById("error-summary")) {
  if (isBack) {
    restore(saved);
    say("restored");
  } else offer(saved);
}

// Without a network a browser would show an error page of its own in place of what was typed, so one
// is looked for before the form goes. A network that takes its time is given the form.
const PATIENCE = 4_000;
let asking = false;
let isReached = false;

async function reached() {
  if (!navigator.onLine) return false;
  try {
    await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "TimeoutError";
  }
}

async function send(/** @type {HTMLElement | null} */ button) {
  asking = true;
  const slow = setTimeout(() => {
    if (state) state.textContent = document.body.dataset.saving ?? "";
  }, 700);
  isReached = await reached();
  clearTimeout(slow);
  asking = false;
  if (!isReached) {
    say(keep() ? "offline" : "notKept");
    said?.scrollIntoView({ block: "nearest" });
    return;
  }
  said?.replaceChildren();
  form.requestSubmit(button);
}

addEventListener("online", () => {
  if (said?.firstChild) say("online");
});
form.addEventListener("input", keep);
form.addEventListener("submit", (event) => {
  if (!isReached) {
    event.preventDefault();
    if (!asking) send(event.submitter);
    return;
  }
  isReached = false;
  keep();
  sessionStorage.setItem("draft-sent", key);
});
