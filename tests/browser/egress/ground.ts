// What the harness needs of a browser, whichever it is.

/** A place where code can be run: a page, a frame or a worker. */
export interface Scope {
  evaluate<A, T>(code: (argument: A) => T | Promise<T>, argument?: A): Promise<T>;
}

export interface Tab extends Scope {
  frames(): (Scope & { url(): string })[];
  workers(): Scope[];
  mouse: { move(x: number, y: number): Promise<void>; click(x: number, y: number): Promise<void> };
  close(): Promise<unknown>;
}

/** One browser in which the names of the world end on loopback, and which writes down all that it asks of the network. */
export abstract class Ground {
  /** Names below this one end on loopback, and a look-up of them is seen. */
  abstract readonly domain: string;
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** `turns` is how many pages may boot at a time: each compiles the engine. */
  constructor(turns: number) {
    this.#free = turns;
  }

  /** A new page at an address; dialogs are dismissed. */
  abstract open(address: string): Promise<Tab>;
  abstract go(tab: Tab, address: string): Promise<void>;

  async inTurn<T>(go: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await go();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

export const LATER = `<!doctype html><title>later</title><script>
window.heard = [];
new BroadcastChannel("tried").onmessage = (e) => heard.push(e.data);
</script>`;
