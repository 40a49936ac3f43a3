// Whether a form that is sent now would arrive.

const PATIENCE = 4_000;

/** Asks the server for a sign of life; a network that takes its time counts as one. */
export async function isReachable() {
  if (!navigator.onLine) return false;
  try {
    await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "TimeoutError";
  }
}
