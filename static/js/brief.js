// The brief: copy and print buttons, which need script and are hidden without it.

const told = document.querySelector("[data-copied]");

async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    told.textContent = told.dataset.text;
  } catch {
    // Without https a page may not write to the clipboard: what is selected can be copied by hand.
    told.textContent = told.dataset.failed;
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());
