// Copying and printing cards, and lists of one's own values for the fields. Without this the link
// opens the text, the browser's menu prints, and the fields are typed.

document.addEventListener("focusin", async ({ target }) => {
  const list = target instanceof HTMLInputElement ? target.list : null;
  const address = list?.dataset.options;
  if (!list || !address) return;
  delete list.dataset.options;
  const answer = await fetch(address);
  if (answer.ok && !answer.redirected) list.innerHTML = await answer.text();
});

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (
  document.querySelectorAll("[data-copy]")
)) {
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      if (!answer.ok || answer.redirected) throw new Error("not the text");
      await navigator.clipboard.writeText(await answer.text());
      say(link);
    } catch {
      location.href = link.href;
    }
  });
}

function say(/** @type {HTMLElement} */ link) {
  const label = link.textContent;
  const status = document.querySelector("main [role='status']");
  const said = document.createElement("p");
  said.className = "hidden-text";
  said.textContent = link.dataset.done ?? "";
  status?.append(said);
  link.textContent = link.dataset.done ?? "";
  setTimeout(() => {
    link.textContent = label;
    said.remove();
  }, 2000);
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (
  document.querySelectorAll("[data-print]")
)) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
