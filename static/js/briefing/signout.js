// Signing out while this device has briefings that the server has not.

import { flush } from "./outbox.js";
import { storeOf } from "./store.js";

/** Whether to sign out now: asks, and sends first where that is wanted. */
export async function asked() {
  const store = storeOf(Number(document.body.dataset.user));
  const waiting = (await store.list()).length;
  if (!waiting) return true;
  const dialog = document.getElementById("sign-out-unsent");
  const text = dialog?.querySelector("[data-text]");
  const left = dialog?.querySelector("[data-left]");
  if (
    !(dialog instanceof HTMLDialogElement) ||
    !(text instanceof HTMLElement) ||
    !(left instanceof HTMLElement)
  ) {
    throw new TypeError("This page cannot ask.");
  }
  left.textContent = "";
  document.getElementById("menu")?.hidePopover();
  let count = waiting;
  for (;;) {
    text.textContent = (text.dataset.text ?? "").replace("{count}", String(count));
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise((closed) => {
      dialog.addEventListener("close", closed, { once: true });
    });
    if (dialog.returnValue !== "send") return dialog.returnValue === "keep";
    await flush();
    count = (await store.list()).length;
    if (!count) return true;
    left.textContent = (left.dataset.left ?? "").replace("{count}", String(count));
  }
}
