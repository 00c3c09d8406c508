// What a run found, beside what is known and named.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Form, Harness, Result } from "./harness.ts";

interface Residual {
  /** Tries that do not get out even without a policy, so that nothing is proven by their failing. */
  unproven: { name: string; why: string }[];
  /** The same in Firefox, besides. */
  unproven_firefox: { name: string; why: string }[];
  /** Ways that a page alone cannot close, with what still passes, and the forms in which nothing passes. */
  open: { name: string; tries: string[]; passes: string[]; closed_in: string[]; why: string }[];
}
export const residual: Residual = JSON.parse(readFileSync(new URL("./residual.json", import.meta.url), "utf8"));

const FOLDER = "test-results/egress";

/** Writes the results where `prove.sh` finds them and prints them in short. */
export function report(form: Form, harness: Harness): Result[] {
  const results = harness.results();
  const out = results.filter((one) => one.leaks.length > 0);
  const requested = out.filter((one) => one.leaks.some((way) => way !== "connection"));
  const boot = harness.bootMs.sort((a, b) => a - b)[Math.floor(harness.bootMs.length / 2)];
  const bootMs = boot === undefined ? null : Math.round(boot);
  mkdirSync(FOLDER, { recursive: true });
  const { name } = form;
  const content = { form: name, tries: results.length, leaks: out.length, bootMs, results };
  writeFileSync(`${FOLDER}/${name}.json`, JSON.stringify(content, null, 1));
  const ready = bootMs === null ? "" : `; boot ${bootMs} ms`;
  console.log(
    `egress ${name}: ${out.length} of ${results.length} got out, ${requested.length} with more than a connection${ready}`,
  );
  for (const one of form.sealed ? out : results.filter((row) => row.leaks.length === 0)) {
    console.log(`  ${one.name}: ${one.leaks.join(", ") || "nothing, even here"}`);
  }
  return results;
}

/** What a form let out beyond what is named. */
export function unnamed(form: string, results: readonly Result[]): string[] {
  const open = residual.open.filter((one) => !one.closed_in.includes(form.replace(/^firefox/, "")));
  const named = new Map(open.flatMap((one) => one.tries.map((name) => [name, one.passes] as const)));
  return results.flatMap(({ name, leaks }) => {
    const more = leaks.filter((way) => !named.get(name)?.includes(way));
    return more.length > 0 ? [`${form} ${name}: ${more.join(", ")}`] : [];
  });
}
