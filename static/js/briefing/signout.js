// Signing out while this device has briefings or practices that the server has not.

import { flush as sendPractices, unsentOf } from "../practice/kept.js";
import { flush } from "./outbox.js";
import { storeOf } from "./store.js";

const user = Number(document.body.dataset.user);
const store = storeOf(user);

async function waitingHere() {
  return (await store.list()).length + (await unsentOf(user)).length;
}

/** Whether to sign out now: asks, and sends first where that is wanted. */
export async function asked() {
  const waiting = await waitingHere();
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
    await sendPractices(user);
    count = await waitingHere();
    if (!count) return true;
    left.textContent = (left.dataset.left ?? "").replace("{count}", String(count));
  }
}
