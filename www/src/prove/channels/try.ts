// What a try is. Its code runs inside the page or its worker, so it can use nothing from outside but its argument.

export interface Target {
  /** Unique, `…xNNNq`. */
  id: string;
  /** An address on another origin whose host and path hold the id. */
  url: string;
  host: string;
  /** An address on the page's own origin that holds the id (an outside one where the page is a file). */
  own: string;
  ws: string;
  /** Ports of the try's own, if it asked. */
  tcp: number;
  udp: number;
}

export interface Try {
  name: string;
  /**
   * page: beside others in one page. click: makes an element at the top left, which is then clicked by a user. alone: may
   * end its page. worker: in the page's worker. handoff: in the worker, then `next` in the page with what it returned.
   * stash: puts the id where a later page of the same origin may find it.
   */
  how: "page" | "click" | "alone" | "worker" | "handoff" | "stash";
  code: (target: Target) => unknown;
  next?: (given: { target: Target; value: unknown }) => unknown;
  needs?: "tcp" | "udp";
}

export const group =
  (how: Try["how"], needs?: Try["needs"]) =>
  (name: string, code: Try["code"]): Try => ({ name, how, code, ...(needs && { needs }) });
