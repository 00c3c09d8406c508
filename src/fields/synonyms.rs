//! All synonyms in one sorted list, so that a header is looked up and not compared with each of them.

use super::{Field, Header};
use crate::stats::order;
use std::sync::LazyLock;

/// One synonym: its place in the text of all of them, its field and what an equal header scores.
#[derive(Clone, Copy)]
struct Synonym {
    start: u32,
    end: u32,
    field: Field,
    score: f32,
}

/// All synonyms.
pub(super) struct Synonyms {
    text: String,
    sorted: Vec<Synonym>,
}

/// A header of this score names its field without doubt.
pub(super) const CLEAR: f64 = 0.9;

const STRONG: f32 = 1.0;
const STRONG_STEP: f32 = 0.001;
const STRONG_LEAST: f32 = 0.93;
const WEAK: f32 = 0.7;
const WEAK_STEP: f32 = 0.005;
const WEAK_LEAST: f32 = 0.5;
/// A header of a known shape.
pub(super) const SHAPED: f64 = 0.82;
/// A header that ends with a synonym: more, the more of the header it is.
const ENDS: f64 = 0.7;
const ENDS_WHOLE: f64 = 0.1;

impl Synonyms {
    /// The one list.
    pub(super) fn get() -> &'static Self {
        static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(Synonyms::new);
        &SYNONYMS
    }

    fn new() -> Self {
        let mut all = Self { text: String::new(), sorted: Vec::new() };
        for &field in Field::ALL {
            for label in [field.code(), field.zh(), field.en()] {
                all.add(Header::new(label).joined(), field, STRONG);
            }
            for (rank, pattern) in field.strong().split_ascii_whitespace().enumerate() {
                let score = (STRONG - STRONG_STEP * rank as f32).max(STRONG_LEAST);
                expand(pattern, &mut |word| all.add(word, field, score));
            }
            for (rank, pattern) in field.weak().split_ascii_whitespace().enumerate() {
                let score = (WEAK - WEAK_STEP * rank as f32).max(WEAK_LEAST);
                expand(pattern, &mut |word| all.add(word, field, score));
            }
        }
        // They were added in order of where they start.
        let word = |place: usize| all.sorted.get(place).map(|s| all.word(s));
        let places = order(all.sorted.len(), &|a, b| word(a).cmp(&word(b)));
        all.sorted = places.into_iter().filter_map(|place| all.sorted.get(place).copied()).collect();
        all
    }

    fn add(&mut self, word: &str, field: Field, score: f32) {
        let start = self.text.len() as u32;
        self.text.push_str(word);
        self.sorted.push(Synonym { start, end: self.text.len() as u32, field, score });
    }

    fn word(&self, synonym: &Synonym) -> &str {
        self.text.get(synonym.start as usize..synonym.end as usize).unwrap_or_default()
    }

    /// The synonyms that are this word.
    fn of(&self, word: &str) -> &[Synonym] {
        let from = self.sorted.partition_point(|s| self.word(s) < word);
        let found = self.sorted.get(from..).unwrap_or_default();
        let count = found.iter().take_while(|s| self.word(s) == word).count();
        found.get(..count).unwrap_or_default()
    }

    /// The fields that a header may name, each once, and how surely (0 to 1).
    pub(super) fn named(&self, header: &Header) -> Vec<(Field, f64)> {
        let mut named: Vec<(Field, f64)> = Vec::new();
        let mut put = |field: Field, score: f64| match named.iter_mut().find(|(f, _)| *f == field) {
            Some(found) => found.1 = found.1.max(score),
            None => named.push((field, score)),
        };
        for synonym in self.of(header.joined()) {
            // A whole synonym is not ruled out by a word of its own.
            if synonym.score >= STRONG_LEAST || !is_excluded(synonym.field, header) {
                put(synonym.field, f64::from(synonym.score));
            }
        }
        for (field, score) in asked(header.joined()).into_iter().chain(shaped(header)) {
            put(field, score);
        }
        let length = header.joined().chars().count().max(1) as f64;
        header.endings(&mut |ending| {
            for synonym in self.of(ending).iter().filter(|s| s.score >= STRONG_LEAST) {
                // Any date ends with the words of the plainest one.
                if synonym.field != Field::Date && !is_excluded(synonym.field, header) {
                    let share = ending.chars().count() as f64 / length;
                    put(synonym.field, ENDS + ENDS_WHOLE * share);
                }
            }
        });
        named
    }
}

/// What a question of a survey asks for.
fn asked(header: &str) -> Option<(Field, f64)> {
    let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
    match (has(&["推荐"]) && has(&["可能", "愿意", "意愿"]), has(&["满意"])) {
        (true, _) => Some((Field::Score, CLEAR + 0.05)),
        (_, true) => Some((Field::Score, f64::from(WEAK))),
        _ => None,
    }
}

/// Whose key a header names: what stands before the word for it.
pub(super) fn key_of(header: &str) -> Option<&str> {
    const KEYS: [&str; 11] = ["编号", "编码", "代码", "代号", "卡号", "证号", "账号", "uid", "id", "号", "码"];
    KEYS.iter().find_map(|key| header.strip_suffix(key))
}

