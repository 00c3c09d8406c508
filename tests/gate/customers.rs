//! Lines of orders as a user writes them, and what an analysis then sees.

use crate::masked;
use insitu::customers::{Customers, Summary, build};
use insitu::notice::Notice;
use insitu::table::date::parse_day;
use proptest::prelude::*;

fn customers(csv: &str) -> Customers {
    build(&masked(csv.as_bytes()), None, None).unwrap()
}

/// Day, order, ten-thousandths and refund.
type Line = (i32, u32, i64, bool);

/// The lines of each customer.
fn lines(customers: &Customers) -> Vec<Vec<Line>> {
    let of =
        |l: insitu::customers::Lines<'_>| (0..l.day.len()).map(|i| (l.day[i], l.order[i], l.amount[i], l.refund[i])).collect();
    customers.view().iter().map(of).collect()
}

fn codes(notices: &[Notice]) -> Vec<(&'static str, u64)> {
    notices.iter().map(|n| (n.code, n.count)).collect()
}

fn day(text: &str) -> i32 {
    parse_day(text).unwrap()
}

#[test]
fn lines_stand_by_customer_with_their_orders() {
    let csv = "客户ID,订单号,下单时间,金额\nU2,A1,2024-03-01 10:00:00,10.00\nU1,B1,2024-03-02 09:00:00,5.50\n\
               U2,A1,2024-03-01 10:00:00,2.50\nU2,A2,2024-03-05 11:30:00,8.00\n";
    let c = customers(csv);
    let (first, second, fifth) = (day("2024-03-01"), day("2024-03-02"), day("2024-03-05"));
    assert_eq!(
        lines(&c),
        [
            vec![(second, 0, 55_000, false)],
            vec![(first, 0, 100_000, false), (first, 0, 25_000, false), (fifth, 1, 80_000, false)]
        ]
    );
    assert_eq!(c.as_of().day, fifth + 1);
    assert!(c.notices().is_empty());
}

#[test]
fn refunds_are_negative_however_they_are_written() {
    let csv = "user_id,order_id,order_time,quantity,amount,is_refund\nU1,1,2024-03-01 10:00:00,1,10.00,N\nU1,2,2024-03-02 10:00:00,1,4.00,是\n\
               U1,3,2024-03-03 10:00:00,1,-3.00,否\nU1,4,2024-03-04 10:00:00,-1,2.00,0\nU1,5,2024-03-05 10:00:00,1,1.00,部分\n";
    let c = customers(csv);
    let amounts: Vec<(i64, bool)> = lines(&c)[0].iter().map(|l| (l.2, l.3)).collect();
    // The flag stands on the order itself: one order that came to nothing.
    assert_eq!(amounts, [(100_000, false), (0, false), (-30_000, true), (-20_000, true), (10_000, false)]);
    assert_eq!(c.view().returned(), [0, 40_000, 0, 0, 0]);
    assert_eq!(codes(c.notices()), [("N_REFUND_FLAG_UNKNOWN", 1)]);
}

#[test]
fn refunded_amounts_subtract_from_their_line() {
    let csv = "客户ID,下单时间,实付金额,退款金额\nU1,2024-03-01 10:00:00,10.00,\nU1,2024-03-02 10:00:00,10.00,4.00\n\
               U1,2024-03-03 10:00:00,10.00,10.00\nU1,2024-03-04 10:00:00,0.00,3.00\n";
    let amounts: Vec<(i64, bool)> = lines(&customers(csv))[0].iter().map(|l| (l.2, l.3)).collect();
    assert_eq!(amounts, [(100_000, false), (60_000, false), (0, false), (-30_000, true)]);
}

