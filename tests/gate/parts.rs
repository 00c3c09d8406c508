//! What stands beside amounts and days of a view: labels, pieces, traits, visits, columns of numbers.

use insitu::clean::CleanTable;
use insitu::customers::{Customers, EventField, LineField, NO_LABEL, Part, build, gather};
use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, MaskedTable, People};
use insitu::table::date::parse_day;
use std::sync::Arc;

const ALL: [Part; 8] = [
    Part::Purchases,
    Part::Line(LineField::Category),
    Part::Line(LineField::Region),
    Part::Quantity,
    Part::Cost,
    Part::Traits,
    Part::Events,
    Part::Columns,
];

fn masked(name: &str, csv: &str) -> Arc<MaskedTable> {
    let raw = read(name, csv.as_bytes(), &Overrides::default(), 1 << 20).unwrap();
    let mapped = MappedTable::guess(Arc::new(raw));
    Arc::new(MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap()))
}

/// Orders of twelve customers, each with two lines; U03 returns a piece. In reverse order on request.
fn orders(reverse: bool) -> String {
    let line = |i: usize| {
        let (user, day) = (i % 12, i + 1);
        let region = ["广东省深圳市南山区", "江苏省南京市", "广东省广州市"][user % 3];
        let category = ["水果", "", "饮料"][i % 3];
        let (pieces, amount) = if i == 14 { (-1, "-8.00") } else { (i as i64 % 4 + 1, "8.00") };
        format!("U{user:02},D{i},2024-03-{day:02} 10:00:00,{region},{category},{pieces},{amount}\n")
    };
    let mut lines: Vec<String> = (0..24).map(line).collect();
    if reverse {
        lines.reverse();
    }
    format!("客户ID,订单号,下单时间,收货地区,商品类目,数量,实付金额\n{}", lines.concat())
}

fn people() -> String {
    let line = |i: usize| {
        let sex = ["男", "F", "女", ""][i % 4];
        format!(
            "U{:02},{sex},{},2023-0{}-15,13{:09},{}\n",
            i,
            16 + 3 * i,
            i % 9 + 1,
            800_000_000 + i * 7919,
            ["早报", "晚报"][i % 2]
        )
    };
    format!("客户ID,性别,年龄,注册时间,手机号,订阅\n{}", (0..15).map(line).collect::<String>())
}

fn events() -> String {
    let line = |i: usize| format!("U{:02},浏览,2024-04-{:02} 0{}:30:00\n", i % 5, 20 - i % 3, i % 9);
    format!("客户ID,行为类型,行为时间\n{}", (0..30).map(line).collect::<String>())
}

fn whole(reverse: bool) -> Customers {
    let tables = vec![masked("o.csv", &orders(reverse)), masked("c.csv", &people()), masked("e.csv", &events())];
    let last = parse_day("2024-04-21");
    let mut customers = build(&tables[0], None, last).unwrap();
    let people = People::new(&tables.iter().map(|t| t.identity()).collect::<Vec<_>>());
    customers = customers.among(people, 0);
    gather(&mut customers, &tables, Some(0), &ALL).unwrap();
    customers
}

#[test]
fn lines_have_labels_and_pieces_in_their_places() {
    let customers = whole(false);
    let view = customers.view();
    assert_eq!((view.customers(), view.lines(), view.as_of()), (15, 24, parse_day("2024-04-21").unwrap()));
    let category = view.dimension(LineField::Category).unwrap();
    assert_eq!(category.labels, ["水果", "饮料"]);
    let regions = view.dimension(LineField::Region).unwrap();
    assert_eq!(regions.labels, ["广东省", "江苏省"]);
    // U02 bought in rows 2 and 14: of drinks, the second a return of one piece.
    let range = view.range_of(2);
    assert_eq!(range.len(), 2);
    assert!(range.clone().all(|at| category.codes()[at] == 1 && regions.codes()[at] == 0));
    let mut pieces: Vec<i64> = range.map(|at| view.quantity().unwrap().at(at).unwrap()).collect();
    pieces.sort_unstable();
    assert_eq!(pieces, [-10_000, 30_000]);
    assert!(view.range_of(1).all(|at| category.codes()[at] == NO_LABEL));
    assert!(view.cost().is_none() && view.has(Part::Cost));
    assert!(view.range_of(14).is_empty(), "a customer of the table of customers alone has no line");
}

#[test]
fn customers_have_traits_and_visits_in_order() {
    let customers = whole(false);
    let view = customers.view();
    let traits = view.people().unwrap();
    let class = |name: &str| traits.classes.iter().find(|t| t.name == name).unwrap();
    let sex = class("gender");
    assert_eq!((sex.field, &sex.labels[..]), (Some("gender"), &["female".to_owned(), "male".to_owned()][..]));
    assert_eq!(sex.codes[..5], [1, 0, 0, NO_LABEL, 1]);
    assert_eq!(class("age_band").codes[..3], [0, 1, 1]);
    assert_eq!((class("订阅").field, class("订阅").labels.len()), (None, 2));
    assert!(traits.classes.iter().all(|t| !t.name.contains("手机")), "telephones are no groups");
    assert_eq!(traits.registered.as_ref().unwrap()[1], parse_day("2023-02-15").unwrap());
    assert_eq!(traits.figures.iter().find(|f| f.name == "age").unwrap().values[2], 22.0);
    let visits = view.events().unwrap();
    assert!(visits.timed);
    assert_eq!((0..15).map(|c| visits.of(c).len()).collect::<Vec<_>>()[..6], [6, 6, 6, 6, 6, 0]);
    assert!((0..15).all(|c| visits.of(c).is_sorted()));
}

