// Lists of counts with a known total, of which no small one can be worked out: the rule of the engine's `suppress`.

/** Whether a count is of some, and of fewer than `k`. */
export function isSmall(n: number, k: number): boolean {
  return n > 0 && n < k;
}

/** Whether somebody who knows the sum of the hidden counts can still take each small one for any number from 1 to k − 1. */
function isSafe(small: number, withheld: number, hidden: number, k: number): boolean {
  if (small === 0) return true;
  const others = small - 1;
  const canBeLarge = k - 1 + others + withheld * k <= hidden;
  const canBeOne = withheld > 0 || 1 + others * (k - 1) >= hidden;
  return canBeLarge && canBeOne;
}

/** Which counts of a list with a known total are hidden: the small ones, and as many of the least others as they need. */
export function hiddenOf(counts: readonly number[], k: number): { hidden: Set<number>; total: boolean } {
  const hidden = new Set(counts.flatMap((n, at) => (isSmall(n, k) ? [at] : [])));
  const small = hidden.size;
  let sum = [...hidden].reduce((all, at) => all + (counts[at] ?? 0), 0);
  const others = counts
    .map((n, at) => ({ n, at }))
    .filter(({ n }) => n >= k)
    .sort((a, b) => a.n - b.n);
  for (let withheld = 0; !isSafe(small, withheld, sum, k); withheld++) {
    const next = others[withheld];
    if (!next) return { hidden, total: true };
    hidden.add(next.at);
    sum += next.n;
  }
  return { hidden, total: false };
}
