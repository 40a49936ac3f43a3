// The page of practice: its timer, and saving without a network. What is kept on the device is sent
// from this page, or from any other (app.js), once there is a network again.

import { newId } from "../ids.js";
import { isReachable } from "../network.js";
import { flush, keep } from "./kept.js";
import { reset } from "./timer.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-practice]"));
const said = /** @type {HTMLElement} */ (document.getElementById("practice-said"));
const user = Number(document.body.dataset.user);

function say(/** @type {string} */ name, number = 0) {
  const line = document.createElement("p");
  line.className = "message";
  line.textContent = (said.dataset[name] ?? "").replace("%n", String(number));
  said.replaceChildren(line);
  said.scrollIntoView({ block: "nearest" });
}

// The day on this device, for a practice that arrives on another.
function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

const field = (/** @type {string} */ name) =>
  /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

async function keepHere() {
  field("day").value = today();
  const values = /** @type {[string, string][]} */ ([...new FormData(form)]);
  const own = values.filter(([name]) => name !== "csrfmiddlewaretoken");
  const unsent = await keep(user, own);
  form.reset();
  field("client_id").value = newId();
  reset();
  say("kept", unsent);
}

let isReached = false;
let asking = false;
form.addEventListener("submit", async (event) => {
  if (isReached) {
    isReached = false;
    return;
  }
  event.preventDefault();
  if (asking) return;
  asking = true;
  isReached = await isReachable();
  asking = false;
  if (isReached) {
    form.requestSubmit(event.submitter);
    return;
  }
  // What the server would refuse is said before it is kept: nobody could mend it later.
  if (!form.reportValidity()) return;
  try {
    await keepHere();
  } catch {
    say("notKept");
  }
});

async function sendKept() {
  const before = Number(localStorage.getItem(`practice-unsent:${user}`) ?? 0);
  const unsent = await flush(user);
  if (unsent) say("waiting", unsent);
  else if (before) say("sent", before);
}
addEventListener("online", sendKept);
sendKept();
