//! The first mapping of a table: header and content of each column against each field, for the kind of table that fits best.

use super::agreement::{find_product, of_keys, set_right};
use super::content::content;
use super::profile::Profile;
use super::synonyms::{CLEAR, SHAPED, Synonyms, is_excluded, key_of};
use super::{Field, Header, Mapping, Rival, TableKind};
use crate::stats::order;
use crate::table::{Column, Kind};
use std::cmp::Ordering;

/// A guess from content alone is never surer than this.
const BY_CONTENT: f64 = 0.4;

/// How sure it is that a fee is the amount.
const BY_FEE: f64 = 0.6;

/// What payments by and by are called.
const PAYMENTS: [&str; 7] = ["实付", "收款", "回款", "缴费", "缴款", "到账", "还款"];
/// What happens once, before any payment.
const SIGNINGS: [&str; 8] = ["签约", "签订", "签单", "合同", "报名", "认购", "入学", "建档"];

/// What is known of each column, whatever the kind of table.
pub(super) struct Sheet<'a> {
    columns: &'a [Column],
    headers: Vec<Header>,
    profiles: Vec<Profile>,
    /// Column, field, score of the header, score of both: all pairs that are possible.
    pairs: Vec<Pair>,
}

#[derive(Clone, Copy)]
struct Pair {
    column: usize,
    field: Field,
    named: f64,
    score: f64,
}

impl<'a> Sheet<'a> {
    fn new(columns: &'a [Column]) -> Self {
        let headers: Vec<Header> = columns.iter().map(|c| Header::new(c.name())).collect();
        let profiles: Vec<Profile> = columns.iter().map(|c| Profile::new(c, columns.len())).collect();
        let mut pairs = Vec::new();
        for (at, ((column, header), profile)) in columns.iter().zip(&headers).zip(&profiles).enumerate() {
            for (field, named) in Synonyms::get().named(header) {
                let held = content(field, profile, column);
                // A vague header does not outweigh cells of another nature.
                if named >= CLEAR || held > 0.0 || profile.filled == 0 {
                    pairs.push(Pair { column: at, field, named, score: named * (0.6 + 0.4 * held) });
                }
            }
        }
        let best_first = order(pairs.len(), &|a, b| match (pairs.get(a), pairs.get(b)) {
            (Some(a), Some(b)) => b.score.total_cmp(&a.score).then(a.column.cmp(&b.column)).then(a.field.cmp(&b.field)),
            _ => Ordering::Equal,
        });
        let pairs = best_first.into_iter().filter_map(|at| pairs.get(at).copied()).collect();
        Self { columns, headers, profiles, pairs }
    }

    pub(super) fn columns(&self) -> &[Column] {
        self.columns
    }

    pub(super) fn profile(&self, column: usize) -> Option<&Profile> {
        self.profiles.get(column)
    }

    pub(super) fn is_anonymous(&self, column: usize) -> bool {
        self.headers.get(column).is_some_and(Header::is_anonymous)
    }

    /// How surely the header of a column names a field.
    pub(super) fn named(&self, column: usize, field: Field) -> f64 {
        let pair = self.pairs.iter().find(|p| p.column == column && p.field == field);
        pair.map_or(0.0, |p| p.named)
    }

    /// Whether a column's header names this field as surely as that.
    fn names(&self, field: Field, least: f64) -> bool {
        self.pairs.iter().any(|p| p.field == field && p.named >= least)
    }

    /// The most likely mapping as a table of this kind: each field at most once, the surest pairs first, ties to the
    /// earlier column.
    fn mapping(&self, kind: TableKind) -> Mapping {
        let mut mapping = Mapping::unmapped(self.columns.len());
        let mut taken: Vec<Option<usize>> = vec![None; Field::ALL.len()];
        for pair in self.pairs.iter().filter(|p| p.field.is_of(kind)) {
            let Some(slot) = taken.get_mut(pair.field as usize) else { continue };
            if slot.is_none() && mapping.field(pair.column).is_none() && self.may_hold(pair.column, pair.field) {
                *slot = Some(pair.column);
                mapping.assign(pair.column, pair.field, pair.score);
            }
        }
        if kind == TableKind::Orders {
            self.take_time_of_payment(&mut mapping);
            self.take_fee_for_amount(&mut mapping);
        }
        self.fill_by_content(&mut mapping, kind);
        set_right(&mut mapping, self, CLEAR);
        self.take_contact_for_customer(&mut mapping, kind);
        self.name_rivals(&mut mapping, kind);
        mapping.settle(kind);
        mapping
    }

