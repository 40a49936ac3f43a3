// The brief: copy and print buttons, which need script and are hidden without it.

const buttons = (/** @type {string} */ fitting) =>
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(fitting));
const [told] = buttons("[data-copied]");

function say(/** @type {string | undefined} */ text) {
  if (told) told.textContent = text ?? "";
}

async function copy(/** @type {HTMLElement} */ button) {
  const text = document.getElementById(button.dataset.copy ?? "");
  if (!(text instanceof HTMLTextAreaElement)) return;
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    say(told?.dataset.text);
  } catch {
    // Without https a page may not write to the clipboard: what is selected can be copied by hand.
    say(told?.dataset.failed);
  }
}

for (const button of buttons("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
for (const button of buttons("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
