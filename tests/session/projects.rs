//! Saved projects: everything comes back over the same files, and over others what may.

use super::recipes::{NAMES, changed, session};
use insitu::intake::Overrides;
use insitu::mask::Key;
use insitu::session::{Decision, ProjectInfo, Session};
use serde_json::Value;

fn worked() -> Session {
    let mut session = session(NAMES);
    changed(&mut session);
    session.decide(0, Decision { drop: vec![3], correct: vec![(5, 3, Some("99.00".into()))], ..Decision::default() }).unwrap();
    let names: Vec<String> = pseudonyms(&mut session).into_iter().take(2).collect();
    session.merge(&names, false).unwrap();
    session
}

fn pseudonyms(session: &mut Session) -> Vec<String> {
    let masked = session.masked_table(0).unwrap();
    (0..masked.identity().unwrap().customers()).filter_map(|c| masked.pseudonym(c)).collect()
}

fn results(session: &mut Session) -> String {
    session.results(&["rfm", "describe", "abc"], &[]).unwrap()
}

#[test]
fn a_project_brings_back_settings_decisions_merges_and_names() {
    let mut first = worked();
    let bytes = first.project(&["rfm".into(), "describe".into()]).unwrap();
    let info = ProjectInfo::read(&bytes).unwrap();
    assert_eq!((info.files.len(), info.files[0].name.as_str(), info.start), (1, "orders.csv", bytes.len() as u64));
    assert_eq!(info.results["rfm"]["params"]["bins"], 3);

    let mut second = session(NAMES);
    let applied = second.restore(&bytes).unwrap();
    assert_eq!((applied.same, applied.decisions, applied.filter), (Some(true), 0, true));
    assert_eq!(results(&mut first), results(&mut second));
    assert_eq!(pseudonyms(&mut first), pseudonyms(&mut second));
    assert!(!second.undo());
}

#[test]
fn a_project_holds_sums_and_no_customers() {
    let mut session = session(NAMES);
    let info = ProjectInfo::read(&session.project(&["rfm".into()]).unwrap()).unwrap();
    let rfm = &info.results["rfm"];
    assert!(rfm["outcome"]["classes"].is_object() && rfm.get("notices").is_none(), "{rfm}");
    assert_eq!(rfm["outcome"]["customers"]["listed"], 0);
    let text = serde_json::to_string(&info.results).unwrap();
    assert!(pseudonyms(&mut session).iter().all(|name| !text.contains(name)));
}

#[test]
fn over_other_files_the_decisions_are_left_out_and_counted() {
    let bytes = worked().project(&[]).unwrap();
    let mut other = Session::new(Key::random().unwrap());
    let text = "订单号,客户ID,下单时间,金额,会员等级,城市\nD1,C1,2024-03-01,5,普通,北京\nD2,C2,2024-03-02,6,白银,上海\nD3,C1,2024-03-04,7,普通,北京\n";
    other.open_beside(super::table("orders.csv", text.as_bytes(), &Overrides::default()));
    let applied = other.restore(&bytes).unwrap();
    assert_eq!((applied.same, applied.decisions), (Some(false), 3));
    assert_eq!(other.cleaning(0).unwrap().decided, 0);
    assert_eq!(other.recipe().unwrap().as_of.as_deref(), Some("2024-04-30"));
}

#[test]
fn what_is_no_project_is_refused_and_changes_nothing() {
    let bytes = worked().project(&[]).unwrap();
    let mut session = session(NAMES);
    let before = serde_json::to_value(session.recipe().unwrap()).unwrap();
    let (length, content) = bytes.split_at(4);
    let mut tree: Value = serde_json::from_slice(content).unwrap();
    tree["version"] = 2.into();
    let packed = |tree: &Value| {
        let text = tree.to_string();
        [&(text.len() as u32).to_le_bytes()[..], text.as_bytes()].concat()
    };
    let newer = packed(&tree);
    tree["version"] = 1.into();
    tree["key"] = "00".into();
    let keyless = packed(&tree);
    for (wrong, code) in [
        (Vec::new(), "E_PROJECT"),
        (length.to_vec(), "E_PROJECT"),
        (bytes[..bytes.len() - 1].to_vec(), "E_PROJECT"),
        (vec![0xFF; 64], "E_PROJECT"),
        (newer, "E_NEWER"),
        (keyless, "E_PROJECT"),
    ] {
        assert_eq!(session.restore(&wrong).err().unwrap().code(), code);
    }
    assert_eq!(Session::new(Key::random().unwrap()).restore(&bytes).err().unwrap().code(), "E_NO_DATA");
    assert_eq!(serde_json::to_value(session.recipe().unwrap()).unwrap(), before);
}
