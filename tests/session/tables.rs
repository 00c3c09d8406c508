//! Several tables in one session: kinds, joins, customers who are one person, the way back, and what a recipe keeps of it.

use insitu::clean::{Action, Rule};
use insitu::intake::{Overrides, RawTable, read};
use insitu::mask::{InCommon, Key};
use insitu::recipe::Recipe;
use insitu::session::{Change, Decision, RiskQuery, Session, TableRows, tables};
use std::fmt::Write;

fn table(name: &str, text: &str) -> RawTable {
    read(name, &text.as_bytes().to_vec(), &Overrides::default(), 1 << 20).unwrap()
}

/// Keys of customers; the case of one of them may tell two customers apart.
fn id(i: usize) -> String {
    if i == 1 { "C001a".to_owned() } else { format!("C{i:03}") }
}

/// 30 customers of whom 25 buy, one buyer that the list of customers does not know, and two entries of one person.
fn customers() -> String {
    let mut text = String::from("客户ID,姓名,手机号,会员等级,注册时间,最近购买时间\n");
    for i in 0..30 {
        let phone = if i == 29 { 3 } else { i };
        let level = ["普通", "白银", "黄金"][i % 3];
        writeln!(
            text,
            "{},王小{},138{:08},{level},2024-01-{:02},2024-03-{:02}",
            id(i),
            "明红刚".chars().nth(i % 3).unwrap(),
            7919 * phone,
            i % 28 + 1,
            i % 25 + 1
        )
        .unwrap();
    }
    text
}

fn orders() -> String {
    let mut text = String::from("订单号,客户ID,下单时间,金额\n");
    for i in 0..25 {
        writeln!(text, "D{i:04}, {} ,2024-03-{:02} 10:00:00,{}.50", id(i), i + 1, 10 + i).unwrap();
    }
    text.push_str("D9998,c001a,2024-03-02 11:00:00,5.00\nD9999,,2024-03-02 11:00:00,5.00\n");
    text
}

fn session() -> Session {
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table("orders.csv", &orders()));
    session.open_beside(table("customers.csv", &customers()));
    session
}

#[test]
fn files_with_other_columns_are_tables_of_their_own() {
    let plan = |name: &str, text: String| {
        let raw = table(name, &text);
        raw.first.plan
    };
    let (orders, customers) = (plan("o", orders()), plan("c", customers()));
    assert_eq!(tables(&[orders.clone(), customers.clone(), orders.clone()]).unwrap(), [vec![0, 2], vec![1]]);
    let more = plan("m", "订单号,客户ID,下单时间,金额,渠道\nD1,C1,2024-01-01,1,a\nD2,C2,2024-01-02,2,b\n".to_owned());
    assert_eq!(tables(&[orders.clone(), customers.clone(), more]).unwrap(), [vec![0, 2], vec![1]], "a column more");
    let others = plan("x", "单号,买家ID,付款时间,实付金额\nD1,C1,2024-01-01,1\nD2,C2,2024-01-02,2\n".to_owned());
    let (file, error) = tables(&[orders, customers, others]).unwrap_err();
    assert_eq!((file, error.code()), (2, "E_COLUMNS_DIFFER"));
}

#[test]
fn each_table_has_its_kind_and_scores_are_those_of_the_orders() {
    let mut both = session();
    let kinds: Vec<&str> = both.inspect().unwrap().files.iter().map(|f| f.kind.code()).collect();
    assert_eq!(kinds, ["orders", "customers"]);
    let mut alone = Session::new(Key::random().unwrap());
    alone.open(table("orders.csv", &orders()));
    let result = |s: &mut Session| serde_json::to_value(s.analyze("rfm").unwrap()).unwrap()["outcome"].take();
    let (mut with_customers, of_orders) = (result(&mut both), result(&mut alone));
    // Five of the table of customers never bought.
    assert_eq!(with_customers["population"]["customers"], 31);
    assert_eq!(with_customers["population"]["without_purchase"], 5);
    with_customers["population"] = of_orders["population"].clone();
    assert_eq!(with_customers, of_orders);
    let text = both.results(&["rfm"], &[]).unwrap();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let names: Vec<&str> = all["inputs"].as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["orders.csv", "customers.csv"]);
}

