import type { Key } from "./zh.ts";

export const en = {
  title: "Proof of the seal",
  "lead.wait": "Trying one channel after the other in this browser: {done} of {all}.",
  "lead.ok":
    "This page has no way to send data out: {n} channels were tried here and now, and every one was refused. For {m} more a page cannot see the result; a listener tries them.",
  "lead.bad":
    "For {n} {n|channel|channels} no refusal was seen. This copy of the program must not be used for customer data.",
  "lead.failed": "The program did not seal itself. It must not be used for customer data.",
  "count.refused": "{n} refused",
  "count.listener": "{n} {n|needs|need} a listener",
  "count.open": "{n} not seen refused",
  "count.skipped": "{n} not tried",
  facts: "This statement",
  "facts.date": "Date",
  "facts.browser": "Browser",
  "facts.address": "Address",
  "facts.canary": "Canary",
  "facts.canary.use":
    "Every channel tried to send this made-up mark. Whoever finds it in a log of a proxy, a name server or a web server has found a leak. There is no file control here and no customer data.",
  kinds: "Channels tried",
  "kinds.what": "Kind",
  "kinds.result": "Result",
  "kinds.list": "Each channel",
  self: "Self-test of the seal",
  "self.why":
    "The same that the application runs before a file can be opened: in the page and in its worker. If one try is not refused, the file control stays shut.",
  scripts: "Requests by scripts, and foreign code",
  "scripts.why":
    "fetch, XMLHttpRequest, WebSocket, sendBeacon, eval, scripts from elsewhere: the policy allows no connection and no other script.",
  media: "Images, sound, video and embedded pages",
  "media.why":
    "Whatever would have to be fetched from outside is refused by the policy; elements that embed another page cannot even be made.",
  styles: "Styles and fonts",
  "styles.why":
    "Backgrounds, cursors, fonts and imports in styles are requests as well, and are refused by the policy.",
  links: "Prefetch and preconnect",
  "links.why":
    "One element is enough to give away a host name by a look-up, and no policy covers it: the lock lets no such element be made.",
  markup: "Text that becomes page",
  "markup.why":
    "Text parsed as a page could bring any element; Trusted Types and the lock have closed every entrance to the parser.",
  realms: "A fresh environment",
  "realms.why": "A new frame would have interfaces that are not locked; the elements that make one are refused.",
  rtc: "Peer to peer",
  "rtc.why": "WebRTC and WebTransport obey no policy: the interfaces themselves are gone.",
  services: "Services of the browser",
  "services.why":
    "Payment, sign-in, passkeys, notifications, casting and advertising interfaces speak to others for the page: they are gone.",
  workers: "Workers",
  "workers.why":
    "Only the one worker program whose fingerprint was compared can start; the channels inside it are tried by the listener.",
  stashes: "Places where another page could look",
  "stashes.why":
    "Cookies, local storage, databases, caches, broadcasts: a later page without a seal could read them, so they are shut too.",
  tampering: "Tampering with the lock",
  "tampering.why":
    "Supposing a hostile script is in the page already: it rewrites the browser's own functions to get round the lock.",
  popups: "Windows and links",
  "popups.why":
    "Windows, links, download links, form buttons; the few that need a person's click are tried by the listener.",
  navigation: "Leading the page away",
  "navigation.why":
    "A navigation ends the page, so many of these are tried by the listener; those whose refusal can be seen are tried here.",
  "state.refused": "refused",
  "state.listener": "needs a listener",
  "state.open": "no refusal seen",
  "state.skipped": "not tried",
  "sign.report": "the browser reported the policy's refusal",
  "sign.lock": "refused by the lock",
  "sign.types": "refused by Trusted Types",
  "sign.absent": "the interface is not there",
  "sign.frame": "refused by the sandboxed frame",
  "sign.listener": "tried by prove.sh",
  "sign.skipped": "the page is not sealed; this try would lead away from it",
  "sign.open": "no report, no exception",
  hashes: "Fingerprints of the program (SHA-256)",
  "hashes.why":
    "The published ones were built in with the program. The running ones are computed here from the bytes that arrived; those of scripts are read from the policy that the browser enforces. Compare both with SHA256SUMS and scripts.txt of the release, digit by digit.",
  "hashes.published": "published",
  "hashes.running": "running",
  "hashes.same": "the same",
  "hashes.other": "not the same",
  "hashes.none": "not run",
  "hash.core": "Analysis engine, core.wasm",
  "hash.reader": "Reader of text files, reader.wasm",
  "hash.formats": "Other formats, formats.wasm",
  "hash.worker": "Worker, worker.js",
  "hash.lock": "Lock script",
  "hash.page": "Script of this page",
  "hash.page.published": "see the line prove of scripts.txt",
  reduced: "Gaps in this browser",
  "reduced.trusted-types": "No Trusted Types: one layer less; the lock looks at markup itself.",
  "reduced.navigation-api": "No Navigation API: one layer less; the outer frame stops navigation.",
  "reduced.formats-missing": "The module of other formats did not arrive: only text files open this time.",
  "reduced.formats-changed": "The module of other formats is not the published one and was not run.",
  "reduced.formats-broken": "This browser cannot run the module of other formats.",
  "reduced.hashes-unknown": "This is a development build without published fingerprints.",
  "reduced.not-sealed": "This is development mode and not sealed.",
  limits: "What this does not cover",
  "limit.extensions": "Browser extensions: they stand above the page and can read what is on screen.",
  "limit.clipboard": "The system's clipboard: other programs can read what is copied.",
  "limit.screen": "Screenshots, screen recording, printing, and people in front of the screen.",
  "limit.browser":
    "A browser that is hostile itself or changed by management software; its crash dumps and swapped memory.",
  "limit.host":
    "The host serving another program on a later visit: compare the published fingerprints, or keep and use the single-file form.",
  "limit.timing": "Side channels through the timing of the processor; a page cannot close them.",
  "limit.names": "File names in the system's list of recent files.",
  "limit.connection":
    "When a hostile script leads the page away, Chromium looks up the host and connects before it refuses: no request is sent, but the host name itself can carry a little data. The response header Connection-Allowlist stops that.",
  rest: "How to check the rest",
  "rest.listener":
    "For the channels that need a listener, run the following in the source folder. It starts listeners on the loopback address, tries every channel in every form of the page, and the same in a page without a policy as a control.",
  "rest.sums": "To compare the files' fingerprints:",
  print: "Print or save as PDF",
  "print.by": "Checked by",
  "print.date": "Date",
  "print.names": "Those with ° need a listener.",
  lang: "中文",
  "theme.dark": "Dark",
  "theme.light": "Light",
  footer:
    "This page has no file control. It runs on the same lock script, policies and program bytes as the application.",
} as const satisfies Record<Key, string>;