    /// What is paid by and by is dated by the payment, not by the signing: `收款金额` by `收款日期` beside `签约日期`.
    fn take_time_of_payment(&self, mapping: &mut Mapping) {
        let text = |at: usize| self.headers.get(at).map_or("", Header::joined);
        let (Some(amount), Some(time)) = (mapping.column(Field::Amount), mapping.column(Field::OrderTime)) else { return };
        let Some(stem) = PAYMENTS.into_iter().find(|stem| text(amount).starts_with(stem)) else { return };
        let own = |at: &usize| {
            let is_time = self.profile(*at).is_some_and(|p| p.kind == Kind::Time);
            is_time && text(*at).starts_with(stem) && mapping.field(*at).is_none()
        };
        let is_signing = SIGNINGS.iter().any(|word| text(time).contains(word));
        if let Some(at) = (0..self.columns.len()).find(own).filter(|_| is_signing) {
            let score = mapping.score(time);
            mapping.release(time);
            mapping.assign(at, Field::OrderTime, score);
        }
    }

    /// Where nothing else says what was paid, a cost is what customers paid: `费用` of a visit; or the one fee that there is.
    fn take_fee_for_amount(&self, mapping: &mut Mapping) {
        if mapping.column(Field::Amount).is_some() || mapping.column(Field::Price).is_some() {
            return;
        }
        let is_fee = |at: &usize| {
            let text = self.headers.get(*at).map_or("", Header::joined);
            let is_other = ["退", "税", "押", "优惠", "折", "余", "补", "成本"].iter().any(|word| text.contains(word));
            text.ends_with(['费', '用', '款', '额', '金', '价']) && !is_other
        };
        let is_open = |at: &usize| {
            let is_number = self.profile(*at).is_some_and(Profile::is_numeric);
            is_number && matches!(mapping.field(*at), None | Some(Field::Cost)) && is_fee(at)
        };
        let cost = mapping.column(Field::Cost).filter(is_fee);
        let mut open = (0..self.columns.len()).filter(is_open);
        let only = open.next().filter(|_| open.next().is_none());
        if let Some(at) = cost.or(only) {
            mapping.release(at);
            mapping.assign(at, Field::Amount, BY_FEE);
        }
    }

    /// A column that holds nothing is no key and nothing that a table cannot do without: another may be.
    fn may_hold(&self, column: usize, field: Field) -> bool {
        let needed = TableKind::ALL.iter().flat_map(|kind| kind.required().iter()).any(|group| group.contains(&field));
        let is_empty = self.columns.get(column).is_some_and(|c| !c.is_empty() && c.nulls() == c.len() as u64);
        !(is_empty && (needed || field == Field::OrderId))
    }

    /// Columns that clearly name a field which a better one has.
    fn name_rivals(&self, mapping: &mut Mapping, kind: TableKind) {
        let lost = |p: &&Pair| p.named >= CLEAR && p.field.is_of(kind) && mapping.field(p.column).is_none();
        let mut rivals: Vec<Rival> = Vec::new();
        for pair in self.pairs.iter().filter(lost) {
            if rivals.iter().all(|r| r.column != pair.column) {
                rivals.push(Rival { column: pair.column, field: pair.field, score: (pair.score * 100.0).round() / 100.0 });
            }
        }
        mapping.set_rivals(rivals);
    }

