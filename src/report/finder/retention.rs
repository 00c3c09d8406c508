//! Cohorts: how many come back after so many periods.

use super::super::figure::{count, percent};
use super::super::sheet::{Cell, CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, parts_told, say};

/// Cohorts and brackets in the table.
const COHORTS: usize = 14;
const BRACKETS: usize = 13;

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let rows: Vec<Look<'_>> = outcome.list("rows").collect();
    let shown = rows.get(rows.len().saturating_sub(COHORTS)..).unwrap_or_default();
    let brackets = shown.iter().map(|row| row.list("retained").len()).max().unwrap_or_default().min(BRACKETS);
    let mut heads = vec![(say!(draft, "批次", "Cohort"), CellKind::Text), (say!(draft, "客户数", "Customers"), CellKind::People)];
    heads.extend((1..brackets).map(|n| (say!(draft, "第 {n} 期", "Period {n}", n), CellKind::Rate)));
    let title = say!(draft, "各批客户的留存", "Retention by cohort");
    let note = say!(draft, "留存率；数据未到的格空着", "Share that came back; cells that the data do not reach are empty");
    let columns: Vec<(&str, CellKind)> = heads.iter().map(|(t, k)| (t.as_str(), *k)).collect();
    let mut sheet = Sheet::new("cohorts", &title, &note, &columns);
    // One who came back of few is a group of its own.
    let back = |n: usize| -> Vec<(u64, u64)> {
        shown.iter().map(|row| (row.count(&format!("retained.{n}")), row.count("size"))).collect()
    };
    let open: Vec<Vec<bool>> = (1..brackets).map(|n| parts_told(&back(n), draft.k)).collect();
    for (at, row) in shown.iter().enumerate() {
        let size = row.count("size");
        let mut cells: Vec<Cell> = vec![row.text("label").unwrap_or_default().into(), size.into()];
        for n in 1..brackets {
            let is_open = open.get(n - 1).and_then(|column| column.get(at)).copied().unwrap_or_default();
            let back = row.num(&format!("retained.{n}")).filter(|_| is_open && size > 0);
            cells.push(back.map(|n| n / size as f64).into());
        }
        sheet.row(cells);
    }
    let mut sheet = sheet.dividing("cohort");
    sheet.shape.unlisted = rows.iter().rev().skip(shown.len()).map(|row| row.count("size")).sum();
    draft.table(sheet.drawn(Drawing::Heat));
    let mean = |n: usize| {
        outcome.part(&format!("means.{n}.weighted"), draft.k).filter(|(num, den)| *num > 0.0 && draft.tells(*den as u64))
    };
    if let Some((num, den)) = mean(1) {
        let (rate, people) = (percent(num / den), count(den as u64));
        let later = [3, 6].into_iter().filter_map(|n| Some((n, mean(n)?)));
        let told: Vec<String> = later
            .map(|(n, (a, b))| {
                let rate = percent(a / b);
                say!(draft, "第 {n} 期 {rate}", "{rate} in period {n}", n, rate)
            })
            .collect();
        let told = told.join(draft.lang.pick("，", ", "));
        let what = say!(
            draft,
            "首期之后的下一期，{rate} 的客户回来",
            "{rate} of customers come back in the period after their first",
            rate
        );
        let why = if told.is_empty() {
            String::new()
        } else {
            say!(draft, "{people} 位客户的加权平均；{told}", "Weighted mean over {people} customers; {told}", people, told)
        };
        let numbers =
            [draft.evidence(&say!(draft, "下一期留存率", "Retention in the next period"), rate.clone(), "means.1.weighted")];
        draft.add(Finding::new("retention", Severity::Info, 50.0, what).because(why).with(numbers));
    }
}
