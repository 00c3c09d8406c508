import { beforeEach, describe, expect, it, vi } from "vitest";
import { LIMIT, type PortalResult, read, type Told } from "../door/protocol.ts";
import type { Engine, Inspect, RfmOutcome } from "../engine/api.ts";
import { InsituError } from "../engine/error.ts";
import { outcome, params } from "../analyses/rfm/outcome.fixture.ts";
import { locale } from "../i18n/locale.ts";
import { Journey } from "./journey.ts";
import { Portal } from "./portal.ts";

const PAGE = { total: 1, from: 0, columns: [], groupings: [], rows: [] };

function inspected(): Inspect {
  const file = { name: "a.csv", kind: "orders", rows: { read: 3, accepted: 2, rejected: 1 }, columns: [], parts: [] };
  return { files: [file], required: [], notices: [] } as unknown as Inspect;
}

interface Setup {
  portal: Portal;
  journey: Journey;
  told: Told[];
  engine: Record<string, ReturnType<typeof vi.fn>>;
  /** Sends a request and waits for what is answered. */
  ask(type: string, payload: unknown): Promise<Told | undefined>;
}

function setup(hash = ""): Setup {
  const journey = new Journey();
  journey.setTheme = (theme) => {
    journey.store.theme = theme;
    journey.store.change();
  };
  const engine = {
    open: vi.fn(async () => inspected()),
    inspect: vi.fn(async () => inspected()),
    analyze: vi.fn(async (): Promise<unknown> => ({ params, outcome })),
    rows: vi.fn(async () => PAGE),
    enter: vi.fn(async (_name: string): Promise<void> => undefined),
    defaults: vi.fn(async () => params),
    export: vi.fn(async () => ({ name: "r.html", type: "text/html", bytes: new Uint8Array([1]) })),
    asOf: vi.fn(async () => undefined),
    setFilter: vi.fn(async () => undefined),
    tables: Object.assign(vi.fn(), { setSmallest: vi.fn(async () => undefined) }),
    onState: vi.fn(),
  };
  journey.store.engine = engine as unknown as Engine;
  journey.store.seal = { ...journey.store.seal, stage: "sealed" };
  const told: Told[] = [];
  const port = { postMessage: (message: Told) => told.push(structuredClone(message)) } as unknown as MessagePort;
  const portal = new Portal({ port, origin: "https://portal.example" }, journey, hash);
  let last = 0;
  const ask = async (type: string, payload: unknown): Promise<Told | undefined> => {
    const id = ++last;
    portal.hear({ v: 1, id, type, payload });
    await vi.waitUntil(() => told.some((one) => one.id === id));
    return told.find((one) => one.id === id);
  };
  return { portal, journey, told, engine, ask };
}

const opened = { files: [{ name: "a.csv", bytes: new ArrayBuffer(8) }] };

beforeEach(() => locale.set("zh"));

