import type { Theme } from "../app/store.ts";
import { tokens } from "./tokens.ts";

const dark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;

/** Puts the tokens on the document; adopted sheets need no style-src. */
export function adopt(): void {
  const sheet = tokens.styleSheet;
  if (sheet && !document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
}

export function apply(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme === "auto" ? (dark() ? "dark" : "light") : theme;
}

let worn: string[] = [];

/** Puts the values of an embedding page in place of the tokens' own; each was looked at (`isToken`). */
export function dress(values: Readonly<Record<string, string>>): void {
  const { style } = document.documentElement;
  for (const name of worn) style.removeProperty(`--${name}`);
  worn = Object.keys(values);
  for (const name of worn) style.setProperty(`--${name}`, values[name] ?? "");
}

/** Calls back when the system's choice changes; returns the way to stop. */
export function follow(f: () => void): () => void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", f);
  return () => query.removeEventListener("change", f);
}

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