#[test]
fn price_times_quantity_is_exact() {
    let csv = "CustomerID,InvoiceNo,InvoiceDate,Quantity,UnitPrice\n17850.0,1,2010-12-01 08:26:00,6,2.55\n17850,1,2010-12-01 08:26:00,3,0.1\n\
               17850,C2,2010-12-02 08:26:00,-6,2.55\n";
    let c = customers(csv);
    let amounts: Vec<i64> = lines(&c)[0].iter().map(|l| l.2).collect();
    assert_eq!(amounts, [153_000, 3_000, -153_000]);
    assert_eq!(codes(c.notices()), [("N_IDS_MERGED", 1)]);
    let price_only = "customer_id,order_date,price\nU1,2024-01-01,2.55\nU2,2024-01-02,1.00\n";
    let c = customers(price_only);
    assert_eq!(lines(&c)[0][0].2, 25_500);
    assert_eq!(codes(c.notices()), [("N_QUANTITY_ASSUMED", 2), ("N_ORDER_PER_LINE", 2)]);
}

#[test]
fn without_order_numbers_time_decides_and_a_notice_says_so() {
    let timed =
        "user_id,order_time,amount\nU1,2024-03-01 10:00:00,1.00\nU1,2024-03-01 10:00:00,2.00\nU1,2024-03-01 10:00:01,3.00\n";
    let c = customers(timed);
    assert_eq!(lines(&c)[0].iter().map(|l| l.1).collect::<Vec<_>>(), [0, 0, 1]);
    assert_eq!(codes(c.notices()), [("N_ORDERS_BY_TIME", 3)]);
    let daily = "user_id,order_time,amount\nU1,2024-03-01,1.00\nU1,2024-03-01,2.00\n";
    let c = customers(daily);
    assert_eq!(lines(&c)[0].iter().map(|l| l.1).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(codes(c.notices()), [("N_ORDER_PER_LINE", 2)]);
    let gaps = "user_id,order_id,order_time,amount\nU1,A,2024-03-01 10:00:00,1.00\nU1,,2024-03-01 11:00:00,2.00\nU1,,2024-03-01 11:00:00,2.50\n";
    let c = customers(gaps);
    assert_eq!(lines(&c)[0].iter().map(|l| l.1).collect::<Vec<_>>(), [0, 1, 1]);
    assert_eq!(codes(c.notices()), [("N_ORDER_ID_EMPTY", 2)]);
    // Equal to the second, the line is one row read twice: cleaning counts it once.
    let c = customers(&gaps.replace("2.50", "2.00"));
    assert_eq!(lines(&c)[0].iter().map(|l| l.1).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn the_reference_date_cuts_and_leaves_out_customers_who_came_later() {
    let csv = "user_id,order_time,amount\nU1,2024-03-01,1.00\nU2,2024-03-05,2.00\nU3,2024-03-02,3.00\nU1,2024-03-09,4.00\n";
    let c = build(&masked(csv.as_bytes()), Some(day("2024-03-05")), None).unwrap();
    assert_eq!((c.view().customers(), c.view().lines(), c.view().as_of()), (2, 2, day("2024-03-05")));
    assert_eq!((c.origin(0, 0), c.origin(1, 0), c.origin(2, 0)), (Some((0, 0)), Some((0, 2)), None));
    assert_eq!(codes(c.notices()), [("N_AFTER_AS_OF", 2), ("N_ORDER_PER_LINE", 2)]);
    assert_eq!(c.notices()[0].rows, [3, 5]);
    let none = build(&masked(csv.as_bytes()), Some(day("2020-01-01")), None).unwrap();
    assert_eq!((none.view().customers(), none.view().lines()), (0, 0));
}

#[test]
fn one_mistyped_year_is_set_aside_with_a_question() {
    let mut csv = String::from("user_id,order_time,amount\n");
    for i in 0..1500 {
        csv += &format!("U{},2024-01-{:02},1.00\n", i % 40, i % 28 + 1);
    }
    csv += "U1,2099-01-01,1.00\n";
    let c = customers(&csv);
    assert_eq!(c.as_of().day, day("2024-01-29"));
    assert_eq!(c.notices()[0].code, "N_LAST_DAY_FAR");
    assert_eq!((c.notices()[0].count, c.notices()[0].rows.as_slice()), (1, &[1502][..]));
}

#[test]
fn what_is_missing_is_named_by_a_code() {
    let code = |csv: &str| build(&masked(csv.as_bytes()), None, None).err().map(|e| e.code());
    assert_eq!(code("a,b\nx,y\nz,w\n"), Some("E_FIELD_MISSING"));
    assert_eq!(code("user_id,amount\nU1,1.00\nU2,2.00\n"), Some("E_NO_TIME"));
    assert_eq!(code("user_id,order_time,amount\nU1,soon,1.00\nU2,later,2.00\n"), Some("E_TIME_UNREADABLE"));
    assert_eq!(code("date,id\n2024-01-01,1\n2024-01-02,2\n"), Some("E_FIELD_MISSING"));
}

#[test]
fn totals_cover_the_rows_that_cannot_be_counted() {
    let csv = "user_id,order_id,order_time,quantity,price,amount\nU1,A,2024-03-01 10:00:00,2,1.50,3.00\n,B,2024-03-02,1,0.00,0.00\n\
               未知,B,2024-03-03,-1,4.00,-4.00\nU1,C,,1,1.00,1.00\n";
    let summary = Summary::new(&masked(csv.as_bytes()));
    assert_eq!((summary.rows, summary.rows_counted, summary.rows_without_customer), (4, 1, Some(2)));
    assert_eq!((summary.customers, summary.orders, summary.refund_rows), (Some(1), Some(3), 1));
    assert_eq!((summary.negative_quantity, summary.zero_price), (Some(1), Some(1)));
    let json = serde_json::to_string(&summary).unwrap();
    assert!(json.contains("\"amount\":0,\"units\":3"), "{json}");
    assert!(json.contains("\"first\":\"2024-03-01T10:00:00\",\"last\":\"2024-03-03\""), "{json}");
}

#[test]
fn the_keys_of_customers_come_in_bytewise_order() {
    let csv = "user_id,order_time,amount\nb,2024-03-01,1.00\n10,2024-03-01,2.00\na,2024-03-01,3.00\nB,2024-03-01,4.00\n9,2024-03-02,5.00\n";
    let amounts: Vec<i64> = lines(&customers(csv)).iter().map(|l| l[0].2 / 10_000).collect();
    assert_eq!(amounts, [2, 5, 4, 3, 1]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// The order of rows changes nothing but the order of lines within a customer and the numbers of orders.
    #[test]
    fn row_order_changes_no_customer(
        rows in prop::collection::vec((0..6_u8, 0..9_u8, 1..28_u8, -50_i64..500), 2..60),
        seed in any::<u64>(),
    ) {
        let csv = |rows: &[(u8, u8, u8, i64)]| {
            let mut text = String::from("user_id,order_id,order_time,amount\n");
            for (user, order, day, cents) in rows {
                text += &format!("U{user},O{order},2024-01-{day:02} 10:00:00,{}{}.{:02}\n", if *cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100);
            }
            text
        };
        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|r| (u64::from(r.0) * 31 + u64::from(r.1) * 17 + u64::from(r.2) * 7 + r.3.unsigned_abs()).wrapping_mul(seed | 1));
        let of_customer = |lines: Vec<Line>| {
            let orders = lines.iter().map(|l| l.1).collect::<std::collections::BTreeSet<_>>().len();
            let mut lines: Vec<_> = lines.into_iter().map(|l| (l.0, l.2, l.3)).collect();
            lines.sort_unstable();
            (orders, lines)
        };
        let picture = |rows: &[(u8, u8, u8, i64)]| {
            let c = customers(&csv(rows));
            (c.as_of(), lines(&c).into_iter().map(of_customer).collect::<Vec<_>>())
        };
        prop_assert_eq!(picture(&rows), picture(&shuffled));
    }
}
