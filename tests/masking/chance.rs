//! How often values that are nothing of the kind pass its rule: the chances that detection reckons with.

use crate::dice::Dice;
use crate::harmless::harmless;
use crate::personal;
use insitu::mask::{PiiType, Rule, rules};

/// Share of values that pass a rule.
fn share(rule: Rule, claimed: Option<PiiType>, count: usize, make: &mut dyn FnMut(usize) -> String) -> f64 {
    let hits = (0..count).filter(|&i| rules(&make(i), claimed).contains(&rule)).count();
    hits as f64 / count as f64
}

fn measure(rule: Rule, what: &str, measured: f64) {
    eprintln!("{rule:?}: {measured:.3e} of {what}, taken as {:.3e}", rule.chance());
}

/// The measured share of a uniform population is the chance within five standard errors.
fn uniform(rule: Rule, what: &str, count: usize, make: &mut dyn FnMut(usize) -> String) {
    let measured = share(rule, None, count, make);
    measure(rule, what, measured);
    let p = rule.chance();
    let error = (p * (1.0 - p) / count as f64).sqrt();
    // Chances are told to two digits.
    assert!((measured - p).abs() <= 5.0 * error + 0.05 * p, "{rule:?}: {measured} is not {p}");
}

#[test]
fn chances_of_numbers_are_those_of_uniform_digits() {
    let mut dice = Dice::new(1);
    uniform(Rule::IdCard, "uniform 18 digits", 6_000_000, &mut |_| dice.digits(18));
    uniform(Rule::IdCardOld, "uniform 15 digits", 400_000, &mut |_| dice.digits(15));
    uniform(Rule::Mobile, "uniform 11 digits", 200_000, &mut |_| dice.digits(11));
    uniform(Rule::Landline, "uniform 11 digits", 200_000, &mut |_| dice.digits(11));
    uniform(Rule::UsccDigits, "uniform 18 digits", 400_000, &mut |_| dice.digits(18));
    uniform(Rule::Imei, "uniform 15 digits", 400_000, &mut |_| dice.digits(15));
    uniform(Rule::BankCard, "uniform 16 digits", 400_000, &mut |_| dice.digits(16));
}

#[test]
fn chances_of_checked_codes_are_no_larger_than_reckoned() {
    let mut dice = Dice::new(2);
    let mut at_most = |rule: Rule, what: &str, count: usize, make: &mut dyn FnMut(&mut Dice, usize) -> String| {
        let measured = share(rule, None, count, &mut |i| make(&mut dice, i));
        measure(rule, what, measured);
        assert!(measured <= rule.chance(), "{rule:?}: {measured}");
    };
    at_most(Rule::IdCard, "200 000 order numbers", 200_000, &mut |d, i| {
        format!("2024{:02}{:02}{:02}{:02}{:02}{:04}", i % 12 + 1, i % 28 + 1, d.below(24), d.below(60), d.below(60), i % 10_000)
    });
    let signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    at_most(Rule::Uscc, "18 signs of its alphabet", 3_000_000, &mut |d, _| d.signs(signs, 18));
    at_most(Rule::Openid, "28 hexadecimal digits", 100_000, &mut |d, _| d.signs(personal::HEX, 28));
    at_most(Rule::Mac, "12 hexadecimal digits", 100_000, &mut |d, _| d.signs(personal::HEX, 12));
    at_most(Rule::MachineReadable, "44 signs", 100_000, &mut |d, _| d.signs("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<", 44));
    at_most(Rule::International, "signed changes", 100_000, &mut |d, _| format!("+{}.{}", d.below(99_999_999), d.digits(1)));
}

/// Chances of forms, over all values of all harmless columns.
#[test]
fn chances_of_forms_are_no_larger_than_reckoned() {
    let columns = harmless(400);
    let all = |keep: &dyn Fn(&str) -> bool| -> Vec<&str> {
        columns.iter().flat_map(|(_, cells)| cells.iter().map(String::as_str)).filter(|c| keep(c)).collect()
    };
    let any = all(&|_| true);
    let han = all(&|c| c.chars().count() < 5 && c.chars().all(|c| !c.is_ascii()));
    let short = all(&|c| c.is_ascii() && (6..=20).contains(&c.len()));
    for (rule, claimed, values, what) in [
        (Rule::Email, None, &any, "harmless values"),
        (Rule::Ip, None, &any, "harmless values"),
        (Rule::Plate, None, &any, "harmless values"),
        (Rule::Address, None, &any, "harmless values"),
        (Rule::Wxid, Some(PiiType::Social), &any, "harmless values"),
        (Rule::HashShape, Some(PiiType::Hash), &any, "harmless values"),
        (Rule::Device, Some(PiiType::Device), &any, "harmless values"),
        (Rule::Birthday, Some(PiiType::Birthday), &any, "harmless values"),
        (Rule::Geo, Some(PiiType::Geo), &any, "harmless values"),
        (Rule::Passport, Some(PiiType::Passport), &short, "short harmless words"),
        (Rule::Social, Some(PiiType::Social), &short, "short harmless words"),
        (Rule::LatinName, Some(PiiType::Name), &any, "harmless values"),
        (Rule::Surname, None, &han, "short Han words that are no names"),
    ] {
        let measured = share(rule, claimed, values.len(), &mut |i| values[i].to_owned());
        measure(rule, what, measured);
        assert!(measured <= rule.chance(), "{rule:?}: {measured}");
    }
}
