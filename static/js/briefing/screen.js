// What the parts of the briefing page share: words from the page, the status line with its undo,
// a screen that stays awake, a composer that stays above the keyboard.

export const byId = (id) => document.getElementById(id);
const words = byId("words").content;
export const most = byId("words").dataset;

/** A sentence of the page with its {names} filled in. */
export function word(name, values = {}) {
  let text = words.querySelector(`[data-word="${name}"]`).textContent;
  for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
  return text;
}

export const copy = (template) => byId(template).content.firstElementChild.cloneNode(true);

/** Says `text` in the status line; `action` is {name, run} or {name, href}. */
export function tell(text, action) {
  const said = byId("said");
  said.replaceChildren();
  if (!text) return;
  const line = document.createElement("p");
  line.textContent = text;
  said.append(line);
  if (!action) return;
  const button = document.createElement(action.href ? "a" : "button");
  button.className = "btn quiet";
  button.textContent = action.name;
  if (action.href) button.href = action.href;
  else {
    button.addEventListener("click", async () => {
      tell("");
      await action.run();
    });
  }
  said.append(button);
}

/** Shows one stage of the page and no other; focus goes to `focus` or to the stage's heading. */
export function show(stage, focus) {
  const moved = document.body.dataset.stage !== stage;
  document.body.dataset.stage = stage;
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = section.id !== `stage-${stage}`;
  }
  if (!moved) return;
  tell(""); // an undo belongs to the stage that offered it
  const target = focus ?? document.querySelector(`#stage-${stage} h1`);
  if (!focus) target.tabIndex = -1;
  target.focus({ preventScroll: !focus });
  scrollTo(0, 0);
}

/** A function that runs `work` once it was not called for `wait` ms; `now` runs what is pending. */
export function later(work, wait) {
  let timer = null;
  let waiting = null;
  const run = () => {
    clearTimeout(timer);
    timer = null;
    const given = waiting;
    waiting = null;
    return given ? work(...given) : undefined;
  };
  const call = (...given) => {
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

/** Where the browser allows; a lock ends when the page is hidden and is asked for again. */
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
  const covered = Math.max(0, innerHeight - seen.height - seen.offsetTop);
  document.body.style.setProperty("--keyboard", `${Math.round(covered)}px`);
}
seen?.addEventListener("resize", fit);
seen?.addEventListener("scroll", fit);

export const clock = (moment) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
};

export const localDate = (moment) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
};

export const minutesSince = (start, end) =>
  Math.min(1440, Math.max(1, Math.round((end - start) / 60_000)));

export const namesOf = (attendees) => [
  ...new Set(
    attendees
      .split(",")
      .map((name) => name.trim().slice(0, 120))
      .filter(Boolean),
  ),
];
