//! Whether a column holds personal data: a likelihood ratio over a sample of its distinct values.

use super::claim::{Claim, loose};
use super::rule::Rule;
use super::sample::{Extent, Sample};
use super::value::{Context, is_plausible, passed};
use super::verdict::{Verdict, Why};
use super::{PiiType, birthday, hash, neighbour, sweep};
use crate::fields::Field;
use crate::table::{Column, Kind};

/// Share of the values of a personal column that pass the rule of its kind.
const RECALL: f64 = 0.97;

/// Log-likelihood ratio above which a column is masked (99 %); between 0 and this it is doubtful.
const MASK: f64 = 4.6;

/// Share of plausible cells with which a header that names a kind decides by itself, and one that ends with its name.
const PLAUSIBLE: f64 = 0.3;
const PLAUSIBLE_PARTIAL: f64 = 0.5;

/// Smallest number that can be a number of a person without a header: telephones have eleven digits.
const LEAST: f64 = 1e9;

/// Seconds of a mean Gregorian year.
const YEAR: i64 = 31_556_952;

/// Looks at the columns of a table, then at what stands beside what. Each column comes with the field it is mapped to.
pub(super) fn detect_all(columns: &[(&Column, Option<Field>)], extent: Extent) -> Vec<Verdict> {
    let key = columns.iter().find(|(_, field)| *field == Some(Field::UserId)).map(|(column, _)| *column);
    let mut verdicts: Vec<Verdict> = columns.iter().map(|(column, field)| detect(column, *field, key, extent)).collect();
    neighbour::look(columns, &mut verdicts);
    verdicts
}

/// Looks at one column. `field` is what the column is mapped to, `key` the column of customers of its table.
pub(super) fn detect(column: &Column, field: Option<Field>, key: Option<&Column>, extent: Extent) -> Verdict {
    let claim = Claim::new(column.name(), field);
    let mut verdict = if column.kind() == Kind::Time { judge_times(column, claim) } else { judge(column, claim, key, extent) };
    // What a column is mapped to binds, whatever its cells look like.
    if verdict.masks_as().is_none() && column.kind() != Kind::Time {
        verdict.doubtful = field.and_then(PiiType::of);
    }
    verdict.sensitive = verdict.masks_as().is_some_and(PiiType::is_sensitive);
    verdict.loose = loose(column.name(), field).or_else(|| verdict.is_mixed().then_some(PiiType::FreeText));
    if verdict.masks_as().is_some() && verdict.loose == Some(PiiType::FreeText) {
        verdict.loose = None;
    }
    verdict
}

/// Times are personal only as dates of birth, which the header says and years of living people bear out.
fn judge_times(column: &Column, claim: Claim) -> Verdict {
    let mut verdict = Verdict::default();
    if claim.kind() != Some(PiiType::Birthday) {
        return verdict;
    }
    let years = crate::fields::spread(column.len(), 2000, 8000)
        .filter_map(|row| column.int_at(row))
        .map(|s| 1970 + s.div_euclid(YEAR) as i32);
    for year in years {
        verdict.sampled += 1;
        verdict.hits += u64::from(birthday::is_year_of_life(year));
    }
    let most = verdict.hits * 2 > verdict.sampled;
    let sure = claim == Claim::Exact(PiiType::Birthday) && most;
    (verdict.pii, verdict.doubtful) = if sure { (Some(PiiType::Birthday), None) } else { (None, Some(PiiType::Birthday)) };
    verdict.score = probability(claim.prior(PiiType::Birthday));
    verdict.why = Why { rule: Some(Rule::Birthday), header: claim.about(PiiType::Birthday), one_in: Rule::Birthday.one_in() };
    verdict
}

/// Distinct values by the rules that they pass.
struct Tally {
    by_rule: [u64; Rule::ALL.len()],
    plausible: u64,
    hashes: u64,
    mixed: u64,
}

