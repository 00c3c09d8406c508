//! Groups by what customers are: where the best of them are, and where they stop buying.

use super::super::card::Owner;
use super::super::figure::{count, grouped, percent};
use super::super::labels::{group_name, grouping_name};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, Told, may_tell, parts_told, say};
use crate::mask::locate;
use crate::stats::{false_discovery, hypergeometric_tail};

/// Bands of days since the last purchase that mean a long absence.
const ABSENT: [&str; 3] = ["91-180", "181-365", "366+"];
/// Attributes with a table of their own.
const TABLES: usize = 5;
/// Groups in a table.
const ROWS: usize = 15;
/// Fewest customers of a group that is compared with the others, and of the others.
const COMPARED: u64 = 30;
/// False discovery rate over all groups that are compared: the most striking of dozens is striking by chance.
const RATE: f64 = 0.05;

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let is_known = |one: &Look<'_>| matches!(one.text("family"), Some("demographic" | "geographic")) && one.count("distinct") > 1;
    let mut told = Vec::new();
    for one in outcome.list("attributes").filter(is_known).take(TABLES) {
        told.push(attribute(draft, one));
    }
    leaving(draft, outcome);
    best(draft, outcome, &told);
}

/// Header of an attribute: that of its column where it has no field.
fn header(draft: &Draft<'_>, one: Look<'_>) -> String {
    let (name, title) = (one.text("name").unwrap_or_default(), one.text("title").unwrap_or_default());
    if name == title || title.is_empty() { grouping_name(name, draft.lang).to_owned() } else { title.to_owned() }
}

/// The table of an attribute; its name, and what of it may be told.
fn attribute<'a>(draft: &mut Draft<'_>, one: Look<'a>) -> (&'a str, Told) {
    let name = one.text("name").unwrap_or_default();
    let code = match name {
        "gender" => "gender",
        "age_band" => "age",
        "province" => "province",
        "city" => "city",
        "member_level" => "member_level",
        "occupation" => "occupation",
        _ => "attribute",
    };
    let title = header(draft, one);
    let heads = [
        title.clone(),
        say!(draft, "客户数", "Customers"),
        say!(draft, "占比", "Share"),
        say!(draft, "净收入", "Net revenue"),
        say!(draft, "收入占比", "Share of revenue"),
        say!(draft, "高价值指数 TGI", "Index of the best (TGI)"),
    ];
    let [a, b, c, d, e, f] = &heads;
    use CellKind::{Money, Number, People, Share, Text};
    // Where nothing was bought, the money of a group is not none: nothing is known of it.
    let is_bought = one.list("rows").any(|row| row.count("orders") > 0 || row.num("revenue").is_some_and(|sum| sum != 0.0));
    let width = if is_bought { 6 } else { 3 };
    let mut columns = vec![(a, Text), (b, People), (c, Share), (d, Money), (e, Share), (f, Number)];
    columns.truncate(width);
    let heading = say!(draft, "按{title}看客户", "Customers by {title}", title);
    let tgi = say!(
        draft,
        "TGI = 100 × 组内最好客户的占比 / 全体中的占比",
        "TGI = 100 × share of the best in the group / share in the whole"
    );
    let note = if is_bought { tgi } else { String::new() };
    let mut sheet = Sheet::new(code, &heading, &note, &columns.into_iter().map(|(t, k)| (t.as_str(), k)).collect::<Vec<_>>());
    // The index tells how many of the best are in the group.
    let best: Vec<(u64, u64)> = one.list("rows").map(|row| (row.at("best").count("num"), row.count("customers"))).collect();
    for (row, tells_best) in one.list("rows").zip(parts_told(&best, draft.k)) {
        let label = row
            .text("label")
            .map_or_else(|| say!(draft, "其他", "Others"), |label| group_name("segments", name, label, draft.lang).into_owned());
        let mut cells = vec![
            label.into(),
            row.count("customers").into(),
            row.ratio("share").into(),
            row.num("revenue").into(),
            row.ratio("revenue_share").into(),
            row.num("tgi.value").filter(|_| tells_best).into(),
        ];
        cells.truncate(width);
        sheet.group(row, cells);
    }
    // With the sizes of the others it tells how many there are in all, and so a group that is hidden.
    let sheet = sheet.dividing(name).first(ROWS).running(5);
    // A city is in one province: what is hidden of the one must not follow from the other.
    let province = |city: &str| locate(city).and_then(|region| region.province).map(ToString::to_string);
    let sheet = if name == "city" { sheet.within("province", province) } else { sheet };
    let told = draft.table(sheet.drawn(Drawing::Bars { column: 1 }));
    (name, told)
}

