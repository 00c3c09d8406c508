// The built modules through their glue, as the workers use them: bytes in slices, chunks to the engine, results out.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import type { Plan, Range } from "../../www/src/engine/types.ts";
import * as core from "../../www/generated/core.js";
import * as formats from "../../www/generated/formats.js";
import * as reader from "../../www/generated/reader.js";

const file = (path: string) => new Uint8Array(readFileSync(new URL(`../../${path}`, import.meta.url)));
const modules = {
  core: "www/generated/core_bg.wasm",
  reader: "www/generated/reader_bg.wasm",
  formats: "www/generated/formats_bg.wasm",
};
const SLICE = 64 << 10;

type Reader = Pick<typeof reader, "Parser" | "sniff" | "detect" | "wanted" | "ranges">;

beforeAll(() => {
  core.initSync({ module: file(modules.core) });
  reader.initSync({ module: file(modules.reader) });
  formats.initSync({ module: file(modules.formats) });
});

function parse(from: Reader, bytes: Uint8Array, plan: Plan, range: Range): Uint8Array {
  const parser = new from.Parser(plan, range);
  let at = parser.reads_from();
  for (let done = false; !done; ) {
    const slice = bytes.subarray(at, at + SLICE);
    at += slice.length;
    done = parser.push(slice, at >= bytes.length) || slice.length === 0;
  }
  return parser.finish();
}

/** Reads a file as the page does: a plan, ranges, chunks, again where the engine says so. */
function open(name: string, bytes: Uint8Array, rangeSize: number): core.Engine {
  const [head, ...pieces] = reader.wanted(bytes.length).map(([from, to]: [number, number]) => bytes.slice(from, to));
  const sniffer: Reader = reader.detect(head, pieces) === "utf-8" ? reader : formats;
  const engine = new core.Engine();
  let plan: Plan | null = sniffer.sniff(bytes.length, head, pieces, undefined);
  while (plan) {
    const from: Reader = plan.encoding === "utf-8" && !plan.fallback ? reader : formats;
    engine.begin(name, bytes.length, plan);
    for (const first of from.ranges(plan, bytes.length, rangeSize) as Range[]) {
      let range: Range | null = first;
      while (range) range = engine.chunk(parse(from, bytes, plan, range)).again;
    }
    plan = engine.finish();
  }
  return engine;
}

/** results.json without what names the file: a plan, its bytes and their hash differ between encodings. */
function results(engine: core.Engine): { text: string; results: unknown } {
  const { bytes } = engine.export({ what: "results", lang: "zh" });
  const text = new TextDecoder().decode(bytes);
  return { text, results: JSON.parse(text).results };
}

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (e) {
    return e;
  }
  return undefined;
}

const orders = file("tests/fixtures/rfm_data_orders.csv");

