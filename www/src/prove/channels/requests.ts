// Requests by scripts and by what a document loads.
import { group, type Try } from "./try.ts";

const page = group("page");
const click = group("click");

export const scripts: Try[] = [
  page("fetch", (t) => fetch(t.url)),
  page("fetch-own", (t) => fetch(t.own)),
  page("fetch-no-cors", (t) => fetch(t.url, { mode: "no-cors", method: "POST", body: "x" })),
  page("fetch-keepalive", (t) => fetch(t.url, { keepalive: true, method: "POST", body: "x" })),
  page("fetch-captured", (t) => Reflect.apply(globalThis.fetch, globalThis, [new Request(t.url)])),
  page("xhr", (t) => {
    const request = new XMLHttpRequest();
    request.open("GET", t.url);
    request.send();
  }),
  page("xhr-own", (t) => {
    const request = new XMLHttpRequest();
    request.open("POST", t.own);
    request.send("x");
  }),
  page("xhr-sync", (t) => {
    const request = new XMLHttpRequest();
    request.open("GET", t.url, false);
    request.send();
  }),
  page("beacon", (t) => navigator.sendBeacon(t.url, "x")),
  page("websocket", (t) => void new WebSocket(t.ws)),
  page("websocket-stream", (t) => {
    const { WebSocketStream } = globalThis as unknown as { WebSocketStream: new (u: string) => unknown };
    void new WebSocketStream(t.ws);
  }),
  page("event-source", (t) => void new EventSource(t.url)),
  page("fetch-later", (t) => {
    const { fetchLater } = globalThis as unknown as { fetchLater: (u: string, o: object) => unknown };
    fetchLater(t.url, { activateAfter: 0 });
  }),
  page("wasm-streaming", (t) => WebAssembly.compileStreaming(fetch(t.url))),
  page("eval", (t) => {
    // biome-ignore lint/security/noGlobalEval: the try is about it
    globalThis.eval(`fetch("${t.url}")`);
  }),
  page("new-function", (t) => new Function(`fetch("${t.url}")`)()),
  page("timer-text", (t) => void (setTimeout as (code: string) => unknown)(`fetch("${t.url}")`)),
  page("handler-attribute", (t) => {
    const box = document.createElement("div");
    box.setAttribute("onclick", `fetch("${t.url}")`);
    document.body.append(box);
    box.click();
  }),
  page("script-src", (t) => {
    document.body.append(Object.assign(document.createElement("script"), { src: `${t.url}.js` }));
  }),
  page("script-module", (t) => {
    document.body.append(Object.assign(document.createElement("script"), { src: `${t.url}.js`, type: "module" }));
  }),
  page("script-text", (t) => {
    document.body.append(Object.assign(document.createElement("script"), { text: `fetch("${t.url}")` }));
  }),
  page("script-clone", (t) => {
    const found = document.querySelector("script");
    if (!found) throw new Error("none");
    const copy = found.cloneNode(false) as HTMLScriptElement;
    const fresh = copy.ownerDocument.importNode(copy);
    fresh.src = `${t.url}.js`;
    document.body.append(fresh);
    const link = document.querySelector("link, meta, base")?.cloneNode() as HTMLLinkElement | undefined;
    if (link) {
      link.rel = "stylesheet";
      link.href = t.url;
      document.head.append(link);
    }
    if (!link) document.body.append(Object.assign(document.createElement("script"), { src: `${t.url}.js` }));
  }),
  page("speculation-rules", (t) => {
    const rules = JSON.stringify({ prefetch: [{ source: "list", urls: [t.own], eagerness: "immediate" }] });
    document.head.append(Object.assign(document.createElement("script"), { type: "speculationrules", text: rules }));
  }),
  page("audio-worklet", (t) => new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(`${t.url}.js`)),
  page("paint-worklet", (t) => (CSS as unknown as { paintWorklet: Worklet }).paintWorklet.addModule(`${t.url}.js`)),
];

