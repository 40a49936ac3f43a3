// On every page: shortcuts, errors in view, one click one request, drafts that are no longer needed.

const body = document.body;
const { user } = body.dataset;

// Briefings work without a network: their page, its account's key and how many wait to be sent.
const unsent = `briefing-unsent:${user}`;
const unsentPractices = `practice-unsent:${user}`;
if (user) {
  const { theme } = document.documentElement.dataset;
  try {
    localStorage.setItem("briefing-user", JSON.stringify({ user: Number(user), theme }));
  } catch {
    /* a full storage costs the page its colours */
  }
  navigator.serviceWorker?.register("/sw.js").catch(() => {});
  if (localStorage.getItem(unsent)) import("./briefing/badge.js");
  if (localStorage.getItem(unsentPractices) && !document.querySelector("[data-practice]")) {
    import("./practice/kept.js").then(({ flush }) => flush(Number(user)));
  }
}

// Of more tabs than a phone shows, the one of this page stands in sight.
const tab = document.querySelector(".tabs [aria-current]");
if (tab instanceof HTMLElement && tab.parentElement) {
  tab.parentElement.scrollLeft = tab.offsetLeft - 2 * tab.offsetWidth;
}

const summary = document.getElementById("error-summary");
if (summary) summary.focus();

// A draft is dropped when the server says that it has saved the form: whatever else came back
// (a sign-in page, an error, nothing) keeps it.
const sent = sessionStorage.getItem("draft-sent");
if (sent && document.querySelector("[data-saved]")) {
  localStorage.removeItem(sent);
  sessionStorage.removeItem("draft-sent");
}
const signedIn = () => {
  try {
    return JSON.parse(localStorage.getItem("briefing-user") ?? "null")?.user;
  } catch {
    return null;
  }
};
const forget = () => {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`draft:${user}:`) || key === "briefing-user") localStorage.removeItem(key);
  }
};
// Signing out with briefings or practices on this device asks first.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.getAttribute("action") !== "/accounts/logout/") {
    return;
  }
  if (!localStorage.getItem(unsent) && !localStorage.getItem(unsentPractices)) {
    forget();
    return;
  }
  event.preventDefault();
  const { asked } = await import("./briefing/signout.js");
  if (!(await asked())) return;
  forget();
  form.submit();
});

/** @type {WeakMap<Element, ChildNode[]>} what buttons say that say something else while they send */
const labels = new WeakMap();

// A second click on a button that is sending would send again; coming back makes it usable.
document.addEventListener("submit", (event) => {
  const { submitter: button, target: form } = event;
  if (!(button instanceof HTMLButtonElement || button instanceof HTMLInputElement)) return;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post")
    return;
  setTimeout(() => {
    button.disabled = true;
  });
  // A network that takes its time: the button says that it is at work.
  setTimeout(() => {
    if (!button.disabled || !body.dataset.saving) return;
    labels.set(button, [...button.childNodes]);
    button.replaceChildren(body.dataset.saving);
  }, 700);
});

// A browser that goes back fills in what was typed, except in lines where it may suggest nothing.
// They are kept with this one step of its history, for the account that typed them.
const bareLines = () =>
  /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll("main form[method=post] input[type=text][autocomplete=off]")
  );
document.addEventListener("submit", ({ defaultPrevented }) => {
  const lines = [...bareLines()].map(({ name, value }) => ({ name, value }));
  if (defaultPrevented || !user || !lines.length) return;
  history.replaceState({ ...history.state, typed: { user, lines } }, "");
});
addEventListener("load", () => {
  const typed = history.state?.typed;
  const [visit] = performance.getEntriesByType("navigation");
  const isBack = visit instanceof PerformanceNavigationTiming && visit.type === "back_forward";
  if (!isBack || typed?.user !== user || summary) return;
  bareLines().forEach((line, index) => {
    const kept = typed.lines[index];
    if (kept?.name === line.name && line.value === line.defaultValue) line.value = kept.value;
  });
});
addEventListener("pageshow", ({ persisted }) => {
  for (const button of document.querySelectorAll("button")) {
    button.disabled = false;
    const label = labels.get(button);
    if (label) button.replaceChildren(...label);
  }
  // A page that the browser had frozen, after its reader signed out or somebody else came.
  if (persisted && user && signedIn() !== Number(user)) location.reload();
});

// A refused form comes back with 422: it is shown where the form was. Where the server could not
// save one, its page has what was typed. Whoever was signed out meanwhile gets the sign-in page as a
// page, not inside this one.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.responseURL.includes("/accounts/login/")) {
    detail.shouldSwap = false;
    location.reload();
    return;
  }
  const isFailed = detail.xhr.status >= 500 && detail.requestConfig.verb === "post";
  if (isFailed) detail.target = document.body;
  if (detail.xhr.status !== 422 && !isFailed) return;
  detail.shouldSwap = true;
  detail.isError = false;
});

// What was wrong with a field is no longer said once somebody mends it.
document.addEventListener("input", ({ target }) => {
  if (!(target instanceof Element)) return;
  const field = target.closest(".field-wrong");
  field?.classList.remove("field-wrong");
  field?.querySelector(".wrong")?.remove();
  target.removeAttribute("aria-invalid");
});

const typing = (/** @type {EventTarget | null} */ element) =>
  element instanceof Element && element.closest("input, textarea, select, [contenteditable]");
/** @type {Record<string, () => void>} */
const actions = {
  l: () => {
    const link = document.querySelector("[data-key='l']");
    if (link instanceof HTMLElement) link.click();
  },
  b: () => {
    location.href = "/briefing/";
  },
  w: () => {
    location.href = "/";
  },
  "/": () => {
    const box = document.querySelector(".search-box input");
    if (box instanceof HTMLInputElement) box.select();
    else location.href = "/search/";
  },
  "?": () => {
    const keys = document.getElementById("keys");
    if (keys instanceof HTMLDialogElement) keys.showModal();
  },
};
if ("shortcuts" in body.dataset) {
  document.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    action();
  });
}