#[test]
fn the_join_is_counted_from_both_sides() {
    let audit = session().join().unwrap();
    assert_eq!((audit.customers, audit.reference), (31, Some(1)));
    let [orders, customers] = &audit.sources[..] else { panic!() };
    assert_eq!((orders.rows, orders.rows_named, orders.rows_unnamed), (27, 26, 1));
    assert_eq!((orders.customers, orders.matched, orders.orphans, orders.orphan_rows), (26, 25, 1, 1));
    assert_eq!((orders.absent, orders.met_without_case, orders.joined_rows), (5, 1, 25));
    assert_eq!((customers.customers, customers.matched, customers.orphans, customers.repeated), (30, 30, 0, 0));
}

#[test]
fn a_join_that_would_multiply_rows_is_told() {
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table("orders.csv", &orders()));
    let mut text = String::from("客户ID,姓名,会员等级,注册时间\n");
    for i in 0..2_000 {
        writeln!(text, "{},王小明,黄金,2024-01-{:02}", id(i % 2), i % 28 + 1).unwrap();
    }
    session.open_beside(table("customers.csv", &text));
    session.set_kind(1, "customers").unwrap();
    let audit = session.join().unwrap();
    let source = &audit.sources[0];
    assert_eq!((source.matched, source.joined_rows), (2, 2_000));
    assert_eq!((audit.sources[1].repeated, audit.sources[1].most_rows), (2, 1_000));
    let counted: serde_json::Value = serde_json::to_value(session.analyze("rfm").unwrap()).unwrap();
    assert_eq!(counted["outcome"]["population"]["lines"], 26, "our join multiplies nothing");
}

#[test]
fn customers_with_one_telephone_are_candidates_and_a_merge_can_be_undone() {
    let mut session = session();
    let found = session.duplicates(0, 10).unwrap();
    assert_eq!((found.total, found.groups.len()), (1, 1));
    assert_eq!(found.groups[0].reasons, [InCommon::Phone]);
    let names: Vec<String> = found.groups[0].customers.iter().map(|c| c.customer.clone()).collect();
    assert_eq!(names.len(), 2);
    session.merge(&names, false).unwrap();
    assert_eq!(session.join().unwrap().customers, 30);
    let after = session.duplicates(0, 10).unwrap();
    assert_eq!((after.total, after.merged.len()), (0, 1));
    assert!(session.merge(&["c-nobody".to_owned(), "c-no".to_owned()], false).is_err());
    session.merge(&names[..1], true).unwrap();
    assert_eq!(session.join().unwrap().customers, 31);
    assert!(session.undo() && session.join().unwrap().customers == 30);
    assert!(session.undo() && session.join().unwrap().customers == 31);
    assert!(!session.undo());
    assert!(session.redo() && session.join().unwrap().customers == 30);
}

#[test]
fn merged_buyers_count_as_one() {
    let mut session = Session::new(Key::random().unwrap());
    session.open(table("o.csv", "客户ID,手机号,订单号,下单时间,金额\nA,13800138000,1,2024-01-01,1\nB,+86 138-0013-8000,2,2024-01-02,2\nC,13911112222,3,2024-01-03,3\nD,13911113333,4,2024-01-04,4\n"));
    let found = session.duplicates(0, 10).unwrap();
    let names: Vec<String> = found.groups[0].customers.iter().map(|c| c.customer.clone()).collect();
    session.merge(&names, false).unwrap();
    let rfm = serde_json::to_value(session.rfm(&serde_json::json!({"bins": 2})).unwrap()).unwrap();
    assert_eq!(rfm["outcome"]["population"]["customers"], 3);
    assert_eq!(rfm["outcome"]["population"]["orders"], 4);
}

#[test]
fn a_card_holds_masked_values_of_all_tables() {
    let mut session = session();
    session.rfm(&serde_json::Value::Null).unwrap();
    let query = serde_json::from_value(serde_json::json!({"analysis": "rfm", "from": 0, "count": 5})).unwrap();
    let name = session.rows(&query).unwrap().rows[0].customer.clone();
    let card = session.card(&name).unwrap();
    assert_eq!((card.rows.clone(), card.timeline.len()), (vec![1, 1], 1));
    let text = serde_json::to_string(&card).unwrap();
    assert!(!text.contains("C000") && !text.contains("13800000000") && !text.contains("王小"), "{text}");
    assert!(card.facts.iter().any(|f| f.field == Some("member_level") && f.value == "普通"));
    assert_eq!(session.card("c-0000000000000000").err().unwrap().code(), "E_NO_DATA");
}

