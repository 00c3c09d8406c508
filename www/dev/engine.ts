// Stands in for the engine while the page is worked on. `?fail=E_QUOTE` makes opening fail, `?slow` keeps reading slow.
import type { Engine, EngineState, Exported, ExportQuery, Inspect, NamedBlob, OpenOptions, RfmParams, RfmResult, RowsPage, RowsQuery } from "../src/engine/api.ts";
import { InsituError } from "../src/engine/error.ts";
import { type Order, rfm, type Scored } from "./rfm.ts";

const FIELDS = [
  { field: "user_id", zh: "客户ID", en: "Customer ID", required: true, words: ["客户id", "customer_id", "user_id"] },
  { field: "order_id", zh: "订单号", en: "Order ID", required: false, words: ["订单号", "order_id"] },
  { field: "order_time", zh: "下单时间", en: "Order time", required: true, words: ["下单时间", "order_date", "order_time"] },
  { field: "amount", zh: "金额", en: "Amount", required: true, words: ["实付金额", "revenue", "amount"] },
  { field: "quantity", zh: "数量", en: "Quantity", required: false, words: ["数量"] },
  { field: "channel", zh: "渠道", en: "Channel", required: false, words: ["渠道"] },
];
const PII: Record<string, string> = { first_name: "name", last_name: "name", email: "email", customer_id: "name" };
const wait = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));
const query = new URLSearchParams(location.search);

export class MockEngine implements Engine {
  #header: string[] = [];
  #rows: string[][] = [];
  #mapping: (string | null)[] = [];
  #file: NamedBlob | null = null;
  #table: Scored[] = [];
  #asOf: string | null = null;
  #tell: (s: EngineState) => void = () => {};

  async open(files: NamedBlob[], o: OpenOptions = {}): Promise<Inspect> {
    const file = files[0];
    if (!file) throw new InsituError("E_NO_DATA");
    const total = file.blob.size;
    for (let part = 0; part <= 20; part += 1) {
      if (o.signal?.aborted) throw new DOMException("cancelled", "AbortError");
      o.onProgress?.({ phase: part === 0 ? "sniff" : "read", bytes: (total * part) / 20, total, rows: part * 240 });
      await wait(query.has("slow") ? 400 : 10);
    }
    const text = await file.blob.text();
    if (query.has("fail") || text.trim() === "") {
      throw new InsituError(text.trim() === "" ? "E_EMPTY" : "E_QUOTE", text.trim() === "" ? { zh: "文件是空的。", en: "The file is empty." } : { zh: "有一个引号没有配对，之后的内容无法分行。", en: "A quote is opened and never closed, so the rows after it cannot be told apart." }, { file: file.name, row: 1208, column: 4 });
    }
    const lines = text.replace(/^\ufeff/, "").trim().split(/\r?\n/);
    this.#header = (lines[0] ?? "").split(",");
    this.#rows = lines.slice(1).map((l) => l.split(","));
    this.#mapping = this.#header.map((h) => FIELDS.find((f) => f.words.includes(h.toLowerCase()))?.field ?? null);
    this.#file = file;
    this.#asOf = null;
    return this.#inspect();
  }

