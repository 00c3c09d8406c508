import * as duckdb from "@duckdb/duckdb-wasm";

const DIST = new URL("/modules/@duckdb/duckdb-wasm/dist/", location.href);
const at = (name) => new URL(name, DIST).href;

const BUNDLES = {
  mvp: { mainModule: at("duckdb-mvp.wasm"), mainWorker: at("duckdb-browser-mvp.worker.js") },
  eh: { mainModule: at("duckdb-eh.wasm"), mainWorker: at("duckdb-browser-eh.worker.js") },
};

// RFM unless the address says otherwise: what is asked of which table. The same statements as in the native run.
const task = new URLSearchParams(location.search).get("task") ?? "rfm";
const table = task === "funnel" ? "events" : "orders";
const statements = (await (await fetch(`${task}.sql`)).text()).split(";\n").filter((text) => text.trim());
const GRID = statements.pop();
const TOTALS = `select count(distinct "客户ID")::integer as customers, count(distinct "订单号")::integer as orders,
                       sum("实付金额"::decimal(18, 2))::double as revenue, count(*)::integer as rows from orders`;

// The module's memory is made by the worker's own script and reachable only there; it never shrinks, so its size is its
// peak.
const CAPTURE = `
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(...args) {
      super(...args);
      self.benchMemory = this;
    }
  };
  addEventListener("message", (event) => {
    if (event.data !== "bench memory") return;
    event.stopImmediatePropagation();
    event.ports[0].postMessage(self.benchMemory?.buffer.byteLength ?? null);
  });
`;

function startWorker(bundle) {
  const source = `${CAPTURE}\nimportScripts(${JSON.stringify(bundle.mainWorker)});`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return worker;
}

function memoryOf(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    // Two arguments: the port travels with the text.
    Worker.prototype.postMessage.call(worker, "bench memory", [port2]);
  });
}

async function timed(parts, name, work) {
  const start = performance.now();
  const result = await work();
  parts[name] = performance.now() - start;
  return result;
}

globalThis.bench = async (file) => {
  const parts = {};
  const bundle = await duckdb.selectBundle(BUNDLES);
  const worker = startWorker(bundle);
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  try {
    const connection = await timed(parts, "instantiate", async () => {
      await db.instantiate(bundle.mainModule, bundle.pthreadWorker);
      return db.connect();
    });
    await timed(parts, "create_table", async () => {
      await db.registerFileHandle("table.csv", file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
      await connection.query(`create table ${table} as select * from read_csv('table.csv')`);
    });
    const grid = await timed(parts, task, async () => {
      for (const statement of statements) await connection.query(statement);
      return (await connection.query(GRID)).toArray();
    });
    const memory = await memoryOf(worker);
    if (task === "funnel") return { parts, memory, said: grid.map((row) => row.customers).join(" ") };
    const [totals] = (await connection.query(TOTALS)).toArray();
    const types = (await connection.query("describe orders")).toArray().map((c) => c.column_type);
    return {
      ms: parts.create_table + parts.rfm,
      parts,
      memory,
      rows: totals.rows,
      totals: { customers: totals.customers, orders: totals.orders, revenue: totals.revenue },
      scored: grid.reduce((sum, cell) => sum + Number(cell.customers), 0),
      bundle: bundle.mainModule.split("/").at(-1),
      types,
    };
  } finally {
    await db.terminate();
  }
};