impl Tally {
    fn of(sample: &Sample<'_>, claim: Claim) -> Self {
        let claimed = claim.kind();
        let latin_names = claimed == Some(PiiType::Name) || claim == Claim::Key;
        let persons = claimed == Some(PiiType::Name) || claim == Claim::Person;
        let context = Context { claimed, latin_names, persons };
        let mut tally = Self { by_rule: [0; Rule::ALL.len()], plausible: 0, hashes: 0, mixed: 0 };
        sample.each(&mut |text| {
            passed(text, context, &mut |rule| {
                if let Some(count) = tally.by_rule.get_mut(rule as usize) {
                    *count += 1;
                }
            });
            if let Some(kind) = claimed {
                tally.plausible += u64::from(is_plausible(kind, text));
                tally.hashes += u64::from(hash::is_hash(text));
            }
        });
        tally
    }

    fn count(&self, rule: Rule) -> u64 {
        self.by_rule.get(rule as usize).copied().unwrap_or(0)
    }
}

fn judge(column: &Column, claim: Claim, key: Option<&Column>, extent: Extent) -> Verdict {
    let people = || key.filter(|key| key.kind() != Kind::Time).map(|key| Sample::of(key, extent, 0.0).distinct);
    let sample = Sample::of(column, extent, if claim.kind().is_some() { 0.0 } else { LEAST });
    let sampled = sample.distinct as u64;
    let mut best = Verdict { sampled, ..Verdict::default() };
    if sampled == 0 {
        return best;
    }
    let mut tally = Tally::of(&sample, claim);
    let mut best_ratio = f64::NEG_INFINITY;
    for &kind in PiiType::ALL {
        let rules = kind.rules(claim.kind());
        let hits: u64 = rules.iter().map(|&r| tally.count(r)).sum();
        let mut rule = rules.iter().copied().reduce(|most, r| if tally.count(r) > tally.count(most) { r } else { most });
        let mut counted = hits;
        let mut ratio = log_ratio(rules, &tally, sampled.saturating_sub(hits)) + claim.prior(kind);
        // Half of the values with a surname are enough where the header speaks of persons.
        if claim == Claim::Person && kind == PiiType::Name && hits * 2 >= sampled {
            ratio = ratio.max(claim.prior(kind));
        }
        let needed = match claim {
            Claim::Exact(k) if k == kind => PLAUSIBLE,
            Claim::Partial(k) if k == kind => PLAUSIBLE_PARTIAL,
            _ if hits == 0 => continue,
            _ => f64::INFINITY,
        };
        if tally.plausible as f64 >= needed * sampled as f64 && ratio < claim.prior(kind) {
            (ratio, counted) = (claim.prior(kind), tally.plausible);
            rule = Some(Rule::Plausible);
        }
        if kind == PiiType::Name && !is_name_column(claim, hits, &sample, &people) {
            continue;
        }
        if ratio > best_ratio {
            best_ratio = ratio;
            best.hits = counted;
            best.why = Why { rule, header: claim.about(kind), one_in: rule.map_or(0.0, Rule::one_in) };
            (best.pii, best.doubtful) = match ratio {
                r if r > MASK => (Some(kind), None),
                r if r > 0.0 => (None, Some(kind)),
                _ => (None, None),
            };
        }
    }
    best.score = probability(best_ratio);
    let hashable = [PiiType::Phone, PiiType::IdCard, PiiType::Email, PiiType::BankCard];
    if best.masks_as().is_none() && claim.kind().is_some_and(|k| hashable.contains(&k)) && tally.hashes * 2 > sampled {
        best = Verdict::certain(PiiType::Hash, Rule::HashShape, tally.hashes as usize, sampled as usize);
        best.why.header = crate::mask::HeaderSays::Exact;
    }
    if best.masks_as().is_none() {
        sample.each(&mut |text| tally.mixed += u64::from(sweep::holds_number(text)));
        best.mixed = tally.mixed;
        (best.why, best.hits) = (Why::default(), 0);
    }
    best
}

fn probability(ratio: f64) -> f64 {
    libm::round(1e4 / (1.0 + libm::exp(-ratio.clamp(-60.0, 60.0)))) / 1e4
}

/// Fewest different values that hardly repeat among customers, so that a short list of things is none of names.
const NAMES: usize = 20;

