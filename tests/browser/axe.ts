// What axe finds in the page and in the sealed frame inside it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

// The lock refuses anchors, and axe makes one to learn whether the document is XML; any other element tells the same.
const builder = createRequire(import.meta.url).resolve("@axe-core/playwright");
const axeSource = readFileSync(createRequire(builder).resolve("axe-core/axe.min.js"), "utf8").replace(
  '"A"===e.createElement("A").localName',
  '"B"===e.createElement("B").localName',
);

/** What axe finds, as rule and place. Without a look into the sealed frame the answer would be worth nothing. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page, axeSource })
    .options({ preload: false, resultTypes: ["violations"] })
    .analyze();
  expect(found.incomplete.map((rule) => rule.id)).not.toContain("frame-tested");
  expect(found.passes.some((rule) => rule.nodes.some((node) => node.target.length > 1))).toBe(true);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${JSON.stringify(node.target)}`));
}
