// Long forms: a draft that outlives a closed tab or a lost network; quotes added in place where
// there are any.

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-draft]"));
const list = document.getElementById("quotes");
const template = document.getElementById("quote-template");
const count = (/** @type {string} */ name) =>
  /** @type {HTMLInputElement | null} */ (form.querySelector(`[name="quotes-${name}"]`));
const total = count("TOTAL_FORMS");
const most = Number(count("MAX_NUM_FORMS")?.value ?? 0);

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
    if (element.type === "checkbox") element.checked = value !== undefined;
    else if (value !== undefined) element.value = value;
  }
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(values()));
    if (state) state.textContent = state.dataset.kept ?? "";
  } catch {
    // A full or forbidden storage costs the draft, not the form.
  }
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
if (differs && !document.getElementById("error-summary")) offer(saved);

form.addEventListener("input", keep);
form.addEventListener("submit", () => {
  keep();
  sessionStorage.setItem("draft-sent", key);
});
