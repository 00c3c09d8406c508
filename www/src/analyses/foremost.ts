/** The first of several by a number, where it is above all others: of one, of equals and of nothing there is no first. */
export function foremost<T>(of: readonly T[], number: (one: T) => number | null): T | undefined {
  const [first, second] = ranked(of, number);
  return first && second && first.size > second.size ? first.one : undefined;
}

/** The greatest and the least of several, where a reader can tell them apart. */
export function extremes<T>(
  of: readonly T[],
  number: (one: T) => number | null,
  words: (one: T) => string,
): { top: T; low: T } | undefined {
  const list = ranked(of, number);
  const [top, low] = [list[0]?.one, list.at(-1)?.one];
  return top !== undefined && low !== undefined && words(top) !== words(low) ? { top, low } : undefined;
}

function ranked<T>(of: readonly T[], number: (one: T) => number | null): { one: T; size: number }[] {
  const known = of.flatMap((one) => {
    const size = number(one);
    return size === null || Number.isNaN(size) ? [] : [{ one, size }];
  });
  return known.sort((a, b) => b.size - a.size);
}
