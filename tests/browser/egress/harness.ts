// Runs the tries in one form of the page and tells what got out.
import type { Ground, Scope, Tab } from "./ground.ts";
import type { Listener } from "./listener.ts";
import type { Target, Try } from "../../../www/src/prove/channels/try.ts";

export interface Form {
  /** Letters only; part of the ids. */
  name: string;
  address: string;
  /** Address of a page of the same origin without any policy, in the same place, that looks for what was left. */
  later: string;
  sealed: boolean;
}

export interface Result {
  name: string;
  how: Try["how"];
  /** How it got out; empty when it did not. */
  leaks: string[];
}

interface Opened {
  page: Tab;
  scope: Scope;
}

const SHORT = 1500;
/** Tries that share one page, and pages for tries that may end theirs. */
const GROUP = 64;
const LANES = 3;
/** Milliseconds that a page may take to seal itself, on a machine with much else to do. */
const BOOT = 60_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const CONTROL = `<!doctype html><meta charset="utf-8"><title>control</title><link rel="icon" href="data:,"><body><script>
const source = "self.onmessage = () => postMessage(1)";
window.kept = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
</script>`;

export class Harness {
  private readonly form: Form;
  private readonly listener: Listener;
  private readonly ground: Ground;
  private readonly targets = new Map<Try, Target>();
  readonly bootMs: number[] = [];

  /** Several harnesses may share a listener and a browser. */
  constructor(form: Form, listener: Listener, ground: Ground) {
    this.form = form;
    this.listener = listener;
    this.ground = ground;
  }

  async run(tries: readonly Try[]): Promise<void> {
    for (const [index, one] of tries.entries()) this.targets.set(one, await this.target(one, index));
    const of = (one: Try) => this.targets.get(one) as Target;
    const like = (how: Try["how"]) => tries.filter((one) => one.how === how);
    const shared = like("page");
    const kinds = [
      async () => {
        for (let from = 0; from < shared.length; from += GROUP) {
          await this.together(shared.slice(from, from + GROUP), of);
        }
        await this.inWorker(like("worker"), of);
      },
      () => this.apart([...like("alone"), ...like("click"), ...like("handoff")], of),
      async () => {
        // What is refused leaves nothing that could hide what the next one leaves; where it is not, each has its own page.
        const left = like("stash");
        for (const some of this.form.sealed ? [left] : left.map((one) => [one])) await this.stash(some, of);
      },
    ];
    // Most of a try is waiting, so where all is refused the kinds go side by side; where nothing is, they break the browser.
    if (this.form.sealed) await Promise.all(kinds.map((kind) => kind()));
    else for (const kind of kinds) await kind();
    await pause(1000);
  }

  /** What got out; whole only when the browser has ended. */
  results(): Result[] {
    return [...this.targets].map(([one, { id }]) => ({
      name: one.name,
      how: one.how,
      leaks: [...(this.listener.seen.get(id) ?? [])].sort(),
    }));
  }

  private async target(one: Try, index: number): Promise<Target> {
    const id = `${this.form.name}x${String(index).padStart(3, "0")}q`;
    const host = `${id}.${this.ground.domain}`;
    const url = `http://${host}:${this.listener.port}/${id}`;
    const http = this.form.address.startsWith("http");
    return {
      id,
      url,
      host,
      own: http ? new URL(`/own/${id}`, this.form.address).href : url,
      ws: `ws://${host}:${this.listener.port}/${id}`,
      tcp: one.needs === "tcp" ? await this.listener.tcp(id) : 0,
      udp: one.needs === "udp" ? await this.listener.udp(id) : 0,
    };
  }

  /** Opens the form and waits until a file could be chosen. */
  private async boot(): Promise<Opened> {
    return this.ground.inTurn(async () => {
      const began = performance.now();
      const page = await this.ground.open(this.form.address);
      if (!this.form.sealed) return { page, scope: page };
      const scope = await innermost(page);
      for (let at = 0; !(await settle(scope.evaluate(ready))); at += 1) {
        if (at > BOOT / 50) throw new Error(`${this.form.name} does not seal`);
        await pause(50);
      }
      this.bootMs.push(performance.now() - began);
      return { page, scope };
    });
  }

  /** A sealed page that refused a try can take the next one; one that was ended cannot. */
  private async bootOrKeep(kept: Opened | undefined): Promise<Opened> {
    if (kept === undefined) return this.boot();
    // A refused navigation leaves an error page in the frame, which has no lock and no script of anyone.
    const same = () => "insituSave" in window;
    if (this.form.sealed && (await settle(kept.scope.evaluate(same)))) return kept;
    await this.close(kept.page);
    return this.boot();
  }