describe("a portal", () => {
  it("sets language, looks and what is offered, at the start and later", async () => {
    const { journey, ask, portal } = setup(
      "#portal=x&lang=en&theme=dark&chrome=none&analyses=abc,rfm,none&height=auto",
    );
    expect([locale.lang, journey.store.theme, portal.bare, portal.flow]).toEqual(["en", "dark", true, true]);
    expect(journey.store.only).toEqual(["abc", "rfm"]);
    await ask("settings", { lang: "zh", chrome: "full", analyses: ["abc"] });
    expect([locale.lang, portal.bare, journey.store.theme]).toEqual(["zh", false, "dark"]);
    expect(journey.store.analysis).toBe("abc");
    expect(journey.store.offers("rfm")).toBe(false);
  });

  it("opens a file, hears of its reading and of the first result", async () => {
    const { ask, told, engine } = setup();
    expect(await ask("open", opened)).toMatchObject({
      type: "done",
      payload: { files: [{ name: "a.csv", kind: "orders", rows: { read: 3, accepted: 2, rejected: 1 } }], ready: true },
    });
    expect(engine["open"]).toHaveBeenCalledTimes(1);
    const result = told.find((one) => one.type === "result");
    expect(result).toMatchObject({ id: 0, payload: { analysis: "rfm", lang: "zh" } });
    expect(result).toHaveProperty("payload.tables.1.rows.0");
  });

  it("is told why a file does not open, once", async () => {
    const { ask, told, engine } = setup();
    engine["open"]?.mockRejectedValueOnce(new InsituError("E_X", { zh: "不行", en: "no" }, { file: "a.csv", row: 3 }));
    expect(await ask("open", opened)).toMatchObject({
      type: "failed",
      payload: { code: "E_X", message: "不行", file: "a.csv", row: 3 },
    });
    expect(told.filter((one) => one.type === "error")).toEqual([]);
  });

  it("gets no group of fewer than five customers, and nothing while all is narrowed to some", async () => {
    const small: RfmOutcome = structuredClone(outcome);
    const [first] = small.classes.rows;
    if (first) first.customers = 3;
    const { ask, engine, journey, portal } = setup();
    await ask("open", opened);
    engine["analyze"]?.mockResolvedValue({ params, outcome: small });
    const answer = await ask("analyze", { name: "rfm" });
    const { tables = [] } = (answer?.payload ?? {}) as { tables?: { rows: unknown[][] }[] };
    const cells = tables.flatMap((table) => table.rows);
    expect(cells.some((row) => row.includes("<5"))).toBe(true);
    expect(cells.some((row) => row.includes(3) && row.includes(first?.revenue))).toBe(false);
    // Another smallest group is another set of tables, for which the user is asked.
    journey.store.smallest = 7;
    const again = ask("analyze", { name: "rfm" });
    await vi.waitUntil(() => portal.consent.again === "asking");
    portal.decide("again", true);
    const told = JSON.stringify((await again)?.payload);
    expect([told.includes('"<7"'), told.includes('"<5"')]).toEqual([true, false]);
    journey.store.filter = [{ analysis: "rfm", grouping: "class", group: "111" }];
    expect(await ask("analyze", { name: "rfm" })).toMatchObject({ payload: { tables: [], withheld: "filter" } });
    expect(await ask("report", {})).toMatchObject({ type: "failed", payload: { code: "E_WITHHELD" } });
  });

  it("gets rows only where it asks and the user agrees, for the file that is open", async () => {
    const { ask, portal, engine } = setup();
    await ask("open", opened);
    expect((await ask("analyze", { name: "rfm" }))?.payload).not.toHaveProperty("rows");
    const refused = ask("analyze", { name: "rfm", rows: true });
    await vi.waitUntil(() => portal.consent.rows === "asking");
    expect(engine["rows"]).not.toHaveBeenCalled();
    portal.decide("rows", false);
    expect(await refused).toMatchObject({ type: "done", payload: { rows: null } });
    // Not asked again and again.
    expect(await ask("analyze", { name: "rfm", rows: true })).toMatchObject({ payload: { rows: null } });
    await ask("open", opened);
    expect(portal.consent.rows).toBe("unasked");
    const agreed = ask("analyze", { name: "rfm", rows: true });
    await vi.waitUntil(() => portal.consent.rows === "asking");
    portal.decide("rows", true);
    expect(await agreed).toMatchObject({ payload: { rows: PAGE } });
    await ask("open", opened);
    expect(portal.consent.rows).toBe("unasked");
  });

  it("gets tables under one date, cleaning and settings; under others only where it asks and the user agrees", async () => {
    const { ask, told, portal, journey, engine } = setup();
    const results = () => told.filter((one) => one.type === "result").map((one) => one.payload as PortalResult);
    await ask("open", opened);
    const { store } = journey;
    await vi.waitUntil(() => results().length === 1);
    expect(results()[0]?.withheld).toBeUndefined();
    // The same again is free; the user who excludes a row does not send a before and an after.
    expect((await ask("analyze", { name: "rfm" }))?.payload).not.toHaveProperty("withheld");
    store.forget();
    await journey.analyses.run();
    await vi.waitUntil(() => results().length === 3);
    expect(results()[2]).toMatchObject({ tables: [], withheld: "again" });
    expect(portal.consent.again).toBe("unasked");
    // Who asks for them, has the user asked; once.
    const kept = ask("analyze", { name: "rfm" });
    await vi.waitUntil(() => portal.consent.again === "asking");
    portal.decide("again", false);
    expect(await kept).toMatchObject({ payload: { tables: [], withheld: "again" } });
    expect(await ask("report", {})).toMatchObject({ type: "failed", payload: { code: "E_AGAIN" } });
    // A file that does not open leaves what is known of the former.
    engine["open"]?.mockRejectedValueOnce(new InsituError("E_X", { zh: "不行", en: "no" }));
    expect(await ask("open", opened)).toMatchObject({ type: "failed" });
    const agreed = ask("analyze", { name: "rfm", params: { bins: 4 } });
    await vi.waitUntil(() => portal.consent.again === "asking");
    portal.decide("again", true);
    expect((await agreed)?.payload).toHaveProperty("tables.1.rows.0");
    // Not even then what tells of a few customers.
    engine["enter"]?.mockRejectedValue(new InsituError("E_DIFFERENCE", { zh: "相差太少", en: "few apart" }));
    store.forget();
    expect(await ask("analyze", { name: "rfm" })).toMatchObject({ payload: { tables: [], withheld: "difference" } });
    engine["enter"]?.mockResolvedValue(undefined);
    await ask("open", opened);
    expect(portal.consent.again).toBe("unasked");
    expect((await ask("analyze", { name: "rfm", params: { bins: 4 } }))?.payload).not.toHaveProperty("withheld");
  });

  it("asks again where settings cut the customers otherwise", async () => {
    const { ask, portal, engine } = setup();
    await ask("open", opened);
    engine["analyze"]?.mockImplementation(async (_name, given: object) => ({
      params: { ...params, ...given },
      outcome,
    }));
    const answer = ask("analyze", { name: "rfm", params: { bins: 4 } });
    await vi.waitUntil(() => portal.consent.again === "asking");
    portal.decide("again", false);
    expect(await answer).toMatchObject({ payload: { withheld: "again" } });
  });

  it("finds its report in the log, with its origin", async () => {
    const { ask, journey, engine } = setup();
    await ask("open", opened);
    expect(await ask("report", { what: "summary" })).toMatchObject({ type: "done" });
    expect(journey.store.exports).toMatchObject([
      { what: "summary", file: "r.html", bytes: 1, to: "https://portal.example" },
    ]);
    // No word of the user's goes with it.
    expect(engine["export"]?.mock.calls.at(-1)?.[0]).not.toHaveProperty("confirmed");
    expect(engine["enter"]).toHaveBeenCalledWith("https://portal.example");
  });

  it("hands settings in as the user would, and hears why they are refused", async () => {
    const { ask, journey } = setup();
    const load = vi.fn(async () => undefined as unknown);
    Object.assign(journey, { keeper: { load } });
    expect(await ask("recipe", { recipe: { version: 1 } })).toMatchObject({ type: "done", payload: null });
    expect(load).toHaveBeenCalledWith('{"version":1,"smallest_group":5}', "", "recipe");
    // It may hide more than the user does, and not less.
    journey.store.smallest = 11;
    for (const [asked, given] of [
      [3, 11],
      [20, 20],
    ]) {
      await ask("recipe", { recipe: { version: 1, smallest_group: asked } });
      expect(load).toHaveBeenLastCalledWith(`{"version":1,"smallest_group":${given}}`, "", "recipe");
    }
    journey.store.smallest = 5;
    load.mockImplementation(async () =>
      Object.assign(journey.store, {
        unkept: { code: "E_RECIPE", texts: { zh: "版本不对", en: "version" }, file: null, row: null, column: null },
      }),
    );
    expect(await ask("recipe", { recipe: { version: 9 } })).toMatchObject({
      type: "failed",
      payload: { code: "E_RECIPE", message: "版本不对" },
    });
  });

  it("is refused what is not offered, and what comes too early", async () => {
    const { ask, journey } = setup("#analyses=abc");
    expect(await ask("analyze", { name: "abc" })).toMatchObject({ payload: { code: "E_NO_DATA" } });
    expect(await ask("analyze", { name: "rfm" })).toMatchObject({ payload: { code: "E_UNKNOWN_ANALYSIS" } });
    expect(await ask("analyze", { name: "constructor" })).toMatchObject({ payload: { code: "E_UNKNOWN_ANALYSIS" } });
    journey.store.seal = { ...journey.store.seal, stage: "testing" };
    expect(await ask("open", opened)).toMatchObject({ type: "failed", payload: { code: "E_BUSY" } });
  });
});