describe("what the modules export", () => {
  const exported = (path: string) =>
    WebAssembly.Module.exports(new WebAssembly.Module(file(path)))
      .map((one) => one.name)
      .filter((name) => !name.startsWith("__"));
  const parser = ["finish", "new", "push", "reads_from"].map((name) => `parser_${name}`);
  const both = ["agree", "container", "detect", "memory", "ranges", "sniff", "start", "wanted", ...parser];
  const engine = ["analyze", "as_of", "begin", "begin_as", "begin_beside", "chunk", "close", "export", "finish"];
  const session = ["inspect", "map", "new", "next", "offer", "recipe", "rejects", "rows", "stage", "tables", "within"];
  const plan = [
    "checks",
    "cleaning",
    "decide",
    "profile",
    "set_cleaning",
    "set_kind",
    "table_rows",
    "template",
    "undo",
  ];
  const mask = ["masking", "new_key", "open_pseudonyms", "risk", "set_operator", "unwrap_key", "wrap_key"];
  const people = ["card", "duplicates", "join", "merge"];
  const selection = ["filter", "set_filter"];
  const paper = ["assume", "enter", "lint", "report", "set_smallest_group"];
  const keep = ["apply", "project", "restore", "settings", "steps"];
  const methods = [...engine, ...session, ...plan, ...mask, ...people, ...selection, ...keep, ...paper];
  const container = ["header", "new", "seal", "unseal"];

  it("is this list, in which nothing writes a raw or clean table", () => {
    const own = ["analyses", "demo", "memory", "read_project", "read_recipe", "start"];
    const all = [...own, ...methods.map((n) => `engine_${n}`), ...container.map((n) => `container_${n}`)];
    expect(exported(modules.core).sort()).toEqual(all.sort());
    const unpacker = ["begin", "feed", "hand_over", "new", "next", "plan", "waits"].map((name) => `unpacker_${name}`);
    unpacker.push("ahead_new", "ahead_next");
    expect(exported(modules.reader).sort()).toEqual(both.sort());
    expect(exported(modules.formats).sort()).toEqual([...both, ...unpacker].sort());
  });

  it("has no method beyond it in the glue", () => {
    const own = Object.getOwnPropertyNames(core.Engine.prototype).filter((name) => !name.startsWith("__"));
    expect(own.sort()).toEqual([...methods, "free", "constructor"].filter((n) => n !== "new").sort());
    const glue = ["default", "initSync", "start"];
    const reading = ["Parser", "agree", "container", "detect", "ranges", "sniff", "wanted", ...glue];
    const known = ["Container", "Engine", "analyses", "demo", "read_project", "read_recipe", ...glue];
    expect(Object.keys(core).sort()).toEqual(known.sort());
    expect(Object.keys(reader).sort()).toEqual(reading.sort());
    expect(Object.keys(formats).sort()).toEqual([...reading, "Ahead", "Unpacker"].sort());
  });

  it("makes the example byte for byte as the command line does", () => {
    const hash = createHash("sha256");
    const files: { name: string; type: string; bytes: Uint8Array }[] = core.demo();
    for (const { bytes } of files) hash.update(bytes);
    expect(files.map(({ name, type }) => `${name} ${type}`)).toEqual(
      ["客户", "订单", "行为", "渠道", "反馈"].map((kind) => `示例${kind}.csv text/csv`),
    );
    expect(hash.digest("hex")).toBe(readFileSync("tests/demo/sha256.txt", "utf8").trim());
  });

  it("gives out files of five kinds and no other", () => {
    const engine = open("orders.csv", orders, orders.length);
    engine.analyze("rfm", {});
    for (const what of ["classes", "segments", "customers", "results", "rejects"]) {
      expect(engine.export({ what, lang: "en" }).bytes.length, what).toBeGreaterThan(0);
    }
    for (const what of ["raw", "clean", "table", "rows", ""]) {
      expect(
        thrown(() => engine.export({ what, lang: "en" })),
        what,
      ).toMatchObject({ code: "E_PARAM" });
    }
    expect(thrown(() => engine.export({ what: "customers", form: "crm", lang: "en" }))).toMatchObject({
      code: "E_NOT_CONFIRMED",
    });
  });
});

describe("reading in ranges", () => {
  it("gives the same bytes of results.json for any size", () => {
    const whole = open("orders.csv", orders, orders.length);
    whole.as_of("2006-12-31");
    const expected = results(whole).text;
    const outcome = JSON.parse(expected).results.rfm.outcome;
    expect(outcome.dimensions.map((one: { score_counts: number[] }) => one.score_counts)).toEqual([
      [197, 201, 198, 199, 200],
      [268, 187, 176, 244, 120],
      [199, 201, 197, 203, 195],
    ]);
    for (const size of [1_000, 4_096, 77_777, 1 << 20]) {
      const engine = open("orders.csv", orders, size);
      engine.as_of("2006-12-31");
      expect(results(engine).text, `${size} bytes`).toBe(expected);
    }
  });

  it("takes GB18030 through the other module, to the same results", () => {
    const legacy = file("tests/fixtures/orders_gb18030.csv");
    const text = new TextDecoder("gb18030").decode(legacy);
    const engines = [
      open("orders.csv", legacy, 1 << 20),
      open("orders.csv", legacy, 999),
      open("orders.csv", new TextEncoder().encode(text), 1 << 20),
      open("orders.csv", new TextEncoder().encode(`\uFEFF${text}`), 1 << 20),
    ];
    const encodings = engines.map((one) => one.inspect().files[0].encoding);
    expect(encodings).toEqual(["gb18030", "gb18030", "utf-8", "utf-8"]);
    const [first, ...rest] = engines.map((one) => results(one).results);
    expect(first).toHaveProperty("rfm.outcome");
    for (const one of rest) expect(one).toEqual(first);
  });
});

