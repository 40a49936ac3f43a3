// Two minutes: started and stopped by its button, or by Space where nobody types. It goes by the
// clock, so a page that slept in between is right again.

const panel = /** @type {HTMLElement} */ (document.querySelector("[data-timer]"));
const shown = /** @type {HTMLElement} */ (panel.querySelector("[data-left]"));
const bar = /** @type {HTMLProgressElement} */ (panel.querySelector("progress"));
const button = /** @type {HTMLButtonElement} */ (panel.querySelector("[data-toggle]"));
const again = /** @type {HTMLButtonElement} */ (panel.querySelector("[data-again]"));
const said = /** @type {HTMLElement} */ (panel.querySelector("[data-said]"));
const field = /** @type {HTMLInputElement} */ (document.querySelector("[name=seconds]"));

const whole = Number(panel.dataset.timer);
// What is said politely when so many seconds are left.
const ANNOUNCED = [60, 30, 0];
const TICK = 250;

let spent = 0; // milliseconds before the present run
/** @type {number | null} */
let began = null;
let ticking = 0;
let announced = whole + 1; // the fewest seconds left at which something was said

const passed = () => spent + (began === null ? 0 : Date.now() - began);

const minutes = (/** @type {number} */ seconds) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function draw() {
  const seconds = Math.floor(passed() / 1000);
  const left = whole - seconds;
  shown.textContent = left >= 0 ? minutes(left) : `+${minutes(-left)}`;
  panel.classList.toggle("is-over", left < 0);
  bar.value = Math.min(seconds, whole);
  field.value = seconds ? String(Math.min(seconds, Number(panel.dataset.most))) : "";
  const due = ANNOUNCED.filter((mark) => left <= mark && mark < announced);
  const mark = due.at(-1);
  if (began !== null && mark !== undefined) {
    announced = mark;
    said.textContent = panel.dataset[`at${mark}`] ?? "";
  }
}

function label() {
  const state = began !== null ? "stop" : spent ? "goOn" : "start";
  button.textContent = button.dataset[state] ?? "";
  again.hidden = began !== null || !spent;
}

function toggle() {
  if (began === null) {
    began = Date.now();
    ticking = setInterval(draw, TICK);
    said.textContent = "";
  } else {
    spent = passed();
    began = null;
    clearInterval(ticking);
  }
  draw();
  label();
}

/** Back to two minutes, for another go. */
export function reset() {
  clearInterval(ticking);
  spent = 0;
  began = null;
  announced = whole + 1;
  said.textContent = "";
  draw();
  label();
}

button.addEventListener("click", toggle);
again.addEventListener("click", () => {
  reset();
  button.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || event.repeat || !("shortcuts" in document.body.dataset)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const { target } = event;
  const control = "a, button, input, textarea, select, summary, [contenteditable], dialog";
  if (target instanceof Element && target.closest(control)) return;
  event.preventDefault();
  toggle();
});

panel.hidden = false;
draw();
label();
