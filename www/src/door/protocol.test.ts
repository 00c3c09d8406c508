import { describe, expect, it } from "vitest";
import { COLOURS, isToken, LIMIT, read, TOKENS, weigh } from "./protocol.ts";

const asked = (type: string, payload: unknown, more: object = {}) => read({ v: 1, id: 7, type, payload, ...more });
const file = (bytes: unknown, name = "a.csv") => asked("open", { files: [{ name, bytes }] });

describe("a message of a portal", () => {
  it("is read where it is valid, without what nobody knows", () => {
    const bytes = new ArrayBuffer(3);
    expect(asked("open", { files: [{ name: "a.csv", bytes, evil: 1 }], more: 2 })).toEqual({
      id: 7,
      type: "open",
      payload: { files: [{ name: "a.csv", bytes }] },
    });
    expect(file(new Blob(["x"]))?.type).toBe("open");
    expect(asked("analyze", { name: "rfm" })?.payload).toEqual({ name: "rfm", params: {}, rows: false });
    expect(asked("report", {})?.payload).toEqual({ what: "report", role: "all", lang: null });
    expect(asked("settings", { lang: "en", theme: "dark", analyses: ["rfm"] })?.payload).toEqual({
      lang: "en",
      theme: "dark",
      analyses: ["rfm"],
    });
  });

  it("is nothing where its envelope is another", () => {
    for (const data of [
      null,
      "open",
      [1, "settings", {}],
      new Map([["v", 1]]),
      { v: 2, id: 1, type: "settings", payload: {} },
      { v: 1, id: 0, type: "settings", payload: {} },
      { v: 1, id: 1.5, type: "settings", payload: {} },
      { v: 1, id: "1", type: "settings", payload: {} },
      { v: 1, id: 1, type: "toString", payload: {} },
      { v: 1, id: 1, type: "__proto__", payload: {} },
      { v: 1, id: 1, type: "ready", payload: {} },
      { v: 1, id: 1, type: "settings" },
      { v: 1, id: 1, type: "settings", payload: [] },
      { v: 1, id: 1, type: ["settings"], payload: {} },
    ]) {
      expect(read(data)).toBeNull();
    }
    expect(read({ v: 1, id: 1, type: "settings", payload: {} })).not.toBeNull();
  });

  it("is nothing where a part is of another kind", () => {
    for (const one of [
      file("text"),
      file(new ArrayBuffer(1), ""),
      file(new ArrayBuffer(1), "n".repeat(256)),
      asked("open", { files: [] }),
      asked("open", { files: [null] }),
      asked("analyze", { name: "RFM" }),
      asked("analyze", { name: "rfm", rows: "yes" }),
      asked("analyze", { name: "rfm", params: [] }),
      asked("recipe", { recipe: "{}" }),
      asked("report", { what: "customers" }),
      asked("settings", { theme: "pink" }),
      asked("settings", { tokens: { accent: "url(//a.example)" } }),
      asked("settings", { tokens: { nothing: "red" } }),
    ]) {
      expect(one).toBeNull();
    }
  });

  it("carries 64 MiB at the most, and files that are handles carry none", () => {
    expect(file(new ArrayBuffer(LIMIT - 1000))).not.toBeNull();
    expect(file(new ArrayBuffer(LIMIT))).toBeNull();
    expect(file(new Blob([new ArrayBuffer(LIMIT + 1)]))).not.toBeNull();
    expect(asked("recipe", { recipe: { a: "x".repeat(LIMIT / 2) } })).toBeNull();
    const ring: { self?: unknown; list: unknown[] } = { list: [] };
    ring.self = ring;
    ring.list.push(ring, new Map([[ring, new Set([ring])]]));
    expect(weigh(ring)).toBeLessThan(200);
  });
});

describe("looks that a portal hands in", () => {
  it("are colours, a radius and a font, and nothing that could load or hold more", () => {
    for (const good of [
      "#0a6c6d",
      "#fff8",
      "teal",
      "rgb(13 22 30 / 45%)",
      "hsl(120deg 50% 50%)",
      "oklch(0.6 0.1 200)",
    ]) {
      expect(isToken("accent", good), good).toBe(true);
    }
    for (const bad of [
      "url(x)",
      "image-set('x')",
      "var(--x)",
      "red;color:blue",
      "rgb(url(x))",
      "",
      "#12",
      "env(a)",
      3,
    ]) {
      expect(isToken("accent", bad), String(bad)).toBe(false);
    }
    expect(isToken("radius", "6px")).toBe(true);
    expect(isToken("radius", "calc(1px)")).toBe(false);
    expect(isToken("font", "'Source Han Sans', 微软雅黑, sans-serif")).toBe(true);
    expect(isToken("font", "x;}")).toBe(false);
    expect(COLOURS.every((name) => isToken(name, "red"))).toBe(true);
    expect(TOKENS).toHaveLength(COLOURS.length + 2);
  });
});
