// What a reader can work out of counts that add up: the span of each hidden one, exactly.
//
// A table with its margins is a circulation: every count is an edge between the node of its row and the node of its column,
// totals run backwards, and "parts add up to totals" is "what flows in flows out" (Cox 1995, "Network models for complementary
// cell suppression"). So the largest and the smallest value of a count are two maximum flows, and whole numbers attain them.

/** The least and the most that a reader cannot rule out. */
export interface Span {
  readonly low: number;
  /** `Infinity` without bound. */
  readonly high: number;
}

/** A count: what it is, what the reader knows of it, and what the reader would know if it were hidden too. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  known: Span;
  /** Absent where it is hidden already or has to stay. */
  hidden?: { readonly span: Span; readonly price: number };
}

/** An edge of a path; upwards raises its count. */
interface Step {
  readonly edge: number;
  readonly up: boolean;
  readonly next: number;
}

const room = (value: number, { low, high }: Span, up: boolean): number => (up ? high - value : value - low);

/** Counts as edges between nodes. */
export class Flow {
  readonly edges: readonly Edge[];
  readonly #steps: Step[][];

  constructor(nodes: number, edges: readonly Edge[]) {
    this.edges = edges;
    this.#steps = Array.from({ length: nodes }, () => []);
    edges.forEach(({ from, to }, edge) => {
      this.#steps[from]?.push({ edge, up: true, next: to });
      this.#steps[to]?.push({ edge, up: false, next: from });
    });
  }

  /** Hides counts, the cheapest first, until the target can be as much as `wanted` more, or less, than it is; whether it then can. */
  open(target: number, up: boolean, wanted: number): boolean {
    const values = this.edges.map(({ value }) => value);
    let missing = wanted - this.#push(values, target, up, wanted);
    while (missing > 0) {
      const path = this.#cheapest(values, target, up);
      if (!path) return false;
      for (const { edge: at } of path) {
        const edge = this.edges[at];
        if (!edge?.hidden) continue;
        edge.known = edge.hidden.span;
        delete edge.hidden;
      }
      missing -= this.#push(values, target, up, missing);
    }
    return true;
  }

  /** Where a change of the target has to flow: raising an edge from a to b needs as much more from b back to a. */
  #ends(target: number, up: boolean): [start: number, end: number] {
    const { from, to } = this.edges[target] ?? { from: 0, to: 0 };
    return up ? [to, from] : [from, to];
  }

  /** Maximum flow by shortest paths (Edmonds and Karp 1972), up to `wanted`; the target itself takes no part. */
  #push(values: number[], target: number, up: boolean, wanted: number): number {
    let pushed = 0;
    while (pushed < wanted) {
      const path = this.#shortest(values, target, up);
      if (!path) break;
      const rooms = path.map((step) => room(values[step.edge] ?? 0, this.#known(step), step.up));
      const amount = Math.min(wanted - pushed, ...rooms);
      for (const step of path) values[step.edge] = (values[step.edge] ?? 0) + (step.up ? amount : -amount);
      pushed += amount;
    }
    return pushed;
  }

  #known({ edge }: Step): Span {
    return this.edges[edge]?.known ?? { low: 0, high: 0 };
  }

  #shortest(values: readonly number[], target: number, up: boolean): Step[] | null {
    const [start, end] = this.#ends(target, up);
    const before: (Step | undefined)[] = [];
    const queue = [start];
    for (const node of queue) {
      if (node === end) return this.#walk(before, start, end);
      for (const step of this.#steps[node] ?? []) {
        const { edge, next } = step;
        if (edge === target || next === start || before[next]) continue;
        if (room(values[edge] ?? 0, this.#known(step), step.up) <= 0) continue;
        before[next] = step;
        queue.push(next);
      }
    }
    return null;
  }

  /** The path on which least has to be hidden (Bellman and Ford). */
  #cheapest(values: readonly number[], target: number, up: boolean): Step[] | null {
    const [start, end] = this.#ends(target, up);
    const before: (Step | undefined)[] = [];
    const price = this.#steps.map(() => Number.POSITIVE_INFINITY);
    price[start] = 0;
    const queue = [start];
    for (const node of queue) {
      const soFar = price[node] ?? 0;
      for (const step of this.#steps[node] ?? []) {
        const { edge, next } = step;
        const hidden = this.edges[edge]?.hidden;
        if (edge === target || room(values[edge] ?? 0, hidden?.span ?? this.#known(step), step.up) <= 0) continue;
        const total = soFar + (hidden?.price ?? 0);
        if (total >= (price[next] ?? 0)) continue;
        price[next] = total;
        before[next] = step;
        queue.push(next);
      }
    }
    return price[end] === Number.POSITIVE_INFINITY ? null : this.#walk(before, start, end);
  }

  #walk(before: readonly (Step | undefined)[], start: number, end: number): Step[] {
    const path: Step[] = [];
    for (let node = end; node !== start; ) {
      const step = before[node];
      if (!step) break;
      path.push(step);
      const { from = start, to = start } = this.edges[step.edge] ?? {};
      node = step.up ? from : to;
    }
    return path;
  }
}
