//! Columns that tell sales from the rows beside them: income and expense, sale and return, spending and top-up.

use super::status::{are_orders, is_named, rows_of};
use super::words::flat;
use crate::clean::amount::units;
use crate::fields::{AmountSource, Field, Header, MappedTable};
use crate::notice::Notice;
use crate::table::{Column, is_missing};
use arrow_buffer::BooleanBuffer;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Sale,
    Return,
    /// Neither: an expense, a withdrawal, a top-up that is spent later.
    Other,
    /// A fee, or a purchase beside other words: one party's expense is the other's sale.
    Unsure,
}

/// Headers of income and expense.
const DIRECTIONS: &[&str] = &["收支", "收支类型", "收支方向", "收支标志", "资金流向", "资金方向", "借贷标志", "借贷方向"];
/// Headers of the type of a row, and words of those of another thing's.
const TYPES: &[&str] = &["类型", "type", "typ", "tipo", "transaction kind", "业务种类"];
const OTHERS: &[&str] = &[
    "商品", "产品", "客户", "会员", "用户", "支付", "付款", "物流", "配送", "发票", "售后", "退款", "退货", "账户", "卡",
    "product", "customer", "member", "user", "payment", "card", "shipping", "account", "device", "item", "refund", "return",
];

/// Words that a value holds, in the order in which they are looked for: those of letters as whole words.
const RETURNS: &str = "退货 退款 销退 退单 退费 退学费 退会费 退房费 退租金 返品 返金 환불 반품 refund refunded return returns rückzahlung rückerstattung erstattung remboursement reembolso rimborso chargeback";
const OUTGOING: &str =
    "支出 不计收支 中性交易 提现 采购 进货 调拨 盘点 手续费 withdrawal payout expense abbuchung virement retiro prelievo";
const UNSURE: &str = "服务费 purchase fee fees";
const SALES: &str = "收入 消费 销售 零售 购买 入账 租金 房租 房费 学费 会费 货款 sale sales payment order invoice charge income zahlung paiement pago venta vente pagamento 売上 판매";
/// Whole values: money that is kept for later, and documents of payments beside those of sales.
const KEPT: &[&str] = &[
    "充值",
    "储值",
    "会员充值",
    "余额充值",
    "会员卡充值",
    "储值卡充值",
    "账户充值",
    "卡充值",
    "充值赠送",
    "押金",
    "保证金",
    "租赁押金",
    "房屋押金",
    "押金收取",
    "收押金",
    "退押金",
    "押金退还",
    "预授权",
    "收款单",
    "付款单",
    "recharge",
    "top up",
    "topup",
    "top-up",
    "bank deposit",
    "transfer",
];

/// Most different values of a type, and the longest in bytes.
const MOST: usize = 50;
const LONGEST: usize = 60;

fn turn(cell: &[u8]) -> Option<Turn> {
    let text = std::str::from_utf8(cell).ok().filter(|t| t.len() <= LONGEST)?;
    let flat = flat(text);
    if KEPT.contains(&flat.as_str()) {
        return Some(Turn::Other);
    }
    let is_letter = |c: char| c.is_alphabetic() && (c as u32) < 0x2000;
    let has = |words: &str| {
        let mut words = words.split(' ');
        words.any(|w| if w.chars().all(is_letter) { flat.split(|c| !is_letter(c)).any(|own| own == w) } else { flat.contains(w) })
    };
    let is_bought = ["采购", "进货"].iter().any(|w| flat.contains(w));
    match () {
        () if has(RETURNS) && !is_bought => Some(Turn::Return),
        () if has(OUTGOING) => Some(Turn::Other),
        () if has(UNSURE) => Some(Turn::Unsure),
        () if has(SALES) => Some(Turn::Sale),
        () => None,
    }
}

/// The column that tells, from 0, with what each of its values says and whether it tells of income and expense.
fn found(mapped: &MappedTable) -> Option<(usize, Vec<Option<Turn>>, bool)> {
    if !are_orders(mapped) {
        return None;
    }
    let all = mapped.raw().columns.iter().enumerate();
    let few = all.filter(|(i, c)| {
        // "收款类型" reads like a way of paying.
        mapped.mapping().field(*i).is_none_or(|f| matches!(f, Field::Type | Field::PaymentMethod))
            && c.is_coded()
            && c.dictionary().len() <= MOST
    });
    let mut best = None;
    for (index, column) in few {
        let header = Header::new(column.name());
        let is_direction = is_named(&header, DIRECTIONS);
        if !is_direction && (!is_named(&header, TYPES) || OTHERS.iter().any(|word| header.has(word))) {
            continue;
        }
        let mut turns: Vec<Option<Turn>> = column.dictionary().iter().map(turn).collect();
        if is_direction {
            let word = |value: &[u8]| std::str::from_utf8(value).unwrap_or_default().trim().to_owned();
            for (turn, value) in turns.iter_mut().zip(column.dictionary().iter()) {
                let is_in = ["收入", "收", "贷", "入账", "收款", "进账", "流入"].contains(&word(value).as_str());
                *turn = Some(if is_in { Turn::Sale } else { Turn::Other }).filter(|_| !is_missing(value));
            }
        }
        // A type tells nothing where no value of it is a sale; what is no income is none however little there is beside it.
        let tells = turns.iter().flatten().any(|t| *t != Turn::Sale) && (is_direction || turns.contains(&Some(Turn::Sale)));
        if tells && (is_direction || best.is_none()) {
            best = Some((index, turns, is_direction));
        }
        if is_direction && tells {
            break;
        }
    }
    best
}

