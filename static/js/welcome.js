// The first steps: the first answer has the focus without a jump of the page, and Enter goes on from a list as well.

const first = document.querySelector("[data-first]");
if (first instanceof HTMLElement && !document.getElementById("error-summary")) {
  first.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key !== "Enter" || !(target instanceof HTMLSelectElement) || !target.value) return;
  event.preventDefault();
  target.form?.requestSubmit();
});
