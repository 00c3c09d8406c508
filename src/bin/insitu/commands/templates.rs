//! Tables to fill in, and what is wrong in filled ones.

use super::{Output, files, opened, usage, written};
use crate::arguments::Arguments;
use insitu::fields::Template;
use insitu::report::Lang;
use insitu::session::{FileForm, template};
use std::fmt::Write;

fn lang(a: &Arguments) -> Lang {
    if a.english { Lang::En } else { Lang::Zh }
}

/// All templates as CSV and as workbooks, into the folder that was named.
pub fn templates(a: &Arguments) -> Output {
    if a.out.is_none() {
        return Err(usage("templates takes --out DIR."));
    }
    for one in Template::ALL {
        for form in [FileForm::Csv, FileForm::Xlsx] {
            let file = template(one.code(), lang(a), form)?;
            written(a, &file.name, file.bytes)?;
        }
    }
    Ok(Vec::new())
}

/// What is wrong in each file, a sentence a line.
pub fn check(a: &Arguments) -> Output {
    let mut out = String::new();
    for path in files(a)? {
        let mut session = opened(a, std::slice::from_ref(path))?;
        let filled = session.checks(0)?.template;
        let title = filled.as_ref().map(|f| lang(a).pick(f.template.zh(), f.template.en()));
        let name = crate::reading::file_name(path);
        let verdict = match (&filled, a.english) {
            (None, false) => "不是按模板填写的表。",
            (None, true) => "not filled from a template.",
            (Some(f), false) if f.problems.is_empty() => "没有发现问题。",
            (Some(f), true) if f.problems.is_empty() => "nothing wrong was found.",
            _ => "",
        };
        let (colon, title) = (lang(a).pick("：", ": "), title.map_or_else(String::new, |title| [" · ", title].concat()));
        // Writing into a string cannot fail.
        let _ = writeln!(out, "{name}{title}{colon}{verdict}");
        for problem in filled.iter().flat_map(|f| &f.problems) {
            let _ = writeln!(out, "- {}", lang(a).pick(&problem.texts.zh, &problem.texts.en));
        }
    }
    Ok(out.into_bytes())
}
