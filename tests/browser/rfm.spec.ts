// RFM beyond its first picture: rules that are proven and drawn, moves between two dates, nested scores.
import { expect, test } from "@playwright/test";
import { CLASSES, ORDERS, Visit } from "./visit.ts";

test("the rules of the R package are proven, used by first match, and redrawn", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(ORDERS);
  await app.getByLabel("打分方法").selectOption("r_rfm");
  await app.getByLabel("人群规则").first().selectOption("r_readme_ten");
  const rules = app.locator("insitu-rules");
  await expect(rules.getByText("漏：125 格里有 10 格没有规则认领，里面有 0 位客户。")).toBeVisible();
  await expect(rules.getByText(/^重：125 格里有 58 格被多条规则同时认领/)).toBeVisible();
  await expect(rules.getByText("现在没有采用")).toBeVisible();
  await expect(visit.button("细分人群")).toHaveCount(0);

  await rules.getByRole("checkbox").check();
  await expect(rules.getByText("已采用：取排在前面的规则")).toBeVisible();
  await visit.button("细分 11 群").click();
  await expect
    .poll(async () => (await visit.classes.locator("tbody tr td:nth-child(2)").allInnerTexts()).map(Number))
    .toEqual([35, 342, 170, 9, 104, 47, 28, 10, 102, 148, 0]);

  // Drawn with the keyboard: the cell that no rule had goes to the chosen one.
  await rules.getByRole("button", { name: "以这套规则为底自己改" }).click();
  await rules.getByRole("radio", { name: "画已流失" }).check();
  await rules.getByRole("button", { name: "M 5", exact: true }).click();
  await rules.getByRole("button", { name: /^R 2 · F 1/ }).press("Enter");
  await expect(rules.getByText("漏：125 格里有 9 格没有规则认领")).toBeVisible();
  // And by dragging: the chosen rule takes all of R 4–5 with F 4–5 and M 1.
  await rules.getByRole("button", { name: "M 1", exact: true }).click();
  await rules.getByRole("button", { name: /^R 5 · F 4/ }).dragTo(rules.getByRole("button", { name: /^R 4 · F 5/ }));
  await expect(rules.getByText("漏：125 格里有 5 格没有规则认领")).toBeVisible();
  const name = rules.getByLabel("第 1 条规则的名称");
  await name.fill("=贵宾");
  await name.blur();
  await expect(visit.button("筛选=贵宾")).toBeVisible();
  await name.fill("忠诚客户");
  await name.blur();
  await expect(rules.getByText("这个名称已经用了，换一个。")).toBeVisible();
  const results = JSON.parse(await visit.results());
  expect(results.recipe.analyses.rfm.segments[0]).toMatchObject({ name: "=贵宾" });
  expect(results.results.rfm.outcome.segments.proof.uncovered).toHaveLength(5);
});

test("three rules on the eight classes divide them", async ({ page }) => {
  const visit = await Visit.start(page);
  await visit.analyse(ORDERS);
  await visit.app.getByLabel("人群规则").first().selectOption("own");
  const rules = visit.app.locator("insitu-rules");
  await expect(rules.getByText("125 格里每一格都恰好归 11 条规则中的一条：不重不漏。")).toBeVisible();
  await rules.getByRole("button", { name: /八类/ }).click();
  await expect(rules.getByText("8 格里每一格都恰好归 8 条规则中的一条：不重不漏。")).toBeVisible();
  await rules.getByRole("button", { name: "删掉重要价值客户" }).click();
  await expect(rules.getByText("漏：8 格里有 1 格没有规则认领，里面有 274 位客户。")).toBeVisible();
  await expect(rules.getByText("R2 F2 M2")).toBeVisible();
});

test("moves between two dates are counted, told apart by R, F and M, and open their customers", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(ORDERS);
  const from = app.getByLabel("与较早的截止日比较");
  await from.fill("2006-06-30");
  await from.blur();
  const figure = app.locator("insitu-figure", { has: app.getByRole("heading", { name: "类别变动" }) });
  await expect(figure.getByText("现在的客户按当时的分数线与分界打分")).toBeVisible();
  await figure.getByRole("button", { name: "表", exact: true }).click();
  const stayed = figure.getByRole("button", { name: "筛选重要价值客户 → 重要价值客户" });
  const n = Number(await stayed.innerText());
  expect(n).toBeGreaterThan(0);
  await stayed.click();
  await expect(app.getByText(`筛出 ${n} 位，共 995 位`)).toBeVisible();
  await visit.button("现在的分界").click();
  await expect(app.getByText("只因分界变动").first()).toBeVisible();
  const { migration, classes } = JSON.parse(await visit.results()).results.rfm.outcome;
  expect(migration.moves.classes.to_totals).toEqual(CLASSES);
  expect(classes.rows.map((row: { customers: number }) => row.customers)).toEqual(CLASSES);
});

test("nested scores have their lines in tables, and other ways to count are compared", async ({ page }) => {
  const visit = await Visit.start(page);
  const { app } = visit;
  await visit.analyse(ORDERS);
  await app.getByLabel("打分方法").selectOption("nested");
  const lines = app.getByRole("region", { name: "各 R 分里 F 的分数线" });
  await expect(lines.locator("tbody tr")).toHaveCount(5);
  await app.getByLabel("比较其他计法的影响").check();
  const effect = app.getByRole("region", { name: "F 换一种计法会怎样" });
  await expect(effect.locator("tbody tr")).toHaveCount(2);
});
