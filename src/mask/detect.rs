//! Whether a column holds personal data: a likelihood ratio over a sample of its distinct values.

use super::PiiType;
use super::cell;
use super::pii::Claim;
use crate::fields::{Field, spread};
use crate::stats::{ascending, distinct};
use crate::table::{Column, Kind, Segment};
use serde::Serialize;

/// Share of the values of a personal column that pass the rule of its kind.
const RECALL: f64 = 0.97;

/// Log-likelihood ratio above which a column is masked (99 %); between 0 and this it is doubtful.
const MASK: f64 = 4.6;

/// Rows looked at: the first ones, then more evenly spread.
const HEAD: usize = 2000;
const MORE: usize = 8000;

/// Share of plausible cells with which an exact header decides by itself.
const PLAUSIBLE: f64 = 0.3;

/// Whether a column holds personal data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Verdict {
    /// The kind, when it is sure enough to mask.
    pub pii: Option<PiiType>,
    /// The kind, when a person should confirm it; it is masked until then.
    pub doubtful: Option<PiiType>,
    /// Probability of the likeliest kind, 0 to 1, in ten-thousandths.
    pub score: f64,
    /// Distinct values looked at that pass the rule of the likeliest kind.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub hits: u64,
    /// Distinct values looked at.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sampled: u64,
}

impl Verdict {
    /// The kind by which the column is masked.
    #[must_use]
    pub fn masks_as(&self) -> Option<PiiType> {
        self.pii.or(self.doubtful)
    }
}

/// Distinct values of a sample, as text, with the number of cells they came from.
struct Sample<'a> {
    values: Vec<std::borrow::Cow<'a, str>>,
    cells: usize,
}

/// Looks at one column. `field` is what the column is mapped to.
pub(super) fn detect(column: &Column, field: Option<Field>) -> Verdict {
    let mut verdict = detect_by_content(column, field);
    // What a column is mapped to binds, whatever its cells look like.
    if verdict.masks_as().is_none() && column.kind() != Kind::Time {
        verdict.doubtful = field.and_then(PiiType::of);
    }
    verdict
}

fn detect_by_content(column: &Column, field: Option<Field>) -> Verdict {
    if column.kind() == Kind::Time || column.is_empty() {
        return Verdict::default();
    }
    let claim = Claim::new(column.name(), field);
    let first = sample(column, HEAD, 0);
    let verdict = judge(&first, claim);
    if column.len() <= HEAD || (verdict.hits == 0 && !matches!(claim, Claim::Exact(_) | Claim::Partial(_))) {
        return verdict;
    }
    judge(&sample(column, HEAD, MORE), claim)
}

fn judge(sample: &Sample<'_>, claim: Claim) -> Verdict {
    let sampled = sample.values.len();
    let mut best = Verdict { sampled: sampled as u64, ..Verdict::default() };
    if sampled == 0 {
        return best;
    }
    let mut best_ratio = f64::NEG_INFINITY;
    for &kind in PiiType::ALL {
        let exact = claim == Claim::Exact(kind);
        let latin_names = exact || claim == Claim::Partial(kind) || claim == Claim::Key;
        let hits = sample.values.iter().filter(|v| kind.is_hit(v, latin_names)).count();
        let mut ratio = log_ratio(kind, hits, sampled - hits) + claim.prior(kind);
        let mut counted = hits;
        if exact {
            let plausible = sample.values.iter().filter(|v| kind.is_plausible(v)).count();
            if plausible as f64 >= PLAUSIBLE * sampled as f64 && ratio < claim.prior(kind) {
                (ratio, counted) = (claim.prior(kind), plausible);
            }
        }
        if kind == PiiType::Name && !is_name_column(claim, hits, sample) {
            continue;
        }
        if ratio > best_ratio {
            best_ratio = ratio;
            best.hits = counted as u64;
            (best.pii, best.doubtful) = match ratio {
                r if r > MASK => (Some(kind), None),
                r if r > 0.0 => (None, Some(kind)),
                _ => (None, None),
            };
        }
    }
    let bounded = best_ratio.clamp(-60.0, 60.0);
    best.score = libm::round(1e4 / (1.0 + libm::exp(-bounded))) / 1e4;
    best
}

/// Surnames alone prove little: without a header, most values must have one and they must hardly repeat.
fn is_name_column(claim: Claim, hits: usize, sample: &Sample<'_>) -> bool {
    let most = hits * 5 >= sample.values.len() * 4;
    match claim {
        Claim::Exact(PiiType::Name) | Claim::Partial(PiiType::Name) => true,
        Claim::Key => most,
        Claim::Silent => most && sample.values.len() * 2 > sample.cells,
        _ => false,
    }
}

fn log_ratio(kind: PiiType, hits: usize, misses: usize) -> f64 {
    let p = kind.false_positive();
    hits as f64 * libm::log(RECALL / p) + misses as f64 * libm::log((1.0 - RECALL) / (1.0 - p))
}

fn sample(column: &Column, head: usize, more: usize) -> Sample<'_> {
    let rows = spread(column.len(), head, more);
    match column.kind() {
        Kind::Text if column.is_coded() => {
            let codes: Vec<u32> = rows.filter_map(|row| code_at(column, row)).collect();
            let text = |&code: &u32| std::str::from_utf8(column.dictionary().get(code)?).ok().map(Into::into);
            Sample { values: distinct(&codes).iter().filter_map(text).collect(), cells: codes.len() }
        }
        Kind::Text => {
            let values: Vec<_> = rows.filter_map(|row| column.text_at(row)).collect();
            Sample { values: distinct(&values), cells: values.len() }
        }
        Kind::Number | Kind::Money => {
            let numbers: Vec<f64> = rows.filter_map(|row| cell::number(column, row)).collect();
            let mut sorted = ascending(&numbers);
            sorted.dedup();
            Sample { values: sorted.into_iter().map(|n| cell::number_text(n).into()).collect(), cells: numbers.len() }
        }
        Kind::Time => Sample { values: Vec::new(), cells: 0 },
    }
}

