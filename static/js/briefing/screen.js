// What the parts of the briefing page share: words from the page, the status line with its undo,
// a screen that stays awake, a composer that stays above the keyboard.

/**
 * The first element in `holder` that fits `selector`, of which the page has one.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} holder
 * @param {string} selector
 * @param {new () => T} kind
 */
export function part(holder, selector, kind = /** @type {any} */ (HTMLElement)) {
  const found = holder.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`The page has no ${selector}.`);
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [kind]
 */
export const byId = (id, kind) => part(document, `#${id}`, kind);

/** @param {ParentNode} holder */
export const input = (holder, /** @type {string} */ name) =>
  part(holder, `[name=${name}]`, HTMLInputElement);

const words = byId("words", HTMLTemplateElement);

/** How many of a thing a briefing holds at most. */
export const most = {
  quotes: Number(words.dataset.quotes),
  lines: Number(words.dataset.lines),
  questions: Number(words.dataset.questions),
};

/**
 * A sentence of the page with its {names} filled in.
 * @param {string} name
 * @param {Record<string, string | number>} values
 */
export function word(name, values = {}) {
  let text = part(words.content, `[data-word="${name}"]`).textContent;
  for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, String(value));
  return text;
}

/** A new element as the template with this id has it. */
export function copy(/** @type {string} */ template) {
  const first = part(byId(template, HTMLTemplateElement).content, "*");
  return /** @type {HTMLElement} */ (first.cloneNode(true));
}

/** A list item that says `text`. */
export function item(/** @type {string} */ text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}

/**
 * Says `text` in the status line, with something to do about it.
 * @param {string} text
 * @param {{name: string, run: () => Promise<void>} | {name: string, href: string}} [action]
 */
export function tell(text, action) {
  const said = byId("said");
  said.replaceChildren();
  if (!text) return;
  const line = document.createElement("p");
  line.textContent = text;
  said.append(line);
  if (!action) return;
  said.append(toDo(action));
}

/** @param {{name: string, run: () => Promise<void>} | {name: string, href: string}} action */
function toDo(action) {
  const made = document.createElement("href" in action ? "a" : "button");
  made.className = "btn quiet";
  made.textContent = action.name;
  if ("href" in action) made.setAttribute("href", action.href);
  else {
    made.addEventListener("click", async () => {
      tell("");
      await action.run();
    });
  }
  return made;
}

/**
 * Shows one stage of the page and no other; focus goes to `focus` or to the stage's heading.
 * @param {string} stage
 * @param {HTMLElement} [focus]
 */
export function show(stage, focus) {
  const moved = document.body.dataset.stage !== stage;
  document.body.dataset.stage = stage;
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("main > section")
  )) {
    section.hidden = section.id !== `stage-${stage}`;
  }
  if (!moved) return;
  tell(""); // an undo belongs to the stage that offered it
  const target = focus ?? part(document, `#stage-${stage} h1`);
  if (!focus) target.tabIndex = -1;
  target.focus({ preventScroll: !focus });
  scrollTo(0, 0);
}

/**
 * A function that runs `work` once it was not called for `wait` ms; `now` runs what is pending.
 * @template {unknown[]} A
 * @param {(...given: A) => Promise<void>} work
 * @param {number} wait
 */
export function later(work, wait) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {A | null} */
  let waiting = null;
  const run = () => {
    clearTimeout(timer);
    timer = undefined;
    const given = waiting;
    waiting = null;
    return given ? work(...given) : undefined;
  };
  const call = (/** @type {A} */ ...given) => {
    waiting = given;
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
  call.now = run;
  call.drop = () => {
    waiting = null;
    clearTimeout(timer);
  };
  return call;
}

/** @type {WakeLockSentinel | null} */
let lock = null;
let wanted = false;

async function hold() {
  if (!wanted || document.visibilityState !== "visible") return;
  try {
    lock = await navigator.wakeLock.request("screen");
    byId("awake").textContent = word("awake");
  } catch {
    byId("awake").textContent = word("sleeps");
  }
}

/**
 * Where the browser allows; a lock ends when the page is hidden and is asked for again.
 * @param {boolean} wish
 */
export async function stayAwake(wish) {
  wanted = wish;
  if (wish) await hold();
  else {
    await lock?.release();
    lock = null;
  }
}
document.addEventListener("visibilitychange", () => {
  hold();
});

// iOS lays its keyboard over the page instead of shrinking it.
const seen = window.visualViewport;
function fit() {
  if (!seen) return;
  const covered = Math.max(0, innerHeight - seen.height - seen.offsetTop);
  document.body.style.setProperty("--keyboard", `${Math.round(covered)}px`);
}
seen?.addEventListener("resize", fit);
seen?.addEventListener("scroll", fit);

const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

export const clock = (/** @type {Date} */ moment) => {
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
};

export const localDate = (/** @type {Date} */ moment) => {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
};

export const minutesSince = (/** @type {number} */ start, /** @type {number} */ end) =>
  Math.min(1440, Math.max(1, Math.round((end - start) / 60_000)));

export const namesOf = (/** @type {string} */ attendees) => [
  ...new Set(
    attendees
      .split(",")
      .map((name) => name.trim().slice(0, 120))
      .filter(Boolean),
  ),
];
