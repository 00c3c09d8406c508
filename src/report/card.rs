//! Strategy cards: what to do with each class of customers, and what it is worth under stated assumptions.

use super::Lang;
use super::figure::{percent, rounded, short};
use super::guard::Told;
use super::labels::class_name;
use super::look::Look;
use crate::recipe::{Assumptions, Selection};
use serde::Serialize;

/// What to do with a class of customers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "StrategyCard"))]
pub struct Card {
    /// Code of the class.
    pub class: String,
    /// Its name.
    pub name: String,
    /// How many customers it has.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// What to do.
    pub action: String,
    /// The department that does it.
    pub owner: &'static str,
    /// What one order of theirs brings on average.
    pub order_value: f64,
    /// Customers × response × order value × margin − customers × cost, with the least response.
    pub value_low: f64,
    /// The same with the greatest.
    pub value_high: f64,
    /// The share of them that must respond for the cost to come back; `None` where an order brings nothing.
    pub break_even: Option<f64>,
    /// The sum in words.
    pub sum: String,
    /// The class as a group, for its list and as a filter.
    pub group: Selection,
}

/// Orders that a campaign must bring at best to be proposed: of fewer neither its work nor its trial pays.
const LEAST_ORDERS: f64 = 10.0;

/// A card for each class of RFM that may be told of, the most valuable first, and how many have none since they are too small: so few
/// orders would come of it, or less than it costs.
pub(super) fn cards(rfm: Look<'_>, told: &Told, assumed: &Assumptions, lang: Lang) -> (Vec<Card>, u64) {
    let open = rfm.list("classes.rows").enumerate().filter(|(at, _)| told.row(*at));
    let mut cards: Vec<Card> = open.filter_map(|(_, row)| card(row, assumed, lang)).collect();
    let all = cards.len();
    cards.retain(|card| card.customers as f64 * assumed.response_high >= LEAST_ORDERS && card.value_high > 0.0);
    let small = (all - cards.len()) as u64;
    cards.sort_by(|a, b| b.value_high.total_cmp(&a.value_high).then_with(|| a.class.cmp(&b.class)));
    (cards, small)
}

fn card(row: Look<'_>, assumed: &Assumptions, lang: Lang) -> Option<Card> {
    let (class, customers) = (row.text("code")?, row.count("customers"));
    let order_value = row.num("average_order_value").filter(|v| *v > 0.0)?;
    let (n, gain) = (customers as f64, order_value * assumed.margin);
    let cost = n * assumed.contact_cost;
    let worth = |response: f64| n * response * gain - cost;
    let (low, high) = (worth(assumed.response_low), worth(assumed.response_high));
    let (people, each, margin) = (super::figure::count(customers), short(order_value, lang), percent(assumed.margin));
    let (least, most) = (percent(assumed.response_low), percent(assumed.response_high));
    let (spent, from, to) = (short(cost, lang), short(low, lang), short(high, lang));
    let sum = match lang {
        Lang::Zh => {
            format!("{people} 位 × 响应率 {least}–{most} × 客单价 {each} × 毛利率 {margin} − 触达成本 {spent} = {from} 至 {to}")
        }
        Lang::En => format!(
            "{people} customers × {least}–{most} response × {each} per order × {margin} margin − {spent} cost = {from} to {to}"
        ),
    };
    let (zh, en, owner) = action(class)?;
    Some(Card {
        class: class.to_owned(),
        name: class_name(class, lang).to_owned(),
        customers,
        action: lang.pick(zh, en).to_owned(),
        owner: owner.name(lang),
        order_value: rounded(order_value, 2),
        value_low: rounded(low, 2),
        value_high: rounded(high, 2),
        break_even: (gain > 0.0).then(|| assumed.contact_cost / gain),
        sum,
        group: Selection { analysis: "rfm".into(), grouping: "class".into(), group: class.to_owned(), within: false },
    })
}

/// A department.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Marketing,
    Operations,
    Service,
    Product,
    Management,
}

impl Owner {
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Marketing => lang.pick("市场部", "Marketing"),
            Self::Operations => lang.pick("运营部", "Operations"),
            Self::Service => lang.pick("客服部", "Customer service"),
            Self::Product => lang.pick("商品部", "Merchandising"),
            Self::Management => lang.pick("管理层", "Management"),
        }
    }
}

