import { beforeEach, expect, test, vi } from "vitest";
import type { Engine, Inspect, NamedBlob } from "../engine/api.ts";
import { InsituError } from "../engine/error.ts";
import type { Applied, Settings } from "../engine/types.ts";
import { Journey } from "./journey.ts";
import type { Store } from "./store.ts";

const applied: Applied = {
  untold: [],
  unused: [],
  columns: [],
  unconfirmed: [],
  smallest_group: null,
  filter: true,
  same: null,
  decisions: 0,
};
const inspect = (name: string): Inspect =>
  ({
    files: [{ name, kind: "orders", columns: [], rows: { read: 2, accepted: 2, rejected: 0 }, parts: [] }],
    required: [],
    fields: [],
    notices: [],
  }) as unknown as Inspect;
const file = (name: string, text = "a,b\n1,2"): NamedBlob => ({ name, blob: new Blob([text]) });
const recipe = (reading: object = {}): string => JSON.stringify({ version: 1, analyses: {}, reading });

const ASSUMED = { response_low: 0.02, response_high: 0.08, margin: 0.3, contact_cost: 0.5 };
let store: Store;
let journey: Journey;
let done: unknown[][];
let settings: Settings;
let fails: string | null;

beforeEach(() => {
  done = [];
  fails = null;
  settings = {
    as_of: "2024-03-01",
    filter: [],
    analyses: { rfm: { bins: 4 } },
    report: ASSUMED,
    smallest_group: 5,
    decisions: 2,
  };
  const note =
    <T>(name: string, answer: (...args: never[]) => T) =>
    async (...args: unknown[]): Promise<T> => {
      done.push([name, ...args]);
      return answer(...(args as never[]));
    };
  const engine = {
    open: note("open", (files: NamedBlob[]) => {
      if (fails) throw new InsituError(fails);
      return inspect(files.map((one) => one.name).join());
    }),
    inspect: async () => inspect("now"),
    offer: async () => null,
    recipe: async () => recipe(),
    readRecipe: async (text: string) => {
      if (fails) throw new InsituError(fails);
      return { reading: JSON.parse(text).reading };
    },
    apply: note("apply", () => applied),
    settings: async () => settings,
    analyze: note("analyze", () => ({ params: { bins: 4 }, outcome: {} })),
    asOf: note("asOf", () => undefined),
    setFilter: note("setFilter", () => undefined),
    tables: { undo: note("undo", () => inspect("undone")), redo: note("redo", () => inspect("redone")) },
    projects: { restore: note("restore", () => ({ ...applied, same: true })), forget: () => undefined },
  };
  journey = new Journey();
  store = journey.store;
  store.engine = engine as unknown as Engine;
  store.seal = { ...store.seal, stage: "sealed" };
});

const names = (): unknown[] => done.map(([name]) => name);

test("a recipe waits for files, whose reading it says, and is in force when they are open", async () => {
  await journey.keeper.take([file("plan.json", recipe({ header_row: 3, encoding: null }))]);
  expect(store.waiting).toMatchObject({ from: "recipe", name: "plan.json", reading: { header_row: 3 } });
  expect(store.waiting?.reading).not.toHaveProperty("encoding");
  await journey.keeper.take([file("orders.csv")]);
  expect(done[0]?.[2]).toMatchObject({ overrides: { header_row: 3 } });
  expect(names()).toEqual(["open", "apply", "analyze"]);
  expect(store.waiting).toBeNull();
  expect(store.kept).toMatchObject({ from: "recipe", name: "plan.json" });
  expect(store.asOf).toBe("2024-03-01");
  expect(store.study("rfm").params).toEqual({ bins: 4 });
});

test("files that come with a recipe are opened under it; one alone is put in force over what is open", async () => {
  await journey.keeper.take([file("orders.csv"), file("plan.json", recipe())]);
  expect(names()).toEqual(["open", "apply", "analyze"]);
  await journey.keeper.take([file("data.json", '[{"a":1}]')]);
  expect(names().slice(3)).toEqual(["open", "analyze"]);
  await journey.keeper.take([file("plan.json", recipe())]);
  expect(names().slice(5)).toEqual(["apply"]);
  await journey.keeper.take([file("plan.json", recipe({ skip: 2 }))]);
  expect(names().slice(6)).toEqual(["open", "apply", "analyze"]);
  expect(store.overrides).toEqual({ skip: 2 });
});

test("what is refused is told, and nothing waits", async () => {
  fails = "E_NEWER";
  await journey.keeper.take([file("plan.json", recipe())]);
  expect(store.unkept?.code).toBe("E_NEWER");
  expect(store.waiting).toBeNull();
});

test("other files come under the settings as they are; where they do not open everything stays", async () => {
  await journey.open([file("one.csv")]);
  done = [];
  await journey.keeper.others("append", [file("two.csv")]);
  expect(done[0]?.[1]).toMatchObject([{ name: "one.csv" }, { name: "two.csv" }]);
  expect(names()).toEqual(["open", "apply", "analyze"]);
  expect(store.kept?.applied.decisions).toBe(2);
  fails = "E_EMPTY";
  await journey.keeper.others("replace", [file("three.csv")]);
  expect(store.files.map((one) => one.name)).toEqual(["one.csv", "two.csv"]);
  expect(store.waiting).toBeNull();
  expect(store.failure?.code).toBe("E_EMPTY");
  expect(store.asOf).toBe("2024-03-01");
});

test("a project is told by its start or its name, and asks for its passphrase", async () => {
  await journey.keeper.take([file("x.bin", "INSITU\r\n....")]);
  expect(store.locked?.name).toBe("x.bin");
  await journey.keeper.take([file("x.insitu", "")]);
  expect(store.locked?.name).toBe("x.insitu");
  expect(done).toEqual([]);
});

test("a step back brings the settings of the engine; one of the tables forgets what was found", async () => {
  await journey.open([file("one.csv")]);
  await journey.analyses.run("rfm");
  store.step = "analysis";
  done = [];
  await journey.keeper.step(false);
  expect(done).toEqual([]);
  store.steps = { undo: "as_of", redo: null };
  settings = { ...settings, as_of: null, filter: [{ analysis: "rfm", grouping: "class", group: "111" }] };
  const was = store.inspect;
  await journey.keeper.step(false);
  expect(names()).toEqual(["undo", "analyze"]);
  expect(store.inspect).toBe(was);
  expect(store.asOf).toBeNull();
  expect(store.filter).toEqual(settings.filter);
  store.steps = { undo: null, redo: "cleaning" };
  const seen = vi.fn();
  store.addEventListener("change", () => seen(store.study("rfm").result));
  await journey.keeper.step(true);
  expect(seen).toHaveBeenCalledWith(null);
  expect(store.inspect?.files[0]?.name).toBe("redone");
});
