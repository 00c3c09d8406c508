// Three tables of one shop: customers, their orders, what they did. Two customers have one telephone.
import { csv, type Given } from "./visit.ts";

const id = (i: number): string => `C${String(1000 + i)}`;
export const CUSTOMERS = 40;
/** Customers with orders whom the table of customers has. */
export const BUYERS = 30;
/** Orders that name a customer. */
export const ORDERS = 90;

const NAMES = ["王建国", "李秀英", "张伟强", "刘桂兰", "陈志远", "杨丽娟", "赵明轩", "黄海燕"];
const phone = (i: number): string => `1380013${8000 + (i === 1 ? 0 : i)}`;

/** What must appear nowhere: names, telephones, numbers of customers. */
export const SECRETS = [
  ...NAMES,
  ...Array.from({ length: CUSTOMERS }, (_, i) => phone(i)),
  ...Array.from({ length: CUSTOMERS }, (_, i) => id(i)),
  "C9999",
];

function lines(header: string, rows: string[]): string {
  return [header, ...rows].join("\n");
}

const customers = lines(
  "客户ID,姓名,手机号,性别,会员等级,注册时间",
  Array.from(
    { length: CUSTOMERS },
    (_, i) =>
      `${id(i)},${NAMES[i % NAMES.length]},${phone(i)},${i % 2 ? "女" : "男"},${["普通", "白银", "黄金"][i % 3]},2023-0${1 + (i % 9)}-15`,
  ),
);
// The last two: a customer whom nobody knows, with an amount that is not quantity × price, and an order of nobody.
const orders = lines("订单号,客户ID,下单时间,商品ID,数量,单价,实付金额", [
  ...Array.from({ length: ORDERS - 1 }, (_, i) => {
    const [quantity, price] = [1 + (i % 3), 10 + (i % 7)];
    return `DD${2000 + i},${id(i % BUYERS)},2024-0${1 + (i % 6)}-${10 + (i % 18)} 10:30:00,SP${i % 9},${quantity},${price}.50,${quantity * (price + 0.5)}`;
  }),
  "DD2998,C9999,2024-05-20 11:00:00,SP1,1,20.00,25.00",
  "DD2999,,2024-05-21 11:00:00,SP1,1,20.00,20.00",
]);
const events = lines("客户ID,行为类型,行为时间,页面,停留时长", [
  ...Array.from(
    { length: 60 },
    (_, i) =>
      `${id(i % 20)},${["浏览", "pv", "加购"][i % 3]},2024-03-${10 + (i % 18)} 09:15:00,/item/${i % 5},${5 + (i % 40)}`,
  ),
  `${id(3)},摸一摸,2024-03-12 09:20:00,/item/1,7`,
]);

export const TABLES: Given[] = [csv(customers, "customers.csv"), csv(orders, "orders.csv"), csv(events, "events.csv")];