/// Surnames alone prove little: without a header, most values must have one, and they must hardly repeat, among the rows or, where
/// customers come again, among as many `people`.
fn is_name_column(claim: Claim, hits: u64, sample: &Sample<'_>, people: &dyn Fn() -> Option<usize>) -> bool {
    let most = hits * 5 >= sample.distinct as u64 * 4;
    match claim {
        Claim::Exact(PiiType::Name) | Claim::Partial(PiiType::Name) => true,
        Claim::Key => most,
        Claim::Person => hits * 2 >= sample.distinct as u64,
        // What a header is taken for is a guess, and so many names are none.
        Claim::Contrary if hits * 20 < sample.distinct as u64 * 19 || sample.distinct < 2 * NAMES => false,
        Claim::Silent | Claim::Contrary => {
            let among = || sample.distinct >= NAMES && people().is_some_and(|count| sample.distinct * 2 > count);
            most && (sample.distinct * 2 > sample.cells || among())
        }
        _ => false,
    }
}

/// Σ ln(r/p) over the values that pass, ln((1−r)/(1−p)) for each other one, p of its weakest rule.
fn log_ratio(rules: &[Rule], tally: &Tally, misses: u64) -> f64 {
    let weakest = rules.iter().map(|r| r.chance()).fold(0.0, f64::max);
    let passed: f64 = rules.iter().map(|&r| tally.count(r) as f64 * libm::log(RECALL / r.chance())).sum();
    passed + misses as f64 * libm::log((1.0 - RECALL) / (1.0 - weakest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, cells: &[String]) -> Verdict {
        detect(&Column::of_text(name, cells.iter().map(|c| Some(c.as_str()))), None, None, Extent::Sample)
    }

    fn many(n: usize, f: impl Fn(usize) -> String) -> Vec<String> {
        (0..n).map(f).collect()
    }

    #[test]
    fn phones_are_found_by_content_in_text_and_numbers() {
        let phones = many(300, |i| format!("138{:08}", i * 7919));
        assert_eq!(text("列1", &phones).pii, Some(PiiType::Phone));
        let numbers = Column::of_numbers("x", (0..300).map(|i| Some(13_800_000_000.0 + f64::from(i) * 7919.0)));
        let verdict = detect(&numbers, None, None, Extent::Sample);
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
        assert_eq!(detect(&amounts, Some(Field::Amount), None, Extent::Sample).masks_as(), None);
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
    fn names_repeat_with_their_customers() {
        let given = ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋"];
        let name = |i: usize| format!("{}{}{}", ["王", "李", "张", "刘", "陈"][i % 5], given[i % 10], given[i / 10]);
        let keys = many(2000, |i| format!("U{}", i * 7 % 100));
        let key = Column::of_text("客户ID", keys.iter().map(|c| Some(c.as_str())));
        let judged = |header: &str, cells: &[String]| {
            detect(&Column::of_text(header, cells.iter().map(|c| Some(c.as_str()))), None, Some(&key), Extent::Sample)
        };
        let names = many(2000, |i| name(i * 7 % 100));
        for header in ["列1", "付款人", "乘客", "担保人", "passenger", "createdBy"] {
            assert_eq!(judged(header, &names).masks_as(), Some(PiiType::Name), "{header}");
        }
        assert_eq!(text("列1", &names).masks_as(), None, "without customers");
        let drinks = many(2000, |i| ["白酒", "花茶", "黄酒", "米酒", "金酒"][i % 5].into());
        for header in ["列1", "商品", "品类"] {
            assert_eq!(judged(header, &drinks).masks_as(), None, "{header}");
        }
        let roles = many(2000, |i| ["本人", "他人", "代付"][i % 3].into());
        assert_eq!(judged("担保人", &roles).masks_as(), None);
    }

    #[test]
    fn keys_that_are_names_are_seen() {
        let cells = many(50, |i| format!("Brion Star{}", ["k", "ky", "kos", "a", "ling"][i % 5]));
        let column = Column::of_text("customer_id", cells.iter().map(|c| Some(c.as_str())));
        assert_eq!(detect(&column, Some(Field::UserId), None, Extent::Sample).pii, Some(PiiType::Name));
        let numbers = Column::of_text("customer_id", [Some("17850.0"), Some("13047.0")]);
        assert_eq!(detect(&numbers, Some(Field::UserId), None, Extent::Sample).masks_as(), None);
    }

    #[test]
    fn an_exact_header_masks_what_is_plausible() {
        let landlines = many(100, |i| format!("0755-8{i:07}"));
        assert_eq!(text("联系电话", &landlines).pii, Some(PiiType::Phone));
        assert_eq!(text("备注", &landlines).masks_as(), Some(PiiType::Landline));
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