export const media: Try[] = [
  page("image", (t) => void (new Image().src = t.url)),
  page("image-own", (t) => void (new Image().src = t.own)),
  page("image-srcset", (t) => void (new Image().srcset = `${t.url} 2x`)),
  page("image-element", (t) => {
    const image = document.createElement("img");
    image.loading = "eager";
    image.referrerPolicy = "unsafe-url";
    image.src = t.url;
    document.body.append(image);
  }),
  page("picture", (t) => {
    const picture = document.createElement("picture");
    picture.append(Object.assign(document.createElement("source"), { srcset: t.url }), document.createElement("img"));
    document.body.append(picture);
  }),
  page("audio", (t) => void (new Audio(t.url).preload = "auto")),
  page("video", (t) => void (document.createElement("video").src = t.url)),
  page("video-poster", (t) => {
    document.body.append(Object.assign(document.createElement("video"), { poster: t.url }));
  }),
  page("track", (t) => {
    const video = document.createElement("video");
    const track = Object.assign(document.createElement("track"), { src: t.url, default: true });
    video.crossOrigin = "anonymous";
    video.append(track);
    document.body.append(video);
    track.track.mode = "showing";
  }),
  page("object", (t) => document.body.append(Object.assign(document.createElement("object"), { data: t.url }))),
  page("embed", (t) => document.body.append(Object.assign(document.createElement("embed"), { src: t.url }))),
  page("iframe", (t) => document.body.append(Object.assign(document.createElement("iframe"), { src: t.url }))),
  page("iframe-own", (t) => document.body.append(Object.assign(document.createElement("iframe"), { src: t.own }))),
  page("fenced-frame", (t) => {
    const frame = document.createElement("fencedframe");
    const { FencedFrameConfig } = globalThis as unknown as { FencedFrameConfig: new (u: string) => unknown };
    Object.assign(frame, { config: new FencedFrameConfig(t.url) });
    document.body.append(frame);
  }),
  page("input-image", (t) => {
    document.body.append(Object.assign(document.createElement("input"), { type: "image", src: t.url }));
  }),
  page("body-background", (t) => document.body.setAttribute("background", t.url)),
  page("table-background", (t) => {
    const table = document.createElement("table");
    table.setAttribute("background", t.url);
    document.body.append(table);
  }),
  page("svg-image", (t) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const image = document.createElementNS(space, "image");
    image.setAttribute("href", t.url);
    svg.append(image);
    document.body.append(svg);
  }),
  page("svg-use", (t) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `${t.own}#x`);
    svg.append(use);
    document.body.append(svg);
  }),
  page("svg-filter-image", (t) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const filter = document.createElementNS(space, "filter");
    const image = document.createElementNS(space, "feImage");
    const box = document.createElementNS(space, "rect");
    image.setAttribute("href", t.url);
    filter.id = "tried";
    for (const [name, value] of [
      ["width", "9"],
      ["height", "9"],
      ["filter", "url(#tried)"],
    ] as const) {
      box.setAttribute(name, value);
    }
    filter.append(image);
    svg.append(filter, box);
    document.body.append(svg);
  }),
  page("svg-script", (t) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const script = document.createElementNS(space, "script");
    script.setAttribute("href", `${t.url}.js`);
    svg.append(script);
    document.body.append(svg);
  }),
  page("canvas-pattern", async (t) => {
    const image = new Image();
    image.crossOrigin = "anonymous";
    image.src = t.url;
    await image.decode();
  }),
  page("media-session", async (t) => {
    navigator.mediaSession.metadata = new MediaMetadata({ title: t.id, artwork: [{ src: t.url }] });
  }),
];

