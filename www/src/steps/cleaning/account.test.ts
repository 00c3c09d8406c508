import { expect, test } from "vitest";
import type { InspectFile, Notice } from "../../engine/api.ts";
import type { Cleaning } from "../../engine/types.ts";
import { account } from "./account.ts";

const file = { rows: { read: 100, accepted: 97, rejected: 3 } } as InspectFile;
const cleaning = {
  set_aside: [{ reason: "no_user_id", rows: 4 }],
  cleaned: [
    { rule: "identical_rows", rows: 5 },
    { rule: "outlier", rows: 0 },
    { rule: null, rows: 1 },
  ],
} as Cleaning;

test("rows add up, and what another table left out is not counted", () => {
  const notices = [
    { code: "N_AFTER_AS_OF", count: 2 },
    { code: "N_AFTER_AS_OF", count: 9, table: 2 },
    { code: "N_ROUNDED", count: 50 },
  ] as unknown as Notice[];
  const sum = account(file, 0, cleaning, notices);
  expect(sum).toMatchObject({ read: 100, counted: 85, left: 6, cleaned: 6, rejected: 3 });
  expect(sum.counted + sum.left + sum.cleaned + sum.rejected).toBe(sum.read);
  expect(sum.rules.map(({ rule }) => rule)).toEqual(["identical_rows", null]);
  expect(account(file, 1, cleaning, notices).left).toBe(13);
});