  /** Tries that may end the page, in a few pages at a time. */
  private async apart(tries: readonly Try[], of: (one: Try) => Target): Promise<void> {
    const queue = [...tries];
    const lane = async () => {
      let kept: Opened | undefined;
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
        kept = await this.bootOrKeep(kept);
        await this.alone(kept, one, of(one));
        const again = one.how === "click" || !this.form.sealed;
        if (!again || this.listener.seen.has(of(one).id)) continue;
        // On a busy machine a click may have come before its element or after it.
        kept = await this.bootOrKeep(kept);
        await this.alone(kept, one, of(one));
      }
      if (kept) await this.close(kept.page);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  private async together(tries: readonly Try[], of: (one: Try) => Target): Promise<void> {
    const { page, scope } = await this.boot();
    for (const one of tries) await attempt(scope, one, of(one));
    await pause(2000);
    await this.close(page);
  }

  private async inWorker(tries: readonly Try[], of: (one: Try) => Target): Promise<void> {
    const { page } = await this.boot();
    const worker = await workerOf(page);
    await Promise.all(tries.map((one) => attempt(worker, one, of(one))));
    await pause(1500);
    await this.close(page);
  }

  private async alone({ page, scope }: Opened, one: Try, target: Target): Promise<void> {
    if (one.how === "handoff") {
      const value = await attempt(await workerOf(page), one, target);
      if (one.next && value !== undefined) await settle(scope.evaluate(one.next, { target, value }));
    } else {
      await attempt(scope, one, target);
    }
    if (one.how === "click") {
      await settle(page.mouse.move(98, 98));
      await settle(page.mouse.click(100, 100));
    }
    await pause(500);
  }

  private async stash(tries: readonly Try[], of: (one: Try) => Target): Promise<void> {
    const { page, scope } = await this.boot();
    // A page that is open at the same time hears what is broadcast and sees what is held.
    const beside = await this.ground.open(this.form.later);
    for (const one of tries) await attempt(scope, one, of(one));
    // The timers of a page behind another run once a second.
    await pause(1200);
    const seen = async (at: Tab) => Promise.all(at.frames().map((frame) => settle(frame.evaluate(look))));
    const found = await seen(beside);
    await this.ground.go(page, this.form.later);
    found.push(...(await seen(page)));
    const text = JSON.stringify(found);
    for (const { id } of tries.map(of)) if (text.includes(id)) this.listener.add(id, "stash");
    await this.close(beside);
    await this.close(page);
  }

  private async close(page: Tab): Promise<void> {
    await settle(page.close());
  }
}

/** The sealed page: the innermost frame. */
async function innermost(page: Tab): Promise<Scope> {
  for (let at = 0; at < BOOT / 50; at += 1) {
    const found = page.frames().find((frame) => frame.url() === "about:srcdoc");
    if (found) return found;
    await pause(50);
  }
  throw new Error("the page has no sealed frame");
}

/** Whether a file could be chosen; inside another page that takes the port of that page, too. */
function ready(): boolean {
  interface Journey {
    journey?: { store: { seal: { stage: string } } };
  }
  const app = document.querySelector("insitu-app") as (Element & Journey) | null;
  return app?.journey?.store.seal.stage === "sealed";
}

/** The page's worker; the page starts one by itself. */
async function workerOf(page: Tab): Promise<Scope> {
  for (let i = 0; i < 100; i += 1) {
    const [found] = page.workers();
    if (found) return found;
    await pause(50);
  }
  throw new Error("the page has no worker");
}

async function settle<T>(promise: Promise<T>): Promise<T | undefined> {
  return Promise.race([promise.catch(() => undefined), pause(SHORT).then(() => undefined)]);
}

function attempt(scope: Scope, one: Try, target: Target): Promise<unknown> {
  return settle(scope.evaluate(one.code, target));
}

/** Reads everything that one page can leave to another. */
async function look(): Promise<unknown[]> {
  const host = window as unknown as Record<string, never> & { heard?: string[] };
  const from = async (read: () => unknown) => {
    try {
      return await Promise.race([read(), new Promise((resolve) => setTimeout(resolve, 300))]);
    } catch {
      return null;
    }
  };
  const keys = async (root: FileSystemDirectoryHandle) => {
    const list: string[] = [];
    for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) list.push(name);
    return list;
  };
  return Promise.all([
    from(() => ({ ...localStorage })),
    from(() => ({ ...sessionStorage })),
    from(() => document.cookie),
    from(async () => (await indexedDB.databases()).map((one) => one.name)),
    from(() => caches.keys()),
    from(async () => keys(await navigator.storage.getDirectory())),
    from(() => (navigator as unknown as { storageBuckets: { keys(): unknown } }).storageBuckets.keys()),
    from(() => window.name),
    from(() => history.state),
    from(() => host.heard),
    from(async () => JSON.stringify(await navigator.locks.query())),
    from(
      () =>
        new Promise((resolve) => {
          const ask = host["webkitRequestFileSystem"] as unknown as (
            t: number,
            s: number,
            ok: (f: { root: { createReader(): { readEntries(ok: (e: { name: string }[]) => void): void } } }) => void,
          ) => void;
          ask.call(window, 0, 1024, ({ root }) =>
            root.createReader().readEntries((entries) => resolve(entries.map((entry) => entry.name))),
          );
        }),
    ),
  ]);
}
