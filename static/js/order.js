// The order page: dragging by SortableJS, arrow keys on a handle; both only renumber the fields.

const said = document.querySelector("[data-moved]");

function renumber(list, moved) {
  const items = [...list.children];
  items.forEach((item, index) => {
    item.querySelector("input").value = index + 1;
  });
  const title = moved.querySelector("a").textContent;
  const place = said.dataset.moved
    .replace("%(place)s", items.indexOf(moved) + 1)
    .replace("%(total)s", items.length);
  said.textContent = `${title}: ${place}`;
}

function step(handle, up) {
  const item = handle.closest("li");
  const beside = up ? item.previousElementSibling : item.nextElementSibling;
  if (!beside) return;
  if (up) beside.before(item);
  else beside.after(item);
  renumber(item.parentElement, item);
  handle.focus();
}

for (const list of document.querySelectorAll(".cu-order")) {
  window.Sortable.create(list, {
    handle: ".cu-handle",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    forceFallback: true,
    onEnd: (event) => renumber(list, event.item),
  });
  for (const handle of list.querySelectorAll(".cu-handle")) {
    handle.hidden = false;
    handle.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      step(handle, event.key === "ArrowUp");
    });
  }
}