#[test]
fn last_purchases_are_compared_with_the_orders() {
    let checks = session().checks(1).unwrap();
    let check = checks.derived.iter().find(|c| c.definition == "last_order_time").unwrap();
    assert_eq!((check.compared, check.missing), (25, 5));
    let levels = checks.domains.iter().find(|d| d.field.code() == "member_level").unwrap();
    let counts: Vec<(&str, u64)> = levels.counts.iter().map(|c| (c.zh, c.rows)).collect();
    assert_eq!((counts, levels.unknown), (vec![("普通", 10), ("白银", 10), ("黄金", 10)], 0));
}

#[test]
fn plans_operators_and_decisions_can_be_taken_back_and_a_recipe_holds_rules_alone() {
    let mut session = session();
    let before = session.recipe().unwrap();
    let mut plan = session.cleaning(1).unwrap().plan;
    let entry = plan.entries.iter_mut().find(|e| e.rule == Rule::IdenticalRows).unwrap();
    entry.action = if entry.action == Action::Keep { Action::Delete } else { Action::Keep };
    session.set_cleaning(1, Some(plan)).unwrap();
    session.decide(1, Decision { drop: vec![0], correct: vec![(1, 3, Some("黄金".into()))], ..Decision::default() }).unwrap();
    let cleaning = session.cleaning(1).unwrap();
    assert_eq!((cleaning.decided, session.steps().undo), (2, Some(Change::Rows)));
    let rows = [cleaning.headlines.without, cleaning.headlines.without_fills, cleaning.headlines.with].map(|h| h.rows.num);
    assert_eq!(rows, [30, 29, 29], "a row dropped by hand is no effect of fillings");
    let column = session.inspect().unwrap().files[1].columns.iter().position(|c| c.field == Some("phone")).unwrap();
    let drop = serde_json::from_value(serde_json::json!("drop")).unwrap();
    session.set_operator(1, column, Some(drop), false).unwrap();
    let keep = || serde_json::from_value(serde_json::json!("keep")).unwrap();
    assert_eq!(session.set_operator(1, column, Some(keep()), false).err().unwrap().code(), "E_NOT_CONFIRMED");
    let masking = session.masking(1).unwrap();
    assert!(masking.columns[column].after.iter().all(Option::is_none));
    let recipe = session.recipe().unwrap();
    let text = serde_json::to_string(&recipe).unwrap();
    for value in ["C001", "138000", "王小", "黄金", "2024-03"] {
        assert!(!text.contains(value), "{value} in {text}");
    }
    assert_eq!(Recipe::from_json(&text).unwrap(), recipe);
    // Next month's files under the same recipe.
    let mut next = Session::new(Key::random().unwrap()).with_recipe(recipe.clone());
    next.open_beside(table("orders.csv", &orders()));
    next.open_beside(table("customers.csv", &customers().replace("会员等级", "等级")));
    let inspect = next.inspect().unwrap();
    let drift = &inspect.files[1].drift.as_ref().unwrap().drift;
    assert_eq!((drift.new.len(), drift.missing.len(), drift.renamed.len()), (0, 0, 1));
    assert!(next.masking(1).unwrap().columns[column].after.iter().all(Option::is_none));
    for _ in 0..3 {
        assert!(session.undo());
    }
    assert!(!session.undo());
    assert_eq!(serde_json::to_value(session.recipe().unwrap()).unwrap(), serde_json::to_value(before).unwrap());
}

#[test]
fn rows_behind_a_rule_are_shown_masked() {
    let mut session = Session::new(Key::random().unwrap());
    let mut text = orders();
    text.push_str("D0000, C000 ,2024-03-01 10:00:00,10.50\n");
    session.open(table("orders.csv", &text));
    let cleaning = session.cleaning(0).unwrap();
    let entry = cleaning.plan.entries.iter().position(|e| e.rule == Rule::IdenticalRows).unwrap();
    assert_eq!((cleaning.effects[entry].found, cleaning.effects[entry].dropped), (1, 1));
    assert_eq!(cleaning.headlines.without.rows.num - 1, cleaning.headlines.with.rows.num);
    let page = session.table_rows(&TableRows { table: 0, entry: Some(entry), from: 0, count: 10 }).unwrap();
    assert_eq!((page.total, page.rows[0].row, page.rows[0].kept), (1, 29, false));
    assert_ne!(page.rows[0].cells[1].as_deref(), Some("C000"));
    session.decide(0, Decision { keep: vec![27], ..Decision::default() }).unwrap();
    assert_eq!(session.cleaning(0).unwrap().headlines.with.rows.num, cleaning.headlines.without.rows.num);
}

