// Markup, foreign documents, fresh realms, tampering with the lock, WebRTC, and services of the browser.
import { group, type Try } from "./try.ts";

const page = group("page");
const alone = group("alone");
const udp = group("page", "udp");
const tcp = group("page", "tcp");

export const markup: Try[] = [
  page("inner-html", (t) => {
    document.body.append(document.createElement("div"));
    (document.body.lastElementChild as Element).innerHTML = `<img src="${t.url}">`;
  }),
  page("inner-html-dns", (t) => {
    document.body.append(document.createElement("div"));
    (document.body.lastElementChild as Element).innerHTML = `<link rel="dns-prefetch" href="${t.url}">`;
  }),
  page("outer-html", (t) => {
    const box = document.createElement("div");
    document.body.append(box);
    box.outerHTML = `<link rel="preconnect" href="${t.url}">`;
  }),
  page("insert-adjacent", (t) =>
    document.body.insertAdjacentHTML("beforeend", `<link rel=dns-prefetch href="${t.url}">`),
  ),
  page("contextual-fragment", (t) => {
    document.body.append(document.createRange().createContextualFragment(`<link rel="dns-prefetch" href="${t.url}">`));
  }),
  page("dom-parser", (t) => {
    const parsed = new DOMParser().parseFromString(`<link rel="dns-prefetch" href="${t.url}">`, "text/html");
    document.body.append(document.adoptNode(parsed.querySelector("link") as Element));
  }),
  page("dom-parser-xml", (t) => {
    const text = `<r xmlns="http://www.w3.org/1999/xhtml"><link rel="dns-prefetch" href="${t.url}"/></r>`;
    const parsed = new DOMParser().parseFromString(text, "application/xhtml+xml");
    document.body.append(document.adoptNode(parsed.documentElement.firstElementChild as Element));
  }),
  page("set-html", (t) => {
    const box = document.createElement("div");
    document.body.append(box);
    (box as unknown as { setHTML(s: string, o?: object): void }).setHTML(`<link rel=dns-prefetch href="${t.url}">`, {
      sanitizer: {},
    });
  }),
  page("set-html-unsafe", (t) => {
    const box = document.createElement("div");
    document.body.append(box);
    box.setHTMLUnsafe(`<link rel="dns-prefetch" href="${t.url}">`);
  }),
  page("shadow-set-html-unsafe", (t) => {
    const box = document.createElement("div");
    document.body.append(box);
    box.attachShadow({ mode: "open" }).setHTMLUnsafe(`<link rel="dns-prefetch" href="${t.url}">`);
  }),
  page("parse-html-unsafe", (t) => {
    const parsed = Document.parseHTMLUnsafe(`<link rel="dns-prefetch" href="${t.url}">`);
    document.body.append(document.adoptNode(parsed.querySelector("link") as Element));
  }),
  page("template", (t) => {
    const template = document.createElement("template");
    template.innerHTML = `<link rel="dns-prefetch" href="${t.url}">`;
    document.body.append(template.content.cloneNode(true));
  }),
  page("shadow-inner-html", (t) => {
    const box = document.createElement("div");
    box.attachShadow({ mode: "open" }).innerHTML = `<link rel="dns-prefetch" href="${t.url}">`;
    document.body.append(box);
  }),
  page("xslt", (t) => {
    const sheet = document.implementation.createDocument("", "", null);
    const space = "http://www.w3.org/1999/XSL/Transform";
    const root = sheet.createElementNS(space, "xsl:stylesheet");
    root.setAttribute("version", "1.0");
    const rule = sheet.createElementNS(space, "xsl:template");
    rule.setAttribute("match", "/");
    const link = sheet.createElementNS("http://www.w3.org/1999/xhtml", "link");
    link.setAttribute("rel", "dns-prefetch");
    link.setAttribute("href", t.url);
    rule.append(link);
    root.append(rule);
    sheet.append(root);
    const transform = new XSLTProcessor();
    transform.importStylesheet(sheet);
    document.body.append(transform.transformToFragment(sheet, document));
  }),
  page("create-html-document", (t) => {
    const other = document.implementation.createHTMLDocument("x");
    const link = Object.assign(other.createElement("link"), { rel: "dns-prefetch", href: t.url });
    document.head.append(document.adoptNode(link));
  }),
  page("create-document", (t) => {
    const other = document.implementation.createDocument("http://www.w3.org/1999/xhtml", "link", null);
    const link = document.adoptNode(other.documentElement) as unknown as HTMLLinkElement;
    link.setAttribute("rel", "dns-prefetch");
    link.setAttribute("href", t.url);
    document.head.append(link);
  }),
  page("new-document", (t) => {
    const other = new Document();
    const link = other.createElementNS("http://www.w3.org/1999/xhtml", "link");
    link.setAttribute("rel", "dns-prefetch");
    link.setAttribute("href", t.url);
    document.head.append(document.adoptNode(link));
  }),
  page("custom-built-in", (t) => {
    class Mine extends HTMLLinkElement {}
    customElements.define(`mine-${t.id}`, Mine, { extends: "link" });
    document.head.append(Object.assign(new Mine(), { rel: "dns-prefetch", href: t.url }));
  }),
  page("custom-built-in-is", (t) => {
    const link = document.createElement("link", { is: "x-y" });
    document.head.append(Object.assign(link, { rel: "dns-prefetch", href: t.url }));
  }),
  page("custom-registry", (t) => {
    const registry = new CustomElementRegistry();
    const made = document.createElement("link", { customElementRegistry: registry } as ElementCreationOptions);
    document.head.append(Object.assign(made, { rel: "dns-prefetch", href: t.url }));
  }),
  page("processing-instruction", (t) => {
    const other = document.implementation.createDocument("http://www.w3.org/1999/xhtml", "html", null);
    other.prepend(other.createProcessingInstruction("xml-stylesheet", `href="${t.url}" type="text/css"`));
    document.body.append(document.adoptNode(other.documentElement));
    document.prepend(document.createProcessingInstruction("xml-stylesheet", `href="${t.url}" type="text/css"`));
  }),
  page("svg-document-image", (t) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml"><image href="${t.url}"/><h:link rel="dns-prefetch" href="${t.url}"/></svg>`;
    new Image().src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }),
  page("document-write", (t) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    frame.contentDocument?.write(`<img src="${t.url}">`);
  }),
  page("policy-again", (t) => {
    const policy = (window.trustedTypes as TrustedTypePolicyFactory).createPolicy(`mine-${t.id}`, {
      createHTML: (text: string) => text,
    });
    const box = document.createElement("div");
    document.body.append(box);
    box.innerHTML = policy.createHTML(`<link rel="dns-prefetch" href="${t.url}">`) as unknown as string;
  }),
  page("policy-lit", (t) => {
    const policy = (window.trustedTypes as TrustedTypePolicyFactory).createPolicy("lit-html", {
      createHTML: (text: string) => text,
    });
    const box = document.createElement("div");
    document.body.append(box);
    box.innerHTML = policy.createHTML(`<link rel="dns-prefetch" href="${t.url}">`) as unknown as string;
  }),
];