    /// Without any key of a customer the telephone number tells customers apart, or the address for mail, or the name;
    /// surely less than a key would. The one that most rows have is taken.
    fn take_contact_for_customer(&self, mapping: &mut Mapping, kind: TableKind) {
        // A number that only may be a customer's and is another in every row is the row's own.
        let is_row = |at: usize| {
            let unique = self.profile(at).is_some_and(|p| p.distinct_ratio > 0.98 && p.filled >= 20);
            unique && self.named(at, Field::UserId) < CLEAR
        };
        let is_open = mapping.column(Field::UserId).is_none_or(is_row);
        let has = |fields: &[Field]| fields.iter().any(|&field| mapping.column(field).is_some());
        let is_of_persons = match kind {
            TableKind::Orders => has(&[Field::OrderTime]),
            TableKind::Customers => has(&[Field::RegisterDate, Field::MemberLevel, Field::LastBuyDate]),
            TableKind::Feedback => has(&[Field::Score, Field::Text]),
            _ => false,
        };
        if !is_open || !is_of_persons {
            return;
        }
        let mut best: Option<(usize, f64)> = None;
        for field in [Field::Phone, Field::Email, Field::UserName] {
            let Some(column) = mapping.column(field) else { continue };
            // One number above all rows is the shop's own.
            let Some(profile) = self.profile(column).filter(|p| p.distinct >= 2) else { continue };
            let is_better = profile.distinct_ratio <= 0.98 && field != Field::UserName;
            if mapping.column(Field::UserId).is_some() && !is_better {
                continue;
            }
            // A name is shared by more people than a number is missing for.
            let worth = (1.0 - profile.null_share) * if field == Field::UserName { 0.5 } else { 1.0 };
            if worth > best.map_or(0.0, |(_, most)| most) {
                best = Some((column, worth));
            }
        }
        // A key that comes again tells customers apart better than a name, which two may have.
        if best.is_none_or(|(column, _)| mapping.field(column) == Some(Field::UserName))
            && mapping.column(Field::UserId).is_none()
            && kind == TableKind::Orders
            && let Some(key) = self.repeated_key(mapping)
        {
            mapping.assign(key, Field::UserId, BY_CONTENT);
            return;
        }
        if let Some((column, _)) = best {
            if let Some(row) = mapping.column(Field::UserId) {
                mapping.release(row);
            }
            mapping.assign(column, Field::UserId, BY_CONTENT * mapping.score(column));
        }
    }

    /// The free column below the name of some key whose cells come again, most different ones first; none of goods, places and staff.
    fn repeated_key(&self, mapping: &Mapping) -> Option<usize> {
        const OTHERS: &str = "商品 货 品 物料 存货 规格 型号 批 款 店 站 机 台 桌 房 库 区 校 部 公司 岗 员 师 课 场 线路 终端 柜 组 项目 活动 合同 订单 单 票 券 类 版 邮 电话 手机 身份";
        let is_open = |&(at, p): &(usize, &Profile)| {
            let stem = self.headers.get(at).and_then(|header| key_of(header.joined()));
            let is_other = |stem: &str| OTHERS.split(' ').any(|word| stem.contains(word));
            let is_key = p.key_share > 0.9 || p.is_whole();
            let repeats = p.distinct >= 5 && (0.005..0.95).contains(&p.distinct_ratio);
            mapping.field(at).is_none() && stem.is_some_and(|stem| !is_other(stem)) && is_key && repeats
        };
        let open = self.profiles.iter().enumerate().filter(is_open);
        open.reduce(|best, next| if next.1.distinct > best.1.distinct { next } else { best }).map(|(at, _)| at)
    }

    /// Gives a field to the best free column that its content suggests; columns whose header says something only if `named`.
    fn fill(&self, mapping: &mut Mapping, field: Field, named: bool, score: &dyn Fn(&Profile) -> f64) {
        if mapping.column(field).is_some() {
            return;
        }
        let mut best: Option<(usize, f64)> = None;
        for (at, (header, profile)) in self.headers.iter().zip(&self.profiles).enumerate() {
            let free = mapping.field(at).is_none() && (named || header.is_anonymous()) && !is_excluded(field, header);
            let held = if free { score(profile) } else { 0.0 };
            if held > best.map_or(0.0, |b| b.1) {
                best = Some((at, held));
            }
        }
        if let Some((column, held)) = best {
            mapping.assign(column, field, BY_CONTENT * held);
        }
    }

