//! Recipes on open tables: what fits, what does not, and the one way back of all settings.

use super::table;
use insitu::analysis::ANALYSES;
use insitu::error::Result;
use insitu::fields::TableKind;
use insitu::intake::Overrides;
use insitu::mask::Key;
use insitu::recipe::{Recipe, Selection};
use insitu::session::{Applied, Change, Decision, Session};
use serde_json::{Value, json};
use std::fmt::Write;

fn orders(names: &str) -> String {
    let mut text = format!("{names}\n");
    for i in 0..40 {
        let (level, city) = (["普通", "白银", "黄金"][i % 3], ["北京", "上海"][i % 2]);
        writeln!(text, "D{i:04},C{:02},2024-03-{:02},{}.50,{level},{city}", i % 9, i % 28 + 1, 10 + i).unwrap();
    }
    text
}

pub(super) const NAMES: &str = "订单号,客户ID,下单时间,金额,会员等级,城市";

pub(super) fn session(names: &str) -> Session {
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table("orders.csv", orders(names).as_bytes(), &Overrides::default()));
    session
}

fn group(analysis: &str, grouping: &str, group: &str) -> Vec<Selection> {
    vec![Selection { analysis: analysis.into(), grouping: grouping.into(), group: group.into(), within: false }]
}

/// A session with something set of every kind; returns what each step was.
pub(super) fn changed(session: &mut Session) -> Vec<Change> {
    let mut plan = session.cleaning(0).unwrap().plan;
    plan.entries.iter_mut().for_each(|entry| entry.on = false);
    session.set_cleaning(0, Some(plan)).unwrap();
    session.set_operator(0, 4, Some(serde_json::from_value(json!("drop")).unwrap()), false).unwrap();
    session.map_column(0, "城市", None).unwrap();
    session.set_as_of(Some("2024-04-30")).unwrap();
    session.found("rfm", &json!({"bins": 3})).unwrap();
    let class = session.found("rfm", &Value::Null).unwrap().groupings.iter().find(|g| g.name == "class").unwrap();
    let code = class.groups.iter().zip(0_u16..).find(|(_, n)| class.of.contains(n)).unwrap().0.clone();
    session.set_filter(group("rfm", "class", &code)).unwrap();
    vec![Change::Cleaning, Change::Masking, Change::Fields, Change::AsOf, Change::Analysis("rfm".into()), Change::Filter]
}

fn recipe(session: &mut Session) -> Value {
    serde_json::to_value(session.recipe().unwrap()).unwrap()
}

#[test]
fn everything_that_was_set_goes_back_step_by_step_and_forward_again() {
    let mut session = session(NAMES);
    let mut states = vec![recipe(&mut session)];
    assert!(session.steps().undo.is_none());
    let changes = changed(&mut session);
    states.push(recipe(&mut session));
    let last = session.results(&["rfm", "describe"], &[]).unwrap();
    for change in changes.iter().rev() {
        assert_eq!(session.steps().undo.as_ref(), Some(change));
        assert!(session.undo());
        assert_eq!(session.steps().redo.as_ref(), Some(change));
        session.analyze("describe").unwrap();
    }
    assert!(!session.undo() && recipe(&mut session) == states[0]);
    assert!(session.filter().is_empty());
    for _ in &changes {
        assert!(session.redo());
    }
    assert!(!session.redo() && recipe(&mut session) == states[1]);
    assert_eq!(session.results(&["rfm", "describe"], &[]).unwrap(), last);
    // A new change ends the way forward; one that is refused, or changes nothing, is no step.
    session.undo();
    session.set_as_of(Some("2024-05-01")).unwrap();
    assert!(session.steps().redo.is_none());
    let before = recipe(&mut session);
    assert!(session.set_as_of(Some("soon")).is_err() && session.found("rfm", &json!({"bins": 99})).is_err());
    assert!(session.set_filter(group("rfm", "class", "nothing")).is_err());
    session.set_as_of(Some("2024-05-01")).unwrap();
    session.found("rfm", &json!({"bins": 3})).unwrap();
    assert_eq!((session.steps().undo, recipe(&mut session)), (Some(Change::AsOf), before));
}

#[test]
fn a_filter_that_goes_with_its_tables_comes_back_with_them() {
    let mut session = session(NAMES);
    changed(&mut session);
    let filter = session.filter().to_vec();
    session.decide(0, Decision { drop: vec![3], ..Decision::default() }).unwrap();
    session.set_filter(Vec::new()).unwrap();
    assert_eq!(session.steps().undo, Some(Change::Rows));
    session.undo();
    assert_eq!(session.filter(), filter);
    session.set_filter(Vec::new()).unwrap();
    assert_eq!(session.steps().undo, Some(Change::Filter));
}

fn apply(session: &mut Session, text: &str) -> Result<Applied> {
    session.apply(Recipe::from_json(text)?)
}

#[test]
fn a_recipe_brings_all_settings_into_another_session_in_one_step() {
    let mut first = session(NAMES);
    changed(&mut first);
    let text = serde_json::to_string(&first.recipe().unwrap()).unwrap();
    for cell in ["C01", "D0001", "北京", "2024-03"] {
        assert!(!text.contains(cell), "{cell}");
    }
    let mut second = session(NAMES);
    let before = recipe(&mut second);
    let applied = apply(&mut second, &text).unwrap();
    assert!(applied.filter && applied.same.is_none());
    assert_eq!((applied.untold, applied.unused, applied.columns), (vec![], vec![], vec![]));
    assert_eq!(recipe(&mut second), serde_json::from_str::<Value>(&text).unwrap());
    for analysis in ANALYSES {
        let (one, two) = (first.analyze(analysis.name), second.analyze(analysis.name));
        let tree = |found: Result<_>| found.map(|f| serde_json::to_value::<insitu::analysis::JsonFinding>(f).unwrap());
        assert_eq!(tree(one), tree(two), "{}", analysis.name);
    }
    assert_eq!(second.steps().undo, Some(Change::Recipe));
    second.undo();
    assert_eq!(recipe(&mut second), before);
}