export const styles: Try[] = [
  page("style-inline", (t) => {
    const box = document.createElement("div");
    box.style.backgroundImage = `url("${t.url}")`;
    document.body.append(box);
  }),
  page("style-list", (t) => {
    const item = document.createElement("li");
    item.style.listStyleImage = `url("${t.url}")`;
    document.body.append(item);
  }),
  page("style-border", (t) => {
    const box = document.createElement("div");
    box.style.cssText = `border:1px solid;border-image:url("${t.url}") 1`;
    document.body.append(box);
  }),
  page("style-mask", (t) => {
    const box = document.createElement("div");
    box.style.cssText = `width:9px;height:9px;mask-image:url("${t.url}")`;
    document.body.append(box);
  }),
  page("style-content", (t) => {
    const box = document.createElement("div");
    box.style.content = `url("${t.url}")`;
    document.body.append(box);
  }),
  page("style-image-set", (t) => {
    const box = document.createElement("div");
    box.style.cssText = `width:9px;height:9px;background-image:image-set("${t.url}" 1x)`;
    document.body.append(box);
  }),
  page("style-filter", (t) => {
    const box = document.createElement("div");
    box.style.cssText = `width:9px;height:9px;filter:url("${t.own}#f")`;
    document.body.append(box);
  }),
  page("style-shape", (t) => {
    const box = document.createElement("div");
    box.style.cssText = `float:left;width:9px;height:9px;shape-outside:url("${t.url}")`;
    document.body.append(box);
  }),
  page("style-attribute", (t) => {
    const box = document.createElement("div");
    box.setAttribute("style", `width:9px;height:9px;background:url("${t.url}")`);
    document.body.append(box);
  }),
  click("style-cursor", (t) => {
    const box = document.createElement("div");
    box.style.cssText = `position:fixed;inset:0;z-index:9;cursor:url("${t.url}"),auto`;
    document.body.append(box);
    setTimeout(() => box.remove(), 400);
  }),
  page("sheet-constructed", (t) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body::before{content:"";position:absolute;background:url("${t.url}");width:9px;height:9px}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }),
  page("sheet-shadow", (t) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:host{display:block;width:9px;height:9px;background:url("${t.url}")}`);
    const host = document.createElement("div");
    host.attachShadow({ mode: "closed" }).adoptedStyleSheets = [sheet];
    document.body.append(host);
  }),
  page("sheet-font", (t) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@font-face{font-family:tried;src:url("${t.url}")} .tried{font-family:tried}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.body.append(Object.assign(document.createElement("div"), { className: "tried", textContent: "x" }));
  }),
  page("sheet-property", (t) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `body::after{content:"";position:absolute;width:9px;height:9px;--x:url("${t.url}");background:var(--x)}`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }),
  page("style-element", (t) => {
    document.head.append(
      Object.assign(document.createElement("style"), { textContent: `html{background:url("${t.url}")}` }),
    );
  }),
  page("style-import", (t) => {
    document.head.append(Object.assign(document.createElement("style"), { textContent: `@import "${t.url}";` }));
  }),
  page("font-face", (t) => new FontFace("tried", `url("${t.url}")`).load()),
  page("animation", (t) => {
    const box = document.createElement("div");
    box.style.cssText = "width:9px;height:9px";
    document.body.append(box);
    box.animate([{ backgroundImage: `url("${t.url}")` }, { backgroundImage: `url("${t.url}")` }], 500);
  }),
];

export const links: Try[] = [
  page("link-stylesheet", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: t.url }));
  }),
  page("link-icon", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "icon", href: t.url }));
  }),
  page("link-manifest", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: t.url }));
  }),
  page("link-prefetch", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: t.url }));
  }),
  page("link-modulepreload", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: t.url }));
  }),
  page("link-preconnect", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preconnect", href: t.url }));
  }),
  page("link-dns-prefetch", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "dns-prefetch", href: t.url }));
  }),
  page("link-preload", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "image", href: t.url }));
  }),
  page("link-prerender", (t) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "prerender", href: t.own }));
  }),
  page("link-namespace", (t) => {
    const link = document.createElementNS("http://www.w3.org/1999/xhtml", "h:link") as HTMLLinkElement;
    link.rel = "dns-prefetch";
    link.href = t.url;
    document.head.append(link);
  }),
  page("base-image", (t) => {
    const base = Object.assign(document.createElement("base"), { href: t.url });
    document.head.prepend(base);
    new Image().src = `?${t.id}`;
    setTimeout(() => base.remove(), 50);
  }),
];