    /// Fills what the kind needs and no header named: tables without headers, and tables with one column of the kind.
    fn fill_by_content(&self, mapping: &mut Mapping, kind: TableKind) {
        if let Some(time) = kind.time().filter(|&t| t != Field::Date) {
            self.fill(mapping, time, true, &|p| if p.kind == Kind::Time { 1.0 - 0.3 * p.null_share } else { 0.0 });
        }
        if !matches!(kind, TableKind::Orders | TableKind::Events) {
            return;
        }
        self.fill(mapping, Field::UserId, false, &|p| {
            let key = if p.kind == Kind::Text { p.key_share } else { 0.8 * f64::from(u8::from(p.is_whole())) };
            let repeats = p.distinct >= 2 && (p.distinct_ratio < 0.95 || p.filled < 20);
            if repeats && p.distinct_ratio > 0.001 { key } else { 0.0 }
        });
        if kind != TableKind::Orders {
            return;
        }
        find_product(mapping, self, BY_CONTENT);
        let fractions = |p: &Profile| {
            if p.is_numeric() { 0.5 + 0.5 * (1.0 - p.whole_share) } else { 0.0 }
        };
        if mapping.column(Field::Price).is_none() {
            // A column with fractions is money; of two whole ones the bigger is.
            let money = |p: &Profile| fractions(p) * (0.9 + 0.1 * (p.median / (1.0 + p.median)));
            self.fill(mapping, Field::Amount, false, &money);
            if mapping.column(Field::Amount).is_none() && self.has_one_money_column(mapping) {
                self.fill(mapping, Field::Amount, true, &|p| f64::from(u8::from(p.kind == Kind::Money)));
            }
        }
        self.fill(mapping, Field::Quantity, false, &|p| f64::from(u8::from(p.is_whole() && p.median < 1000.0)));
    }

    fn has_one_money_column(&self, mapping: &Mapping) -> bool {
        let free = |&(at, p): &(usize, &Profile)| p.kind == Kind::Money && mapping.field(at).is_none();
        self.profiles.iter().enumerate().filter(free).count() == 1
    }
}

/// The most likely mapping as the kind of table that fits best.
pub(super) fn guess(columns: &[Column]) -> Mapping {
    let sheet = Sheet::new(columns);
    let mut best: Option<(bool, f64, Mapping)> = None;
    for &kind in TableKind::ALL {
        let mapping = sheet.mapping(kind);
        let fit = kind.fit(&|field| mapping.column(field).map_or(0.0, |at| mapping.score(at)));
        let of_others = match kind {
            TableKind::Channels if sheet.names(Field::UserId, CLEAR) => 0.4,
            // The type of a deal is no question of service.
            TableKind::Feedback if sheet.names(Field::Amount, SHAPED) => 0.4,
            _ => 1.0,
        };
        let score = (2.0 * fit.required + fit.evidence) * of_keys(&mapping, &sheet, kind) * of_others;
        let is_kind = mapping.kind().0 != TableKind::Unknown;
        // Of no kind: the fields of orders, which are the plainest, unless another kind names far more columns.
        let named = (0..columns.len()).map(|at| mapping.score(at)).sum::<f64>();
        let doubt = if kind == TableKind::Orders { 1.0 } else { 0.5 };
        let score = if is_kind { score } else { doubt * named };
        if best.as_ref().is_none_or(|(was, least, _)| (is_kind, score) > (*was, *least)) {
            best = Some((is_kind, score, mapping));
        }
    }
    best.map_or_else(|| Mapping::unmapped(columns.len()), |(_, _, mapping)| mapping)
}

/// The most likely mapping as a table of a given kind.
pub(super) fn guess_as(columns: &[Column], kind: TableKind) -> Mapping {
    Sheet::new(columns).mapping(kind)
}
