import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "./en.ts";
import { fill } from "./locale.ts";
import { en as proveEn } from "./prove/en.ts";
import { zh as proveZh } from "./prove/zh.ts";
import { zh } from "./zh.ts";

const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map((m) => m[1] ?? ""))].sort();

describe("dictionary", () => {
  test("both languages hold the same keys", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  test("both languages use the same placeholders", () => {
    for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
      expect(names(en[key]), key).toEqual(names(zh[key]));
    }
    expect(Object.keys(proveEn).sort()).toEqual(Object.keys(proveZh).sort());
    for (const key of Object.keys(proveZh) as (keyof typeof proveZh)[]) {
      expect(names(proveEn[key]), key).toEqual(names(proveZh[key]));
    }
  });

  test("a count picks its word and numbers are grouped", () => {
    expect(fill("{n} {n|row|rows}", { n: 1 }, "en")).toBe("1 row");
    expect(fill("{n} {n|row|rows}", { n: 12345 }, "en")).toBe("12,345 rows");
  });

  test("in Chinese a number or Latin stands apart from the characters beside it", () => {
    for (const [key, text] of Object.entries({ ...zh, ...proveZh })) {
      expect(text, key).not.toMatch(/\p{Script=Han}[\dA-Za-z]|[\dA-Za-z%]\p{Script=Han}/u);
    }
    expect(fill("不到{a}及以上", { a: "99.5" }, "zh")).toBe("不到 99.5 及以上");
    expect(fill("{a}及以上", { a: "10 天" }, "zh")).toBe("10 天及以上");
    expect(fill("{name}客户", { name: "重要" }, "zh")).toBe("重要客户");
  });

  test("a value named like a prototype member is not read from the prototype", () => {
    expect(fill("{constructor}", {}, "en")).toBe("");
  });
});

const FOLDERS = ["app", "steps", "analyses", "charts", "prove"].map((f) => join(import.meta.dirname, "..", f));

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return path.endsWith(".ts") && !path.endsWith(".test.ts") ? [path] : [];
  });
}

/** The literal parts of all `html` and `svg` templates of a source, nested ones included. */
function markup(source: string): string[] {
  const parts: string[] = [];
  const read = (from: number): number => {
    let text = "";
    let at = from;
    while (at < source.length && source[at] !== "`") {
      if (source.startsWith("${", at)) {
        let depth = 1;
        at += 2;
        text += "\u0000";
        while (at < source.length && depth > 0) {
          if (source[at] === "`") {
            const tagged = /(html|svg)$/.test(source.slice(0, at));
            at = tagged ? read(at + 1) : source.indexOf("`", at + 1) + 1;
            continue;
          }
          if (source[at] === "{") depth += 1;
          if (source[at] === "}") depth -= 1;
          at += 1;
        }
      } else {
        text += source[at];
        at += 1;
      }
    }
    parts.push(text);
    return at + 1;
  };
  for (let at = source.search(/(html|svg)`/); at >= 0; ) {
    const end = read(source.indexOf("`", at) + 1);
    const next = source.slice(end).search(/(html|svg)`/);
    at = next < 0 ? -1 : end + next;
  }
  return parts;
}

describe("no visible text outside the dictionary", () => {
  for (const path of FOLDERS.flatMap(sources)) {
    const code = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    test(path.slice(path.indexOf("src")), () => {
      expect(code).not.toMatch(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/);
      for (const part of markup(code)) {
        const visible = part.replace(/<[^>]*>/g, " ").replace(/<[^>]*$|^[^<]*>/g, " ");
        expect(visible).not.toMatch(/[A-Za-z]{2,}/);
        for (const [, value] of part.matchAll(/(?:aria-label|title|placeholder|alt|aria-description)="([^"]*)"/g)) {
          expect(value).not.toMatch(/[A-Za-z]/);
        }
      }
    });
  }
});
