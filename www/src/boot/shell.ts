// The outer page of form A3. It has no customer data and no way to get any: it fetches the bytes, hands them to the frame
// once, with the port of a portal that may embed it, shuts itself, and acts on two words only.
import type { BootMessage } from "./load.ts";
import { shut } from "./policy.json";
import { linked, portals } from "./portal.ts";
import { sha256 } from "./sha256.ts";

/** The inner page that this shell frames: its file and the SHA-256 of it. */
declare const __HASHES__: { inner: string; file: string } | null;

const STALL = 20_000;
/** The one service worker: `offline.ts`. */
const OFFLINE = "sw.js";
/** The only origins that may embed the page; none: those that the address names. */
declare const __PORTALS__: string[];
const TEXTS = {
  zh: {
    lost: (name: string) => `没有收到 ${name}。请检查网络后重新打开页面。`,
    changed: "页面的一部分与发布的不一致，没有运行。",
    silent: "页面没有启动。请使用新版的 Chromium、Edge 或 Firefox。",
    alone: "嵌入本页的网页没有接上，文件入口不会打开。",
  },
  en: {
    lost: (name: string) => `${name} did not arrive. Check the network and open the page again.`,
    changed: "A part of the page is not the published one and was not run.",
    silent: "The page did not start. A current Chromium, Edge or Firefox is needed.",
    alone: "The page around this one did not connect, so no file can be opened.",
  },
};

const words = new URLSearchParams(location.hash.slice(1));
const language = (words.get("lang") ?? navigator.language).toLowerCase().startsWith("zh") ? "zh" : "en";
const texts = TEXTS[language];
const first = document.getElementById("first");
for (const block of first?.querySelectorAll<HTMLElement>("[lang]") ?? []) {
  if (!block.lang.startsWith(language)) block.remove();
}
document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
const loaded = first?.querySelector("[data-loaded]");

// A page that opened this one could be spoken to from the frame through `top.opener`.
window.opener = null;

let kilobytes = 0;

/** A transfer that breaks off or stands still is begun once more, over another connection. */
const bytes = (name: string): Promise<ArrayBuffer> => transfer(name).catch(() => transfer(name));

async function transfer(name: string): Promise<ArrayBuffer> {
  const stop = new AbortController();
  let late = setTimeout(() => stop.abort(), STALL / 2);
  const response = await fetch(name, { signal: stop.signal, credentials: "same-origin" });
  if (!response.ok || response.body === null) throw new Error(name);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    clearTimeout(late);
    if (done) break;
    late = setTimeout(() => stop.abort(), STALL / 2);
    chunks.push(value);
    kilobytes += value.length / 1000;
    if (loaded) loaded.textContent = ` ${Math.round(kilobytes)} kB`;
  }
  return new Blob(chunks).arrayBuffer();
}

function trouble(text: string): void {
  shutShell();
  const place = first?.querySelector("[data-trouble]");
  if (place) place.textContent = text;
  first?.removeAttribute("aria-hidden");
}

let isShut = false;
function shutShell(): void {
  if (isShut) return;
  isShut = true;
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = shut;
  document.head.append(meta);
}

async function need(name: string): Promise<ArrayBuffer> {
  try {
    return await bytes(name);
  } catch {
    throw new Error(texts.lost(name));
  }
}

/** Has the page kept for when there is no network; after the seal nothing could ask for it. */
function keep(script: TrustedScriptURL | string): void {
  try {
    // There is none on insecure origins and none in a frame without an origin, and the page does without.
    navigator.serviceWorker.register(script as string).catch(() => {});
  } catch {
    // As above.
  }
}

async function start(frame: HTMLIFrameElement): Promise<void> {
  const allowed = window.parent === window ? [] : portals(location.hash, __PORTALS__);
  const link = allowed.length === 0 ? Promise.resolve(null) : linked(allowed, STALL);
  // Waited for further down.
  link.catch(() => {});
  const [core, reader, worker, inner, formats] = await Promise.all([
    need("core.wasm"),
    need("reader.wasm"),
    need("worker.js"),
    need(__HASHES__?.file ?? "inner.txt"),
    bytes("formats.wasm").catch(() => null),
  ]);
  if (__HASHES__ && (await sha256(new Uint8Array(inner))) !== __HASHES__.inner) throw new Error(texts.changed);
  const portal = await link.catch(() => {
    throw new Error(texts.alone);
  });
  const silent = setTimeout(() => trouble(texts.silent), STALL);
  const hear = (event: MessageEvent) => {
    if (event.source !== frame.contentWindow) return;
    if (event.data === "ready" && !isShut) {
      shutShell();
      const message: BootMessage = { core, reader, formats, worker, hash: location.hash, portal };
      const given = [core, reader, worker, ...(formats ? [formats] : []), ...(portal ? [portal.port] : [])];
      frame.contentWindow?.postMessage(message, "*", given);
    } else if (event.data === "painted") {
      clearTimeout(silent);
      removeEventListener("message", hear);
      first?.remove();
    }
  };
  addEventListener("message", hear);
  const text = new TextDecoder().decode(inner);
  const policy = window.trustedTypes?.createPolicy("insitu-shell", {
    createHTML: (given) => {
      if (given !== text) throw new TypeError("another page");
      return given;
    },
    createScriptURL: (given) => {
      if (given !== OFFLINE) throw new TypeError("another script");
      return given;
    },
  });
  keep(policy ? policy.createScriptURL(OFFLINE) : OFFLINE);
  frame.srcdoc = (policy ? policy.createHTML(text) : text) as string;
}

const frame = document.querySelector("iframe");
if (frame) start(frame).catch((error: Error) => trouble(error.message));
