import { describe, expect, it } from "vitest";
import { linkIn, portals } from "./portal.ts";

const A = "https://a.example";
const B = "http://b.example:8080";
const hash = (...origins: string[]) => `#warm=0&${origins.map((one) => `portal=${encodeURIComponent(one)}`).join("&")}`;

describe("who may embed the page", () => {
  it("stands in the address; of those the build takes only its own", () => {
    expect(portals(hash(A, B), [])).toEqual([A, B]);
    expect(portals(hash(A, B), [B, "https://c.example"])).toEqual([B]);
    expect(portals(hash(), [A])).toEqual([]);
    expect(portals("", [])).toEqual([]);
  });

  it("is an origin and nothing like one", () => {
    for (const bad of [
      "null",
      "*",
      "a.example",
      `${A}/`,
      `${A}/x`,
      "https://A.example",
      "file://",
      "data:text/html,x",
      "javascript:1",
    ]) {
      expect(portals(hash(bad), []), bad).toEqual([]);
    }
  });
});

describe("the port of a portal", () => {
  const from = {};
  const port = {};
  const message = (more: object = {}) =>
    ({
      source: from,
      origin: A,
      data: { v: 1, id: 0, type: "connect" },
      ports: [port],
      ...more,
    }) as unknown as MessageEvent;

  it("comes from the page around, of an origin that may embed, in the one message", () => {
    expect(linkIn(message(), from, [A])).toEqual({ port, origin: A });
    for (const other of [
      message({ source: {} }),
      message({ source: null }),
      message({ origin: B }),
      message({ origin: "null" }),
      message({ ports: [] }),
      message({ ports: [port, port] }),
      message({ data: null }),
      message({ data: "connect" }),
      message({ data: { v: 2, type: "connect" } }),
      message({ data: { v: 1, type: "ready" } }),
    ]) {
      expect(linkIn(other, from, [A])).toBeNull();
    }
    expect(linkIn(message({ source: null }), null, [A])).toBeNull();
    expect(linkIn(message(), from, [])).toBeNull();
  });
});