#[test]
fn what_does_not_fit_is_told_and_the_rest_comes_into_force() {
    let mut first = session(NAMES);
    changed(&mut first);
    first.set_operator(0, 5, Some(serde_json::from_value(json!("drop")).unwrap()), false).unwrap();
    let mut text = recipe(&mut first);
    // A table of customers beside it, which is not open.
    text["tables"].as_array_mut().unwrap().push(json!({
        "kind": "customers", "columns": [{"header": "会员号", "field": null, "kind": "text"}], "cleaning": null, "masking": []
    }));
    text["filter"][0]["group"] = json!("nothing");
    // The city is gone, and the level has another name.
    let mut other = Session::new(Key::random().unwrap());
    let cut: String = orders("订单号,客户ID,下单时间,金额,等级,城市")
        .lines()
        .fold(String::new(), |all, line| all + line.rsplit_once(',').unwrap().0 + "\n");
    other.open_beside(table("next.csv", cut.as_bytes(), &Overrides::default()));
    let notes = "note,remark\n1,a\n2,b\n3,c\n";
    other.open_beside(table("notes.csv", notes.as_bytes(), &Overrides::default()));
    let applied = apply(&mut other, &text.to_string()).unwrap();
    assert_eq!((applied.untold, applied.unused), (vec![1], vec![TableKind::Customers]));
    assert_eq!((applied.columns, applied.filter), (vec!["城市".to_owned()], false));
    let now = recipe(&mut other);
    assert_eq!((&now["as_of"], &now["analyses"]["rfm"]["bins"]), (&json!("2024-04-30"), &json!(3)));
    assert_eq!(now["filter"], json!([]));
    assert_eq!(now["tables"][0]["masking"][0]["column"], "等级", "an operator follows a column that was renamed");
    let entries = now["tables"][0]["cleaning"]["entries"].as_array().unwrap();
    assert!(entries.iter().all(|entry| entry["column"] != "城市" && entry["column"] != "会员等级"));
    let inspect = other.inspect().unwrap();
    let drift = &inspect.files[0].drift.as_ref().unwrap().drift;
    assert_eq!((drift.renamed.len(), drift.missing.len()), (1, 1));
    other.analyze("rfm").unwrap();
}

#[test]
fn a_recipe_that_is_none_changes_nothing() {
    let mut session = session(NAMES);
    changed(&mut session);
    let before = recipe(&mut session);
    let mut plan = before.clone();
    plan["tables"][0]["cleaning"]["entries"][0]["action"] = json!("newest");
    let mut set = before.clone();
    set["analyses"]["rfm"]["bins"] = json!(1000);
    let mut newer = before.clone();
    newer["version"] = json!(7);
    for (text, code) in [
        (plan.to_string(), "E_PARAM"),
        (set.to_string(), "E_PARAM"),
        (newer.to_string(), "E_NEWER"),
        ("{\"as_of\": \"2024-13-01\"}".to_owned(), "E_PARAM"),
        ("{\"rows\": []}".to_owned(), "E_RECIPE"),
        ("a,b\n1,2".to_owned(), "E_RECIPE"),
        (String::new(), "E_RECIPE"),
    ] {
        let error = apply(&mut session, &text).err().unwrap();
        assert_eq!(error.code(), code, "{text}");
        assert_eq!(recipe(&mut session), before);
    }
    assert_eq!(session.steps().undo, Some(Change::Filter));
}

/// A recipe may come from anybody: what leaves unmasked by a word is masked until the user gives it here.
#[test]
fn a_recipe_brings_no_word_of_the_user_and_a_project_does() {
    let csv: String =
        (0..40).map(|i| format!("C{:02},1380013{i:04},2024-03-{:02},{}.50,x\n", i % 9, i % 28 + 1, 10 + i)).collect();
    let opened = || {
        let mut session = Session::new(Key::random().unwrap());
        let text = format!("客户ID,手机号,下单时间,金额,备注\n{csv}");
        session.open_beside(table("orders.csv", text.as_bytes(), &Overrides::default()));
        session
    };
    let keep = || Some(serde_json::from_value(json!("keep")).unwrap());
    let shows = |session: &mut Session| {
        let columns = session.masking(0).unwrap().columns;
        columns[1].after.iter().flatten().any(|text| text.starts_with("13800130"))
    };
    let mut first = opened();
    first.set_operator(0, 1, keep(), true).unwrap();
    first.set_operator(0, 4, Some(serde_json::from_value(json!("drop")).unwrap()), false).unwrap();
    assert!(shows(&mut first));
    let text = recipe(&mut first);
    assert_eq!(text["tables"][0]["masking"][0]["confirmed"], true);

    let mut second = opened();
    let applied = apply(&mut second, &text.to_string()).unwrap();
    assert_eq!(applied.unconfirmed, ["手机号"]);
    assert!(!shows(&mut second), "masked as without a recipe");
    assert_eq!(recipe(&mut second)["tables"][0]["masking"][1]["operator"], "drop", "the rest is in force");
    assert!(!recipe(&mut second).to_string().contains("confirmed"));
    second.set_operator(0, 1, keep(), true).unwrap();
    assert!(shows(&mut second));

    let mut third = opened();
    let applied = third.restore(&first.project(&[]).unwrap()).unwrap();
    assert!(applied.unconfirmed.is_empty() && shows(&mut third));
}