#[test]
fn keys_travel_under_a_passphrase_and_open_what_was_sent_out() {
    let mut session = session();
    session.rfm(&serde_json::Value::Null).unwrap();
    let query = || serde_json::from_value(serde_json::json!({"analysis": "rfm", "from": 0, "count": 3})).unwrap();
    let name = session.rows(&query()).unwrap().rows[1].customer.clone();
    let list = format!("客户代号,R\n\"{name}\",5\nc-0000000000000000,1\n");
    assert_eq!(session.open_pseudonyms(&list, false, insitu::report::Lang::Zh).err().unwrap().code(), "E_NOT_CONFIRMED");
    let open = |s: &mut Session| {
        let file = s.open_pseudonyms(&list, true, insitu::report::Lang::Zh).unwrap();
        String::from_utf8(file.bytes).unwrap()
    };
    // The id is given back as the file has it.
    assert!(open(&mut session).contains(&format!("{name}, C001a ")), "{}", open(&mut session));
    let file = String::from_utf8(session.wrapped_key("correct horse battery").unwrap().bytes).unwrap();
    assert_eq!(session.wrapped_key("short").err().unwrap().code(), "E_WEAK_PASSPHRASE");
    session.new_key().unwrap();
    assert!(!open(&mut session).contains("C001"), "a new key breaks the link");
    assert_eq!(session.unwrap_key(&file, "wrong horse battery").err().unwrap().code(), "E_PASSPHRASE");
    session.unwrap_key(&file, "correct horse battery").unwrap();
    assert!(open(&mut session).contains("C001"));
}

#[test]
fn risk_falls_when_columns_are_coarser() {
    let mut session = session();
    let risk = |s: &mut Session, k| s.risk(&RiskQuery { table: 1, columns: None, sensitive: Vec::new(), k }).unwrap();
    let before = risk(&mut session, None);
    assert!(before.columns.iter().any(|c| c.chosen && c.why == Some("field")));
    assert_eq!((before.before.level, before.rows), (1, 30));
    let register = session.inspect().unwrap().files[1].columns.iter().position(|c| c.field == Some("register_date")).unwrap();
    let last = session.inspect().unwrap().files[1].columns.iter().position(|c| c.field == Some("last_buy_date")).unwrap();
    for column in [register, last] {
        let coarse = serde_json::from_value(serde_json::json!({"coarsen_date": "year"})).unwrap();
        session.set_operator(1, column, Some(coarse), false).unwrap();
    }
    let after = risk(&mut session, None);
    assert!(after.after.k_min > before.before.k_min, "{:?} {:?}", after.after.k_min, before.before.k_min);
    assert!(after.after.uniques.num <= after.before.uniques.num);
    assert_eq!(
        session.risk(&RiskQuery { table: 1, columns: None, sensitive: Vec::new(), k: Some(1) }).err().unwrap().code(),
        "E_PARAM"
    );
}

#[test]
fn decisions_stand_until_they_are_taken_back() {
    let mut session = session();
    let rows = |s: &mut Session| s.cleaning(1).unwrap().headlines.with.rows.num;
    for row in [0, 1] {
        session.decide(1, Decision { drop: vec![row], ..Decision::default() }).unwrap();
    }
    assert_eq!(rows(&mut session), 28);
    assert!(session.undo());
    assert_eq!(rows(&mut session), 29, "the first decision stands");
    let fields: Vec<Option<String>> =
        session.inspect().unwrap().files[1].columns.iter().map(|c| c.field.map(str::to_owned)).collect();
    session.map(1, &fields).unwrap();
    assert_eq!(rows(&mut session), 29);
}

