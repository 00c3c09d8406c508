import type { Lang } from "../engine/api.ts";
import { fill } from "../i18n/fill.ts";
import { en } from "../i18n/prove/en.ts";
import { type Key, zh } from "../i18n/prove/zh.ts";

export type { Key };

const DICTIONARIES: Record<Lang, Record<Key, string>> = { zh, en };

/** A text of this page in one language. */
export function say(lang: Lang, key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(DICTIONARIES[lang][key], values, lang);
}

export function isKey(key: string): key is Key {
  return Object.hasOwn(zh, key);
}
