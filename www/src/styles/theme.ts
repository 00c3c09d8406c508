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

/** Calls back when the system's choice changes; returns the way to stop. */
export function follow(f: () => void): () => void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", f);
  return () => query.removeEventListener("change", f);
}

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
