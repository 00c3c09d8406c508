import { expect, test } from "vitest";
import type { Engine, NamedBlob } from "../engine/api.ts";
import { InsituError } from "../engine/error.ts";
import { Journey } from "./journey.ts";
import { Store } from "./store.ts";

function journey(engine: object): Journey {
  const store = new Store();
  store.engine = engine as Engine;
  store.seal = { ...store.seal, stage: "sealed" };
  return new Journey(store);
}

test("the files of the example go the way of files that were chosen", async () => {
  const opened: NamedBlob[][] = [];
  const walked = journey({
    demo: async () => [
      { name: "示例客户.csv", type: "text/csv", bytes: new TextEncoder().encode("a\n1\n") },
      { name: "示例订单.csv", type: "text/csv", bytes: new TextEncoder().encode("b\n2\n") },
    ],
    open: async (files: NamedBlob[]) => {
      opened.push(files);
      throw new InsituError("E_NO_DATA");
    },
    inspect: async () => null,
  });
  await walked.demo();
  expect(opened[0]?.map((file) => file.name)).toEqual(["示例客户.csv", "示例订单.csv"]);
  expect(await Promise.all(opened[0]?.map((file) => file.blob.text()) ?? [])).toEqual(["a\n1\n", "b\n2\n"]);
  expect(walked.store.refusedFiles).toHaveLength(2);
});

test("an engine that cannot make the example says so", async () => {
  const walked = journey({ demo: async () => Promise.reject(new InsituError("E_CRASHED")) });
  await walked.demo();
  expect(walked.store.failure?.code).toBe("E_CRASHED");
});
