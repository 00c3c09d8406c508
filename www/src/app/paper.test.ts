import { beforeEach, expect, test } from "vitest";
import type { Engine, Inspect } from "../engine/api.ts";
import { InsituError } from "../engine/error.ts";
import type { Report, ReportOrder, ReportSummary } from "../engine/types.ts";
import { Journey } from "./journey.ts";
import type { Paper } from "./paper.ts";
import type { Store } from "./store.ts";

const MADE: ReportSummary = {
  report_date: "2026-01月",
  core_conclusion: "made",
  key_metric: "made",
  problem_diag: "made",
  suggestion: "made",
  owner: "made",
  follow_up_date: "made",
};
const ASSUMED = { response_low: 0.02, response_high: 0.08, margin: 0.3, contact_cost: 0.5 };
let exported: { what: string; report: ReportOrder }[];
let filter: string[];
let fails: boolean;
let store: Store;
let paper: Paper;

beforeEach(async () => {
  exported = [];
  filter = [];
  fails = false;
  const engine = {
    settings: async () => ({ as_of: null, filter: [], analyses: {}, report: ASSUMED, smallest_group: 5, decisions: 0 }),
    assume: async () => undefined,
    analyze: async () => ({ params: {}, outcome: {} }),
    asOf: async () => undefined,
    setFilter: async () => undefined,
    report: async ({ role, lang }: ReportOrder) => {
      if (fails) throw new InsituError("E_MEMORY");
      return { role, lang, filter: [...filter], summary: MADE } as unknown as Report;
    },
    lint: async ({ suggestion }: ReportSummary) =>
      suggestion === "vague" ? [{ code: "number", words: null, text: "no number" }] : [],
    export: async (order: (typeof exported)[number]) => {
      exported.push(order);
      throw new InsituError("E_MEMORY");
    },
  };
  const journey = new Journey();
  ({ store, paper } = journey);
  store.engine = engine as unknown as Engine;
  store.inspect = { files: [], required: [], fields: [], notices: [] } as unknown as Inspect;
  await paper.make();
});

/** Makes the report again under what was changed. */
async function again(change: () => void): Promise<void> {
  change();
  store.epoch += 1;
  while (paper.progress) await new Promise((resolve) => setTimeout(resolve));
  await paper.make();
}

test("what was written for one reader or group is in no other report, and back in its own", async () => {
  paper.write("core_conclusion", "for the analyst");
  await again(() => paper.setRole("marketing"));
  expect(paper.summary?.core_conclusion).toBe("made");
  paper.write("owner", "for marketing");
  await again(() => {
    filter = ["region"];
  });
  expect(paper.summary?.owner).toBe("made");
  await again(() => {
    filter = [];
  });
  expect(paper.summary).toEqual({ ...MADE, owner: "for marketing" });
  await again(() => paper.setRole("all"));
  expect(paper.summary).toEqual({ ...MADE, core_conclusion: "for the analyst" });
});

test("only what was written is handed over, so that the rest is made for the reader", async () => {
  paper.write("owner", "*经理");
  await paper.save("summary");
  const { report_date, core_conclusion, owner } = exported[0]?.report.summary ?? MADE;
  expect([report_date, core_conclusion, owner]).toEqual(["", "", "*经理"]);
});

test("a report that cannot be made leaves none of another reader behind", async () => {
  fails = true;
  await again(() => paper.setRole("service"));
  expect(paper.failure?.code).toBe("E_MEMORY");
  expect([paper.report, paper.summary]).toEqual([null, null]);
  await paper.save("report");
  expect(exported).toEqual([]);
});

test("a suggestion with faults waits for the user's word", async () => {
  paper.write("suggestion", "vague");
  await paper.save("report");
  expect([paper.asked, exported.length]).toEqual(["report", 0]);
  await paper.save("report", "own");
  await paper.save("report", "as_written");
  expect(exported.map(({ report }) => report.as_written)).toEqual([false, true]);
  expect(paper.asked).toBeNull();
  paper.write("suggestion", "send 2 vouchers");
  await paper.save("workbook");
  expect([paper.asked, exported.length]).toEqual([null, 3]);
});
