//! A saved project on the command line: what was set and decided on the page holds for the same files.

use super::{file, insitu};
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, VAULT_CHUNK, Vault};
use insitu::session::{Decision, Session};

const PASS: &str = "correct horse battery";
const ORDERS: &str = "客户ID,下单时间,金额\na,2024-01-01,5\nb,2024-01-02,6\na,2024-02-02,7\nc,2024-02-03,9\n";

/// A project in which a date was set and a row dropped, with the bytes of its file behind it where they are wanted.
fn project(name: &str, held: &[u8]) -> (String, String) {
    let mut session = Session::new(Key::random().unwrap());
    session.open(read("sold.csv", &ORDERS.as_bytes().to_vec(), &Overrides::default(), 1 << 20).unwrap());
    session.set_as_of(Some("2024-03-01")).unwrap();
    session.decide(0, Decision { drop: vec![3], ..Decision::default() }).unwrap();
    let expected = session.results(&["rfm"], &[]).unwrap();
    let content = [session.project(&[]).unwrap(), held.to_vec()].concat();
    let (mut vault, header) = Vault::new(PASS).unwrap();
    let mut sealed = header.to_vec();
    let last = content.len().div_ceil(VAULT_CHUNK) - 1;
    for (number, chunk) in content.chunks(VAULT_CHUNK).enumerate() {
        sealed.extend(vault.seal(chunk.to_vec(), number == last).unwrap());
    }
    (file(name, sealed), expected)
}

#[test]
fn a_project_gives_what_the_page_gave() {
    let words = file("words.txt", format!("{PASS}\n"));
    let orders = file("sold.csv", ORDERS);
    for (name, held) in [("plain.insitu", vec![]), ("held.insitu", vec![7; 2 * VAULT_CHUNK + 5])] {
        let (path, expected) = project(name, &held);
        let call = insitu(&["run", "--only", "rfm", "--project", &path, "--passphrase-file", &words, &orders]);
        assert_eq!((call.exit, call.out), (0, expected), "{}", call.err);
    }
}

#[test]
fn over_other_files_it_says_so_and_a_wrong_passphrase_is_refused() {
    let words = file("right.txt", PASS);
    let wrong = file("wrong.txt", "correct horse batterY");
    let others = file("others.csv", ORDERS.replace("2024-01-01,5", "2024-01-01,50"));
    let (path, _) = project("over.insitu", &[]);
    let call = |options: &[&str]| insitu(&[&["run", "--only", "rfm"], options, &[others.as_str()]].concat());
    let over = call(&["--project", &path, "--passphrase-file", &words]);
    assert_eq!(over.exit, 0, "{}", over.err);
    assert!(over.err.contains("没有采用") && over.out.contains("\"as_of\": \"2024-03-01\""), "{}", over.err);
    let refused = call(&["--project", &path, "--passphrase-file", &wrong]);
    assert_eq!((refused.exit, &refused.failure()["code"]), (1, &"E_SEALED".into()));
    let none = call(&["--project", &others, "--passphrase-file", &words]);
    assert_eq!((none.exit, &none.failure()["code"]), (1, &"E_PROJECT".into()));
    for options in [&["--project", path.as_str()][..], &["--project", &path, "--passphrase-file", &words, "--set", "rfm.bins=4"]]
    {
        assert_eq!(call(options).exit, 2, "{options:?}");
    }
}