export const tampering: Try[] = [
  alone("tamper-string", (t) => {
    // A name that reads differently each time it is looked at.
    let reads = 0;
    const name = { toString: () => (reads++ % 2 === 0 ? "div" : "link") };
    const real = globalThis.String;
    globalThis.String = (() => name) as unknown as StringConstructor;
    try {
      for (let i = 0; i < 4; i += 1) {
        const made = document.createElement(name as unknown as string);
        document.head.append(Object.assign(made, { rel: "dns-prefetch", href: t.url }));
      }
    } finally {
      globalThis.String = real;
    }
  }),
  alone("tamper-prototypes", (t) => {
    const saved = [String.prototype.toLowerCase, RegExp.prototype.exec, RegExp.prototype.test] as const;
    String.prototype.toLowerCase = () => "div";
    RegExp.prototype.exec = () => null;
    RegExp.prototype.test = () => true;
    try {
      document.head.append(Object.assign(document.createElement("link"), { rel: "dns-prefetch", href: t.url }));
    } finally {
      [String.prototype.toLowerCase, RegExp.prototype.exec, RegExp.prototype.test] = saved;
    }
  }),
  alone("tamper-call", (t) => {
    const { call, apply, bind } = Function.prototype;
    const make = document.createElement;
    const steal = (f: unknown) => {
      if (typeof f === "function" && (f === make || f.name === "createElement")) {
        const link = Reflect.apply(f, document, ["link"]) as HTMLElement;
        document.head.append(Object.assign(link, { rel: "dns-prefetch", href: t.url }));
      }
    };
    Function.prototype.call = function (this: unknown) {
      steal(this);
    } as typeof call;
    Function.prototype.apply = Function.prototype.call as unknown as typeof apply;
    try {
      document.createElement("div");
      document.createElement.call(document, "link");
      steal(document.createElement);
    } finally {
      Object.assign(Function.prototype, { call, apply, bind });
    }
  }),
  alone("tamper-stack", (t) => {
    // V8 hands the functions of the stack to this hook, unless their code is strict.
    const host = Error as unknown as { prepareStackTrace?: unknown; stackTraceLimit: number };
    const found: ((...a: unknown[]) => unknown)[] = [];
    host.prepareStackTrace = (_e: unknown, sites: { getFunction(): unknown }[]) => {
      for (const site of sites) {
        const f = site.getFunction();
        // Others on the stack belong to the harness.
        if (typeof f === "function" && f.name === "createElement") found.push(f as never);
      }
      return "";
    };
    try {
      const name = {
        toString: () => {
          void new Error("x").stack;
          return "div";
        },
      };
      document.createElement(name as unknown as string);
    } finally {
      delete host.prepareStackTrace;
    }
    for (const f of [...found, document.createElement]) {
      try {
        const link = Reflect.apply(f, document, ["link"]) as HTMLElement;
        document.head.append(Object.assign(link, { rel: "dns-prefetch", href: t.url }));
      } catch {
        // The next function may be the one.
      }
    }
  }),
  alone("tamper-redefine", (t) => {
    Object.defineProperty(Document.prototype, "createElement", {
      value: (name: string) => document.createElementNS("http://www.w3.org/1999/xhtml", name),
    });
    document.head.append(Object.assign(document.createElement("link"), { rel: "dns-prefetch", href: t.url }));
  }),
  alone("tamper-worker-policy", (t) => {
    const page = window as unknown as { insituWorkerUrl?: (u: string) => string };
    const code = `fetch("${t.url}")`;
    const source = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    new Worker(page.insituWorkerUrl ? page.insituWorkerUrl(source) : source);
  }),
  alone("tamper-save", (t) => {
    const page = window as unknown as { insituSave?: (u: unknown, n: string) => void };
    let reads = 0;
    const blob = URL.createObjectURL(new Blob(["x"], { type: "text/csv" }));
    const address = { toString: () => (reads++ === 0 ? blob : t.url) };
    if (page.insituSave) page.insituSave(address, "x.csv");
    if (page.insituSave) page.insituSave(t.url, "x.csv");
    else Object.assign(document.createElement("a"), { href: t.url, download: "x.csv" }).click();
  }),
  alone("tamper-pollution", (t) => {
    const root = Object.prototype as unknown as Record<string, unknown>;
    const names = ["createScriptURL", "createHTML", "link", t.url];
    for (const name of names) Object.defineProperty(root, name, { value: (u: string) => u, configurable: true });
    try {
      const made = document.createElement("link");
      document.head.append(Object.assign(made, { rel: "dns-prefetch", href: t.url }));
    } finally {
      for (const name of names) delete root[name];
    }
  }),
  alone("tamper-pollution-save", (t) => {
    const root = Object.prototype as unknown as Record<string, unknown>;
    root[t.url] = true;
    try {
      const page = window as unknown as { insituSave?: (u: string, n: string) => void };
      if (page.insituSave) page.insituSave(t.url, "x");
      else new Image().src = t.url;
    } finally {
      delete root[t.url];
    }
  }),
];