#[test]
fn keys_of_customers_never_leave_by_an_operator_without_a_word() {
    let mut session = Session::new(Key::random().unwrap());
    let text: String = (0..30).map(|i| format!("{},{},2024-01-{:02},{}.5\n", 17_000 + i, 17_000 + i, i % 28 + 1, i)).collect();
    session.open(table("orders.csv", &format!("客户ID,会员号,下单时间,金额\n{text}")));
    let operator = |json: serde_json::Value| Some(serde_json::from_value(json).unwrap());
    for bad in [serde_json::json!({"round": {"step": 1.0}}), serde_json::json!({"top_code": {"at": 1e18}})] {
        assert_eq!(session.set_operator(0, 0, operator(bad), true).err().unwrap().code(), "E_PARAM");
    }
    assert_eq!(session.set_operator(0, 0, operator(serde_json::json!("keep")), false).err().unwrap().code(), "E_NOT_CONFIRMED");
    let after = &session.masking(0).unwrap().columns;
    assert!(after[0].after.iter().flatten().all(|t| t.starts_with("c-")));
    assert_eq!(after[0].after, after[1].after, "another column of the same numbers has the same names");
    session.set_operator(0, 0, operator(serde_json::json!("keep")), true).unwrap();
    assert_eq!(session.masking(0).unwrap().columns[0].after[0].as_deref(), Some("17000"));
}

#[test]
fn merges_outlive_a_new_key_and_every_id_can_be_opened() {
    let mut session = Session::new(Key::random().unwrap());
    session.open(table("o.csv", "客户ID,手机号,订单号,下单时间,金额\nA,13800138000,1,2024-01-01,1\nB,13800138000,2,2024-01-02,2\nC,13911112222,3,2024-01-03,3\n"));
    let names: Vec<String> = session.duplicates(0, 1).unwrap().groups[0].customers.iter().map(|c| c.customer.clone()).collect();
    session.merge(&names, false).unwrap();
    let list = names.join("\n");
    let open =
        |s: &mut Session| String::from_utf8(s.open_pseudonyms(&list, true, insitu::report::Lang::En).unwrap().bytes).unwrap();
    assert!(open(&mut session).contains(&format!("{},A", names[0])) && open(&mut session).contains(&format!("{},B", names[1])));
    session.new_key().unwrap();
    assert_eq!(session.join().unwrap().customers, 2);
    session.rfm(&serde_json::Value::Null).unwrap();
    let export = serde_json::from_value(serde_json::json!({"what": "customers", "form": "crm", "confirmed": true})).unwrap();
    let crm = String::from_utf8(session.export(&export).unwrap().bytes).unwrap();
    assert!(["\nA,", "\nB,", "\nC,"].iter().all(|id| crm.contains(id)), "{crm}");
}

#[test]
fn a_second_table_of_orders_is_not_passed_over_in_silence() {
    let mut session = session();
    session.open_beside(table("more.csv", "订单号,客户ID,下单时间,金额,渠道\nD1,C1,2024-01-01,1,a\nD2,C2,2024-01-02,2,b\n"));
    session.inspect().unwrap();
    let notice = session.notices().into_iter().find(|n| n.code == "N_TABLE_UNUSED").unwrap();
    assert_eq!((notice.table, notice.count), (Some(3), 2));
}

#[test]
fn last_purchases_are_of_rows_that_count_and_no_refunds() {
    let mut session = Session::new(Key::random().unwrap());
    let orders = "订单号,客户ID,下单时间,金额,是否退款\n1,A,2024-03-01 10:00:00,5,否\n2,A,2024-03-09 10:00:00,5,是\n3,B,2024-03-02 10:00:00,5,否\n4,B,2024-03-08 10:00:00,5,否\n";
    session.open_beside(table("orders.csv", orders));
    session.open_beside(table(
        "customers.csv",
        "客户ID,会员等级,注册时间,最近购买时间\nA,黄金,2024-01-01,2024-03-01 10:00:00\nB,黄金,2024-01-01,2024-03-02 10:00:00\n",
    ));
    let check = |s: &mut Session| s.checks(1).unwrap().derived.into_iter().find(|c| c.definition == "last_order_time").unwrap();
    assert_eq!((check(&mut session).equal, check(&mut session).differ), (1, 1));
    session.decide(0, Decision { drop: vec![3], ..Decision::default() }).unwrap();
    assert_eq!((check(&mut session).equal, check(&mut session).differ), (2, 0));
}

