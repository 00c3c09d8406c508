export const proof = {
  "proof.title": "Proof of the seal",
  "proof.lead.ok":
    "Before the file control opened, this page tried {n} ways out and every one was refused. Since then it cannot send a request to any address, its own server included.",
  "proof.lead.bad": "This page tried {n} ways out; {open} {open|was|were} not refused.",
  "proof.lead.wait": "The self-test has not finished.",
  "proof.tries": "Self-test",
  "proof.try": "Channel",
  "proof.result": "Result",
  "proof.by": "Refused by",
  "proof.closed": "refused",
  "proof.open": "not refused",
  "proof.by.policy": "content security policy",
  "proof.by.lock": "lock script",
  "proof.by.frame": "sandboxed frame",
  "proof.reduced": "Gaps in this browser",
  "proof.console":
    "The tries leave lines about the Content Security Policy in the browser's console. Each is a try that was refused, written by the browser itself, and expected.",
  "proof.hashes": "Fingerprints of the program (SHA-256)",
  "proof.hash.core": "Analysis engine",
  "proof.hash.reader": "Reader of text files",
  "proof.hash.formats": "Other formats",
  "proof.hash.worker": "Background worker",
  "proof.hash.none": "not loaded: only text files in UTF-8 open this time",
  "proof.hash.use": "Compare them digit by digit with the release page; do not use the page if they differ.",
  "proof.form": "Running as",
  "proof.form.A3": "shell page with a sealed frame",
  "proof.form.A2": "single file",
  "proof.form.dev": "development mode, not sealed",
  "proof.page": "A statement for the privacy officer",
  "proof.page.text":
    "A page of its own tries more than two hundred channels in this browser, shows the result with the program's fingerprints, and can be printed. Copy this address into a new tab:",
  "proof.page.file":
    "Where this program is offered there is prove.html: it tries more than two hundred channels in the browser, shows the result with the program's fingerprints, and can be printed.",
  "proof.limits": "What this does not cover",
  "proof.limit.extensions": "Browser extensions: they stand above the page and can read what is on screen.",
  "proof.limit.host":
    "On a later visit the host could serve another program; compare the fingerprints or use the single-file form.",
  "proof.limit.user": "What the user does: copy, download, print, screenshot.",
  "proof.limit.timing": "Side channels that signal through processor timing; a page cannot close them.",
  "proof.limit.selftest":
    "The self-test lists only channels whose refusal a page can see for itself; the repository's tests check more of them in a real browser.",
} as const;
