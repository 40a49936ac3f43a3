// The order page: dragging by SortableJS, arrow keys on a handle; both only renumber the fields.

const said = /** @type {HTMLElement} */ (document.querySelector("[data-moved]"));

const all = (/** @type {ParentNode} */ holder, /** @type {string} */ fitting) =>
  /** @type {NodeListOf<HTMLElement>} */ (holder.querySelectorAll(fitting));

function renumber(/** @type {HTMLElement} */ list, /** @type {Element} */ moved) {
  const items = [...list.children];
  items.forEach((item, index) => {
    const field = item.querySelector("input");
    if (field) field.value = String(index + 1);
  });
  const title = moved.querySelector("a")?.textContent;
  const place = said.dataset.moved
    ?.replace("%(place)s", String(items.indexOf(moved) + 1))
    .replace("%(total)s", String(items.length));
  said.textContent = `${title}: ${place}`;
}

function step(/** @type {HTMLElement} */ handle, /** @type {boolean} */ up) {
  const item = handle.closest("li");
  const beside = up ? item?.previousElementSibling : item?.nextElementSibling;
  if (!item?.parentElement || !beside) return;
  if (up) beside.before(item);
  else beside.after(item);
  renumber(item.parentElement, item);
  handle.focus();
}

for (const list of all(document, ".cu-order")) {
  window.Sortable.create(list, {
    handle: ".cu-handle",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    forceFallback: true,
    onEnd: (event) => renumber(list, event.item),
  });
  for (const handle of all(list, ".cu-handle")) {
    handle.hidden = false;
    handle.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      step(handle, event.key === "ArrowUp");
    });
  }
}
