// The board of openings: dragging by SortableJS, arrow keys on a title; both send the card's own form.

const said = document.querySelector("[data-said]");

function move(/** @type {HTMLElement} */ card, /** @type {HTMLElement} */ column) {
  const form = card.querySelector("form");
  const choice = form?.querySelector("select");
  if (!form || !choice || !column.dataset.stage || choice.value === column.dataset.stage) return;
  choice.value = column.dataset.stage;
  if (said) said.textContent = choice.selectedOptions[0]?.textContent ?? "";
  form.requestSubmit();
}

function beside(/** @type {HTMLElement} */ card, /** @type {number} */ way) {
  const columns = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-stage]")]);
  const own = columns.findIndex((column) => column.contains(card));
  return columns[own + way];
}

for (const column of /** @type {NodeListOf<HTMLElement>} */ (
  document.querySelectorAll("[data-stage]")
)) {
  window.Sortable.create(column, {
    group: "stages",
    filter: "select, button",
    preventOnFilter: false,
    delay: 150,
    delayOnTouchOnly: true,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    forceFallback: true,
    onEnd: (event) => move(event.item, event.to),
  });
}

document.querySelector("[data-board]")?.addEventListener("keydown", (event) => {
  const key = /** @type {KeyboardEvent} */ (event).key;
  const link = event.target;
  if (!(link instanceof HTMLAnchorElement) || (key !== "ArrowLeft" && key !== "ArrowRight")) return;
  const card = /** @type {HTMLElement | null} */ (link.closest("[data-opening]"));
  const rightward = getComputedStyle(link).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const column = card && beside(card, key === rightward ? 1 : -1);
  if (!card || !column) return;
  event.preventDefault();
  move(card, column);
});

// Choosing a stage is enough: the button is for pages without script.
for (const form of document.querySelectorAll(".board-move")) {
  form.querySelector("button")?.setAttribute("hidden", "");
  form.querySelector("select")?.addEventListener("change", () => {
    /** @type {HTMLFormElement} */ (form).requestSubmit();
  });
}
