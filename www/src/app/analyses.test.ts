import { beforeEach, expect, test } from "vitest";
import type { AnalysisName, Engine, Inspect, Selection } from "../engine/api.ts";
import { InsituError } from "../engine/error.ts";
import { Analyses } from "./analyses.ts";
import { Store } from "./store.ts";

interface Call {
  name: AnalysisName;
  params: object;
  answer(outcome: unknown): void;
  fail(error: Error): void;
}

let store: Store;
let analyses: Analyses;
let calls: Call[];
let told: unknown[];
let refuses: Error | null;

/** Lets everything that waits for nothing else happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  calls = [];
  told = [];
  refuses = null;
  const engine = {
    defaults: async () => ({ bins: 5, split: "mean" }),
    asOf: async (day: string | null) => void told.push(day),
    tables: { setSmallest: async (k: number) => void told.push(k) },
    setFilter: async (filter: Selection[]) => {
      if (refuses) throw refuses;
      told.push(filter);
    },
    analyze: (name: AnalysisName, params: object) =>
      new Promise((resolve, reject) => {
        calls.push({
          name,
          params,
          answer: (outcome) => resolve({ params: { bins: 5, ...params }, outcome }),
          fail: reject,
        });
      }),
  };
  store = new Store();
  store.engine = engine as unknown as Engine;
  store.inspect = {} as Inspect;
  analyses = new Analyses(store);
});

const answer = async (outcome: unknown = {}): Promise<void> => {
  await settle();
  calls.at(-1)?.answer(outcome);
  await settle();
};

test("the answer of an older run is dropped, in whatever order they come", async () => {
  analyses.set("rfm", { bins: 3 });
  await settle();
  analyses.set("rfm", { bins: 4 });
  await settle();
  calls[1]?.answer("second");
  await settle();
  calls[0]?.answer("first");
  await settle();
  expect(store.study("rfm").result).toMatchObject({ outcome: "second" });
  expect(store.study("rfm").busy).toBe(false);
});

test("only what was changed is sent, and all defaults when they are wanted back: the engine keeps what it was told", async () => {
  await Promise.all([analyses.show("rfm"), answer()]);
  expect(calls[0]?.params).toEqual({});
  analyses.set("rfm", { split: "median" });
  await answer();
  expect(calls[1]?.params).toEqual({ split: "median" });
  void analyses.reset("rfm");
  await answer();
  expect(calls[2]?.params).toEqual({ bins: 5, split: "mean" });
});

test("a setting that the engine refuses turns back to the one in force", async () => {
  analyses.set("rfm", { bins: 3 });
  await answer();
  analyses.set("rfm", { bins: 99 });
  await settle();
  calls.at(-1)?.fail(new InsituError("E_PARAM"));
  await settle();
  expect(store.study("rfm")).toMatchObject({ params: { bins: 3 }, refused: true, failure: null });
  analyses.set("rfm", { bins: 4 });
  await answer();
  expect(store.study("rfm").refused).toBe(false);
});

test("another analysis runs when it is shown, and once", async () => {
  await Promise.all([analyses.show("rfm"), answer()]);
  await Promise.all([analyses.show("abc"), answer()]);
  await analyses.show("rfm");
  expect(calls.map((call) => call.name)).toEqual(["rfm", "abc"]);
});

test("a group becomes a filter of all: what was worked out before is made again when it is shown", async () => {
  await Promise.all([analyses.show("abc"), answer()]);
  await Promise.all([analyses.show("rfm"), answer()]);
  analyses.pick("rfm", [{ grouping: "class", group: "111" }]);
  analyses.narrow("rfm");
  await answer();
  const filter = [{ analysis: "rfm", grouping: "class", group: "111" }];
  expect(told).toEqual([filter]);
  expect(store.study("rfm").picks).toEqual([]);
  expect(store.study("abc").stale).toBe(true);
  await Promise.all([analyses.show("abc"), answer()]);
  expect(told).toEqual([filter]);
  expect(calls.map((call) => call.name)).toEqual(["abc", "rfm", "rfm", "abc"]);
  analyses.filter([]);
  await answer();
  expect(told.at(-1)).toEqual([]);
});

test("a second filter stands within the first, and keeps its step when the first is taken away", async () => {
  await Promise.all([analyses.show("rfm"), answer()]);
  const narrow = async (group: string) => {
    analyses.pick("rfm", [{ grouping: "class", group }]);
    analyses.narrow("rfm");
    await answer();
  };
  await narrow("011");
  await narrow("111");
  const [outer, inner] = [
    { analysis: "rfm", grouping: "class", group: "011" },
    { analysis: "rfm", grouping: "class", group: "111", within: true },
  ];
  expect(told.at(-1)).toEqual([outer, inner]);
  const [first] = store.filter;
  if (!first) throw new Error("no filter");
  analyses.widen(first);
  await answer();
  expect(told.at(-1)).toEqual([inner]);
});

test("what divides customers by the groups of others is worked out anew when these are set otherwise", async () => {
  await Promise.all([analyses.show("abc"), answer()]);
  await Promise.all([analyses.show("rfm"), answer()]);
  analyses.set("rfm", { bins: 4 });
  await answer();
  expect(store.study("abc").stale).toBe(true);
});

test("a group of a partition that is listed already takes the place of the former one", () => {
  const group = (grouping: string, group: string) => ({ grouping, group });
  analyses.pick("rfm", [group("class", "111")]);
  analyses.pick("rfm", [group("r", "5"), group("f", "1")]);
  analyses.pick("rfm", [group("class", "000")]);
  expect(store.study("rfm").picks).toEqual([group("r", "5"), group("f", "1"), group("class", "000")]);
});

test("a filter that the engine does not know is taken back and said", async () => {
  await Promise.all([analyses.show("rfm"), answer()]);
  refuses = new InsituError("E_PARAM");
  analyses.filter([{ analysis: "abc", grouping: "class", group: "Z" }]);
  await answer();
  expect(store.filter).toEqual([]);
  expect(store.said).not.toBe("");
  expect(store.study("rfm")).toMatchObject({ refused: false, failure: null });
});

test("after a change of the tables nothing of before is left, and a filter is told anew", async () => {
  await Promise.all([analyses.show("rfm"), answer()]);
  analyses.filter([{ analysis: "rfm", grouping: "r", group: "5" }]);
  await settle();
  const late = calls.at(-1);
  store.forget();
  late?.answer("late");
  await settle();
  expect(store.study("rfm").result).toBeNull();
  await Promise.all([analyses.run("rfm"), answer()]);
  expect(told.at(-1)).toEqual([]);
});

test("a file that does not open leaves date, filter and results as they were", async () => {
  await Promise.all([analyses.show("rfm"), answer("kept")]);
  analyses.setAsOf("2024-01-01");
  await answer("kept");
  const resume = analyses.restart();
  expect(store.study("rfm").result).toBeNull();
  expect(store.asOf).toBeNull();
  resume();
  expect(store.study("rfm").result).toMatchObject({ outcome: "kept" });
  analyses.set("rfm", { bins: 3 });
  await answer();
  expect(told).toEqual(["2024-01-01"]);
});

test("the engine is told the smallest group, and again when its tables are made anew", async () => {
  store.smallest = 11;
  void analyses.run("rfm");
  await answer();
  expect(told).toEqual([11]);
  void analyses.run("rfm");
  await answer();
  expect(told).toEqual([11]);
  analyses.engineForgot();
  void analyses.run("rfm");
  await answer();
  expect(told).toEqual([11, 11]);
  // Another file has its own, and one that does not open leaves the former with what was set.
  const back = analyses.restart();
  expect(store.smallest).toBe(5);
  back();
  expect(store.smallest).toBe(11);
});