/// Rows of the crossing with the days since the last purchase where more customers than elsewhere are long absent.
fn leaving(draft: &mut Draft<'_>, outcome: Look<'_>) {
    let cross = outcome.at("cross");
    if cross.text("columns") != Some("recency_band") || cross.text("measure") != Some("customers") {
        return;
    }
    let name = cross.text("rows").unwrap_or_default();
    // By what customers are: by what they did, absence would say itself again.
    let of_rows = outcome.list("attributes").find(|one| one.text("name") == Some(name));
    if !of_rows.is_some_and(|one| matches!(one.text("family"), Some("demographic" | "geographic"))) {
        return;
    }
    let columns: Vec<&str> = cross.list("column_labels").map(|label| label.word().unwrap_or_default()).collect();
    let bought: Vec<bool> = columns.iter().map(|label| *label != "none").collect();
    let absent: Vec<bool> = columns.iter().map(|label| ABSENT.contains(label)).collect();
    let cells: Vec<u64> = cross.list("cells").map(|cell| cell.count("customers")).collect();
    let of = |row: usize, wanted: &[bool]| -> u64 {
        let own = cells.get(row * columns.len()..(row + 1) * columns.len()).unwrap_or_default();
        own.iter().zip(wanted).filter(|(_, wanted)| **wanted).map(|(n, _)| n).sum()
    };
    let rows = cross.list("row_labels").enumerate().map(|(at, label)| (label.word(), of(at, &absent), of(at, &bought)));
    let rows: Vec<(Option<&str>, u64, u64)> = rows.filter(|(.., all)| *all > 0).collect();
    let (gone, all) = rows.iter().fold((0, 0), |(g, a), (_, gone, all)| (g + gone, a + all));
    let heads = [
        grouping_name(name, draft.lang).to_owned(),
        say!(draft, "买过的客户", "Buyers"),
        say!(draft, "90 天以上未买", "No purchase for over 90 days"),
        say!(draft, "占比", "Share"),
    ];
    let [a, b, c, d] = &heads;
    use CellKind::{People, Rate, Text};
    let title = say!(draft, "各{a}久未购买的客户", "Long absent customers by {a}", a);
    let mut sheet = Sheet::new("absent", &title, "", &[(a, Text), (b, People), (c, People), (d, Rate)]);
    for (label, gone, all) in &rows {
        let label =
            label.map_or_else(|| say!(draft, "其他", "Others"), |l| group_name("segments", name, l, draft.lang).into_owned());
        sheet.row(vec![label.into(), (*all).into(), (*gone).into(), (*gone as f64 / *all as f64).into()]);
    }
    let told = draft.table(sheet.dividing(name).split(1, &[2]).drawn(Drawing::Bars { column: 3 }));
    let tested: Vec<(&str, u64, u64)> = rows
        .iter()
        .enumerate()
        // What is said of the others is of their number too.
        .filter(|(at, (_, own, size))| told.row(*at) && may_tell((gone - own) as f64, (all - size) as f64, draft.k))
        .filter_map(|(_, (label, own, size))| Some(((*label)?, *own, *size)))
        .filter(|(_, _, size)| *size >= COMPARED && all - size >= COMPARED)
        .collect();
    let q = false_discovery(&tested.iter().map(|(_, own, size)| hypergeometric_tail(*own, *size, gone, all)).collect::<Vec<_>>());
    let gap = |own: u64, size: u64| own as f64 / size as f64 - (gone - own) as f64 / (all - size) as f64;
    let clear = tested.iter().zip(q).filter(|((_, own, size), q)| *own >= draft.k && *q <= RATE && gap(*own, *size) > 0.1);
    let worst = clear.map(|(row, _)| row).max_by(|a, b| gap(a.1, a.2).total_cmp(&gap(b.1, b.2)).then(b.0.cmp(a.0)));
    if let Some(&(label, own, size)) = worst {
        let others = (gone - own) as f64 / (all - size) as f64;
        let is_place = of_rows.is_some_and(|one| one.text("family") == Some("geographic"));
        absences(draft, name, label, (own, size, others, gap(own, size)), (tested.len(), is_place));
    }
}

