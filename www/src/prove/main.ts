// Entry of the page that proves the seal: the boot of the application, then every channel that a page can watch.
import { BootFailure, boot } from "../boot/boot.ts";
import { sha256 } from "../boot/sha256.ts";
import { InsituProve } from "./page.ts";
import { Trial } from "./trial.ts";

// The lock has taken its element out of the document; this script is still in it until the boot begins.
const text = document.currentScript?.textContent ?? "";
const page = new InsituProve();
document.body.append(page);
const trial = new Trial(page);
page.token = trial.token;

async function prove(): Promise<void> {
  const booted = await boot();
  const report = await booted.sealed;
  page.boot(booted.hashes, report);
  await trial.run((finding) => page.found(finding));
  const own = await sha256(new TextEncoder().encode(text));
  page.end(own, allowed(trial.policies));
}

/** SHA-256, in hexadecimal, of the scripts that the reported policies let run. */
function allowed(policies: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const policy of policies) {
    for (const [, digest] of policy.matchAll(/'sha256-([A-Za-z0-9+/=]+)'/g)) {
      const bytes = Uint8Array.from(atob(digest ?? ""), (letter) => letter.charCodeAt(0));
      found.add(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    }
  }
  return [...found];
}

prove().catch((error: unknown) => page.fail(error instanceof BootFailure ? error.texts : null));