/** Park and Miller's generator: the same messages in each run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("a portal that posts garbage", () => {
  const next = generator(20_261_123);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const types = "open recipe analyze report settings ready done failed __proto__ constructor".split(" ");
  const keys =
    "v id type payload files name bytes params rows what role lang theme chrome analyses tokens recipe".split(" ");
  const words = [
    "",
    "rfm",
    "zh",
    "dark",
    "none",
    "all",
    "report",
    "a.csv",
    "__proto__",
    "x".repeat(300),
    "url(//a)",
    "\u0000",
  ];
  const value = (deep: number): unknown => {
    const kind = Math.floor(next() * (deep > 3 ? 8 : 13));
    switch (kind) {
      case 0:
        return null;
      case 1:
        return undefined;
      case 2:
        return next() < 0.5;
      case 3:
        return pick([0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, Math.floor(next() * 100)]);
      case 4:
      case 5:
        return pick(words);
      case 6:
        return pick([new ArrayBuffer(4), new Uint8Array(3), new Date(0), /x/, 10n, new Blob(["x"])]);
      case 7:
        return pick(types);
      case 8:
        return Array.from({ length: Math.floor(next() * 4) }, () => value(deep + 1));
      case 9:
        return new Map([[value(deep + 1), value(deep + 1)]]);
      case 10:
        return new Set([value(deep + 1)]);
      default: {
        const object: Record<string, unknown> = {};
        for (let left = Math.floor(next() * 5); left > 0; left--) object[pick(keys)] = value(deep + 1);
        return object;
      }
    }
  };
  /** Most look like a message, so that they come far. */
  const message = (): unknown => {
    if (next() < 0.2) return value(0);
    const made: Record<string, unknown> = {
      v: 1,
      id: 1 + Math.floor(next() * 9),
      type: pick(types),
      payload: value(2),
    };
    if (next() < 0.4) made["payload"] = { [pick(keys)]: value(2), [pick(keys)]: value(2), [pick(keys)]: value(2) };
    if (next() < 0.3) made[pick(keys)] = value(1);
    return made;
  };

  it("changes nothing and is told nothing: a million messages", () => {
    const { portal, journey, told, engine } = setup();
    const { store } = journey;
    const held = () =>
      JSON.stringify([Object.entries(store), [...store.studies], locale.lang, portal.bare, portal.consent]);
    let changes = 0;
    store.addEventListener("change", () => {
      changes += 1;
    });
    store.seal = { ...store.seal };
    const was = held();
    let valid = 0;
    for (let n = 0; n < 1_000_000; n++) {
      const data = message();
      // What happens to be valid is for the tests above.
      if (read(data) !== null) valid += 1;
      else portal.hear(data);
    }
    expect(valid).toBeGreaterThan(1_000);
    expect(valid).toBeLessThan(500_000);
    expect(changes).toBe(0);
    expect(held()).toBe(was);
    expect(told).toEqual([]);
    for (const call of Object.values(engine)) expect(call).not.toHaveBeenCalled();
  }, 120_000);

  it("does no harm with what is valid either: each is answered once", async () => {
    const { portal, told } = setup();
    let sent = 0;
    for (let n = 0; n < 20_000; n++) {
      const data = message();
      if (read(data) === null) continue;
      (data as { id: number }).id = ++sent;
      portal.hear(data);
      if (portal.consent.rows === "asking") portal.decide("rows", false);
      if (portal.consent.again === "asking") portal.decide("again", false);
      if (n % 50 === 0) await Promise.resolve();
    }
    await vi.waitUntil(() => told.filter((one) => one.id > 0).length >= sent, 20_000);
    const answered = told.filter((one) => one.id > 0).map((one) => one.id);
    expect(new Set(answered).size).toBe(sent);
    expect(answered).toHaveLength(sent);
  }, 60_000);

  it("may weigh no more than 64 MiB", () => {
    const { portal, engine } = setup();
    portal.hear({ v: 1, id: 1, type: "open", payload: { files: [{ name: "a", bytes: new ArrayBuffer(LIMIT + 1) }] } });
    expect(engine["open"]).not.toHaveBeenCalled();
  });
});