/// The group with the most absences, in words of a place where it is one.
fn absences(
    draft: &mut Draft<'_>,
    name: &str,
    label: &str,
    (own, size, others, gap): (u64, u64, f64, f64),
    (tested, is_place): (usize, bool),
) {
    let place = group_name("segments", name, label, draft.lang).into_owned();
    let title = grouping_name(name, draft.lang);
    let place = if is_place { place } else { say!(draft, "{title}“{place}”", "{title} “{place}”", title, place) };
    let (people, of, rate, rest) = (count(own), count(size), percent(own as f64 / size as f64), percent(others));
    let elsewhere =
        if is_place { say!(draft, "其他地方", "elsewhere") } else { say!(draft, "其余客户", "of the others") };
    let what = say!(
        draft,
        "{place}的客户在流失：{of} 位买过的客户里 {people} 位（{rate}）超过 90 天没买，{elsewhere}是 {rest}",
        "Customers in {place} are leaving: {people} of {of} buyers ({rate}) have bought nothing for over 90 days; {elsewhere} {rest}",
        place,
        of,
        people,
        rate,
        elsewhere,
        rest
    );
    let extra = count((gap * size as f64).round() as u64);
    let cause = if is_place {
        say!(draft, "原因要到当地的配送、竞争和服务里查", "look for the cause in delivery, competition and service there")
    } else {
        say!(draft, "这是相关，不是原因；原因要问这些客户", "this is no cause; ask these customers for theirs")
    };
    let why = say!(
        draft,
        "在检验过的 {tested} 组里校正后仍显著（错误发现率 < 5%），比按{elsewhere}的比例多流失约 {extra} 位；{cause}",
        "It stands after correction for the {tested} groups that were tested (false discovery rate < 5 %): about {extra} more than at the rate {elsewhere}; {cause}",
        tested,
        elsewhere,
        extra,
        cause
    );
    let target = say!(draft, "{place}的 {people} 位久未购买客户", "the {people} absent customers in {place}", place, people);
    let action =
        say!(draft, "回访 30 位问清原因，并发送 1 次召回券", "call 30 of them to learn why, and send 1 win-back voucher");
    let [low, high] = draft.responders(own);
    let amount = say!(
        draft,
        "按假设的响应率可召回 {low}–{high} 位；久未购买占比先降到 {rest}",
        "with the assumed response {low}–{high} come back; the goal is a share of {rest}",
        low,
        high,
        rest
    );
    let numbers = [
        draft.evidence(&say!(draft, "90 天以上未买", "No purchase for over 90 days"), people.clone(), "cross.cells"),
        draft.evidence(&say!(draft, "占比", "Share"), rate.clone(), "cross.cells"),
    ];
    let advice = draft.advice(Owner::Service, 14, target, action, amount);
    let group = draft.group(name, label);
    let absent = ABSENT.map(|band| draft.group("recency_band", band));
    let weight = 50.0 + gap * 100.0;
    let finding = Finding::new("leaving", Severity::Bad, weight, what).because(why).so(advice).with(numbers);
    draft.add(finding.of([group]).of(absent));
}

