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

#[test]
fn several_files_are_one_table() {
    let line = |i: usize| format!("U{},2024-01-{:02},{i}.50\n", i % 7, i % 28 + 1);
    let csv = |from: usize, to: usize| "user_id,order_time,amount\n".to_owned() + &(from..to).map(line).collect::<String>();
    let paths = [file("part-1.csv", csv(0, 40)), file("part-2.csv", csv(40, 90)), file("whole.csv", csv(0, 90))];
    let run = |paths: &[&str]| {
        let call = insitu(&[&["run", "--sha256", "--only", "rfm", "-q"], paths].concat());
        assert_eq!(call.exit, 0, "{}", call.err);
        serde_json::from_str::<serde_json::Value>(&call.out).unwrap()
    };
    let (together, whole) = (run(&[&paths[0], &paths[1]]), run(&[&paths[2]]));
    assert_eq!(together["results"], whole["results"]);
    let inputs = together["inputs"].as_array().unwrap();
    assert_eq!(inputs.iter().map(|i| i["name"].as_str().unwrap()).collect::<Vec<_>>(), ["part-1.csv", "part-2.csv"]);
    assert_eq!(inputs.iter().map(|i| i["rows"]["read"].as_u64().unwrap()).collect::<Vec<_>>(), [40, 50]);
    assert!(inputs.iter().all(|i| i["sha256"].as_str().unwrap().len() == 64) && inputs[0]["sha256"] != inputs[1]["sha256"]);
    let converted = insitu(&["convert", "--stage", "raw", &paths[0], &paths[1]]);
    assert_eq!(converted.out, insitu(&["convert", "--stage", "raw", &paths[2]]).out);
    let other = file("other.csv", "user_id,when\nA,2024-01-01\n");
    let refused = insitu(&["run", &paths[0], &other]);
    assert_eq!((refused.exit, &refused.failure()["code"]), (1, &"E_COLUMNS_DIFFER".into()));
    assert_eq!(refused.failure()["file"], "other.csv");
}

#[test]
fn a_recipe_with_a_smaller_group_than_usual_is_told_once() {
    let orders = file("few.csv", "客户ID,下单时间,金额\na,2024-01-01,5\nb,2024-01-02,6\n");
    let recipe = |name: &str, k: u64| {
        let recipe = insitu(&["recipe", "--set", &format!("smallest_group={k}"), &orders]);
        assert_eq!(recipe.exit, 0, "{}", recipe.err);
        assert!(!recipe.err.contains("最小组"), "who gives it in the call knows it");
        file(name, recipe.out)
    };
    let (three, usual) = (recipe("three.json", 3), recipe("five.json", 5));
    let told = |words: &[&str]| insitu(&[&["run", "--only", "rfm"], words, &[orders.as_str()]].concat()).err;
    assert_eq!(told(&["--recipe", &three]).matches("最小组设为 3").count(), 1);
    assert_eq!(told(&["--recipe", &three, "--lang", "en"]).matches("smallest group to 3").count(), 1);
    for words in [&["--recipe", &usual][..], &["--recipe", &three, "-q"], &["--recipe", &three, "--set", "smallest_group=11"]] {
        assert!(!told(words).contains("最小组"), "{words:?}");
    }
}
