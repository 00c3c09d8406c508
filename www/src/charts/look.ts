import { calm } from "../styles/theme.ts";

/** The colours a chart draws with, read from the tokens of the document. */
export interface Look {
  surface: string;
  empty: string;
  line: string;
  text: string;
  text2: string;
  text3: string;
  accent: string;
  ramp: string[];
  /** From below through the middle to above. */
  diverging: string[];
  /** Laid over a colour to draw a pattern on it. */
  veil: string;
  /** Fixed colours of the eight classes. */
  classes: string[];
  font: string;
  still: boolean;
  /** As {@link isNarrow}; a picture is wide wherever it is made. */
  narrow: boolean;
}

/** Whether there is no more room than on a phone. */
export const isNarrow = (): boolean => globalThis.innerWidth < 600;

export function look(): Look {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: get("--surface"),
    empty: get("--surface-2"),
    line: get("--line"),
    text: get("--text"),
    text2: get("--text-2"),
    text3: get("--text-3"),
    accent: get("--accent"),
    ramp: [0, 1, 2, 3, 4].map((i) => get(`--seq-${i}`)),
    diverging: [get("--c2"), get("--surface-2"), get("--c1")],
    veil: `${get("--surface")}73`,
    classes: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => get(`--c${i}`)),
    font: get("--font"),
    still: calm(),
    narrow: isNarrow(),
  };
}

/** The light look whatever the page shows: pictures go onto white paper. */
export function paper(): Look {
  const root = document.documentElement;
  const shown = root.dataset["theme"] ?? "light";
  root.dataset["theme"] = "light";
  const read = { ...look(), still: true, narrow: false };
  root.dataset["theme"] = shown;
  return read;
}
