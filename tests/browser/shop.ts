// Four tables of one shop that every analysis has something to say of; the customers with a column that no field is for.
import { TABLES } from "./tables.ts";
import { csv, type Given } from "./visit.ts";

const [customers, orders] = TABLES;
const ANSWERS = ["价格", "质量", "服务"];
const surveyed = (customers?.buffer.toString("utf8") ?? "")
  .split("\n")
  .map((line, at) => `${line},${at === 0 ? "最看重什么" : ANSWERS[at % ANSWERS.length]}`)
  .join("\n");

const SOURCES = ["搜索", "直播", "短信"];
const BUYERS = 30;

/** Thirty customers look, put into the cart and order, a step a day, each in turn. */
const events = [
  "客户ID,行为类型,行为时间,商品ID,渠道",
  ...Array.from({ length: 240 }, (_, i) => {
    const turn = Math.floor(i / BUYERS);
    const what = ["浏览", "浏览", "加购", "下单"][(turn + (i % 3)) % 4];
    const clock = `${String(9 + (i % 8)).padStart(2, "0")}:${String((i * 7) % 60).padStart(2, "0")}:00`;
    return `C${1000 + (i % BUYERS)},${what},2024-05-${10 + turn} ${clock},SP${i % 9},${SOURCES[(i + turn) % 3]}`;
  }),
].join("\n");

const channels = [
  "渠道,日期,曝光量,点击量,下单量,推广费用,营收",
  ...Array.from({ length: 90 }, (_, i) => {
    const click = 200 + (i % 7) * 10;
    const order = 10 + (i % 5) + 4 * (i % 3);
    const day = `2024-0${4 + Math.floor(i / 45)}-${String(1 + (Math.floor(i / 3) % 15)).padStart(2, "0")}`;
    return `${SOURCES[i % 3]},${day},${click * 20},${click},${order},${300 + 200 * (i % 3)},${order * 35}`;
  }),
].join("\n");

export const SHOP: Given[] = [
  csv(surveyed, "customers.csv"),
  ...(orders ? [orders] : []),
  csv(events, "events.csv"),
  csv(channels, "channels.csv"),
];
