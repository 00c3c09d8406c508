// The worker's part of the self-test: each try must be refused. A try that is still undecided after a while is open.
import { natives } from "./worker-lock.ts";

const PATIENCE = 3000;

type Try = (address: string) => Promise<boolean>;

/** Resolves to whether the channel refused. */
const TRIES: Record<string, Try> = {
  "worker-fetch": async (address) => {
    await natives.fetch?.(address);
    return natives.fetch === undefined;
  },
  "worker-import-scripts": async (address) => {
    natives.importScripts?.(address);
    return natives.importScripts === undefined;
  },
  "worker-xhr": (address) =>
    new Promise((resolve) => {
      if (natives.XMLHttpRequest === undefined) return resolve(true);
      const request = new natives.XMLHttpRequest();
      request.onload = () => resolve(false);
      request.onerror = () => resolve(true);
      request.open("GET", address);
      request.send();
    }),
  "worker-name-missing": async () => {
    const scope = globalThis as Record<string, unknown>;
    const gone = ["fetch", "XMLHttpRequest", "WebSocket", "importScripts", "BroadcastChannel", "indexedDB", "Worker"];
    return gone.every((name) => scope[name] === undefined);
  },
};

/** The names of the worker's tries. */
export const workerTryNames: readonly string[] = Object.keys(TRIES);

/** Runs all tries with `base` as the address and returns the names of those that were not refused. */
export async function tryWorkerChannels(base: string): Promise<string[]> {
  const run = async (name: string, go: Try): Promise<string | null> => {
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE));
    const refused = await Promise.race([go(base).catch(() => true), late]);
    return refused ? null : name;
  };
  const open = await Promise.all(Object.entries(TRIES).map(([name, go]) => run(name, go)));
  return open.filter((name) => name !== null);
}
