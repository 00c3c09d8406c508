import type { Lang } from "../engine/api.ts";
import { en } from "./en.ts";
import { fill } from "./fill.ts";
import { type Key, type Zh, zh } from "./zh.ts";

export { fill };

const DICTIONARIES: Record<Lang, Record<Key, string>> = { zh, en };

type Inner<P extends string> = P extends `${infer N}|${string}` ? N : P;
type Names<S extends string> = S extends `${string}{${infer P}}${infer R}` ? Inner<P> | Names<R> : never;
/** The values a text needs, read from its placeholders. */
export type Values<K extends Key> = [Names<Zh[K]>] extends [never] ? [] : [Record<Names<Zh[K]>, string | number>];

/** The language of the page: one for all, changed at run time. */
class Locale extends EventTarget {
  lang: Lang = "zh";

  set(lang: Lang): void {
    if (lang === this.lang) return;
    this.lang = lang;
    this.dispatchEvent(new Event("change"));
  }
}

export const locale = new Locale();

export function t<K extends Key>(key: K, ...values: Values<K>): string {
  return fill(DICTIONARIES[locale.lang][key], values[0] ?? {}, locale.lang);
}

/** Text of a key that is known at run time only. */
export function say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(DICTIONARIES[locale.lang][key], values, locale.lang);
}

export function isKey(key: string): key is Key {
  return Object.hasOwn(zh, key);
}

/** Text of a code that comes from the engine, or the fallback when this build does not know it. */
export function word(prefix: string, code: string, fallback: string = code): string {
  const key = `${prefix}.${code}`;
  return isKey(key) ? fill(DICTIONARIES[locale.lang][key], {}, locale.lang) : fallback;
}

/** Guess of the reader's language before anything was chosen. */
export function preferred(languages: readonly string[]): Lang {
  const first = languages[0] ?? "zh";
  return first.toLowerCase().startsWith("zh") ? "zh" : "en";
}
