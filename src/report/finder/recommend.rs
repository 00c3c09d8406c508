//! What to offer whom next, and whether that is better than what is popular anyway.

use super::super::card::Owner;
use super::super::figure::{count, percent};
use super::super::sheet::{CellKind, Drawing, Sheet};
use super::{Draft, Finding, Look, Severity, may_tell, say};

pub(super) fn find(draft: &mut Draft<'_>, _params: Look<'_>, outcome: Look<'_>) {
    let heads = [
        say!(draft, "推荐商品", "Recommended"),
        say!(draft, "客户数", "Customers"),
        say!(draft, "因为买过", "Because they bought"),
    ];
    let [a, b, c] = &heads;
    use CellKind::{People, Text};
    let title = say!(draft, "每位客户的首选推荐", "First recommendation of each customer");
    let mut sheet = Sheet::new("recommended", &title, "", &[(a, Text), (b, People), (c, Text)]);
    for row in outcome.list("recommended") {
        let because = row.text("because").filter(|_| row.count("because_customers") >= draft.k).unwrap_or_default();
        let named = [row.text("label").unwrap_or_default(), because].map(|label| draft.product(label).into());
        let [label, because] = named;
        sheet.row(vec![label, row.count("customers").into(), because]);
    }
    draft.table(sheet.dividing("recommended").first(15).drawn(Drawing::Bars { column: 1 }));
    let trial = outcome.at("trial");
    let (Some((hits, tried)), Some((popular, _))) = (trial.ratio("lists.rate"), trial.ratio("popular.rate")) else { return };
    let is_told = [hits, popular].into_iter().all(|n| may_tell(n, tried, draft.k)) && draft.tells(tried as u64);
    if tried < 30.0 || !is_told {
        return;
    }
    let (rate, base, n) = (percent(hits / tried), percent(popular / tried), count(tried as u64));
    // The same customers were tried both ways.
    let differs = trial.num("p_value").is_some_and(|p| p < 0.05);
    let (better, worse) = (differs && hits > popular, differs && hits < popular);
    let what = say!(
        draft,
        "推荐的命中率 {rate}，按热门推荐是 {base}（{n} 位客户的回测）",
        "Recommendations hit for {rate}, popular products for {base} (tried on {n} customers)",
        rate,
        base,
        n
    );
    let why = if better {
        say!(
            draft,
            "同一批客户成对比较，高于热门推荐（McNemar 检验 p < 0.05）：相似商品确有用",
            "Above the popular ones for the same customers (McNemar's test, p < 0.05): likeness is of use"
        )
    } else if worse {
        say!(
            draft,
            "同一批客户成对比较，低于热门推荐（McNemar 检验 p < 0.05）：相似商品推荐得更差，用热门榜",
            "Below the popular ones for the same customers (McNemar's test, p < 0.05): likeness does worse, so offer the popular products"
        )
    } else {
        say!(
            draft,
            "同一批客户成对比较，与热门推荐没有明显差别：先用热门榜即可",
            "For the same customers there is no clear difference: the list of popular products will do"
        )
    };
    let numbers = [draft.evidence(&say!(draft, "命中率", "Hit rate"), rate.clone(), "trial.lists.rate")];
    let mut finding =
        Finding::new("trial", if better { Severity::Good } else { Severity::Info }, 10.0, what).because(why).with(numbers);
    if better && draft.tells(outcome.count("alike")) {
        let alike = count(outcome.count("alike"));
        let target = say!(draft, "{alike} 位有相似推荐的客户", "the {alike} customers with a recommendation by likeness", alike);
        let action = say!(draft, "推送 1 次“买过的人也买”的商品清单", "send 1 list of what others bought who bought the same");
        let amount = say!(
            draft,
            "目标是点击后购买率高于热门榜的 {base}",
            "the goal is more purchases than the {base} of popular products",
            base
        );
        finding = finding.so(draft.advice(Owner::Marketing, 30, target, action, amount));
    }
    draft.add(finding);
}