export const realms: Try[] = [
  page("realm-blank-frame", (t) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const win = frame.contentWindow as unknown as typeof globalThis;
    void win.fetch(t.url);
  }),
  page("realm-srcdoc", (t) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = `<img src="${t.url}">`;
    document.body.append(frame);
  }),
  page("realm-object", (t) => {
    const frame = document.createElement("object");
    frame.data = "about:blank";
    document.body.append(frame);
    const win = frame.contentWindow as unknown as typeof globalThis | null;
    if (win) void new win.Image().setAttribute("src", t.url);
    else new Image().src = t.url;
  }),
  page("realm-frame-ns", (t) => {
    const frame = document.createElementNS("http://www.w3.org/1999/xhtml", "IFRAME".toLowerCase()) as HTMLIFrameElement;
    document.body.append(frame);
    void (frame.contentWindow as unknown as typeof globalThis).fetch(t.url);
  }),
  udp("realm-rtc", (t) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const { RTCPeerConnection: Fresh } = frame.contentWindow as unknown as typeof globalThis;
    const peer = new Fresh({ iceServers: [{ urls: `stun:127.0.0.1:${t.udp}` }] });
    peer.createDataChannel("x");
    void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }),
];

export const rtc: Try[] = [
  udp("rtc-stun", (t) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${t.udp}` }] });
    peer.createDataChannel("x");
    void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }),
  udp("rtc-turn", (t) => {
    const servers = [{ urls: `turn:127.0.0.1:${t.udp}`, username: t.id, credential: "x" }];
    const peer = new RTCPeerConnection({ iceServers: servers });
    peer.createDataChannel("x");
    void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }),
  tcp("rtc-turn-tcp", (t) => {
    const servers = [{ urls: `turn:127.0.0.1:${t.tcp}?transport=tcp`, username: t.id, credential: "x" }];
    const peer = new RTCPeerConnection({ iceServers: servers });
    peer.createDataChannel("x");
    void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }),
  udp("rtc-dns", (t) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${t.host}:${t.udp}` }] });
    peer.createDataChannel("x");
    void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }),
  udp("rtc-webkit", (t) => {
    const { webkitRTCPeerConnection: Peer } = window as unknown as {
      webkitRTCPeerConnection: typeof RTCPeerConnection;
    };
    const peer = new Peer({ iceServers: [{ urls: `stun:127.0.0.1:${t.udp}` }] });
    peer.createDataChannel("x");
    void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  }),
  udp("web-transport", (t) => void new WebTransport(`https://127.0.0.1:${t.udp}/${t.id}`)),
];

