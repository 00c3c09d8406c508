//! Which channels stood before purchases, by several models side by side.

use super::super::figure::{count, percent};
use super::super::sheet::{Cell, CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, may_tell, parts_told, say};

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let models: Vec<&str> = outcome.list("models").filter_map(Look::word).collect();
    let named = |code: &str| match code {
        "first" => ("首次触点", "First touch"),
        "last" => ("末次触点", "Last touch"),
        "linear" => ("线性", "Linear"),
        "time_decay" => ("时间衰减", "Time decay"),
        "position" => ("位置", "Position"),
        "markov" => ("马尔可夫", "Markov"),
        _ => ("沙普利", "Shapley"),
    };
    let mut heads = vec![
        (say!(draft, "渠道", "Channel"), CellKind::Text),
        (say!(draft, "客户数", "Customers"), CellKind::People),
        (say!(draft, "触点", "Touches"), CellKind::Count),
    ];
    heads.extend(models.iter().map(|code| {
        let (zh, en) = named(code);
        (draft.lang.pick(zh, en).to_owned(), CellKind::Share)
    }));
    let title = say!(draft, "各模型的归因占比", "Credit by model");
    let note = say!(
        draft,
        "占全部转化；都是对既有路径的分摊，不是因果",
        "Share of all conversions; all of them divide credit and prove no cause"
    );
    let columns: Vec<(&str, CellKind)> = heads.iter().map(|(t, k)| (t.as_str(), *k)).collect();
    let mut sheet = Sheet::new("credits", &title, &note, &columns);
    let (people, converted) = (outcome.count("customers"), outcome.count("converted"));
    if !(draft.tells(people) && draft.tells(converted) && may_tell(converted as f64, people as f64, draft.k)) {
        return;
    }
    // What a channel is credited with tells of those who converted with it.
    let part = |row: Look<'_>| (row.at("customers").count("num"), row.at("customers").count("den"));
    let open = parts_told(&outcome.list("channels").map(part).collect::<Vec<_>>(), draft.k);
    for (row, is_open) in outcome.list("channels").zip(&open) {
        let label = row.text("label").map_or_else(|| say!(draft, "其他", "Others"), str::to_owned);
        let mut cells: Vec<Cell> = vec![label.into(), part(row).1.into(), row.count("touches").into()];
        cells.extend(row.list("credits").map(|credit| Cell::from(credit.num("share").filter(|_| *is_open))));
        sheet.row(cells);
    }
    let told = draft.table(sheet.drawn(Drawing::Bars { column: 3 }));
    // The channel that the models disagree about most.
    let spread = |row: &Look<'_>| {
        let shares: Vec<f64> = row.list("credits").filter_map(|c| c.num("share")).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        most - shares.iter().copied().fold(1.0, f64::min)
    };
    let is_told = |at: usize| told.row(at) && open.get(at) == Some(&true);
    let rows = outcome.list("channels").enumerate().filter(|(at, row)| row.text("label").is_some() && is_told(*at));
    // Of two channels what the one is given the other lacks: each is as disputed.
    let most = rows.max_by(|x, y| spread(&x.1).total_cmp(&spread(&y.1)).then(y.0.cmp(&x.0)));
    let Some((at, row)) = most.filter(|(_, row)| spread(row) >= 0.05) else { return };
    let share = |code: &str| models.iter().position(|m| *m == code).and_then(|at| row.num(&format!("credits.{at}.share")));
    let (Some(first), Some(last), label) = (share("first"), share("last"), row.text("label").unwrap_or_default()) else { return };
    let model = models.iter().position(|m| *m == "first").unwrap_or_default();
    if (first - last).abs() < 0.05 {
        return;
    }
    let (opens, closes, n) = (percent(first), percent(last), count(outcome.at("journeys").count("num")));
    let what = say!(
        draft,
        "“{label}”按首次触点占 {opens}，按末次触点占 {closes}：各模型对它分歧最大",
        "“{label}” gets {opens} by first touch and {closes} by last touch: the models differ most about it",
        label,
        opens,
        closes
    );
    let why = if first > last {
        say!(
            draft,
            "它更多在开头带人来，由别的渠道完成；只看末次会低估它（{n} 次转化）",
            "It rather opens journeys that others close; the last touch alone undervalues it ({n} conversions)",
            n
        )
    } else {
        say!(
            draft,
            "它更多在最后完成，由别的渠道带人来；只看末次会高估它（{n} 次转化）",
            "It rather closes journeys that others open; the last touch alone overvalues it ({n} conversions)",
            n
        )
    };
    let numbers = [draft.evidence(
        &say!(draft, "首次触点占比", "By first touch"),
        opens.clone(),
        &format!("channels.{at}.credits.{model}.share"),
    )];
    draft.add(Finding::new("models", Severity::Info, 35.0, what).because(why).with(numbers));
}
