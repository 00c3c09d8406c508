//! The zone of the machine changes nothing: every analysis, over tables with local times and over times with zones of their own.

use crate::{file, insitu};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

/// Behind and before UTC, with and without daylight saving, and one that once left out a day.
const ZONES: [&str; 4] = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"];

/// What a call prints, byte for byte the same in every zone.
fn everywhere(words: &[&str]) -> Vec<u8> {
    let call = |zone: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_insitu")).args(words).env("TZ", zone).output().unwrap();
        assert!(run.status.success(), "{zone}: {}", String::from_utf8_lossy(&run.stderr));
        run.stdout
    };
    let [first, rest @ ..] = ZONES.map(call);
    rest.iter().zip(&ZONES[1..]).for_each(|(out, zone)| assert!(*out == first, "{zone} differs from UTC: {words:?}"));
    first
}

/// Analyses that found something.
fn found(results: &[u8]) -> BTreeSet<String> {
    let results: Value = serde_json::from_slice(results).unwrap();
    let of = results["results"].as_object().unwrap();
    let lacks = |name: &str| of[name]["outcome"].get("need").is_some() || of[name].get("error").is_some();
    of.keys().filter(|name| !lacks(name)).cloned().collect()
}

fn analyses() -> BTreeSet<String> {
    insitu::analysis::ANALYSES.iter().map(|a| a.name.to_owned()).collect()
}

/// Orders whose moments have zones of their own, some of them in hours that a zone of the list skips or has twice: daylight saving
/// of New York (2011-03-13, 2011-11-06) and of China (1986-05-04), and 2011-12-30, which Apia has not.
fn zoned() -> String {
    let mut out = "订单号,客户ID,下单时间,商品名称,数量,实付金额\n".to_owned();
    let moments = [
        "1986-05-04T00:30:00+08:00",
        "1986-09-14T01:30:00+09:00",
        "2011-03-13T02:30:00-05:00",
        "2011-03-13T07:30:00Z",
        "2011-11-06T01:30:00-04:00",
        "2011-11-06T01:30:00-05:00",
        "2011-12-29T23:59:59-10:00",
        "2011-12-30T12:00:00+14:00",
        "2011-12-31T00:00:00+14:00",
        "2011-12-31T23:30:00Z",
    ];
    for (order, moment) in moments.iter().cycle().take(600).enumerate() {
        // The year walks on with each round; days and hours stay.
        let moment = moment.replacen("2011", &format!("{}", 2009 + order / 200), 1);
        writeln!(out, "D{order:05},U{:03},{moment},茶{},1,{}.50", order * 7 % 97, order % 5, 10 + order * 13 % 90).unwrap();
    }
    out
}

#[test]
fn every_analysis_of_the_example_is_the_same_in_every_zone() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("zones");
    let out = folder.to_str().unwrap();
    assert_eq!(insitu(&["demo", "--out", out]).exit, 0);
    let names = insitu::demo::files().into_iter().map(|file| folder.join(file.name).to_str().unwrap().to_owned());
    let names: Vec<String> = names.collect();
    assert_eq!(names.len(), 5);
    let words: Vec<&str> = ["run"].into_iter().chain(names.iter().map(String::as_str)).collect();
    assert_eq!(found(&everywhere(&words)), analyses());
}

#[test]
fn moments_with_zones_are_the_same_in_every_zone() {
    let path = file("zoned.csv", zoned());
    let results = everywhere(&["run", &path]);
    let least = ["describe", "rfm", "abc", "clv", "lifecycle", "retention", "basket", "recommend"];
    assert!(least.iter().all(|name| found(&results).contains(*name)), "{:?}", found(&results));
    // Half an hour before midnight in UTC is the next day in Shanghai, the zone of the settings.
    let results: Value = serde_json::from_slice(&results).unwrap();
    assert_eq!((&results["recipe"]["time_zone"], &results["as_of"]), (&"Asia/Shanghai".into(), &"2012-01-02".into()));
}

#[test]
fn local_times_are_the_same_in_every_zone() {
    let text = "客户,下单时间,金额\nu1,2024-03-10 02:30:00,5\nu2,1986-05-04 00:30:00,6\nu1,2011-12-30,7\nu2,45291.5,8\n";
    everywhere(&["run", &file("local.csv", text)]);
}