#[test]
fn a_group_is_a_filter_of_everything_and_opens_to_its_customers() {
    let mut session = session();
    let all = session.rfm(&serde_json::Value::Null).unwrap();
    let all = serde_json::to_value(all).unwrap();
    let classes = all["outcome"]["classes"]["rows"].as_array().unwrap();
    let largest = classes.iter().max_by_key(|row| row["customers"].as_u64()).unwrap();
    let (code, count) = (largest["code"].as_str().unwrap(), largest["customers"].as_u64().unwrap());
    let rows = |session: &mut Session, filter: serde_json::Value| {
        let query = serde_json::json!({"analysis": "rfm", "filter": filter, "from": 0, "count": 100});
        session.rows(&serde_json::from_value(query).unwrap())
    };
    let members = rows(&mut session, serde_json::json!([{"grouping": "class", "group": code}])).unwrap();
    assert_eq!((members.total, members.rows.len() as u64), (count, count));
    let names = |page: &insitu::session::RowsPage| page.rows.iter().map(|r| r.customer.clone()).collect::<Vec<_>>();
    let of_class = names(&members);
    assert!(rows(&mut session, serde_json::json!([{"grouping": "class", "group": "no"}])).is_err());

    let selection = |group: &str| -> Vec<insitu::recipe::Selection> {
        serde_json::from_value(serde_json::json!([{"analysis": "rfm", "grouping": "class", "group": group}])).unwrap()
    };
    assert_eq!(session.set_filter(selection("no")).err().unwrap().code(), "E_PARAM");
    assert!(session.filter().is_empty());
    session.set_filter(selection(code)).unwrap();
    let some = serde_json::to_value(session.rfm(&serde_json::Value::Null).unwrap()).unwrap();
    assert_eq!(some["outcome"]["population"]["customers"], count);
    assert_eq!(names(&rows(&mut session, serde_json::json!([])).unwrap()), of_class);
    let recipe = serde_json::to_string(&session.recipe().unwrap()).unwrap();
    assert_eq!(Recipe::from_json(&recipe).unwrap().filter, selection(code));
    // Other settings of the analysis whose group it is make another group of it.
    let by_median = serde_json::json!({"split": "median"});
    session.rfm(&by_median).unwrap();
    let again = session.analyze("describe").unwrap();
    let mut anew = self::session();
    anew.rfm(&by_median).unwrap();
    anew.set_filter(selection(code)).unwrap();
    assert_eq!(again, anew.analyze("describe").unwrap());
    session.rfm(&serde_json::json!({"split": "mean"})).unwrap();
    session.set_filter(Vec::new()).unwrap();
    assert_eq!(serde_json::to_value(session.rfm(&serde_json::Value::Null).unwrap()).unwrap(), all);
}

#[test]
fn tables_without_orders_have_customers_and_no_purchases() {
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table("customers.csv", &customers()));
    let found = serde_json::to_value(session.analyze("rfm").unwrap()).unwrap();
    assert_eq!(found["not_enough_data"]["have"][0]["value"], 0);
    let results: serde_json::Value = serde_json::from_str(&session.results(&["rfm"], &[]).unwrap()).unwrap();
    // The day after the last registration.
    assert_eq!((&results["as_of"], &results["customers"]["customers"]), (&"2024-03-26".into(), &30.into()));
}

#[test]
fn buyers_who_are_one_with_somebody_of_another_table_keep_their_purchases() {
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table(
        "o.csv",
        "客户ID,订单号,下单时间,类目,金额\nB,1,2024-01-01,水果,10\nB,2,2024-01-02,水果,10\nC,3,2024-01-03,饮料,700\nD,4,2024-01-04,日用,40\n",
    ));
    session.open_beside(table("c.csv", "客户ID,手机号,注册时间\nA,13800138000,2023-01-01\nB,13911112222,2023-01-02\nC,13800138000,2023-01-03\nD,13911113333,2023-01-04\n"));
    let amounts = |session: &mut Session| {
        session.rfm(&serde_json::json!({"bins": 2})).unwrap();
        let query = serde_json::from_value(serde_json::json!({"analysis": "rfm", "from": 0, "count": 9})).unwrap();
        let page = session.rows(&query).unwrap();
        let mut amounts: Vec<Option<f64>> = page.rows.iter().map(|row| row.values[2]).collect();
        amounts.sort_by(|a, b| a.partial_cmp(b).unwrap());
        amounts
    };
    let apart = amounts(&mut session);
    assert_eq!(apart, [Some(20.0), Some(40.0), Some(700.0)]);
    let groups = session.duplicates(0, 9).unwrap().groups;
    let group = groups.iter().find(|g| g.customers.len() == 2).unwrap();
    session.merge(&group.customers.iter().map(|c| c.customer.clone()).collect::<Vec<_>>(), false).unwrap();
    // C is A now, who stands before B: the lines follow.
    assert_eq!(amounts(&mut session), apart);
    let shares = serde_json::to_value(session.analyze("describe").unwrap()).unwrap();
    let rows = shares["outcome"]["board"]["shares"][0]["rows"].as_array().unwrap();
    let sales: Vec<(&str, f64)> = rows.iter().map(|r| (r["label"].as_str().unwrap(), r["revenue"].as_f64().unwrap())).collect();
    assert_eq!(sales, [("饮料", 700.0), ("日用", 40.0), ("水果", 20.0)], "{rows:?}");
}