fn code_at(column: &Column, row: usize) -> Option<u32> {
    match column.locate(row)? {
        (Segment::Codes(a), i) => a.get(i),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, cells: &[String]) -> Verdict {
        detect(&Column::of_text(name, cells.iter().map(|c| Some(c.as_str()))), None)
    }

    fn many(n: usize, f: impl Fn(usize) -> String) -> Vec<String> {
        (0..n).map(f).collect()
    }

    #[test]
    fn phones_are_found_by_content_in_text_and_numbers() {
        let phones = many(300, |i| format!("138{:08}", i * 7919));
        assert_eq!(text("列1", &phones).pii, Some(PiiType::Phone));
        let numbers = Column::of_numbers("x", (0..300).map(|i| Some(13_800_000_000.0 + f64::from(i) * 7919.0)));
        let verdict = detect(&numbers, None);
        assert_eq!((verdict.pii, verdict.hits, verdict.sampled), (Some(PiiType::Phone), 300, 300));
        let dirty = many(300, |i| if i % 5 < 2 { format!("x{i}") } else { format!("139{i:08}") });
        assert_eq!(text("手机号", &dirty).pii, Some(PiiType::Phone));
    }

    #[test]
    fn other_numbers_are_not_phones() {
        let orders = many(300, |i| format!("2024010112{i:08}"));
        let millis = many(300, |i| format!("17{:011}", i * 86_400_000));
        let uniform = many(300, |i| format!("{:011}", (i as u64 * 7_919_331_917) % 100_000_000_000));
        for cells in [orders, millis, uniform] {
            let verdict = text("x", &cells);
            assert_eq!((verdict.pii, verdict.doubtful), (None, None), "{verdict:?}");
        }
        let amounts = Column::of_numbers("金额", (0..300).map(|i| Some(f64::from(i) * 1.37)));
        assert_eq!(detect(&amounts, Some(Field::Amount)).masks_as(), None);
    }

    #[test]
    fn a_few_repeated_values_prove_no_more_than_once() {
        let repeated = many(500, |i| if i % 2 == 0 { "13800138000".into() } else { format!("c{}", i % 40) });
        assert_eq!(text("列1", &repeated).pii, None);
    }

    #[test]
    fn names_need_a_header_or_many_different_surnames() {
        let given = ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋"];
        let names = many(60, |i| format!("{}{}{}", ["王", "李", "张", "刘", "陈", "欧阳"][i % 6], given[i % 10], given[i / 6]));
        assert_eq!(text("列2", &names).pii, Some(PiiType::Name));
        let cities = many(500, |i| ["北京", "上海", "广州", "深圳", "成都"][i % 5].into());
        assert_eq!(text("城市", &cities).masks_as(), None);
        let products = many(200, |i| format!("Red Chair{}", ["a", "b", "c"][i % 3].repeat(i)));
        assert_eq!(text("product_name", &products).masks_as(), None);
    }

    #[test]
    fn keys_that_are_names_are_seen() {
        let cells = many(50, |i| format!("Brion Star{}", ["k", "ky", "kos", "a", "ling"][i % 5]));
        let column = Column::of_text("customer_id", cells.iter().map(|c| Some(c.as_str())));
        assert_eq!(detect(&column, Some(Field::UserId)).pii, Some(PiiType::Name));
        let numbers = Column::of_text("customer_id", [Some("17850.0"), Some("13047.0")]);
        assert_eq!(detect(&numbers, Some(Field::UserId)).masks_as(), None);
    }

    #[test]
    fn an_exact_header_masks_what_is_plausible() {
        let landlines = many(100, |i| format!("0755-8{i:07}"));
        assert_eq!(text("联系电话", &landlines).pii, Some(PiiType::Phone));
        assert_eq!(text("备注", &landlines).masks_as(), None);
        let foreign = many(50, |i| format!("{i} Main Street, Springfield"));
        assert_eq!(text("address", &foreign).pii, Some(PiiType::Address));
    }

    #[test]
    #[expect(
        clippy::print_stderr,
        clippy::disallowed_methods,
        reason = "reads a file where it is present and says when it is not"
    )]
    fn generated_customers_of_the_shared_data() {
        let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned();
        let folder = std::env::var("INSITU_DATA").unwrap_or_else(|_| beside());
        let Ok(bytes) = std::fs::read(format!("{folder}/masking/faker_zh_customers_utf8bom.csv")) else {
            eprintln!("skipped: the shared customers are not here");
            return;
        };
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let headers = reader.headers().unwrap().clone();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let verdicts: Vec<(String, Option<&str>)> = headers
            .iter()
            .enumerate()
            .map(|(i, h)| {
                let cells: Vec<String> = records.iter().map(|r| r[i].to_owned()).collect();
                let blind = text("x", &cells).pii;
                let seen = text(h, &cells).pii;
                assert!(blind.is_none() || blind == seen, "{h}: {blind:?} {seen:?}");
                (h.trim_start_matches('\u{FEFF}').to_owned(), seen.map(PiiType::code))
            })
            .collect();
        let found: Vec<&str> = verdicts.iter().filter_map(|(h, v)| v.map(|_| h.as_str())).collect();
        assert_eq!(found, ["姓名", "身份证号", "手机号", "邮箱", "地址", "银行卡号"]);
    }
}
