//! Contribution: how much of the revenue hangs on how few.

use super::super::card::Owner;
use super::super::figure::{count, grouped, percent};
use super::super::sheet::{Cell, CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, say};

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let heads = [
        say!(draft, "类别", "Class"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "占比", "Share"),
        say!(draft, "净收入", "Net revenue"),
        say!(draft, "收入占比", "Share of revenue"),
    ];
    let [a, b, c, d, e] = &heads;
    use CellKind::{Money, People, Share, Text};
    let title = say!(draft, "客户 ABC 分类", "Customers by ABC class");
    let note = say!(draft, "按净收入从高到低累计，跨过界线的客户算在内", "By net revenue, cumulated; who crosses the line is in");
    let mut sheet = Sheet::new("customers", &title, &note, &[(a, Text), (b, People), (c, Share), (d, Money), (e, Share)]);
    let ranking = outcome.at("customers");
    let apart = ranking.at("apart");
    let apart = (apart.count("zero") + apart.count("negative"), apart.num("revenue").unwrap_or_default());
    // So few that all buyers less the classes would tell them count in the last class, with all shares of all buyers.
    let few = if apart.0 < draft.k { apart } else { (0, 0.0) };
    let all = (ranking.count("count") + few.0, ranking.num("revenue").unwrap_or_default() + few.1);
    let share = |part: f64, whole: f64| Some(part / whole).filter(|_| whole > 0.0);
    for row in ranking.list("classes") {
        let name = row.text("class").unwrap_or_default();
        let (more, money) = if name == "C" { few } else { (0, 0.0) };
        let (n, revenue) = (row.count("count") + more, row.num("revenue").unwrap_or_default() + money);
        let words = say!(draft, "C（含净收入不为正的客户）", "C, with those of no net revenue");
        let label = if more > 0 { words } else { name.to_owned() };
        sheet.group(
            row,
            vec![label.into(), n.into(), share(n as f64, all.0 as f64).into(), revenue.into(), share(revenue, all.1).into()],
        );
    }
    if apart.0 >= draft.k {
        let label = say!(draft, "净收入不为正", "No net revenue");
        sheet.row(vec![label.into(), apart.0.into(), Cell::Empty, apart.1.into(), Cell::Empty]);
    }
    let told = draft.table(sheet.dividing("abc").drawn(Drawing::Bars { column: 4 }));
    if told.share(0) {
        concentration(draft, outcome, (all.0 as f64, all.1), few.0 == 0);
    }
    ranked(draft, outcome, "products", &say!(draft, "商品 ABC 分类", "Products by ABC class"));
    ranked(draft, outcome, "categories", &say!(draft, "品类 ABC 分类", "Categories by ABC class"));
}

/// What class A brings, of the same customers and money as the shares of its table.
fn concentration(draft: &mut Draft<'_>, outcome: Look<'_>, (den, whole): (f64, f64), is_place: bool) {
    let row = outcome.at("customers.classes.0");
    let (n, part) = (row.count("count"), row.num("revenue").unwrap_or_default());
    if n == 0 || whole <= 0.0 {
        return;
    }
    let num = n as f64;
    let (people, of, brings) = (count(n), percent(num / den), percent(part / whole));
    let gini = outcome.num("customers.gini").map(|g| grouped(g, 2)).unwrap_or_default();
    let what = say!(
        draft,
        "A 类客户 {people} 位，占 {of}，贡献净收入的 {brings}",
        "The {people} customers of class A are {of} and bring {brings} of the net revenue",
        people,
        of,
        brings
    );
    let why = say!(
        draft,
        "收入的基尼系数 {gini}：越近 1 越集中在少数客户手里",
        "The Gini coefficient of revenue is {gini}: the nearer to 1, the fewer customers it hangs on",
        gini
    );
    let few = num / den < 0.2;
    let severity = if few { Severity::Watch } else { Severity::Info };
    let mut finding = Finding::new("concentration", severity, 40.0, what).because(why);
    if few {
        let target = say!(draft, "{people} 位 A 类客户", "the {people} customers of class A", people);
        let action = say!(draft, "安排专人联系，每季度回访 1 次", "give each a named contact and call once a quarter");
        let amount = say!(draft, "目标是本年 A 类流失不超过 5%", "the goal is to lose no more than 5 % of them this year");
        finding = finding.so(draft.advice(Owner::Service, 30, target, action, amount));
    }
    let share = is_place.then(|| {
        let path = "customers.classes.0.revenue_share";
        draft.evidence(&say!(draft, "收入占比", "Share of revenue"), brings.clone(), path)
    });
    let size = draft.evidence(&say!(draft, "A 类客户", "Customers of class A"), people.clone(), "customers.classes.0.count");
    let numbers = std::iter::once(size).chain(share);
    let group = draft.group("class", "A");
    draft.add(finding.with(numbers).of([group]));
}

/// The table of what is sold, by the most revenue.
fn ranked(draft: &mut Draft<'_>, outcome: Look<'_>, key: &'static str, title: &str) {
    let heads = [
        say!(draft, "名称", "Name"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "行数", "Lines"),
        say!(draft, "净收入", "Net revenue"),
        say!(draft, "占比", "Share"),
        say!(draft, "累计", "Cumulative"),
        say!(draft, "类别", "Class"),
    ];
    let [a, b, c, d, e, f, g] = &heads;
    use CellKind::{Count, Money, People, Share, Text};
    let columns = [(a, Text), (b, People), (c, Count), (d, Money), (e, Share), (f, Share), (g, Text)];
    let mut sheet = Sheet::new(key, title, "", &columns.map(|(t, k)| (t.as_str(), k)));
    // Of the whole net revenue, as everywhere: any other denominator would tell by its difference what few bought or brought back.
    let part = |path: &str| outcome.num(&format!("{key}.{path}")).unwrap_or_default();
    let (above, other) = (part("ranking.revenue"), part("ranking.apart.revenue") + part("unlabelled_revenue"));
    let has_other = other != 0.0 || outcome.count(&format!("{key}.unlabelled_lines")) > 0;
    let whole = above + other;
    let named = |label| if key == "products" { draft.product(label) } else { label };
    for row in outcome.list(&format!("{key}.top")) {
        sheet.group(
            row,
            vec![
                named(row.text("label").unwrap_or_default()).into(),
                row.count("customers").into(),
                row.count("lines").into(),
                row.num("revenue").into(),
                row.num("revenue").map(|own| own / whole).filter(|_| whole > 0.0).into(),
                row.ratio("cumulative").filter(|_| !has_other).into(),
                row.text("class").unwrap_or_default().into(),
            ],
        );
    }
    let dimension = if key == "categories" { "category" } else { "product" };
    draft.table(sheet.of(dimension).running(5).first(20).drawn(Drawing::Bars { column: 3 }));
}
