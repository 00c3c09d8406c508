import { afterEach, describe, expect, it, vi } from "vitest";
import { fitting, isPart, type Offer, room, takes } from "./room.ts";

const GIB = 2 ** 30;
const estimate = {
  rows: 10_000_000,
  table_bytes: 3 * GIB,
  peak_bytes: 4 * GIB + 2 ** 26,
  base_bytes: 2 ** 26,
  room_bytes: 3 * GIB,
  columns: [GIB, 2 * GIB],
};
const column = (bytes: number) => ({ name: "c", header: "c", field: null, bytes });
const offer: Offer = { estimate, room: 3 * GIB, columns: [column(GIB), column(2 * GIB)] };
const both = new Set([0, 1]);

afterEach(() => vi.unstubAllGlobals());

describe("what a part of a file takes", () => {
  it("is the whole for all columns and rows, and less for less", () => {
    expect(takes(offer, both, estimate.rows)).toBe(estimate.peak_bytes);
    expect(takes(offer, new Set([0]), estimate.rows)).toBe(estimate.peak_bytes - 2 * GIB);
    expect(takes(offer, both, estimate.rows / 2)).toBe(2 ** 26 + 2 * GIB);
    expect(takes({ ...offer, estimate: null }, both, 5)).toBeNull();
  });

  it("proposes a round number of rows that fits", () => {
    const rows = fitting(offer, both) ?? 0;
    expect(takes(offer, both, rows)).toBeLessThan(offer.room);
    expect(rows).toBeGreaterThan(4_000_000);
    expect(String(rows)).toMatch(/^\d\d0+$/);
    expect(fitting(offer, new Set([0]))).toBe(estimate.rows);
    expect(fitting({ ...offer, estimate: null }, both)).toBeNull();
  });
});

describe("what the tab can give", () => {
  it("is the engine's limit where the browser tells nothing of its machine", () => {
    vi.stubGlobal("navigator", {});
    expect(room(estimate)).toBe(3 * GIB);
    expect(room(null)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is half of a small machine's memory", () => {
    vi.stubGlobal("navigator", { deviceMemory: 2 });
    expect(room(estimate)).toBe(GIB);
    vi.stubGlobal("navigator", { deviceMemory: 8 });
    expect(room(estimate)).toBe(3 * GIB);
    expect(room(estimate, 5)).toBe(5);
  });
});

it("tells a part of a file from all of it", () => {
  expect([isPart(), isPart({ delimiter: ";" }), isPart({ only_columns: [] })]).toEqual([false, false, false]);
  expect([isPart({ first_rows: 5 }), isPart({ only_columns: ["a"] })]).toEqual([true, true]);
});