fn rows(mapped: &MappedTable, wanted: Turn) -> Option<(usize, BooleanBuffer)> {
    let (index, turns, _) = found(mapped)?;
    let column = mapped.raw().columns.get(index)?;
    let rows = rows_of(column, &turns, |turn| *turn == Some(wanted));
    (rows.count_set_bits() > 0).then_some((index, rows))
}

/// The column that tells rows that are no sales, and these rows. A fee of an amount below zero was paid and not earned. Where no row
/// is surely none, those of which it is not sure, so that somebody can say.
pub(super) fn no_sales(mapped: &MappedTable) -> Option<(usize, BooleanBuffer)> {
    certain(mapped).or_else(|| unsure(mapped))
}

fn certain(mapped: &MappedTable) -> Option<(usize, BooleanBuffer)> {
    let paid = rows(mapped, Turn::Unsure).and_then(|(index, rows)| Some((index, &rows & &below(mapped)?)));
    let found = match (rows(mapped, Turn::Other), paid) {
        (Some((index, rows)), Some((_, paid))) => (index, &rows | &paid),
        (one, other) => one.or(other)?,
    };
    (found.1.count_set_bits() > 0).then_some(found)
}

/// The column with words that are a sale to one party and an expense to the other, and its rows with an amount of zero or more.
fn unsure(mapped: &MappedTable) -> Option<(usize, BooleanBuffer)> {
    let (index, rows) = rows(mapped, Turn::Unsure)?;
    let rows = below(mapped).map_or_else(|| rows.clone(), |below| &rows & &!&below);
    (rows.count_set_bits() > 0).then_some((index, rows))
}

/// Whether [`no_sales`] gives rows of which it is not sure.
pub(super) fn asks(mapped: &MappedTable) -> bool {
    certain(mapped).is_none() && unsure(mapped).is_some()
}

/// The remark on rows that count though they may be no sales.
pub(super) fn notices(mapped: &MappedTable, kept: &BooleanBuffer) -> Option<Notice> {
    let (index, rows) = unsure(mapped)?;
    let rows = &rows & kept;
    let first: Vec<u64> = rows.set_indices().take(5).map(|row| row as u64).collect();
    let notice = Notice::warning("N_TYPE_UNSURE", rows.count_set_bits() as u64).in_column(index);
    (!first.is_empty()).then(|| mapped.raw().pointed(notice, &first))
}

/// The rows whose amount is below zero.
fn below(mapped: &MappedTable) -> Option<BooleanBuffer> {
    let column = mapped.raw().columns.get(signed(mapped)?)?;
    Some(units(column).map(|cell| cell.flatten().is_some_and(|u| u.value < 0)).collect())
}

/// The column whose sign is that of the amount.
fn signed(mapped: &MappedTable) -> Option<usize> {
    Some(match mapped.amount_source()? {
        AmountSource::Amount(index) | AmountSource::Price(index) => index,
        AmountSource::PriceQuantity(_, quantity) => quantity,
    })
}

/// The column of amounts, or of quantities, whose sign a return should turn, and the rows of returns where it is above zero.
pub(super) fn returns(mapped: &MappedTable) -> Option<(usize, BooleanBuffer)> {
    if mapped.column(Field::IsRefund).is_some() {
        return None;
    }
    let index = signed(mapped)?;
    let above =
        |column: &Column| units(column).map(|cell| cell.flatten().is_some_and(|u| u.value > 0)).collect::<BooleanBuffer>();
    let (_, returned) = rows(mapped, Turn::Return)?;
    let mut found = &(&returned & &above(mapped.raw().columns.get(index)?)) & &!&super::refunded::paid_back(mapped);
    // One sign is enough.
    if let Some(quantity) = mapped.numeric(Field::Quantity).and_then(|i| mapped.raw().columns.get(i)) {
        let below: BooleanBuffer = units(quantity).map(|cell| cell.flatten().is_some_and(|u| u.value < 0)).collect();
        found = &found & &!&below;
    }
    (found.count_set_bits() > 0).then_some((index, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_tell_sales_from_what_is_beside_them() {
        for (wanted, words) in [
            (
                Some(Turn::Sale),
                "租金|收入|消费|销售单|Website Payment|Express Checkout Payment|Website-Zahlung|Paiement sur site marchand|销售出库单",
            ),
            (Some(Turn::Return), "销售退货单|退款|Payment Refund|Rückzahlung|Remboursement de paiement|退货|退費|退学费"),
            (
                Some(Turn::Other),
                "押金|退押金|支出|不计收支|General Withdrawal|充值|提现|采购入库单|采购退货单|Allgemeine Abbuchung|Top Up",
            ),
            (Some(Turn::Unsure), "Service Fee|安装服务费|Purchase|Payment fee"),
            (None, "Coffee|普通现货|话费充值|预售|Bank transfer|card|-|"),
        ] {
            for word in words.split('|') {
                assert_eq!(turn(word.as_bytes()), wanted, "{word}");
            }
        }
    }
}
