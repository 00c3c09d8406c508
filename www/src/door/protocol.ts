// What a portal and the page say to each other over their one port: every message, and what makes one valid. Whatever is not
// valid is as if it had not come. Both sides import this file.

import type { AnalysisName, Lang, RowsPage } from "../engine/api.ts";

export const PROTOCOL = 1;
/** Bytes that a message may carry. A file or blob is a handle, which carries none. */
export const LIMIT = 64 * 2 ** 20;

/** The colours that a portal may set, each as the custom property `--insitu-<name>` of the element. */
export const COLOURS = [
  ..."bg surface surface-2 line line-strong text text-2 text-3 accent accent-hover accent-soft on-accent focus".split(
    " ",
  ),
  ..."good good-soft watch watch-soft bad bad-soft seq-0 seq-1 seq-2 seq-3 seq-4 c1 c2 c3 c4 c5 c6 c7 c8".split(" "),
] as const;
/** All that a portal may set of the looks. */
export const TOKENS = [...COLOURS, "radius", "font"] as const;

/** A file that the portal hands in. */
export interface PortalFile {
  name: string;
  bytes: Blob | ArrayBuffer;
}

/** How the page is to be; what is left out stays. */
export interface Settings {
  lang?: Lang;
  theme?: "auto" | "light" | "dark";
  /** "none": without bar and steps. */
  chrome?: "full" | "none";
  /** The analyses that are offered; an empty list = all. */
  analyses?: string[];
  /** Values of {@link TOKENS}; those left out are the page's own. */
  tokens?: Record<string, string>;
}

/** A table that may leave: no group of fewer customers than the recipe's smallest group, nor what it could be worked out from. */
export interface PortalTable {
  caption: string;
  columns: string[];
  rows: (string | number | null)[][];
}

/** What leaves of an analysis. */
export interface PortalResult {
  analysis: AnalysisName;
  lang: Lang;
  tables: PortalTable[];
  /**
   * Why there are no tables: too few customers, narrowed to some by the user, not enough data; "again": tables under other
   * settings were handed out before and the user has not agreed to more; "difference": beside those these tell of a few customers.
   */
  withheld?: "few" | "filter" | "data" | "again" | "difference";
  /** Customers under masked ids, where they were asked for and the user agreed; null: the user did not. */
  rows?: RowsPage | null;
}

export interface PortalOpened {
  files: { name: string; kind: string; rows: { read: number; accepted: number; rejected: number } }[];
  /** Whether the fields are enough for results; if not, the user completes them in the page. */
  ready: boolean;
}

export interface PortalReport {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface PortalProgress {
  phase: "sniff" | "read" | "analyze";
  bytes: number;
  total: number;
  rows: number;
}

export interface PortalReady {
  analyses: string[];
  /** Layers of protection that this browser does not have. */
  reduced: string[];
}

/** A code with a sentence in the language of the page, and a place; never a cell's content. */
export interface PortalError {
  code: string;
  message: string;
  file?: string;
  row?: number;
  column?: number;
}

/** Portal → page. Each is answered once, by `done` or `failed` with its id. */
export interface Requests {
  open: { asked: { files: PortalFile[] }; answer: PortalOpened };
  recipe: { asked: { recipe: object }; answer: null };
  analyze: { asked: { name: string; params: object; rows: boolean }; answer: PortalResult };
  report: { asked: { what: "report" | "workbook" | "summary"; role: string; lang: Lang | null }; answer: PortalReport };
  settings: { asked: Settings; answer: null };
}

/** Page → portal, unasked; their id is 0. */
export interface News {
  ready: PortalReady;
  progress: PortalProgress;
  result: PortalResult;
  error: PortalError;
  /** Pixels that the page would like to be high. */
  height: number;
}

export type Asked = { [T in keyof Requests]: { id: number; type: T; payload: Requests[T]["asked"] } }[keyof Requests];

export type Told =
  | { [T in keyof News]: { v: 1; id: 0; type: T; payload: News[T] } }[keyof News]
  | { v: 1; id: number; type: "done"; payload: unknown }
  | { v: 1; id: number; type: "failed"; payload: PortalError };

type Loose = Record<string, unknown>;

const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= most;
const isOneOf = <T extends string>(value: unknown, all: readonly T[]): value is T => all.includes(value as T);
const isName = (value: unknown): value is string => typeof value === "string" && /^[a-z][a-z_]{0,31}$/.test(value);

/** Bytes that a value carries, about; counting ends beyond the limit. */
export function weigh(value: unknown, limit = LIMIT): number {
  const left: unknown[] = [value];
  const seen = new Set<unknown>();
  let sum = 0;
  while (left.length > 0 && sum <= limit) {
    const one = left.pop();
    sum += typeof one === "string" ? 2 * one.length : 8;
    if (typeof one !== "object" || one === null || one instanceof Blob || seen.has(one)) continue;
    seen.add(one);
    if (ArrayBuffer.isView(one)) left.push(one.buffer);
    else if ("byteLength" in one && typeof one.byteLength === "number") sum += one.byteLength;
    else if (one instanceof Map || one instanceof Set) for (const inner of one.entries()) left.push(...inner);
    else {
      for (const key of Object.keys(one)) {
        sum += 2 * key.length;
        left.push((one as Loose)[key]);
      }
    }
  }
  return sum;
}

const COLOUR =
  /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([\d\s.,%/+-]{1,60}(?:deg[\d\s.,%/+-]{1,40})?\))$/i;

