//! Orders whose only key of a customer is a telephone number.

use crate::leaks::everything;
use crate::masked;
use insitu::customers::build;
use insitu::fields::{Field, TableKind};
use insitu::mask::PiiType;

const PHONES: [&str; 4] = ["13800131234", "13911112222", "15012345678", "18887654321"];

/// Six orders of four numbers, the first two numbers twice.
fn orders(header: &str, dress: impl Fn(&str) -> String) -> String {
    let line = |i: usize| format!("{},2024-01-0{},{}.50\n", dress(PHONES[i % 4]), i + 1, i + 1);
    format!("{header},下单时间,金额\n") + &(0..6).map(line).collect::<String>()
}

#[test]
fn telephone_numbers_stand_for_customers_and_stay_masked() {
    for header in ["手机号", "电话", "联系方式", "收货人手机", "mobile", "Phone Number"] {
        for dress in [
            &(|p: &str| p.to_owned()) as &dyn Fn(&str) -> String,
            &|p| format!("{} {} {}", &p[..3], &p[3..7], &p[7..]),
            &|p| format!("+86-{p}"),
            &|p| format!("0755-{}", &p[3..]),
        ] {
            let csv = orders(header, dress);
            let table = masked(csv.as_bytes());
            assert_eq!(table.mapped().mapping().kind().0, TableKind::Orders, "{header}");
            assert!(table.mapped().mapping().score(0) <= 0.4, "{header}");
            let notices = table.mapped().notices();
            assert_eq!((notices[0].code, notices[0].column), ("N_PHONE_AS_CUSTOMER", Some(1)), "{header}");
            assert_eq!(table.verdict(0).masks_as(), Some(PiiType::Phone), "{header}");
            assert_eq!(build(&table, None, None).unwrap().view().customers(), 4, "{header}");
            let out = everything(&csv);
            for phone in PHONES {
                assert!(!out.contains(phone) && !out.contains(&dress(phone)), "{header}");
                assert!(!out.contains(&phone[4..]), "{header}");
            }
        }
    }
}

#[test]
fn a_key_wins_and_the_shops_own_number_is_no_customer() {
    let keyed = masked("手机号,会员,下单时间,金额\n13800131234,c1,2024-01-01,5\n13900131234,c2,2024-01-02,6\n".as_bytes());
    let fields: Vec<_> = (0..2).map(|c| keyed.mapped().mapping().field(c).map(Field::code)).collect();
    assert_eq!((fields, keyed.mapped().notices()), (vec![Some("phone"), Some("user_id")], vec![]));
    let shop = masked("电话,下单时间,金额\n13800131234,2024-01-01,5\n13800131234,2024-01-02,6\n".as_bytes());
    assert_eq!(shop.mapped().mapping().field(0).map(Field::code), Some("phone"));
}
