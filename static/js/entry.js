// Long forms: a draft that outlives a closed tab or a lost network; quotes added in place where
// there are any.

const form = document.querySelector("form[data-draft]");
const list = document.getElementById("quotes");
const template = document.getElementById("quote-template");
const total = form.elements["quotes-TOTAL_FORMS"];
const most = Number(form.elements["quotes-MAX_NUM_FORMS"]?.value ?? 0);

function addQuote() {
  const index = Number(total.value);
  if (index >= most) return null;
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", index);
  const added = holder.firstElementChild;
  list.append(added);
  total.value = index + 1;
  number();
  return added;
}

function number() {
  let shown = 0;
  for (const quote of list.children) {
    if (!quote.classList.contains("is-removed")) {
      quote.querySelector("[data-number]").textContent = shown += 1;
    }
  }
}

form.querySelector("[data-add-quote]")?.addEventListener("click", (event) => {
  event.preventDefault();
  addQuote()?.querySelector("textarea").focus();
});
list?.addEventListener("change", (event) => {
  if (event.target.name.endsWith("-DELETE")) {
    event.target.closest(".quote-form").classList.toggle("is-removed", event.target.checked);
    number();
    form.querySelector("[data-add-quote]").focus();
  }
});

// Drafts stay on this device, under the user's own key.

const key = `draft:${document.body.dataset.user}:${form.dataset.draft}`;
const state = form.querySelector("[data-draft-state]");
const skipped = new Set(["csrfmiddlewaretoken", "add_quote", "edit_token"]);

function values() {
  return [...new FormData(form)].filter(([name]) => !skipped.has(name));
}

function restore(saved) {
  const typed = new Map(saved);
  const wanted = Math.min(most, Number(typed.get("quotes-TOTAL_FORMS") ?? 0));
  while (total && Number(total.value) < wanted) addQuote();
  for (const element of form.elements) {
    if (!element.name || skipped.has(element.name) || element.name.endsWith("_FORMS")) continue;
    if (element.type === "checkbox") element.checked = typed.has(element.name);
    else if (typed.has(element.name)) element.value = typed.get(element.name);
  }
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(values()));
    state.textContent = state.dataset.kept ?? "";
  } catch {
    // A full or forbidden storage costs the draft, not the form.
  }
}

function offer(saved) {
  const bar = document.getElementById("draft-offer").content.firstElementChild.cloneNode(true);
  form.before(bar);
  bar.querySelector("[data-restore]").addEventListener("click", () => {
    restore(saved);
    bar.remove();
  });
  bar.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(key);
    bar.remove();
  });
}

const before = JSON.stringify(values().filter(([name]) => name !== "client_id"));
const saved = JSON.parse(localStorage.getItem(key) ?? "null");
const differs = saved && JSON.stringify(saved.filter(([name]) => name !== "client_id")) !== before;
if (differs && !document.getElementById("error-summary")) offer(saved);

form.addEventListener("input", keep);
form.addEventListener("submit", () => {
  keep();
  sessionStorage.setItem("draft-sent", key);
});