#[test]
fn columns_of_numbers_hold_nothing_of_a_person() {
    let customers = whole(false);
    let names: Vec<&str> = customers.view().columns().iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["数量", "实付金额", "年龄"]);
    assert_eq!(
        customers.view().columns()[2].values().iter().sum::<f64>(),
        (0..15).map(|i| 16.0 + 3.0 * f64::from(i)).sum::<f64>()
    );
}

#[test]
fn parts_of_some_customers_are_theirs() {
    let customers = whole(false);
    let keep: Vec<bool> = (0..15).map(|c| c == 2 || c == 14).collect();
    let some = customers.view().only(&keep).unwrap();
    assert_eq!((some.customers(), some.lines(), some.origin(1)), (2, 2, 14));
    assert_eq!(some.dimension(LineField::Category).unwrap().codes(), [1, 1]);
    assert_eq!(some.people().unwrap().figures[0].values, [22.0, 58.0]);
    assert_eq!((some.events().unwrap().of(0).len(), some.events().unwrap().of(1).len()), (6, 0));
    assert_eq!(some.columns()[2].values(), [22.0, 58.0]);
    let again = some.only(&[false, true]).unwrap();
    assert_eq!((again.customers(), again.origin(0), again.lines()), (1, 14, 0));
}

#[test]
fn the_order_of_rows_changes_nothing_but_the_order_of_lines() {
    let (one, other) = (whole(false), whole(true));
    let (one, other) = (one.view(), other.view());
    let of = |view: &insitu::customers::CustomerView, customer: usize| {
        let dimension = view.dimension(LineField::Region).unwrap();
        let mut lines: Vec<(i32, i64, u32)> =
            view.range_of(customer).map(|at| (view.all().day[at], view.all().amount[at], dimension.codes()[at])).collect();
        lines.sort_unstable();
        lines
    };
    assert!((0..15).all(|customer| of(one, customer) == of(other, customer)));
    assert_eq!(one.dimension(LineField::Region).unwrap().labels, other.dimension(LineField::Region).unwrap().labels);
}

/// Events with a session, a product and a column without a field; several of one second. In reverse order on request.
fn journeys(reverse: bool) -> Customers {
    let line = |i: usize| {
        let kind = ["浏览", "加购", "下单"][i % 3];
        let (product, source) = (["P2", "P1", ""][i * 5 % 3], ["站内", "外投"][i % 2]);
        format!("U{:02},{kind},2024-04-{:02} 08:00:00,S{},{product},{source}\n", i % 4, 10 + i % 5, i / 7)
    };
    let mut lines: Vec<String> = (0..60).map(line).collect();
    if reverse {
        lines.reverse();
    }
    let text = format!("客户ID,行为类型,行为时间,会话ID,商品ID,投放\n{}", lines.concat());
    let tables = vec![masked("o.csv", &orders(reverse)), masked("e.csv", &text)];
    let mut customers = build(&tables[0], None, parse_day("2024-04-21")).unwrap();
    customers = customers.among(People::new(&tables.iter().map(|t| t.identity()).collect::<Vec<_>>()), 0);
    let fields = [EventField::Kind, EventField::Product, EventField::Session].map(Part::Event);
    gather(&mut customers, &tables, Some(0), &fields).unwrap();
    gather(&mut customers, &tables, Some(0), &[Part::Properties, Part::Seconds]).unwrap();
    customers
}

#[test]
fn events_have_labels_and_an_order_that_no_file_decides() {
    let (one, other) = (journeys(false), journeys(true));
    let (one, other) = (one.view(), other.view());
    let events = one.events().unwrap();
    assert_eq!(Some(events), other.events());
    let label = |field: EventField, at: usize| {
        let labels = events.labels(field).unwrap();
        labels.labels.get(labels.codes()[at] as usize).map(String::as_str)
    };
    // U00 in rows 0, 20 and 40 on the 10th: of one second, in order of what happened.
    let first = events.range_of(0).start;
    let kinds: Vec<_> = (first..first + 3).map(|at| label(EventField::Kind, at).unwrap()).collect();
    assert_eq!(kinds, ["下单", "加购", "浏览"]);
    let beside: Vec<_> =
        (first..first + 3).map(|at| (label(EventField::Product, at), label(EventField::Session, at).unwrap())).collect();
    assert_eq!(beside, [(Some("P1"), "S2"), (None, "S5"), (Some("P2"), "S0")]);
    assert!(events.labels(EventField::Channel).is_none());
    let (name, source) = &events.properties[0];
    assert_eq!(
        (name.as_str(), &source.labels[..], events.properties.len()),
        ("投放", &["外投".to_owned(), "站内".to_owned()][..], 1)
    );
    let some = one.only(&[false, true, false, false, false, false, false, false, false, false, false, false]).unwrap();
    let theirs = some.events().unwrap();
    let range = events.range_of(1);
    assert_eq!(
        theirs.labels(EventField::Kind).unwrap().codes(),
        &events.labels(EventField::Kind).unwrap().codes()[range.clone()]
    );
    assert_eq!((theirs.of(0), theirs.range_of(0).len()), (&events.second[range.clone()], range.len()));
    let (seconds, timed) = one.seconds().unwrap();
    assert!(
        timed
            && seconds.iter().zip(one.all().day).all(|(s, day)| s.div_euclid(86_400) == i64::from(*day) && s % 86_400 == 36_000)
    );
}
