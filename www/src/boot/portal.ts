// The page around the shell, where it is a portal: which may be, and the one port that it hands in.

/** The port to an embedding page, and the origin that handed it over. */
export interface Link {
  port: MessagePort;
  origin: string;
}

/** What the shell says to the page around it, and what that answers, with the port. */
export const HELLO = "hello";
export const CONNECT = "connect";

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/**
 * The origins that may embed the page: those that the fragment of its address names as `portal`; where the build names
 * some, of these alone.
 */
export function portals(hash: string, built: readonly string[]): string[] {
  const said = new URLSearchParams(hash.replace(/^#/, "")).getAll("portal").filter(isOrigin);
  return built.length === 0 ? said : said.filter((origin) => built.includes(origin));
}

/** The port in a message; null for any message but the one that is waited for. */
export function linkIn(event: MessageEvent, from: unknown, allowed: readonly string[]): Link | null {
  const { source, origin, data, ports } = event;
  const [port, more] = ports;
  const isMeant = source !== null && source === from && allowed.includes(origin);
  if (!isMeant || !port || more || data?.v !== 1 || data.type !== CONNECT) return null;
  return { port, origin };
}

/** Waits for the embedding page to hand its port over; rejects after so many milliseconds. */
export function linked(allowed: readonly string[], patience: number): Promise<Link> {
  return new Promise((resolve, reject) => {
    const hear = (event: MessageEvent) => {
      const link = linkIn(event, window.parent, allowed);
      if (link) end(() => resolve(link));
    };
    const end = (settle: () => void) => {
      clearTimeout(late);
      removeEventListener("message", hear);
      settle();
    };
    const late = setTimeout(() => end(() => reject(new Error("no portal"))), patience);
    addEventListener("message", hear);
    for (const origin of allowed) window.parent.postMessage({ v: 1, id: 0, type: HELLO, payload: null }, origin);
  });
}
