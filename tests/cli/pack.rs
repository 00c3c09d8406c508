//! A report sealed by a passphrase: made, opened, refused.

use super::{file, insitu};
use std::fs;

const PASS: &str = "correct horse battery";

#[test]
fn a_sealed_report_comes_back_byte_for_byte_for_whoever_has_the_passphrase() {
    let line = |i: u32| format!("c{i},2024-{:02}-{:02},{}\n", i % 3 + 1, i % 28 + 1, i + 1);
    let orders = file("sealed-orders.csv", "客户ID,下单时间,金额\n".to_owned() + &(0..90).map(line).collect::<String>());
    let (words, wrong) = (file("seal.txt", format!("{PASS}\n")), file("seal-wrong.txt", "correct horse batterY"));
    let folder = |name: &str| format!("{}-{name}", words.trim_end_matches(".txt"));
    let (plain, sealed, opened) = (folder("plain"), folder("sealed"), folder("opened"));
    let report = |more: &[&str]| insitu(&[&["report", "--today", "2024-05-01", "-q"], more, &[orders.as_str()]].concat());
    assert_eq!(report(&["--out", &plain]).exit, 0);
    let made = report(&["--out", &sealed, "--seal", "--passphrase-file", &words]);
    assert_eq!(made.exit, 0, "{}", made.err);
    let names: Vec<_> = fs::read_dir(&sealed).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(names, ["report.insitu"]);
    let path = format!("{sealed}/report.insitu");
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"INSITU\r\n") && !String::from_utf8_lossy(&bytes).contains("insitu-report"));

    let open = |words: &str, path: &str, out: &str| insitu(&["open", "--passphrase-file", words, "--out", out, path]);
    let call = open(&words, &path, &opened);
    assert_eq!((call.exit, call.out.as_str()), (0, ""), "{}", call.err);
    for (sealed, plainly) in [
        ("insitu-report-all.html", "report.html"),
        ("insitu-report-all.xlsx", "report.xlsx"),
        ("insitu-summary.csv", "summary.csv"),
    ] {
        assert!(fs::read(format!("{opened}/{sealed}")).unwrap() == fs::read(format!("{plain}/{plainly}")).unwrap(), "{sealed}");
    }

    // Another passphrase, a file that was cut or changed, a project: refused, and nothing is written.
    let nowhere = folder("nowhere");
    let code = |words: &str, path: &str| {
        let call = open(words, path, &nowhere);
        assert_eq!(call.exit, 1);
        call.failure()["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(code(&wrong, &path), "E_SEALED");
    let cut = file("cut.insitu", &bytes[..bytes.len() - 1]);
    assert_eq!(code(&words, &cut), "E_SEALED");
    let mut changed = bytes.clone();
    changed[40] ^= 1;
    assert_eq!(code(&words, &file("changed.insitu", changed)), "E_SEALED");
    assert_eq!(code(&words, &orders), "E_PROJECT");
    assert!(!fs::exists(&nowhere).unwrap());
    // Too weak, and without one.
    let weak = file("seal-weak.txt", "short");
    assert_eq!(report(&["--out", &nowhere, "--seal", "--passphrase-file", &weak]).failure()["code"], "E_WEAK_PASSPHRASE");
    assert_eq!(report(&["--out", &nowhere, "--seal"]).exit, 2);
}
