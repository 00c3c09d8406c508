//! Words of a call: help, version, and names that nothing has.

use super::{file, insitu};

#[test]
fn help_and_version_are_answers_and_wrong_words_are_not() {
    for words in [&["--help"][..], &["help"], &["-h"], &["run", "--help"]] {
        let call = insitu(words);
        assert_eq!((call.exit, call.err.as_str()), (0, ""), "{words:?}");
        assert!(call.out.contains("insitu run") && call.out.contains("--set PATH=VALUE"), "{words:?}");
    }
    for words in [&["--version"][..], &["version"], &["-V"]] {
        assert_eq!(insitu(words).out, concat!("insitu ", env!("CARGO_PKG_VERSION"), "\n"), "{words:?}");
    }
    for words in [&[][..], &["nothing"], &["run", "--nothing"], &["run"], &["--", "--help"]] {
        let call = insitu(words);
        assert_eq!((call.exit, call.out.as_str()), (2, ""), "{words:?}");
        assert!(call.err.contains("insitu run"), "{words:?}");
    }
}

#[test]
fn what_the_user_typed_is_named_in_both_languages() {
    let orders = file("named.csv", "客户ID,下单时间,金额\na,2024-01-01,5\nb,2024-01-02,6\n");
    for (words, code, named) in [
        (["--set", "rfm.binns=4"], "E_PARAM", "rfm.binns"),
        (["--set", "rfm.bins=99"], "E_PARAM", "rfm.bins"),
        (["--set", "time_zone=Mars/Olympus"], "E_PARAM", "Mars/Olympus"),
        (["--time-zone", "Mars/Olympus"], "E_PARAM", "Mars/Olympus"),
        (["--only", "rfm,abd"], "E_UNKNOWN_ANALYSIS", "abd"),
        (["--map", "named.csv:Kunde=user_id"], "E_UNKNOWN_COLUMN", "Kunde"),
        (["--map", "named.csv:客户ID=kunde"], "E_UNKNOWN_FIELD", "kunde"),
    ] {
        for lang in ["zh", "en"] {
            let call = insitu(&["run", words[0], words[1], "--lang", lang, &orders]);
            let failure = call.failure();
            assert_eq!((call.exit, &failure["code"]), (1, &code.into()), "{words:?}");
            let message = failure["message"].as_str().unwrap();
            assert!(message.contains(named), "{message}");
            assert_eq!(message.contains("rfm"), named.contains("rfm") || code == "E_UNKNOWN_ANALYSIS", "{message}");
            assert_eq!(message.contains("Asia/Shanghai"), named.contains("Mars"), "{message}");
        }
    }
}
