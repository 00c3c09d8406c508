// The page on a mock engine: `vite` and /dev/. `?seal=fail|wait`, `?lang=en`, `?theme=dark`.
import { InsituApp } from "../src/app/app.ts";
import type { Boot, SealReport } from "../src/boot/boot.ts";
import { locale } from "../src/i18n/locale.ts";
import sample from "../src/sample/orders_sample.csv?raw";
import { MockEngine } from "./engine.ts";

const query = new URLSearchParams(location.search);
const NAMES = ["fetch", "image", "import", "eval", "markup", "webrtc", "link", "frame", "popup", "parent-page", "other-page", "worker-fetch", "worker-import-scripts", "worker-xhr"];
const report: SealReport = {
  ok: query.get("seal") !== "fail",
  tries: NAMES.map((name) => ({ name, closed: !(query.get("seal") === "fail" && name === "popup"), by: name === "popup" ? "lock" : "policy" })),
  reduced: [],
};
const hash = (seed: number): string => Array.from({ length: 64 }, (_, i) => ((i * seed * 7 + i) % 16).toString(16)).join("");
const app = new InsituApp();
app.sample = { name: "orders_sample.csv", blob: new Blob([sample]) };
locale.set(query.get("lang") === "en" ? "en" : "zh");
document.body.append(app);
const theme = query.get("theme");
if (theme === "dark" || theme === "light") app.journey.setTheme(theme);
const engine = new MockEngine();
Object.assign(window, { app, engine });
if (query.get("seal") !== "load") {
  void app.journey.follow(
    {
      hashes: { core: hash(3), formats: hash(5), worker: hash(7) },
      sealed: query.get("seal") === "wait" ? new Promise(() => {}) : Promise.resolve(report),
      form: "A3",
    } as unknown as Boot,
    engine,
  );
}
