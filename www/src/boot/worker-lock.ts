// First module of the worker's bundle: takes from the worker's realm what the page's lock takes from the page's. The
// originals stay in this module for the self-test, which must see the policy refuse and not only the name missing.
import { removeWorkerServices } from "./lock/services.ts";

type Loader = (address: string) => void;
type Caller = (address: string) => Promise<unknown>;
interface Opener {
  new (address: string): { close?: () => void };
}

interface Scope {
  fetch?: Caller;
  importScripts?: Loader;
  XMLHttpRequest?: typeof XMLHttpRequest;
  WebSocket?: Opener;
  EventSource?: Opener;
  BroadcastChannel?: Opener;
  Worker?: { new (address: string): Worker };
  indexedDB?: IDBFactory;
}

const scope = globalThis as unknown as Scope & object;

/** The channels of the worker as they were. */
export const natives: Readonly<Scope> = {
  ...(scope.fetch && { fetch: scope.fetch.bind(scope) }),
  ...(scope.importScripts && { importScripts: scope.importScripts.bind(scope) }),
  ...(scope.XMLHttpRequest && { XMLHttpRequest: scope.XMLHttpRequest }),
  ...(scope.WebSocket && { WebSocket: scope.WebSocket }),
  ...(scope.EventSource && { EventSource: scope.EventSource }),
  ...(scope.BroadcastChannel && { BroadcastChannel: scope.BroadcastChannel }),
  ...(scope.Worker && { Worker: scope.Worker }),
};

// Only in a worker: tests import this module elsewhere.
if ("WorkerGlobalScope" in scope) removeWorkerServices(scope);
