import type { Lang } from "../engine/api.ts";
import { full } from "./number.ts";

const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;
const HAN = /\p{Script=Han}/u;
const LATIN = /[\dA-Za-z%]/;

/** Whether two neighbours need a space: Chinese on one side, a number or Latin letters on the other. */
function apart(before: string, after: string): boolean {
  return (HAN.test(before) && LATIN.test(after)) || (LATIN.test(before) && HAN.test(after));
}

/**
 * Fills `{name}` with a value and `{name|one|many}` with the word that fits its count. In Chinese a value that turns out to
 * be a number or Latin gets its space: “10 天及以上”, but “99.5 及以上”.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>, lang: Lang): string {
  return text.replace(PLACE, (all, name: string, one: string | undefined, many: string | undefined, at: number) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return "";
    if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many;
    const words = typeof value === "number" ? full(value, lang) : value;
    if (lang !== "zh") return words;
    const before = apart(text.charAt(at - 1), words.charAt(0)) ? " " : "";
    const after = apart(words.charAt(words.length - 1), text.charAt(at + all.length)) ? " " : "";
    return before + words + after;
  });
}
