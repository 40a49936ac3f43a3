// Words and speaking time of a story while it is typed; the server says them without script.

const PACE = 130; // words a minute, as tracker/stories/telling/speech.py has it
const WITHOUT_SPACES = /[\u3040-\u30ff\u3400-\u9fff]/g;
const parts = /** @type {NodeListOf<HTMLTextAreaElement>} */ (
  document.querySelectorAll("[data-spoken]")
);
const words = document.querySelector("[data-words]");
const time = document.querySelector("[data-time]");

function count(/** @type {string} */ text) {
  const signs = text.match(WITHOUT_SPACES)?.length ?? 0;
  const tokens = text.replace(WITHOUT_SPACES, " ").split(/\s+/);
  return tokens.filter((token) => /[\p{L}\p{N}]/u.test(token)).length + Math.ceil(signs / 2);
}

function show() {
  let total = 0;
  for (const part of parts) total += count(part.value);
  const seconds = Math.round((total * 60) / PACE);
  if (words) words.textContent = String(total);
  if (time) {
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

document.querySelector("form[data-draft]")?.addEventListener("input", show);
// What a browser or a draft brings back counts too.
addEventListener("pageshow", show);