  #inspect(): Inspect {
    const mask = (v: string): string => (v.length <= 1 ? v : `${v[0]}${"*".repeat(Math.min(v.length - 1, 6))}`);
    return {
      files: [
        {
          name: this.#file?.name ?? "", bytes: this.#file?.blob.size ?? 0, format: "csv", encoding: "utf-8", bom: false,
          dialect: { delimiter: ",", quote: '"', escape: null, header_row: 1, comment: null },
          rows: { read: this.#rows.length + 24, accepted: this.#rows.length, rejected: 24 },
          rejects: Array.from({ length: 24 }, (_, i) => ({ row: 37 + i * 61, code: i % 5 === 0 ? "R_QUOTE" : "R_TOO_MANY_FIELDS" })),
          kind: "orders", kind_score: 0.94,
          columns: this.#header.map((name, i) => {
            const values = this.#rows.map((r) => r[i] ?? "");
            const pii = PII[name] ?? null;
            const kind = /时间|date/.test(name) ? "time" : /金额|revenue/.test(name) ? "money" : /数量/.test(name) ? "number" : "text";
            return { name, kind, nulls: values.filter((v) => v === "").length, invalid: kind === "money" ? 3 : 0, distinct: new Set(values).size, field: this.#mapping[i] ?? null, field_score: 0.97 - i * 0.02, pii, pii_score: pii ? 0.99 : 0, samples: values.slice(0, 4).map((v) => (pii || this.#mapping[i] === "user_id" ? mask(v) : v)) };
          }),
        },
      ],
      required: FIELDS.filter((f) => f.required).map((f) => ({ field: f.field, mapped: this.#mapping.includes(f.field) })),
      fields: FIELDS.map(({ field, zh, en, required }) => ({ field, zh, en, required })),
      notices: [
        { code: "N_ROWS_SET_ASIDE", severity: "warning", count: 24, rows: [37, 98, 159, 220, 281, 342, 403], texts: { zh: "有 24 行的列数不对，已放到一边。", en: "24 rows have the wrong number of columns and were set aside." } },
        { code: "N_CELL_UNREADABLE", severity: "warning", count: 3, column: 3, texts: { zh: "有 3 个金额读不懂，按空值处理。", en: "3 amounts could not be read and count as empty." } },
        { code: "N_TRIMMED", severity: "info", count: 112, texts: { zh: "有 112 个单元格去掉了首尾空格。", en: "112 cells lost leading or trailing spaces." } },
      ],
    };
  }

  async map(mapping: (string | null)[]): Promise<Inspect> {
    this.#mapping = mapping;
    return this.#inspect();
  }

  async asOf(date: string | null): Promise<void> {
    this.#asOf = date;
  }

  async analyze(_name: "rfm", params: Partial<RfmParams> = {}): Promise<RfmResult> {
    await wait(120);
    const at = (f: string): number => this.#mapping.indexOf(f);
    const orders: Order[] = this.#rows.map((r, i) => ({
      user: r[at("user_id")] ?? "", order: at("order_id") < 0 ? String(i) : (r[at("order_id")] ?? ""),
      day: Math.floor(Date.parse(`${(r[at("order_time")] ?? "").slice(0, 10)}T00:00:00Z`) / 864e5), amount: Number(r[at("amount")]),
    }));
    const p = params as RfmParams;
    const done = rfm(orders.filter((o) => Number.isFinite(o.amount) && Number.isFinite(o.day)), p, this.#asOf);
    if (!done) return { params: p, not_enough_data: { need: [{ code: "customers_with_purchase", value: 2 }], have: [{ code: "customers_with_purchase", value: 0 }] } };
    this.#table = done.table;
    return { params: done.params, outcome: done.outcome };
  }

  async rows(q: RowsQuery): Promise<RowsPage> {
    await wait(20);
    const f = q.filter ?? {};
    const found = this.#table.filter((c) => (!f.class || c.class === f.class) && (!f.segment || c.segment === f.segment) && (!f.r || c.r === f.r) && (!f.f || c.f === f.f));
    return {
      total: found.length, from: q.from,
      rows: found.slice(q.from, q.from + q.count).map(({ user, orders: _o, revenue: _r, ...c }, i) => ({ customer: `c_${(q.from + i + 4096).toString(16).padStart(12, "7a3e")}`, masked_id: `${user[0]}${"*".repeat(5)}${user.at(-1)}`, ...c })),
    };
  }

  async export(q: ExportQuery): Promise<Exported> {
    const name = q.what === "results" ? "results.json" : `${q.what}${q.form ? `-${q.form}` : ""}.csv`;
    return { name, type: q.what === "results" ? "application/json" : "text/csv;charset=utf-8", bytes: new TextEncoder().encode("\ufeffx\r\n") };
  }

  async recipe(): Promise<unknown> {
    return {};
  }

  close(): void {}

  onState(f: (s: EngineState) => void): void {
    this.#tell = f;
  }

  /** For trying the banner by hand. */
  state(s: EngineState): void {
    this.#tell(s);
  }
}
