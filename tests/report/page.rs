//! The page.

use crate::sample::{HOSTILE, report};
use crate::{BOTH, keep, numbers};
use insitu::report::{Cell, Lang, document};

/// Names of the elements of a page in order; panics where they are not one inside the other or an attribute is not quoted.
fn elements(text: &str) -> Vec<String> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    let mut rest = text.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "{}", &rest[..at]);
        let (tag, after) = rest[at + 1..].split_once('>').expect("an end");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split(' ').next().unwrap().to_owned();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "<{tag}>");
        let quotes: Vec<&str> = tag.split('"').collect();
        assert!(quotes.len() % 2 == 1 && quotes.iter().step_by(2).all(|part| part.matches('=').count() <= 1), "<{tag}>");
        // The style ends at the first `<`, as a browser reads it.
        all.push(name.clone());
        if !empty {
            open.push(name);
        }
    }
    assert!(open.is_empty() && !rest.contains('>'), "{open:?}");
    all
}

#[test]
fn it_runs_nothing_and_asks_for_nothing() {
    for (lang, name) in BOTH {
        let page = document::html(&report(lang));
        keep(&format!("report-{name}.html"), page.as_bytes());
        let known = [
            "html",
            "head",
            "meta",
            "link",
            "title",
            "style",
            "body",
            "svg",
            "pattern",
            "text",
            "rect",
            "main",
            "header",
            "h1",
            "h2",
            "h3",
            "h4",
            "dl",
            "div",
            "dt",
            "dd",
            "ul",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "nav",
            "a",
            "section",
            "article",
            "span",
            "b",
            "p",
            "details",
            "summary",
            "figure",
            "figcaption",
            "path",
            "line",
            "circle",
            "footer",
        ];
        for element in elements(&page) {
            assert!(known.contains(&element.as_str()), "<{element}>");
        }
        let plain = page.replace("http-equiv", "");
        for word in ["http", "//", "@import", "javascript:", "srcset"] {
            assert!(!plain.contains(word), "{word}");
        }
        assert_eq!(page.matches("url(").count(), page.matches("url(#").count());
        assert_eq!(
            (page.matches("href=").count(), page.matches("href=\"data:,\"").count()),
            (page.matches("href=\"#").count() + 1, 1)
        );
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""));
    }
}

#[test]
fn hostile_texts_are_texts() {
    let page = document::html(&report(Lang::Zh));
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>\u{3c}"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    for letter in ['\u{202E}', '\0', '\u{7}', '\u{FEFF}', '\u{FFFF}'] {
        assert!(HOSTILE.iter().any(|text| text.contains(letter)) && !page.contains(letter), "{letter:?}");
    }
    assert!(page.contains("\u{FFFD}gnp.exe\u{FFFD}\u{FFFD}"));
}

/// What opens the element that keeps a date on one line.
const DATE: &str = "<span class=\"d\">";

/// A page without the elements that keep dates on one line.
fn without_dates(page: &str) -> String {
    let mut parts = page.split(DATE);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + &part.replacen("</span>", "", 1))
}

#[test]
fn every_number_and_every_text_stands_in_it() {
    for (lang, _) in BOTH {
        let report = report(lang);
        let page = document::html(&report);
        assert!(page.contains(&format!("{DATE}2026-12-07</span>")));
        let page = without_dates(&page);
        for text in ["5,124,310.25", "2,116,340.50", "41.3%", "&lt;5", "1,284,331"] {
            assert!(page.contains(text), "{text}");
        }
        assert!(numbers(&report).len() > 100);
        let cells = page.matches("<td").count();
        let expected: usize =
            report.sheets.iter().flat_map(|s| &s.rows).map(Vec::len).sum::<usize>() + report.files.len() * 4 + 7;
        assert_eq!(cells, expected);
        let texts = report
            .summary
            .texts()
            .into_iter()
            .chain(report.findings.iter().filter_map(|f| f.how.as_ref()).map(|h| h.text.as_str()));
        for text in texts {
            assert!(page.contains(text), "{text}");
        }
    }
}

#[test]
fn each_drawing_says_what_it_shows_and_draws_each_row() {
    let report = report(Lang::En);
    let page = document::html(&report);
    let drawings: Vec<&str> = page.split("<svg role=\"img\"").skip(1).map(|part| part.split("</svg>").next().unwrap()).collect();
    let drawn: Vec<_> = report.sheets.iter().filter(|s| s.chart.is_some()).collect();
    assert_eq!(drawings.len(), drawn.len());
    for sheet in &drawn {
        assert!(drawings.iter().any(|d| d.contains(&format!("<title>{}</title>", sheet.title))), "{}", sheet.title);
    }
    let of = |code: &str| drawings[drawn.iter().position(|s| s.code == code).unwrap_or(0)];
    // Tables stand in the order of the parts, which the sample keeps.
    assert_eq!(of("roi").matches("class=\"bar\"").count(), 3);
    assert_eq!((of("roi").matches("class=\"minus\"").count(), of("pie").matches("class=\"slice").count()), (1, 4));
    assert!(of("classes").contains("class=\"gap\"") && of("classes").contains("&lt;5"));
    // The hidden month interrupts the line, and has no dot.
    assert_eq!(of("months").matches("<circle").count(), 9);
    // A negative bar ends where the positive ones begin.
    let axis = number_of(of("roi"), "x1=\"");
    let minus = of("roi").split("class=\"minus\"").nth(1).unwrap();
    assert!((number_of(minus, "x=\"") + number_of(minus, "width=\"") - axis).abs() < 0.2);
    assert!((number_of(of("roi"), "class=\"bar\" x=\"") - axis).abs() < 0.1);
}

fn number_of(text: &str, before: &str) -> f64 {
    text.split(before).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

#[test]
fn a_report_of_nothing_is_a_page_too() {
    let mut report = report(Lang::Zh);
    report.parts.iter_mut().for_each(|part| {
        part.findings.clear();
        part.sheets.clear();
    });
    report.findings.clear();
    report.sheets.clear();
    report.cards.clear();
    report.files.clear();
    report.notes.clear();
    let page = document::html(&report);
    assert!(elements(&page).len() > 30 && page.contains("没有可写的内容"));
    let mut odd = crate::sample::report(Lang::Zh);
    odd.sheets[1].rows = vec![vec![Cell::Empty], vec![Cell::Number(f64::NAN), Cell::Number(f64::INFINITY)]];
    odd.sheets[2].rows.iter_mut().for_each(|row| row[1] = Cell::Number(0.0));
    odd.sheets[3].rows.iter_mut().for_each(|row| row[1] = Cell::Number(-1.0));
    let page = document::html(&odd);
    elements(&page);
    for word in ["NaN", "inf\"", "inf "] {
        assert!(!page.contains(word), "{word}");
    }
}
