// A portal as people make one: the element of the package around the app, which comes from another origin.
import { readFileSync } from "node:fs";
import type { Form } from "./harness.ts";

const PAGE = "/portal.html";
const LATER = "/portal-later.html";

/** Of a fixed height, so that a click lands in the app wherever a try has put its element. */
const around = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><title>portal</title><link rel="icon" href="data:,">` +
  `<style>body{margin:0}</style><script type="module" src="/insitu.js"></script>` +
  `<insitu-analytics src="${address}" lang="zh" height="700px"></insitu-analytics>`;

/** What the portal's server serves; `app` is the address of the app. Needs the package folder. */
export const portalPages = (app: string): Record<string, string> => ({
  "/insitu.js": readFileSync("dist-npm/dist/insitu.js", "utf8"),
  [PAGE]: around(app),
  [LATER]: around(new URL("later.html", app).href),
});

/** The form of the app in this portal, at the origin of its server. */
export const portalForm = (origin: string): Omit<Form, "name"> => ({
  address: origin + PAGE,
  later: origin + LATER,
  sealed: true,
});