/// The group where the best customers are most frequent, beyond chance.
fn best(draft: &mut Draft<'_>, outcome: Look<'_>, told: &[(&str, Told)]) {
    let mut tested: Vec<(f64, f64, Look<'_>, Look<'_>, String)> = Vec::new();
    for (place, one) in outcome.list("attributes").enumerate() {
        if !matches!(one.text("family"), Some("demographic" | "geographic")) || one.count("distinct") < 2 {
            continue;
        }
        let open = told.iter().find(|(name, _)| one.text("name") == Some(name)).map(|(_, told)| told);
        let sum = |path: &str| one.list("rows").map(|row| row.count(path)).sum::<u64>();
        let (parts, whole) = (sum("best.num"), sum("customers"));
        for (at, row) in one.list("rows").enumerate().filter(|(_, row)| row.text("label").is_some()) {
            // Behind the listed rows there is nothing that a table guards.
            if !open.is_some_and(|told| told.row(at)) || row.part("best", draft.k).is_none() {
                continue;
            }
            let (part, group) = (row.count("best.num"), row.count("customers"));
            let Some(value) = row.num("tgi.value").filter(|_| group >= COMPARED && whole - group >= COMPARED) else { continue };
            let path = format!("attributes.{place}.rows.{at}.tgi.value");
            tested.push((hypergeometric_tail(part, group, parts, whole), value, one, row, path));
        }
    }
    let q = false_discovery(&tested.iter().map(|row| row.0).collect::<Vec<_>>());
    let low = |row: Look<'_>| row.num("tgi.interval.low").unwrap_or_default();
    let clear = tested.iter().zip(q).filter(|((.., row, _), q)| *q <= RATE && low(*row) > 110.0).map(|(row, _)| row);
    // Of equal ones the first.
    let most = clear.rev().max_by(|a, b| a.1.total_cmp(&b.1));
    let Some(&(_, value, one, row, ref path)) = most else { return };
    let tested = tested.len();
    let (name, label) = (one.text("name").unwrap_or_default(), row.text("label").unwrap_or_default());
    let (title, place) = (header(draft, one), group_name("segments", name, label, draft.lang).into_owned());
    let (index, people) = (grouped(value, 0), count(row.count("customers")));
    let share = outcome.part("best.share", draft.k).map(|(num, den)| percent(num / den)).unwrap_or_default();
    let what = say!(
        draft,
        "{title}“{place}”里高价值客户最集中：TGI {index}（{people} 位客户）",
        "The best customers are most frequent in {title} “{place}”: TGI {index} ({people} customers)",
        title,
        place,
        index,
        people
    );
    let why = say!(
        draft,
        "高价值指净消费最高的 {share}；区间下限也高于 110，在检验过的 {tested} 组里校正后仍显著（错误发现率 < 5%）",
        "The best are the {share} with the most net spending; the lower bound is above 110 too, and it stands after correction for the {tested} groups that were tested (false discovery rate < 5 %)",
        share,
        tested
    );
    let target =
        say!(draft, "{title}“{place}”的 {people} 位客户", "the {people} customers of {title} “{place}”", title, place, people);
    let action = say!(
        draft,
        "投放新客广告时增加 1 组同类人群，预算占 20%",
        "add 1 look-alike audience to acquisition, with 20 % of the budget"
    );
    let amount = say!(draft, "目标是新客首单客单价不低于现有均值", "the goal is a first order no smaller than the present mean");
    let numbers = [draft.evidence("TGI", index.clone(), path)];
    let advice = draft.advice(Owner::Marketing, 30, target, action, amount);
    let group = draft.group(name, label);
    draft.add(Finding::new("best", Severity::Good, 10.0, what).because(why).so(advice).with(numbers).of([group]));
}
