// Fields that take people: the browser's own list, filled for the name after the last comma.

const list = /** @type {HTMLElement} */ (document.getElementById("people-names"));
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

async function fill(/** @type {HTMLInputElement} */ field) {
  const before = field.value.slice(0, field.value.lastIndexOf(",") + 1);
  const typed = field.value.slice(before.length).trim();
  if (typed.length < 1) return list.replaceChildren();
  const answer = await fetch(`${list.dataset.options}?q=${encodeURIComponent(typed)}`);
  if (!answer.ok) return undefined;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  for (const option of holder.content.querySelectorAll("option")) {
    option.value = before ? `${before} ${option.value}` : option.value;
  }
  return list.replaceChildren(holder.content);
}

for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (
  document.querySelectorAll("[data-people]")
)) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(fill, 150, field);
  });
}
