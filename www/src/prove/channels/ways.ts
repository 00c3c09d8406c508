// Navigation, popups and anchors; workers; places where a later page could look.
import { group, type Try } from "./try.ts";

const alone = group("alone");
const click = group("click");
const worker = group("worker");
const page = group("page");
const stash = group("stash");

export const navigation: Try[] = [
  alone("location-href", (t) => void (location.href = t.url)),
  alone("location-assign", (t) => location.assign(t.url)),
  alone("location-replace", (t) => location.replace(t.url)),
  alone("location-own", (t) => location.replace(t.own)),
  alone("location-search", (t) => void (location.search = `?${t.id}`)),
  alone("document-location", (t) => void (document.location = t.url)),
  alone("top-location", (t) => void ((top as Window).location.href = t.url)),
  alone("parent-location", (t) => parent.location.replace(t.url)),
  alone("navigation-api", (t) => {
    const host = window as unknown as { navigation: { navigate(u: string): { committed: Promise<unknown> } } };
    host.navigation.navigate(t.url).committed.catch(() => undefined);
  }),
  alone("push-state-reload", (t) => {
    history.pushState(null, "", `?${t.id}`);
    location.reload();
  }),
  alone("meta-refresh", (t) => {
    document.head.append(
      Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0;url=${t.url}` }),
    );
  }),
  alone("meta-refresh-markup", (t) => {
    document.body.append(document.createElement("div"));
    (document.body.lastElementChild as Element).innerHTML = `<meta http-equiv="refresh" content="0;url=${t.url}">`;
  }),
  alone("document-open", (t) => {
    document.open();
    document.write(`<img src="${t.url}">`);
    document.close();
  }),
  alone(
    "document-open-address",
    (t) => void (document as unknown as { open(...a: string[]): unknown }).open(t.url, "", ""),
  ),
  alone("form-get", (t) => {
    const form = Object.assign(document.createElement("form"), { action: t.url });
    document.body.append(form);
    form.submit();
  }),
  alone("form-post", (t) => {
    const form = Object.assign(document.createElement("form"), { action: t.url, method: "post" });
    document.body.append(form);
    form.requestSubmit();
  }),
  alone("form-own", (t) => {
    const form = Object.assign(document.createElement("form"), { action: t.own, method: "post" });
    document.body.append(form);
    form.submit();
  }),
  alone("anchor-script-click", (t) => Object.assign(document.createElement("a"), { href: t.url }).click()),
  alone("anchor-dispatch", (t) => {
    const anchor = Object.assign(document.createElement("a"), { href: t.url });
    document.body.append(anchor);
    anchor.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
  }),
  alone("anchor-listener", (t) => {
    const anchor = Object.assign(document.createElement("a"), { href: "#x" });
    anchor.addEventListener("click", () => void (anchor.href = t.url));
    document.body.append(anchor);
    anchor.click();
  }),
  alone("tampered-navigation", (t) => {
    Event.prototype.preventDefault = () => undefined;
    Event.prototype.stopImmediatePropagation = () => undefined;
    String.prototype.startsWith = () => true;
    const host = globalThis as unknown as Record<string, { prototype: object }>;
    for (const name of ["NavigateEvent", "NavigationDestination"]) {
      for (const key of ["hashChange", "destination", "url", "cancelable"]) {
        try {
          Object.defineProperty(host[name]?.prototype ?? {}, key, { get: () => true });
        } catch {}
      }
    }
    location.href = t.url;
  }),
  alone("intercepted-navigation", (t) => {
    const host = window as unknown as { navigation: EventTarget };
    host.navigation.addEventListener("navigate", (event) => event.stopImmediatePropagation(), true);
    location.assign(t.url);
  }),
  alone("blob-document", (t) => {
    const html = `<link rel="dns-prefetch" href="${t.url}"><img src="${t.url}"><meta http-equiv="refresh" content="0;url=${t.url}">`;
    location.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  }),
  alone("blob-document-text", (t) => {
    // Where addresses are given to plain types only: is a script's text ever taken for a document?
    const html = `<html><link rel="dns-prefetch" href="${t.url}"><img src="${t.url}"></html>`;
    try {
      location.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    } catch {
      location.href = URL.createObjectURL(new Blob([html], { type: "application/octet-stream" }));
    }
  }),
  alone("blob-document-saved", (t) => {
    const host = window as unknown as { insituSave?: (u: string, n: string) => void };
    const html = `<html><link rel="dns-prefetch" href="${t.url}"><img src="${t.url}"></html>`;
    const type = host.insituSave ? "application/json" : "text/html";
    const address = URL.createObjectURL(new Blob([html], { type }));
    host.insituSave?.(address, "x.html");
    location.href = address;
  }),
  alone("blob-file", (t) => {
    const html = `<link rel="dns-prefetch" href="${t.url}"><img src="${t.url}">`;
    location.href = URL.createObjectURL(new File([html], "x.html", { type: "text/html;x=text/csv" }));
  }),
  alone("data-document", (t) => {
    const html = `data:text/html,<link rel="dns-prefetch" href="${t.url}"><img src="${t.url}">`;
    const frame = document.createElement("iframe");
    frame.src = html;
    document.body.append(frame);
    location.href = html;
  }),
  alone("javascript-address", (t) => void (location.href = `javascript:fetch("${t.url}")`)),
  alone("srcdoc-again", (t) => {
    location.href = "about:srcdoc";
    const frame = document.createElement("iframe");
    frame.srcdoc = `<img src="${t.url}">`;
    document.body.append(frame);
  }),
  alone("history-traverse", (t) => {
    history.pushState(null, "", `?${t.id}`);
    history.go(0);
  }),
  alone("unload-beacon", (t) => {
    addEventListener("pagehide", () => navigator.sendBeacon(t.url, "x"));
    location.reload();
  }),
  alone("reporting", (t) => {
    const policy = Object.assign(document.createElement("meta"), {
      httpEquiv: "Content-Security-Policy",
      content: `img-src data:; report-uri ${t.url}`,
    });
    document.head.append(policy);
    new Image().src = t.url;
  }),
  alone("form-named-frame", (t) => {
    const frame = Object.assign(document.createElement("iframe"), { name: "tried" });
    const form = Object.assign(document.createElement("form"), { action: t.url, target: "tried" });
    document.body.append(frame, form);
    form.submit();
  }),
];

export const popups: Try[] = [
  click("open", (t) => {
    addEventListener("pointerdown", () => void window.open(t.url), { once: true });
  }),
  click("open-blank", (t) => {
    const go = () => {
      const opened = window.open("about:blank");
      opened?.document.write(`<img src="${t.url}">`);
    };
    addEventListener("pointerdown", go, { once: true });
  }),
  click("open-prototype", (t) => {
    const go = () => {
      const open = Object.getPrototypeOf(window).open ?? window.open;
      Reflect.apply(open, window, [t.url]);
    };
    addEventListener("pointerdown", go, { once: true });
  }),
  click("anchor-blank", (t) => {
    const anchor = Object.assign(document.createElement("a"), { href: t.url, target: "_blank", textContent: "x" });
    anchor.style.cssText = "position:fixed;inset:0;z-index:9";
    document.body.append(anchor);
    setTimeout(() => anchor.remove(), 400);
  }),
  click("anchor-top", (t) => {
    const anchor = Object.assign(document.createElement("a"), { href: t.url, target: "_top", textContent: "x" });
    anchor.style.cssText = "position:fixed;inset:0;z-index:9";
    document.body.append(anchor);
    setTimeout(() => anchor.remove(), 400);
  }),
  click("anchor-shadow", (t) => {
    const host = document.createElement("div");
    host.style.cssText = "position:fixed;inset:0;z-index:9";
    const anchor = Object.assign(document.createElement("a"), { href: t.url, target: "_blank", textContent: "x" });
    anchor.style.cssText = "position:absolute;inset:0";
    host.attachShadow({ mode: "closed" }).append(anchor);
    document.body.append(host);
    setTimeout(() => host.remove(), 400);
  }),
  click("anchor-ping", (t) => {
    const anchor = Object.assign(document.createElement("a"), { href: "#x", ping: t.url, textContent: "x" });
    anchor.style.cssText = "position:fixed;inset:0;z-index:9";
    document.body.append(anchor);
    setTimeout(() => anchor.remove(), 400);
  }),
  click("anchor-svg", (t) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("width", "400");
    svg.setAttribute("height", "400");
    svg.style.cssText = "position:fixed;left:0;top:0;z-index:9";
    const anchor = document.createElementNS(space, "a");
    anchor.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", t.url);
    anchor.setAttribute("target", "_blank");
    const box = document.createElementNS(space, "rect");
    box.setAttribute("width", "400");
    box.setAttribute("height", "400");
    anchor.append(box);
    svg.append(anchor);
    document.body.append(svg);
    setTimeout(() => svg.remove(), 400);
  }),
  click("anchor-math", (t) => {
    const anchor = document.createElementNS("http://www.w3.org/1998/Math/MathML", "a");
    const row = document.createElementNS("http://www.w3.org/1998/Math/MathML", "math");
    anchor.setAttribute("href", t.url);
    anchor.setAttribute("style", "position:fixed;inset:0;z-index:9;display:block");
    row.append(anchor);
    document.body.append(row);
    setTimeout(() => row.remove(), 400);
  }),
  click("anchor-download", (t) => {
    const anchor = Object.assign(document.createElement("a"), { href: t.url, download: "x", textContent: "x" });
    anchor.style.cssText = "position:fixed;inset:0;z-index:9";
    document.body.append(anchor);
    setTimeout(() => anchor.remove(), 400);
  }),
  click("area", (t) => {
    const [map, area, image] = [document.createElement("map"), document.createElement("area"), new Image(400, 400)];
    map.name = "tried";
    Object.assign(area, { href: t.url, shape: "default", target: "_blank" });
    map.append(area);
    image.useMap = "#tried";
    image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
    image.style.cssText = "position:fixed;left:0;top:0;z-index:9";
    document.body.append(map, image);
    setTimeout(() => image.remove(), 400);
  }),
  click("form-action-button", (t) => {
    const form = Object.assign(document.createElement("form"), { target: "_blank" });
    const button = Object.assign(document.createElement("button"), { formAction: t.url, textContent: "x" });
    button.style.cssText = "position:fixed;inset:0;z-index:9";
    form.append(button);
    document.body.append(form);
    setTimeout(() => form.remove(), 400);
  }),
  click("picture-in-picture", (t) => {
    const host = window as unknown as { documentPictureInPicture: { requestWindow(): Promise<Window> } };
    const go = async () => {
      const small = await host.documentPictureInPicture.requestWindow();
      small.document.body.append(Object.assign(small.document.createElement("img"), { src: t.url }));
    };
    addEventListener("click", () => void go().catch(() => undefined), { once: true });
  }),
];

export const workers: Try[] = [
  page("worker-address", (t) => void new Worker(`${t.own}.js`)),
  page("worker-module", (t) => void new Worker(`${t.own}.js`, { type: "module" })),
  page("worker-data", (t) => void new Worker(`data:text/javascript,fetch("${t.url}")`)),
  page("worker-blob", (t) => {
    const code = `fetch("${t.url}",{mode:"no-cors"})`;
    void new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  }),
  page("worker-blob-import", (t) => {
    const code = `importScripts("${t.url}.js")`;
    void new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  }),
  page("shared-worker", (t) => void new SharedWorker(`${t.own}.js`)),
  page("shared-worker-blob", (t) => {
    const code = `fetch("${t.url}",{mode:"no-cors"})`;
    void new SharedWorker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  }),
  worker("in-worker-fetch", (t) => fetch(t.url)),
  worker("in-worker-fetch-own", (t) => fetch(t.own)),
  worker("in-worker-xhr", (t) => {
    const request = new XMLHttpRequest();
    request.open("GET", t.url, false);
    request.send();
  }),
  worker("in-worker-websocket", (t) => void new WebSocket(t.ws)),
  worker("in-worker-event-source", (t) => void new EventSource(t.url)),
  worker("in-worker-import-scripts", (t) => {
    (globalThis as unknown as { importScripts(u: string): void }).importScripts(`${t.url}.js`);
  }),
  worker("in-worker-eval", (t) => new Function(`fetch("${t.url}")`)()),
  worker("in-worker-nested", (t) => void new Worker(`${t.own}.js`)),
  worker("in-worker-nested-blob", (t) => {
    const code = `fetch("${t.url}",{mode:"no-cors"});`;
    void new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  }),
  worker("in-worker-nested-policy", (t) => {
    const code = `fetch("${t.url}",{mode:"no-cors"});`;
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const types = (globalThis as unknown as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
    const policy = types?.createPolicy("insitu-worker", { createScriptURL: (u: string) => u });
    void new Worker((policy ? policy.createScriptURL(address) : address) as unknown as string);
  }),
  worker("in-worker-font", (t) => new FontFace("tried", `url("${t.url}")`).load()),
  worker("in-worker-fetch-keepalive", (t) => fetch(t.url, { method: "POST", body: "x", keepalive: true })),
  { ...group("worker", "udp")("in-worker-web-transport", (t) => void new WebTransport(`https://127.0.0.1:${t.udp}/`)) },
  {
    name: "in-worker-blob-document",
    how: "handoff",
    code: (t) => {
      const html = `<link rel="dns-prefetch" href="${t.url}"><img src="${t.url}">`;
      return URL.createObjectURL(new Blob([html], { type: "text/html" }));
    },
    next: ({ value }) => void (location.href = value as string),
  },
];

/** Each puts `t.id` somewhere where a later page of the same origin may look. */
export const stashes: Try[] = [
  stash("local-storage", (t) => localStorage.setItem("tried", t.id)),
  stash("session-storage", (t) => sessionStorage.setItem("tried", t.id)),
  stash("cookie", (t) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the try is about it
    document.cookie = `tried=${t.id}; max-age=600`;
  }),
  stash("cookie-store", async (t) => {
    const { cookieStore } = globalThis as unknown as { cookieStore: { set(k: string, v: string): Promise<void> } };
    await cookieStore.set("tried2", t.id);
  }),
  stash(
    "indexed-db",
    (t) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open(`tried-${t.id}`);
        open.onsuccess = () => resolve();
        open.onerror = () => reject(open.error);
      }),
  ),
  stash("cache-storage", async (t) => void (await caches.open(`tried-${t.id}`))),
  stash("opfs", async (t) => {
    const root = await navigator.storage.getDirectory();
    await root.getFileHandle(`tried-${t.id}`, { create: true });
  }),
  stash("storage-bucket", async (t) => {
    const host = navigator as unknown as { storageBuckets: { open(n: string): Promise<unknown> } };
    await host.storageBuckets.open(`tried-${t.id}`);
  }),
  stash("window-name", (t) => {
    window.name = t.id;
    if (window.name !== t.id) throw new TypeError("no name");
  }),
  stash("broadcast", (t) => {
    const channel = new BroadcastChannel("tried");
    setInterval(() => channel.postMessage(t.id), 50);
  }),
  stash("lock", (t) => {
    void navigator.locks.request(`tried-${t.id}`, () => new Promise(() => undefined));
  }),
  stash("history-state", (t) => history.replaceState(t.id, "")),
  stash(
    "file-system",
    (t) =>
      new Promise<void>((resolve, reject) => {
        const host = window as unknown as {
          webkitRequestFileSystem(type: number, size: number, ok: (f: { root: unknown }) => void, no: () => void): void;
        };
        host.webkitRequestFileSystem(
          0,
          1024,
          ({ root }) => {
            (root as { getFile(n: string, o: object, ok: () => void, no: () => void): void }).getFile(
              `tried-${t.id}`,
              { create: true },
              resolve,
              () => reject(new Error("refused")),
            );
          },
          () => reject(new Error("refused")),
        );
      }),
  ),
];