export const services: Try[] = [
  page("payment", async (t) => {
    const details = { total: { label: "x", amount: { currency: "CNY", value: "1" } } };
    await new PaymentRequest([{ supportedMethods: t.url }], details).canMakePayment();
  }),
  page("fedcm", (t) =>
    navigator.credentials.get({
      identity: { mode: "active", providers: [{ configURL: t.url, clientId: "x", nonce: "x" }] },
    } as CredentialRequestOptions),
  ),
  page("fedcm-disconnect", (t) => {
    const { IdentityCredential } = globalThis as unknown as { IdentityCredential: { disconnect(o: object): unknown } };
    return IdentityCredential.disconnect({ configURL: t.url, clientId: "x", accountHint: "x" });
  }),
  page("fedcm-user-info", (t) => {
    const { IdentityProvider } = globalThis as unknown as { IdentityProvider: { getUserInfo(o: object): unknown } };
    return IdentityProvider.getUserInfo({ configURL: t.url, clientId: "x" });
  }),
  page("webauthn", (t) =>
    navigator.credentials.get({
      publicKey: { challenge: new Uint8Array(16), rpId: t.host, timeout: 500 },
    } as CredentialRequestOptions),
  ),
  page("webauthn-signal", (t) => {
    const { PublicKeyCredential: Key } = globalThis as unknown as {
      PublicKeyCredential: { signalUnknownCredential(o: object): unknown };
    };
    return Key.signalUnknownCredential({ rpId: t.host, credentialId: "aaaa" });
  }),
  page("password-icon", (t) => {
    const { PasswordCredential } = globalThis as unknown as { PasswordCredential: new (o: object) => Credential };
    return navigator.credentials.store(new PasswordCredential({ id: "x", password: "x", iconURL: t.url }));
  }),
  page("notification-icon", (t) => void new Notification("x", { icon: t.url })),
  page("presentation", (t) => {
    const { PresentationRequest } = globalThis as unknown as {
      PresentationRequest: new (u: string) => { getAvailability(): unknown };
    };
    return new PresentationRequest(t.url).getAvailability();
  }),
  page("interest-group", (t) => {
    const host = navigator as unknown as { joinAdInterestGroup(o: object, s: number): unknown };
    return host.joinAdInterestGroup({ owner: new URL(t.url).origin, name: "x", ads: [{ renderURL: t.url }] }, 60);
  }),
  page("attribution-source", (t) => {
    const image = document.createElement("img");
    image.setAttribute("attributionsrc", t.url);
    document.body.append(image);
  }),
  page("shared-storage", (t) => {
    const host = globalThis as unknown as { sharedStorage: { worklet: { addModule(u: string): unknown } } };
    return host.sharedStorage.worklet.addModule(`${t.url}.js`);
  }),
  page("service-worker", (t) => navigator.serviceWorker.register(`${t.own}.js`)),
  page("media-keys", () => navigator.requestMediaKeySystemAccess("com.widevine.alpha", [{}])),
];
