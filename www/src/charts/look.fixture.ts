import type { Look } from "./look.ts";

/** Plain colours for tests of what charts draw. */
export const look: Look = {
  surface: "#ffffff",
  empty: "#eeeeee",
  line: "#dddddd",
  text: "#111111",
  text2: "#333333",
  text3: "#555555",
  accent: "#006666",
  ramp: ["#ffffff", "#000000"],
  diverging: ["#ff0000", "#ffffff", "#0000ff"],
  veil: "#ffffff73",
  classes: ["#000001", "#000002"],
  font: "sans-serif",
  still: true,
  narrow: false,
};
