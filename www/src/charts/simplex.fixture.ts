// A linear solver of its own for audits: the two-phase simplex method with Bland's rule, in whole numbers. The systems of tables
// are totally unimodular, so every pivot is 1 or -1 and nothing is ever divided.

/** The least and the most of each variable under `rows · x = sums` and `low ≤ x ≤ high`; null without a solution. */
export function ranges(rows: number[][], sums: number[], bounds: [number, number][]): [number, number][] | null {
  const n = bounds.length;
  // x = low + y with y ≥ 0, and a slack for each upper bound.
  const table = rows.map((row, at) => {
    const right = (sums[at] ?? 0) - row.reduce((all, a, variable) => all + a * (bounds[variable]?.[0] ?? 0), 0);
    return [...row, ...Array<number>(n).fill(0), right];
  });
  bounds.forEach(([low, high], at) => {
    const line = Array<number>(2 * n + 1).fill(0);
    line[at] = line[n + at] = 1;
    line[2 * n] = high - low;
    table.push(line);
  });
  // Phase 1: an artificial variable per line, of which the sum has to become 0.
  const m = table.length;
  const lines = table.map((line, at) => {
    const sign = (line[2 * n] ?? 0) < 0 ? -1 : 1;
    const wide = line.slice(0, 2 * n).map((a) => a * sign);
    return [...wide, ...table.map((_, other) => Number(other === at)), (line[2 * n] ?? 0) * sign];
  });
  const basis = table.map((_, at) => 2 * n + at);
  const artificial = Array.from({ length: 2 * n + m }, (_, v) => Number(v >= 2 * n));
  if (minimise(lines, basis, artificial, 2 * n + m) !== 0) return null;
  return bounds.map(([low], target) => {
    const end = (sign: number): number => {
      const cost = artificial.map((_, v) => (v === target ? sign : 0));
      return sign * minimise(structuredClone(lines), [...basis], cost, 2 * n);
    };
    return [low + end(1), low + end(-1)];
  });
}

/** The least cost; lines and basis are left at it. Variables from `allowed` on do not enter. */
function minimise(lines: number[][], basis: number[], cost: number[], allowed: number): number {
  const right = cost.length;
  const get = (line: number[] | undefined, at: number): number => line?.[at] ?? 0;
  for (;;) {
    const reduced = (v: number): number =>
      get(cost, v) - lines.reduce((all, line, at) => all + get(cost, basis[at] ?? 0) * get(line, v), 0);
    let enter = 0;
    while (enter < allowed && reduced(enter) >= 0) enter++;
    if (enter === allowed)
      return lines.reduce((all, line, at) => all + get(cost, basis[at] ?? 0) * get(line, right), 0);
    // An artificial variable that stayed in the basis at 0 leaves by either sign, so that it stays 0.
    const leaves = lines.flatMap((line, at) => {
      const own = get(line, enter);
      return own > 0 || ((basis[at] ?? 0) >= allowed && own < 0) ? [at] : [];
    });
    if (leaves.length === 0) throw new Error("without bound");
    const key = (at: number): [number, number] => [get(lines[at], right), basis[at] ?? 0];
    const leave = leaves.reduce((a, b) => {
      const [one, other] = [key(a), key(b)];
      return other[0] < one[0] || (other[0] === one[0] && other[1] < one[1]) ? b : a;
    });
    const pivot = get(lines[leave], enter);
    if (Math.abs(pivot) !== 1) throw new Error("not unimodular");
    const line = (lines[leave] ?? []).map((a) => a * pivot);
    lines.forEach((other, at) => {
      const factor = get(other, enter);
      if (at !== leave && factor !== 0) lines[at] = other.map((a, place) => a - factor * get(line, place));
    });
    lines[leave] = line;
    basis[leave] = enter;
  }
}