/// What is done with a class: the library of actions, in the words of the method's source where it has some.
fn action(class: &str) -> Option<(&'static str, &'static str, Owner)> {
    Some(match class {
        "111" => (
            "每月 1 次专属权益：新品先购、生日礼、专人客服，不打折",
            "One exclusive benefit a month: early access, birthday gift, a named contact; no discount",
            Owner::Marketing,
        ),
        "101" => (
            "30 天内推送 2 次第二单优惠券，配相关商品推荐",
            "Two second-order vouchers within 30 days, with related products",
            Owner::Marketing,
        ),
        "011" => (
            "14 天内发 1 次专属召回券，未响应者由客服电话回访",
            "One personal win-back voucher within 14 days; a call to those who do not respond",
            Owner::Service,
        ),
        "001" => (
            "14 天内专属召回活动 1 次，并回访问清离开原因",
            "One personal win-back offer within 14 days, and a call to learn why they left",
            Owner::Service,
        ),
        "110" => (
            "30 天内推送 2 次满减与组合装，抬高客单价",
            "Two spend-and-save or bundle offers within 30 days, to raise the order value",
            Owner::Marketing,
        ),
        "100" => (
            "注册后 30 天内推送 3 次新客礼券与入门商品",
            "Three welcome vouchers with starter products within 30 days",
            Owner::Operations,
        ),
        "010" => (
            "30 天内推送 1 次到期提醒与常购商品清单",
            "One reminder within 30 days with what they usually buy",
            Owner::Operations,
        ),
        "000" => (
            "只用短信或站内信每季度触达 1 次，不投人工",
            "One message a quarter by text or in the app; no work by hand",
            Owner::Operations,
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::guard::Guard;
    use crate::report::sheet::{CellKind, Sheet};
    use serde_json::json;

    fn rows() -> serde_json::Value {
        json!({"classes": {"rows": [
            {"code": "111", "customers": 100, "average_order_value": 200.0},
            {"code": "101", "customers": 4, "average_order_value": 200.0},
            {"code": "000", "customers": 50, "average_order_value": null},
            {"code": "010", "customers": 9, "average_order_value": 300.0},
        ]}})
    }

    #[test]
    fn a_card_is_size_times_response_times_margin_less_cost() {
        let value = rows();
        let assumed = Assumptions { response_low: 0.1, response_high: 0.2, margin: 0.5, contact_cost: 2.0 };
        let mut sheet = Sheet::new("classes", "", "", &[("a", CellKind::Text), ("n", CellKind::People)]);
        Look::new(&value).list("classes.rows").for_each(|row| sheet.row(vec!["".into(), row.count("customers").into()]));
        let told = Guard::of(&[sheet.dividing("rfm_class")], 163, 5).of_sheet("", "classes", 0);
        let (cards, small) = cards(Look::new(&value), &told, &assumed, Lang::Zh);
        // Too few, those from whom these would follow, and those whose orders are worth nothing, have no card.
        assert_eq!((cards.len(), small), (1, 0));
        // 100 × 0.1 × 200 × 0.5 − 100 × 2; with 0.2.
        assert_eq!((cards[0].value_low, cards[0].value_high, cards[0].break_even), (800.0, 1800.0, Some(0.02)));
    }

    #[test]
    fn a_campaign_of_a_handful_of_orders_is_not_proposed() {
        // 43 customers of a shop on Taobao who order for 111.80: 3 orders and 94 of gain at the best.
        let value = json!({"classes": {"rows": [
            {"code": "000", "customers": 43, "average_order_value": 111.8},
            {"code": "110", "customers": 400, "average_order_value": 1.0},
            {"code": "101", "customers": 400, "average_order_value": 111.123_456},
        ]}});
        let (cards, small) = cards(Look::new(&value), &Told::all(3), &Assumptions::default(), Lang::Zh);
        assert_eq!((cards.len(), small), (1, 2));
        // In whole cents, as a cell of a workbook holds them.
        assert!([cards[0].value_low, cards[0].value_high, cards[0].order_value].iter().all(|v| v.to_string().len() <= 7));
    }
}
