//! What is said of files that can be read and hardly be trusted.

use crate::open;

#[test]
fn amounts_beyond_range_are_told_from_a_missing_column() {
    for header in ["金额", "单价"] {
        for cells in [["5", "1e308", "2e308"], ["1e15", "-3e16", ""], ["99999999999999999999", "1e400", "无"]] {
            let csv = format!(
                "客户ID,下单时间,{header}\na,2024-01-01,{}\nb,2024-01-02,{}\nc,2024-01-03,{}\n",
                cells[0], cells[1], cells[2]
            );
            let mut session = open("big.csv", csv.as_bytes());
            let inspect = serde_json::to_value(session.inspect().unwrap()).unwrap();
            let amount = inspect["required"].as_array().unwrap().iter().find(|r| r["field"] == "amount").unwrap();
            assert_eq!(amount["mapped"], false, "{csv}");
            assert!(inspect["notices"].as_array().unwrap().iter().any(|n| n["code"] == "N_AMOUNTS_OUT_OF_RANGE"), "{csv}");
            let error = session.results(&["rfm"], None).unwrap_err();
            assert_eq!((error.code(), error.place().column), ("E_AMOUNT_RANGE", Some(3)), "{csv}");
            assert_eq!(error.place().row, Some(if cells[0] == "5" { 3 } else { 2 }), "{csv}");
        }
    }
    let words = "客户ID,下单时间,金额\na,2024-01-01,x1\nb,2024-01-02,x2\n";
    assert_eq!(open("words.csv", words.as_bytes()).results(&["rfm"], None).unwrap_err().code(), "E_FIELD_MISSING");
}
