// On any page of somebody who has briefings on this device: says how many, and sends those that wait.

import { flush } from "./outbox.js";
import { storeOf } from "./store.js";

const store = storeOf(Number(document.body.dataset.user));
const badge = document.getElementById("unsent");

async function draw() {
  const count = (await store.list()).length;
  if (!badge) return;
  badge.hidden = !count;
  badge.textContent = (badge.dataset.text ?? "").replace("{count}", String(count));
}

async function send() {
  const ready = (await store.list()).some((record) => record.status === "ready");
  if (ready) await flush();
  await store.told();
}

addEventListener("briefing-kept", draw);
addEventListener("online", send);
await draw();
await send();
