import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const dist = (name: string) => readFileSync(new URL(`../../dist/${name}`, import.meta.url));
const hash = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
const unescaped = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

function policy(page: string): string {
  return /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? "";
}

function scripts(page: string): string[] {
  return [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((found) => found[1] ?? "");
}

const inner = dist("inner.txt").toString();
const shell = dist("index.html").toString();
const single = dist("insitu.html").toString();
const prove = dist("prove.html").toString();
const proof = dist("prove.txt").toString();
const framed = unescaped(/ srcdoc="([^"]*)"/.exec(single)?.[1] ?? "");

describe("the built page", () => {
  it("allows exactly the scripts that stand in it", () => {
    const [lock, app, more] = scripts(inner);
    expect(more).toBeUndefined();
    const [shellScript, none] = scripts(shell);
    expect(none).toBeUndefined();
    const allowed = [lock, app].map((script) => hash(script ?? ""));
    expect(policy(inner)).toContain(`script-src ${allowed.join(" ")} 'wasm-unsafe-eval';`);
    expect(policy(shell)).toContain(`script-src ${hash(shellScript ?? "")} ${allowed.join(" ")} 'wasm-unsafe-eval';`);
    expect(policy(single)).toContain(`script-src ${allowed.join(" ")} 'wasm-unsafe-eval';`);
    for (const text of [inner, shell, single, prove, proof]) {
      expect(policy(text)).not.toMatch(
        /unsafe-inline'(?!; base)|unsafe-eval' |unsafe-hashes|strict-dynamic|https?:|\*/,
      );
    }
  });

  it("runs the same scripts in both forms, in strict mode", () => {
    expect(scripts(framed)).toEqual(scripts(inner));
    for (const script of [...scripts(inner), ...scripts(shell)]) expect(script).toMatch(/^"use strict"/);
  });

  it("proves the seal with the same lock and policies, and the shell knows that page too", () => {
    const [lock, script, more] = scripts(proof);
    expect(more).toBeUndefined();
    expect(lock).toBe(scripts(inner)[0]);
    const masked = (text: string) => policy(text).replaceAll(/'sha256-[^']*'/g, "#");
    expect(masked(proof)).toBe(masked(inner));
    expect(masked(prove)).toBe(masked(shell));
    const allowed = [lock, script].map((text) => hash(text ?? "")).join(" ");
    expect(policy(proof)).toContain(`script-src ${allowed} 'wasm-unsafe-eval';`);
    expect(scripts(prove)[0]).toContain(createHash("sha256").update(proof).digest("hex"));
    expect(proof).not.toContain('type="file"');
  });

  it("publishes the hash of every script that stands in a page", () => {
    const [lock, app] = scripts(inner);
    const wanted = { lock, app, shell: scripts(shell)[0], prove: scripts(proof)[1], "prove-shell": scripts(prove)[0] };
    const lines = Object.entries(wanted).map(
      ([name, text]) =>
        `${createHash("sha256")
          .update(text ?? "")
          .digest("hex")}  ${name}\n`,
    );
    expect(dist("scripts.txt").toString()).toBe(lines.join(""));
  });

  it("names no folder of the machine that built it", () => {
    for (const name of ["core.wasm", "reader.wasm", "formats.wasm", "worker.js", "inner.txt", "prove.txt"]) {
      expect(dist(name).toString("latin1")).not.toMatch(/\/(home|root|Users|work)\/[\w.]/);
    }
  });

  it("has no script in the shell of the single file", () => {
    expect(single.replace(/ srcdoc="[^"]*"/, "")).not.toContain("<script");
  });

  it.each(["core", "reader", "formats", "worker"])("carries the bytes of %s and their hash", (name) => {
    const bytes = dist(name === "worker" ? "worker.js" : `${name}.wasm`);
    const block = new RegExp(`id="p-${name}">([^<]*)<`).exec(framed)?.[1] ?? "";
    expect(Buffer.from(block, "base64").equals(bytes)).toBe(true);
    expect(scripts(inner)[1]).toContain(createHash("sha256").update(bytes).digest("hex"));
  });

  it("knows the hash of the inner page in the shell", () => {
    expect(scripts(shell)[0]).toContain(createHash("sha256").update(inner).digest("hex"));
  });

  it("names the works of others that it holds, with their licences and without a place on a machine", () => {
    const notices = dist("THIRD-PARTY-NOTICES.txt").toString();
    for (const name of [
      "echarts",
      "zrender",
      "tslib",
      "lit-html",
      "@lit/reactive-element",
      "arrow-array",
      "wasm-bindgen",
    ]) {
      expect(notices).toMatch(new RegExp(`^ {2}${name} \\d+\\.\\d+\\.\\d+, .+, https://`, "m"));
    }
    expect(notices).toMatch(/^ {2}encoding_rs .*BSD-3-Clause/m);
    expect(notices).not.toMatch(/^ {2}(insitu|serde_derive|vite|typescript) /m);
    expect(notices).not.toMatch(/\/(home|root|work|tmp|Users)\//);
    expect(notices.match(/Apache License\s+Version 2\.0, January 2004/g)?.length ?? 0).toBeGreaterThan(0);
  });

  it("puts the policy before every script and names no other host", () => {
    for (const page of [inner, shell, single]) {
      const first = page.indexOf("<script");
      expect(page.indexOf("Content-Security-Policy")).toBeGreaterThan(0);
      if (first >= 0) expect(page.indexOf("Content-Security-Policy")).toBeLessThan(first);
      expect(page).not.toMatch(/<(?:script|img|link)[^>]* (?:src|href)="(?!data:,")/);
    }
  });

  it("gives every header file the policy of the shell", () => {
    for (const name of ["_headers", "vercel.json", "headers/nginx.conf", "headers/Caddyfile"]) {
      const text = dist(name).toString();
      const [before, sources, after] =
        /^(.*script-src )(.*)( 'wasm-unsafe-eval'.*)$/.exec(policy(shell))?.slice(1) ?? [];
      expect(text).toContain(`${before}${sources} `);
      expect(text).toContain(after);
      for (const source of policy(prove).match(/'sha256-[^']*'/g) ?? []) expect(text).toContain(source);
    }
  });
});
