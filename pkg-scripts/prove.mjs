// Prints what a run of the egress suite wrote: a line for each channel, a column for each form, the control first.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const TITLES = {
  control: "no policy",
  shell: "A3 http",
  single: "A2 http",
  file: "A2 file",
  portal: "portal",
  headers: "headers",
  insecure: "insecure",
};
const folder = process.argv[2] ?? "test-results/egress";
const plain = (name) => name.replace(/^firefox/, "");
const order = (form) => Object.keys(TITLES).indexOf(plain(form));

let files = [];
try {
  files = readdirSync(folder).filter((name) => name.endsWith(".json"));
} catch {
  // Said below: no form was run.
}
const forms = files
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")))
  .sort((a, b) => order(a.form) - order(b.form));
const { open, unproven, unproven_firefox } = JSON.parse(
  readFileSync(new URL("../tests/browser/egress/residual.json", import.meta.url), "utf8"),
);
const named = (form, name) => open.some((one) => one.tries.includes(name) && !one.closed_in.includes(plain(form)));

const leaks = new Map(forms.map((form) => [form.form, new Map(form.results.map((row) => [row.name, row.leaks]))]));
const channels = [...new Set(forms.flatMap((form) => form.results.map((row) => row.name)))];
const short = (form, name) => {
  const ways = leaks.get(form)?.get(name);
  if (ways === undefined) return "not run";
  if (ways.length === 0) return plain(form) === "control" ? "silent" : "-";
  return `${ways.some((way) => way !== "connection") ? ways.filter((way) => way !== "connection").join("+") : "connects"}${
    plain(form) !== "control" && named(form, name) ? " *" : ""
  }`;
};
const line = (cells) =>
  cells
    .map((cell, at) => cell.padEnd(at === 0 ? 26 : at === 1 ? 24 : 11))
    .join("")
    .trimEnd();
const names = forms.map((form) => form.form);
console.log(line(["channel", ...names.map((name) => TITLES[plain(name)] ?? name)]));
for (const channel of channels) console.log(line([channel, ...names.map((name) => short(name, channel))]));

const control = forms.find((form) => plain(form.form) === "control");
const beyond = (form) => form.results.filter((row) => row.leaks.length > 0 && !named(form.form, row.name)).length;
console.log("");
console.log(line(["channels", ...forms.map((form) => String(form.tries))]));
console.log(
  line(["got out", ...forms.map((form) => String(plain(form.form) === "control" ? form.leaks : beyond(form)))]),
);
console.log(
  line([
    "connects, named (*)",
    ...forms.map((form) => (plain(form.form) === "control" ? "" : String(form.leaks - beyond(form)))),
  ]),
);
console.log("");
for (const one of open.filter((way) => way.tries.length > 0)) console.log(`* ${one.name}: ${one.why}`);
const quiet = [...unproven, ...(names.some((name) => name.startsWith("firefox")) ? unproven_firefox : [])];
console.log(`Not proven, since silent in the control too: ${quiet.map((one) => one.name).join(", ")}.`);

const sealed = forms.filter((form) => form !== control);
const fine =
  (control?.leaks ?? 0) >= 85 && sealed.length > 0 && sealed.every((form) => form.tries >= 90 && beyond(form) === 0);
if (control === undefined || sealed.length === 0) console.error("no form was run");
process.exitCode = fine ? 0 : 1;
