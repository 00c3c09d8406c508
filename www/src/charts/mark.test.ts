import { afterEach, expect, it, vi } from "vitest";
import { markOf, source, stampOn } from "./mark.ts";

afterEach(() => {
  source.print = () => "";
});

it("names a picture, its day and what it is made of, as reports do", () => {
  expect(markOf("八类客户", "2026-11-23")).toBe("八类客户 · 2026-11-23");
  source.print = () => "0f1e2d3c";
  expect(markOf("八类客户", "2026-11-23")).toBe("八类客户 · 2026-11-23 · 0f1e2d3c");
});

it("covers a picture, faintly, and leaves the pen as it was", () => {
  const pen = {
    globalAlpha: 1,
    measureText: () => ({ width: 140 }),
    save: vi.fn(),
    restore: vi.fn(),
    translate: vi.fn(),
    rotate: vi.fn(),
    fillText: vi.fn(),
  };
  stampOn(pen as unknown as CanvasRenderingContext2D, "mark", 760, 480);
  expect(pen.fillText.mock.calls.length).toBeGreaterThan(20);
  expect(pen.fillText.mock.calls.every(([text]) => text === "mark")).toBe(true);
  expect(pen.globalAlpha).toBeLessThan(0.1);
  expect([pen.save, pen.restore].map((call) => call.mock.calls.length)).toEqual([1, 1]);
});