describe("reading the open file in another way", () => {
  const text = new TextEncoder().encode(
    "客户编号,下单时间,金额\n甲,2024-01-02,5\n乙,2024-01-03,6,7\n丙,2024-01-04,8\n",
  );
  const overrides = { header_row: 0 };
  it("closes what was open, and writes what the user said into the recipe", () => {
    const engine = open("orders.csv", text, 1 << 20);
    const plan: Plan = reader.sniff(text.length, text, [], overrides);
    engine.begin_as("orders.csv", text.length, plan, overrides);
    expect(thrown(() => engine.inspect())).toMatchObject({ code: "E_NO_DATA" });
    const [range] = reader.ranges(plan, text.length, text.length) as Range[];
    engine.chunk(parse(reader, text, plan, range as Range));
    expect(engine.finish()).toBeFalsy();
    expect(engine.inspect().files[0].dialect.header_row).toBeNull();
    expect(JSON.parse(engine.recipe()).reading).toMatchObject(overrides);
    engine.close();
    expect(thrown(() => engine.inspect())).toMatchObject({ code: "E_NO_DATA" });
  });

  it("names rows set aside by place, a page at a time", () => {
    const damaged = Buffer.concat([text, Buffer.from('"x,2024-01-03\n'), text.subarray(text.indexOf(10) + 1)]);
    const engine = open("orders.csv", new Uint8Array(damaged), 1 << 20);
    const [reject, ...none] = engine.rejects(0, 0, 10);
    expect(none).toEqual([]);
    const raw = damaged.subarray(reject.offset, reject.offset + reject.length);
    expect(raw.toString("latin1")).toBe('"x,2024-01-03');
    expect(engine.rejects(0, 1, 10)).toEqual([]);
    expect(engine.inspect().files[0].reject_reasons).toEqual([{ code: "R_QUOTE", rows: 1 }]);
  });
});

/** Reads a file that is no plain text, as the page does. */
function unpack(name: string, bytes: Uint8Array, member?: string): core.Engine {
  const container = reader.container(bytes.subarray(0, SLICE));
  const file = new formats.Unpacker(bytes.length, (a: number, b: number) => bytes.slice(a, b), container, member);
  const engine = new core.Engine();
  let plan: Plan | null = file.plan({});
  while (plan) {
    engine.begin(name, bytes.length, plan);
    file.begin(plan);
    for (let chunk = file.next(); chunk; chunk = file.next()) engine.chunk(chunk);
    plan = engine.finish();
  }
  return engine;
}

describe("reading from the start", () => {
  it("gives of a packed file what its text gives", () => {
    const expected = results(open("orders.csv", orders, 1 << 20)).results;
    expect(results(unpack("orders.csv.gz", new Uint8Array(gzipSync(orders)))).results).toEqual(expected);
    const twice = '[{"user_id":"a","order_time":"2024-01-02","amount":1,"amount":2}]';
    const { notices } = unpack("orders.json", new TextEncoder().encode(twice)).inspect();
    expect(notices.map((one: { code: string }) => one.code)).toContain("N_JSON_DUPLICATE_KEYS");
    const cut = new Uint8Array(gzipSync(orders)).subarray(0, 2000);
    expect(thrown(() => unpack("orders.csv.gz", cut))).toMatchObject({ code: "E_ARCHIVE" });
    expect(thrown(() => unpack("a.zip", new TextEncoder().encode("PK\x03\x04rest")))).toMatchObject({
      code: "E_ARCHIVE",
    });
  });
});

describe("failures", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it.each([
    ["no bytes", bytes(""), "E_EMPTY"],
    ["a header alone", bytes("user_id,order_time,amount\n"), "E_HEADER_ONLY"],
    ["no text", new Uint8Array(4096).map((_, i) => i % 7), "E_BINARY"],
  ])("of %s has a code and a sentence in both languages", (_name, content, code) => {
    const error = thrown(() => open("bad.csv", content, 1 << 20));
    expect(error).toMatchObject({ code, texts: { zh: expect.any(String), en: expect.any(String) } });
    expect(error).not.toBeInstanceOf(Error);
  });

  it("name the place and never a cell", () => {
    const engine = open("bad.csv", bytes("user_id,amount\nSECRET-1,1.00\nSECRET-2,2.00\n"), 1 << 20);
    const error = thrown(() => engine.analyze("rfm", {}));
    expect(error).toMatchObject({
      code: "E_NO_TIME",
      file: "bad.csv",
      texts: { zh: expect.stringMatching(/\p{Script=Han}/u) },
    });
    expect(JSON.stringify(error)).not.toContain("SECRET");
    expect(thrown(() => engine.analyze("rfm", { bins: 99 }))).toMatchObject({ code: "E_PARAM" });
    expect(thrown(() => engine.analyze("clairvoyance", {}))).toMatchObject({ code: "E_UNKNOWN_ANALYSIS" });
    expect(thrown(() => engine.chunk(new Uint8Array(500)))).toHaveProperty("code");
  });

  it("leave the engine able to take the next file", () => {
    thrown(() => open("bad.csv", bytes("\0\0\0\0"), 64));
    expect(open("orders.csv", orders, 1 << 20).analyze("rfm", {})).toHaveProperty("outcome.population.customers", 995);
  });
});
