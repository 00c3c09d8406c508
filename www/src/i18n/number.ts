import type { Lang, Ratio } from "../engine/api.ts";

const TAG = { zh: "zh-CN", en: "en-US" } as const;
const cache = new Map<string, Intl.NumberFormat>();

function format(lang: Lang, digits: number): Intl.NumberFormat {
  const key = `${lang}${digits}`;
  let f = cache.get(key);
  if (!f) {
    f = new Intl.NumberFormat(TAG[lang], { maximumFractionDigits: digits, signDisplay: "negative" });
    cache.set(key, f);
  }
  return f;
}

/** All digits with grouping: 12,345.6 */
export function full(value: number, lang: Lang, digits = 2): string {
  return format(lang, digits).format(value);
}

const UNITS = {
  zh: [
    [1e8, "亿"],
    [1e4, "万"],
  ],
  en: [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "K"],
  ],
} as const;

/** With so many decimals, zeros too: 12.30 */
export function fixed(value: number, lang: Lang, digits: number): string {
  return new Intl.NumberFormat(TAG[lang], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "negative",
  }).format(value);
}

/** Short form from 10,000 on: 1.2万, 3.4亿, 12K, 3.4M. The full value belongs in the tooltip or the table. */
export function compact(value: number, lang: Lang): string {
  const size = Math.abs(value);
  if (size < 9_999.5) return full(value, lang, size < 100 ? 1 : 0);
  const units = UNITS[lang];
  for (const [index, [unit, mark]] of units.entries()) {
    if (size < unit) continue;
    const rounded = Math.round((size / unit) * 10) / 10;
    const above = units[index - 1];
    const [scale, sign] = above && rounded * unit >= above[0] ? above : [unit, mark];
    const scaled = value / scale;
    return full(scaled, lang, Math.abs(scaled) >= 100 ? 0 : 1) + sign;
  }
  return full(value, lang, 0);
}

/** One decimal and %; null when the denominator is 0. */
export function percent(ratio: Ratio | null, lang: Lang): string | null {
  if (!ratio || ratio.den === 0) return null;
  const share = (100 * ratio.num) / ratio.den;
  // A quotient that is exactly half way may stand a few bits beside it; halves go away from zero, as they do in the report.
  return `${fixed(share * (1 + 4 * Number.EPSILON), lang, 1)}%`;
}

const BYTES = ["B", "kB", "MB", "GB"] as const;

export function bytes(value: number, lang: Lang): string {
  let v = value;
  let unit = 0;
  while (v >= 1000 && unit < BYTES.length - 1) {
    v /= 1000;
    unit += 1;
  }
  return `${full(v, lang, unit === 0 || v >= 100 ? 0 : 1)} ${BYTES[unit] ?? ""}`;
}

/** A calendar day given as YYYY-MM-DD; it has no zone, so UTC is only the carrier. */
export function day(iso: string, lang: Lang): string {
  const time = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(time)) return iso;
  return new Intl.DateTimeFormat(TAG[lang], {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  }).format(time);
}

export function clock(time: number, lang: Lang): string {
  return new Intl.DateTimeFormat(TAG[lang], { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(time);
}