/// What a header says by the words that it ends or begins with: the number of a person of any trade, or what was paid for anything.
fn shaped(header: &Header) -> Option<(Field, f64)> {
    const PERSONS: [&str; 14] = ["人", "主", "者", "众", "民", "户", "商", "友", "宾", "客", "籍", "史", "方", "单位"];
    /// Those who sell, work or receive, and whose number is no customer's.
    const OTHERS: &str = "收货 收件 经办 负责 制单 审核 审批 录入 创建 操作 开单 开票 领料 跟进 归属 推荐 介绍 邀请 代理人 主持 销售 商户 供应 服务商 渠道商 运营商 厂商 制造 发布 卖方 供方 售方 乙方 收款方";
    const PAID: [&str; 6] = ["实收", "实付", "实缴", "实交", "实际", "已缴"];
    const WHOLE: [&str; 9] = ["总费用", "总价值", "总消费", "费用合计", "费用总额", "消费合计", "消费总计", "货款", "结算款"];
    let text = header.joined();
    let is_person = |stem: &&str| PERSONS.iter().any(|person| stem.ends_with(person));
    if key_of(text).filter(is_person).is_some_and(|stem| !OTHERS.split(' ').any(|word| stem.contains(word)))
        && !is_excluded(Field::UserId, header)
    {
        return Some((Field::UserId, SHAPED));
    }
    let is_paid =
        PAID.iter().any(|word| text.starts_with(word)) && text.ends_with(['费', '用', '款', '额', '金', '价', '租', '银']);
    let is_sum = is_paid || WHOLE.iter().any(|word| text.ends_with(word));
    (is_sum && !is_excluded(Field::Amount, header)).then_some((Field::Amount, SHAPED))
}

/// Whether a word of the header says that it is something else.
pub(super) fn is_excluded(field: Field, header: &Header) -> bool {
    field.never().any(|word| header.has(word))
}

/// All words of a pattern: `(a|b)c` are `ac` and `bc`.
fn expand(pattern: &str, each: &mut dyn FnMut(&str)) {
    let parts = pattern.split_once('(').and_then(|(head, rest)| Some((head, rest.split_once(')')?)));
    let Some((head, (choices, tail))) = parts else { return each(pattern) };
    for choice in choices.split('|') {
        expand(&[head, choice, tail].concat(), each);
    }
}

/// The field that a header names, and how sure that is (0 to 1), by its words alone, whatever the kind of table.
pub(crate) fn named_field(header: &Header) -> Option<(Field, f64)> {
    let named = Synonyms::get().named(header).into_iter();
    named.reduce(|best, next| if next.1 > best.1 || (next.1 >= best.1 && next.0 < best.0) { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::TableKind;

    fn named(name: &str) -> Option<&'static str> {
        named_field(&Header::new(name)).map(|(f, _)| f.code())
    }

    #[test]
    fn patterns_make_all_pairs() {
        let mut words = Vec::new();
        expand("(客户|用户)(id|编号|)x", &mut |w| words.push(w.to_owned()));
        assert_eq!(words, ["客户idx", "客户编号x", "客户x", "用户idx", "用户编号x", "用户x"]);
    }

    #[test]
    fn every_code_and_label_finds_its_field() {
        for &field in Field::ALL {
            assert_eq!(Field::from_code(field.code()), Some(field));
            assert_eq!(named(field.code()), Some(field.code()));
            assert_eq!(named(field.zh()), Some(field.code()));
            assert_eq!(serde_json::to_value(field).unwrap(), field.code());
        }
    }

    #[test]
    fn every_synonym_is_written_as_headers_are_read() {
        let all = Synonyms::get();
        for synonym in &all.sorted {
            let word = all.word(synonym);
            assert!(!word.is_empty());
            assert_eq!(Header::new(word).joined(), word);
        }
    }

    #[test]
    fn no_strong_synonym_stands_for_two_fields_of_one_kind() {
        let all = Synonyms::get();
        let mut doubles = Vec::new();
        for pair in all.sorted.windows(2) {
            let [a, b] = pair else { continue };
            let strong = a.score >= STRONG_LEAST && b.score >= STRONG_LEAST;
            let shared = TableKind::ALL.iter().any(|&k| a.field.is_of(k) && b.field.is_of(k));
            if strong && a.field != b.field && shared && all.word(a) == all.word(b) {
                doubles.push((all.word(a), a.field.code(), b.field.code()));
            }
        }
        assert!(doubles.is_empty(), "{doubles:?}");
    }

    #[test]
    fn other_dates_and_sums_are_not_taken() {
        assert_eq!(named("Ship Date"), None);
        assert_eq!(named("发货时间"), None);
        assert_eq!(named("退款金额"), Some("refund"));
        assert_eq!(named("运费金额"), None);
        assert_eq!(named("IP地址"), None);
        assert_eq!(named("手机壳"), None);
        assert_eq!(named("买家实付金额(元)"), Some("amount"));
        assert_eq!(named("訂單編號"), Some("order_id"));
    }
}
