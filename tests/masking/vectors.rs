//! Published vectors.

use crate::data::json_of;
use insitu::mask::{PiiType, Rule, redact, rules, spans};

fn texts(value: &serde_json::Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|v| v.as_str().or_else(|| v["id"].as_str()).unwrap()).collect()
}

#[test]
fn identity_numbers() {
    let Some(file) = json_of("masking/cn_resident_id.json") else { return };
    for id in texts(&file["checksum_valid"]) {
        assert_eq!(rules(id, None), [Rule::IdCard], "{id}");
    }
    for id in texts(&file["valid_15_digit"]) {
        assert!(rules(id, None).contains(&Rule::IdCardOld), "{id}");
    }
    for id in texts(&file["invalid"]) {
        assert!(!rules(id, None).iter().any(|r| matches!(r, Rule::IdCard | Rule::IdCardOld)), "{id}");
    }
}

#[test]
fn credit_codes() {
    // Codes that companies print on their invoices and pages; the last has a wrong check character.
    for code in ["91110000600037341L", "91440300708461136T", "91350100M000100Y43"] {
        assert_eq!(rules(code, None), [Rule::Uscc], "{code}");
    }
    assert!(rules("91350100M000100Y44", None).is_empty());
    // The identity number comes first: this one passes both rules.
    let both = (0..20_000_u32)
        .map(|n| crate::personal::id_card(&mut crate::dice::Dice::new(n.into())).replace(char::is_alphabetic, "0"))
        .find(|id| rules(id, None).contains(&Rule::IdCard) && id.starts_with('5'));
    assert!(both.is_some_and(|id| !rules(&id, None).contains(&Rule::UsccDigits)));
}

#[test]
fn mobile_numbers() {
    let Some(file) = json_of("masking/mobile_examples_by_country.json") else { return };
    let number = file["examples"]["CN"].as_str().unwrap();
    assert_eq!(rules(number, None), [Rule::Mobile]);
    assert_eq!(redact(PiiType::Phone, number), "131****6789");
}

/// Cards of issuers that the rule knows, by the positions that Presidio's own tests give.
#[test]
fn cards_and_addresses_of_presidio() {
    let Some(cards) = json_of("masking/presidio_credit_card.json") else { return };
    let Some(mails) = json_of("masking/presidio_email.json") else { return };
    let (mut same, mut all) = (0, 0);
    for (file, kind, places) in [(&cards, PiiType::BankCard, "expected_res"), (&mails, PiiType::Email, "expected_positions")] {
        for case in file["cases"].as_array().unwrap() {
            let text = case["text"].as_str().unwrap();
            let expected: Vec<(usize, usize)> = case[places]
                .as_array()
                .unwrap()
                .iter()
                .map(|p| (p[0].as_u64().unwrap() as usize, p[1].as_u64().unwrap() as usize))
                .collect();
            let found: Vec<(usize, usize)> =
                spans(text).iter().filter(|s| s.kind == kind).map(|s| (s.chars.start, s.chars.end)).collect();
            assert!(found.iter().all(|f| expected.contains(f)), "{text}: {found:?}");
            (same, all) = (same + usize::from(found == expected), all + 1);
            // Diners, Discover, JCB, Maestro and UATP are no issuers of the table of kinds.
            let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
            let other = ["30", "36", "60", "35", "50", "67", "12"].iter().any(|bin| digits.starts_with(bin));
            assert!(found == expected || (kind == PiiType::BankCard && other), "{text}: {found:?}");
        }
    }
    eprintln!("Presidio's own cases of cards and e-mail addresses: {same} of {all} alike");
}
