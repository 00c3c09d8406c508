// The service worker: keeps the page for when there is no network. What it keeps is exactly what the build named, each
// file checked by its hash; it answers for these from what it keeps and for nothing else. A new version waits until no tab
// has the old one open, so that a page with a file in it never changes below its user.

/** What is kept: names in the folder with the SHA-256 of each. */
declare const __HASHES__: Record<string, string>;

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly registration: { readonly scope: string };
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
}

const scope = self as unknown as Scope;
/** The folder of the page; several versions of it may be on one host. */
const folder = scope.registration.scope;
const kind = `insitu ${folder} `;
/** All hashes by their first digits: another file, another version. */
const version =
  kind +
  Object.values(__HASHES__)
    .map((hash) => hash.slice(0, 8))
    .join("");
const START = "index.html";

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function keep(cache: Cache, name: string, hash: string): Promise<void> {
  const response = await fetch(name === START ? folder : folder + name, { cache: "no-cache" });
  const bytes = await response.arrayBuffer();
  if (!response.ok || hex(await crypto.subtle.digest("SHA-256", bytes)) !== hash) throw new Error(name);
  // Made anew, since a browser refuses a kept answer that came by a redirection as a page.
  await cache.put(folder + name, new Response(bytes, { headers: response.headers }));
}

/** Which of the kept files an address names. */
function named(address: string): string | null {
  const [bare = ""] = address.split(/[?#]/);
  if (!bare.startsWith(folder)) return null;
  const name = bare.slice(folder.length) || START;
  return Object.hasOwn(__HASHES__, name) ? name : null;
}

scope.addEventListener("install", (event) => {
  const all = async () => {
    const cache = await caches.open(version);
    await Promise.all(Object.entries(__HASHES__).map(([name, hash]) => keep(cache, name, hash)));
  };
  event.waitUntil(
    all().catch(async (error: unknown) => {
      await caches.delete(version);
      throw error;
    }),
  );
});

scope.addEventListener("activate", (event) => {
  const clear = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(kind) && name !== version);
    await Promise.all(old.map((name) => caches.delete(name)));
  };
  event.waitUntil(clear());
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? named(request.url) : null;
  if (name === null) return;
  const answer = async () => (await (await caches.open(version)).match(folder + name)) ?? fetch(request);
  event.respondWith(answer());
});
