import { beforeEach, expect, test } from "vitest";
import type { Inspect } from "../engine/api.ts";
import { locale } from "../i18n/locale.ts";
import { balance, reasonWords } from "./balance.ts";

beforeEach(() => locale.set("zh"));

const inspect = (notices: [string, number][], mapped = true): Inspect =>
  ({
    files: [{ kind: "orders", rows: { read: 100, accepted: 97, rejected: 3 } }],
    required: [{ field: "user_id", mapped }],
    notices: notices.map(([code, count]) => ({ code, count })),
  }) as unknown as Inspect;

test("what was read is what counts, what was left out and what was set aside", () => {
  const given = balance(
    inspect([
      ["N_NO_USER_ID", 15],
      ["N_ROUNDED", 40],
      ["N_NO_AMOUNT", 2],
    ]),
  );
  expect(given).toMatchObject({ read: 100, counted: 80, left: 17, rejected: 3 });
  expect(given && given.counted + given.left + given.rejected).toBe(given?.read);
  expect(given && reasonWords(given)).toBe("没有客户编号 15 行、没有金额 2 行");
});

test("of several tables only that of orders is counted, with its own notices", () => {
  const one = inspect([]);
  const rows = { read: 100, accepted: 97, rejected: 3 };
  const several = {
    ...one,
    files: [
      { kind: "customers", rows },
      { kind: "orders", rows },
      { kind: "unknown", rows },
    ],
    notices: [
      { code: "N_NO_USER_ID", count: 5, table: 1 },
      { code: "N_NO_AMOUNT", count: 7, table: 2 },
    ],
  } as unknown as Inspect;
  expect(balance(several, 0)).toBeNull();
  expect(balance(several, 1)).toMatchObject({ counted: 90, left: 7 });
  expect(balance(several, 2)).toBeNull();
});

test("without the required fields nobody can say which rows count", () => {
  expect(balance(inspect([], false))).toBeNull();
});
