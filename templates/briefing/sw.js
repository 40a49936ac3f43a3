// Keeps the briefing page and its files, so that it opens without a network. Pages with anybody's
// words in them are never kept, and nothing but GET is ever touched. What was typed is in IndexedDB,
// which no release of this script looks at.
// {% autoescape off %}
const CACHE = "pmcareer-{{ asset_version }}";
const KEPT = new Set([
  // {% for path in kept %}
  "{{ path }}",
  // {% endfor %}
]);
const OFFLINE = "{{ offline }}";
// {% endautoescape %}

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// All of one release or nothing: a page is never put together from two.
worker.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await cache.addAll([...KEPT].map((path) => new Request(path, { cache: "no-cache" })));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("pmcareer-") && name !== CACHE) await caches.delete(name);
      }
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (KEPT.has(address.pathname)) event.respondWith(fromCache(address.pathname, request));
  else if (request.mode === "navigate") event.respondWith(orOffline(request));
});

// A new release replaces the whole cache: the browser looks for one at every visit.
async function fromCache(/** @type {string} */ path, /** @type {Request} */ request) {
  const kept = await caches.match(path, { cacheName: CACHE, ignoreVary: true });
  return kept ?? fetch(request);
}

async function orOffline(/** @type {Request} */ request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(OFFLINE, { cacheName: CACHE, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}
