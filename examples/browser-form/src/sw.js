/*
 * Keeps the files of the page, so that it works without a network once it was visited. The build writes their list and what
 * tells one build from another. Nothing that was typed comes here.
 */
const FILES = __FILES__;
const OWN = `hoso ${registration.scope} `;
const CACHE = OWN + __BUILD__;
/** For so long a network may be silent, in milliseconds. */
const PATIENCE = 3000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })))));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(OWN) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
  event.waitUntil(clients.claim());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) event.respondWith(answer(request));
});

/** Servers say that an answer may vary by who asks; these files do not. */
const found = { ignoreVary: true };

/** A file by its name is always the same; the page itself is of today, as long as there is a network. */
async function answer(request) {
  const cache = await caches.open(CACHE);
  if (request.mode !== "navigate") return (await cache.match(request, found)) ?? keepAlso(request, cache);
  const silence = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  return Promise.race([fetch(request), silence]).catch(async () => (await cache.match("./", found)) ?? fetch(request));
}

/** What only some need is kept once it was asked for; an answer of a service is no file of the page. */
async function keepAlso(request, cache) {
  const answered = await fetch(request);
  if (answered.ok && request.url.startsWith(new URL("assets/", registration.scope).href)) await cache.put(request, answered.clone());
  return answered;
}