#[test]
fn events_tell_of_activity_where_orders_cannot_be_counted() {
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table("o.csv", "客户ID,订单号,金额\nB,D1,10\nC,D2,20\nD,D3,30\n"));
    let event = |i: usize| format!("U{},浏览,2024-0{}-{:02} 08:30:00\n", i % 7, i % 5 + 1, i % 28 + 1);
    let events: String = (0..80).map(event).collect();
    session.open_beside(table("e.csv", &format!("客户ID,行为类型,行为时间\n{events}")));
    assert!(session.analyze("rfm").is_err());
    for name in ["activity", "retention"] {
        let found = serde_json::to_value(session.analyze(name).unwrap()).unwrap();
        assert!(found["outcome"].is_object(), "{name}: {found}");
    }
}

#[test]
fn a_kind_takes_the_fields_that_were_given_and_that_it_has() {
    let mut text = String::from("甲,乙,丙,丁\n");
    for i in 0..40 {
        writeln!(text, "G{},2024-01-{:02},{},款{}", i % 9, i % 28 + 1, i * 10 + 5, i % 7).unwrap();
    }
    let mut session = Session::new(Key::random().unwrap());
    session.open_beside(table("goods.csv", &text));
    for (column, field) in [("甲", "user_id"), ("乙", "register_date"), ("丙", "amount"), ("丁", "product_name")] {
        session.map_column(0, column, Some(field)).unwrap();
    }
    let fields = |session: &mut Session| -> Vec<Option<&'static str>> {
        session.recipe().unwrap().tables[0].columns.iter().map(|c| c.field.map(insitu::fields::Field::code)).collect()
    };
    session.set_kind(0, "orders").unwrap();
    let orders = fields(&mut session);
    // A date of registration is none of an order: the column is guessed anew.
    assert_eq!((orders[0], orders[2], orders[3]), (Some("user_id"), Some("amount"), Some("product_name")));
    assert_ne!(orders[1], Some("register_date"));
    assert!(session.undo());
    assert_eq!(fields(&mut session)[1], Some("register_date"));
}

#[test]
fn numbers_of_visits_leave_under_keyed_names() {
    for (header, cell) in [("session", "84213"), ("会话ID", "S-84213"), ("sid", "a84213b"), ("session_id", "5f3c84213")] {
        let mut text = format!("客户ID,行为时间,行为类型,{header},下单渠道\n");
        for i in 0..40 {
            let visit = cell.replace("84213", &(84213 + i / 4).to_string());
            writeln!(text, "C{:03},2024-01-{:02} 10:00:00,浏览,{visit},小程序", i / 8, i % 28 + 1).unwrap();
        }
        let mut session = Session::new(Key::random().unwrap());
        session.open_beside(table("events.csv", &text));
        let all = serde_json::to_value(session.masking(0).unwrap()).unwrap();
        let after: Vec<&str> = all["columns"][3]["after"].as_array().unwrap().iter().map(|t| t.as_str().unwrap()).collect();
        assert!(!after.is_empty() && after.iter().all(|text| !text.contains("842")), "{header} {after:?}");
        // Lines of one visit stay together, and other columns as they are.
        assert_eq!(after[0], after[1], "{header}");
        assert_eq!(all["columns"][4]["after"][0], "小程序");
        // On the screen, and for analyses, they are what they were.
        assert_eq!(all["columns"][3]["before"][0], cell, "{header}");
        let finding = serde_json::to_value(&session.found("sessions", &serde_json::Value::Null).unwrap().finding).unwrap();
        assert!(finding["outcome"].is_object(), "{header} {finding}");
    }
}
