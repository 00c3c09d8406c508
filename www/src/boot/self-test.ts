// After the seal and before a file can be chosen: tries to get out, and every try must fail.
import { workerTryNames } from "./worker-tries.ts";

export interface Try {
  name: string;
  closed: boolean;
  /** What closed it, or is expected to. */
  by: "policy" | "lock" | "frame";
}

export interface SealReport {
  ok: boolean;
  tries: Try[];
  /** Layers that this browser does not have, and parts that did not arrive. */
  reduced: string[];
}

const PATIENCE = 4000;
// Asked of no one: a name that cannot exist, for pages without an http address (a file: image fails without a report).
const NOWHERE = "https://seal-probe.invalid/";

/**
 * Runs the tries in the page and in a fresh worker. `worker` must answer the messages of the engine's worker; `embedded`
 * says that a portal has handed its port in.
 */
export async function selfTest(
  worker: () => Promise<Worker>,
  reduced: string[],
  embedded: boolean,
): Promise<SealReport> {
  const address = document.baseURI.startsWith("http") ? document.baseURI : NOWHERE;
  const reports = new Set<string>();
  const note = (event: SecurityPolicyViolationEvent) => reports.add(event.effectiveDirective);
  document.addEventListener("securitypolicyviolation", note);
  const found = await Promise.all([
    attempt("fetch", "policy", () => fetch(address)),
    attempt("image", "policy", () => loadImage(address)),
    attempt("import", "policy", () => import(/* @vite-ignore */ address)),
    attempt("eval", "policy", async () => Reflect.construct(Function, ["return 1"])),
    attempt("markup", "policy", async () => {
      document.createElement("div").innerHTML = "<b>x</b>";
    }),
    attempt("webrtc", "lock", async () => new RTCPeerConnection()),
    attempt("link", "lock", async () => document.createElement("link")),
    attempt("frame", "lock", async () => document.createElement("iframe")),
    attempt("popup", "lock", async () => {
      if (window.open(address) === null) throw new Error("refused");
    }),
    attempt("parent-page", "frame", readParent),
    attempt("other-page", "frame", async () => {
      if (!otherPage(embedded)) throw new Error("none");
    }),
    ...(await inWorker(worker, address)),
  ]);
  document.removeEventListener("securitypolicyviolation", note);
  // Being offline also fails a request: only the browser's report shows that the policy did.
  for (const directive of ["connect-src", "img-src"]) {
    found.push({ name: `report-${directive}`, closed: reports.has(directive), by: "policy" });
  }
  const missing = [...reduced];
  if (window.trustedTypes === undefined) missing.push("trusted-types");
  if (!("navigation" in window)) missing.push("navigation-api");
  const tries = found.filter((row) => !(row.name === "markup" && missing.includes("trusted-types")));
  return { ok: tries.every((row) => row.closed), tries, reduced: missing };
}

async function attempt(name: string, by: Try["by"], go: () => Promise<unknown>): Promise<Try> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE));
  const refused = Promise.resolve()
    .then(go)
    .then(
      () => false,
      () => true,
    );
  return { name, closed: await Promise.race([refused, late]), by };
}

function loadImage(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve();
    image.onerror = () => reject(new Error("refused"));
    image.src = address;
  });
}

/** A frame with an opaque origin cannot read its parent; a page outside a frame is its own parent. */
async function readParent(): Promise<void> {
  if (window.parent === window || window.parent.document !== null) return;
  throw new Error("refused");
}

/**
 * Whether a page other than our shell, and the portal around it, could receive a message from here: one that frames
 * them, or one that opened them. Any can be told something by a script in this page, whatever the policies say.
 */
function otherPage(embedded: boolean): boolean {
  const outer = window.top;
  const known = embedded ? window.parent.parent : window.parent;
  return known !== outer || (outer?.opener ?? null) !== null;
}

async function inWorker(start: () => Promise<Worker>, base: string): Promise<Promise<Try>[]> {
  let open: readonly string[] = workerTryNames;
  try {
    const worker = await start();
    const answer = await ask(worker, { type: "selftest", base }, "selftest");
    open = (answer as { open: string[] }).open;
    worker.terminate();
  } catch {
    // No worker, no proof: all of its tries count as open.
  }
  return workerTryNames.map(async (name) => ({ name, closed: !open.includes(name), by: "policy" as const }));
}

/** Sends a message and waits for the answer of one type. */
export function ask(worker: Worker, message: unknown, answer: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the worker does not answer")), 2 * PATIENCE);
    const end = (settle: () => void) => {
      clearTimeout(late);
      worker.removeEventListener("message", receive);
      worker.removeEventListener("error", fail);
      worker.removeEventListener("messageerror", fail);
      settle();
    };
    const receive = (event: MessageEvent<{ type?: string }>) => {
      if (event.data?.type === answer) end(() => resolve(event.data));
      else if (event.data?.type === "error") end(() => reject(new Error("the worker refused")));
    };
    const fail = () => end(() => reject(new Error("the worker failed")));
    worker.addEventListener("message", receive);
    worker.addEventListener("error", fail);
    worker.addEventListener("messageerror", fail);
    worker.postMessage(message);
  });
}