/** Whether a value may become that of a token: never an address, a variable or more than one declaration. */
export function isToken(name: string, value: unknown): value is string {
  if (!isText(value, 200)) return false;
  if (name === "radius") return /^\d{1,2}(?:\.\d)?(?:px|rem|em)?$/.test(value);
  if (name === "font") return /^[\p{L}\d\s,"'_-]+$/u.test(value);
  return COLOURS.includes(name) && COLOUR.test(value);
}

function settings(payload: Loose): Settings | null {
  const { lang, theme, chrome, analyses, tokens } = payload;
  const read: Settings = {};
  if (lang !== undefined) {
    if (!isOneOf(lang, ["zh", "en"])) return null;
    read.lang = lang;
  }
  if (theme !== undefined) {
    if (!isOneOf(theme, ["auto", "light", "dark"])) return null;
    read.theme = theme;
  }
  if (chrome !== undefined) {
    if (!isOneOf(chrome, ["full", "none"])) return null;
    read.chrome = chrome;
  }
  if (analyses !== undefined) {
    if (!Array.isArray(analyses) || analyses.length > 64 || !analyses.every(isName)) return null;
    read.analyses = analyses;
  }
  if (tokens !== undefined) {
    if (!isObject(tokens)) return null;
    const entries = Object.entries(tokens);
    if (!entries.every(([name, value]) => isToken(name, value))) return null;
    read.tokens = Object.fromEntries(entries) as Record<string, string>;
  }
  return read;
}

/** Each type with what its payload must be; the result holds what is known and nothing else. */
const READERS: { [T in keyof Requests]: (payload: Loose) => Requests[T]["asked"] | null } = {
  open({ files }) {
    if (!Array.isArray(files) || files.length === 0 || files.length > 64) return null;
    const read = files.map((file: unknown) => {
      if (!isObject(file) || !isText(file["name"], 255)) return null;
      const { name, bytes } = file;
      return bytes instanceof Blob || bytes instanceof ArrayBuffer ? { name, bytes } : null;
    });
    return read.includes(null) ? null : { files: read as PortalFile[] };
  },
  recipe: ({ recipe }) => (isObject(recipe) ? { recipe } : null),
  analyze({ name, params = {}, rows = false }) {
    return isName(name) && isObject(params) && typeof rows === "boolean" ? { name, params, rows } : null;
  },
  report({ what = "report", role = "all", lang = null }) {
    const isKnown = isOneOf(what, ["report", "workbook", "summary"] as const) && isName(role);
    return isKnown && (lang === null || isOneOf(lang, ["zh", "en"])) ? { what, role, lang } : null;
  },
  settings,
};

/** The request in a message; null for anything else, whatever it is. */
export function read(data: unknown): Asked | null {
  if (!isObject(data)) return null;
  const { v, id, type, payload } = data;
  if (v !== PROTOCOL || !Number.isSafeInteger(id) || (id as number) < 1) return null;
  if (typeof type !== "string" || !Object.hasOwn(READERS, type) || !isObject(payload)) return null;
  const asked = READERS[type as keyof Requests](payload);
  if (asked === null || weigh(asked) > LIMIT) return null;
  return { id, type, payload: asked } as Asked;
}
