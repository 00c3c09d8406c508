//! The commands.

mod convert;
mod templates;

use crate::Stopped;
use crate::arguments::{Arguments, USAGE, usage};
use crate::reading::{self, Reading};
use insitu::analysis::ANALYSES;
use insitu::error::{Error, ErrorKind};
use insitu::intake::Encoding;
use insitu::mask::{K, Key, VAULT_CHUNK, VAULT_HEADER, VAULT_TAG, Vault};
use insitu::notice::Notice;
use insitu::recipe::Recipe;
use insitu::report::{Lang, Role, text};
use insitu::session::{
    FileInspect, ProjectInfo, ReportOrder, Session, pack, report_page, report_summary, report_workbook, unpack,
};
use serde::Serialize;
use std::io::Write;

type Output = Result<Vec<u8>, Stopped>;

/// Runs one command and returns what goes to standard output.
pub fn run(a: &Arguments) -> Output {
    match a.command.as_str() {
        "inspect" => inspect(a),
        "recipe" => {
            let recipe = session(a)?.recipe()?;
            json(&recipe)
        }
        "run" => results(a),
        "report" => report(a),
        "open" => open(a),
        "convert" => convert::convert(a),
        "analyses" => json(&ANALYSES),
        "demo" => demo(a),
        "templates" => templates::templates(a),
        "check" => templates::check(a),
        "help" => Ok(format!("{USAGE}\n").into_bytes()),
        "version" => Ok(concat!("insitu ", env!("CARGO_PKG_VERSION"), "\n").into()),
        other => Err(usage(&format!("There is no command {other}."))),
    }
}

/// The last line of standard error after a failure.
pub fn failure_line(error: &Error) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        code: &'a str,
        message: String,
        #[serde(flatten)]
        place: &'a insitu::error::Place,
    }
    let texts = text::error_text(error.kind(), error.place());
    let message = if std::env::args().any(|a| a == "en" || a == "--lang=en") { texts.en } else { texts.zh };
    let line = Line { code: error.code(), message, place: error.place() };
    serde_json::to_string(&line).unwrap_or_else(|_| format!("{{\"code\":\"{}\"}}", error.code()))
}

fn json(value: &impl Serialize) -> Output {
    let mut text = serde_json::to_vec_pretty(value).or(Err(Error::new(ErrorKind::Internal)))?;
    text.push(b'\n');
    Ok(text)
}

/// The files.
fn files(a: &Arguments) -> Result<&[String], Stopped> {
    if a.files.is_empty() {
        return Err(usage(&format!("{} takes one file or more.", a.command)));
    }
    Ok(&a.files)
}

fn text_file(path: &str) -> Result<String, Stopped> {
    let error = || Error::new(ErrorKind::Io).in_file(&reading::file_name(path));
    Ok(std::fs::read_to_string(path).or(Err(error()))?)
}

/// The content of the saved project that is named, with its passphrase.
fn project(a: &Arguments) -> Result<Option<Vec<u8>>, Stopped> {
    let Some(path) = &a.project else { return Ok(None) };
    if a.recipe.is_some() || !a.set.is_empty() || a.key_file.is_some() {
        return Err(usage("--project brings its own settings and key, so --recipe, --set and --key-file do not go with it."));
    }
    unsealed(a, path).map(Some)
}

/// The passphrase, which `wanted` needs.
fn passphrase(a: &Arguments, wanted: &str) -> Result<String, Stopped> {
    let path = a.passphrase_file.as_ref().ok_or_else(|| usage(&format!("{wanted} needs --passphrase-file.")))?;
    Ok(text_file(path)?.trim_end_matches(['\r', '\n']).to_owned())
}

/// What is in a container, with its passphrase.
fn unsealed(a: &Arguments, path: &str) -> Result<Vec<u8>, Stopped> {
    let words = passphrase(a, if a.project.is_some() { "--project" } else { "open" })?;
    let located = |error: Error| error.in_file(&reading::file_name(path));
    let bytes = std::fs::read(path).or(Err(located(Error::new(ErrorKind::Io))))?;
    let (header, chunks) = bytes.split_at_checked(VAULT_HEADER).unwrap_or((&bytes, &[]));
    let mut vault = Vault::open(header, &words).map_err(located)?;
    let mut plain = Vec::with_capacity(chunks.len());
    let mut left = chunks;
    loop {
        let (chunk, rest) = left.split_at_checked(VAULT_CHUNK + VAULT_TAG).unwrap_or((left, &[]));
        plain.extend(vault.unseal(chunk.to_vec(), rest.is_empty()).map_err(located)?);
        if rest.is_empty() {
            return Ok(plain);
        }
        left = rest;
    }
}

/// A container of a content.
fn sealed(words: &str, content: &[u8]) -> Result<Vec<u8>, Stopped> {
    let (mut vault, header) = Vault::new(words)?;
    let mut bytes = header.to_vec();
    let last = content.len().div_ceil(VAULT_CHUNK).saturating_sub(1);
    for (number, chunk) in content.chunks(VAULT_CHUNK).enumerate() {
        bytes.extend(vault.seal(chunk.to_vec(), number == last)?);
    }
    Ok(bytes)
}

fn recipe(a: &Arguments) -> Result<Recipe, Stopped> {
    let mut recipe = match &a.recipe {
        Some(path) => Recipe::from_json(&text_file(path)?).map_err(|e| e.in_file(&reading::file_name(path)))?,
        None => Recipe::default(),
    };
    if let Some(zone) = &a.time_zone {
        recipe.time_zone.clone_from(zone);
    }
    if let Some(encoding) = &a.encoding {
        let known = || Encoding::ALL.iter().map(|e| e.label()).collect::<Vec<_>>().join(", ");
        let found = Encoding::of_label(encoding);
        recipe.reading.encoding = Some(found.ok_or_else(|| usage(&format!("--encoding is one of {}.", known())))?);
    }
    let reading = &mut recipe.reading;
    let given = |said: &Option<String>, setting: &mut Option<String>| {
        if said.is_some() {
            setting.clone_from(said);
        }
    };
    given(&a.delimiter, &mut reading.delimiter);
    given(&a.quote, &mut reading.quote);
    given(&a.escape, &mut reading.escape);
    given(&a.comment, &mut reading.comment);
    reading.header_row = a.header_row.or(reading.header_row);
    reading.skip = a.skip.or(reading.skip);
    reading.first_rows = a.first_rows.or(reading.first_rows);
    if !a.columns.is_empty() {
        reading.only_columns.clone_from(&a.columns);
    }
    let mut recipe = recipe.check()?;
    recipe.set_all(&a.set)?;
    Ok(recipe)
}

fn reading(a: &Arguments, recipe: &Recipe, all_text: bool) -> Reading {
    let mut overrides = recipe.reading.clone();
    overrides.all_text |= all_text;
    Reading {
        overrides,
        sheets: a.sheet.clone(),
        workers: a.workers,
        range_size: a.range_size,
        progress: a.progress && !a.quiet,
        quiet: a.quiet,
        english: a.english,
    }
}

fn key(a: &Arguments) -> Result<Key, Stopped> {
    Ok(match &a.key_file {
        Some(path) => Key::from_hex(&text_file(path)?).map_err(|e| e.in_file(&reading::file_name(path)))?,
        None => Key::random()?,
    })
}

/// A session with files as tables, and what `--map` says of their columns.
fn opened(a: &Arguments, paths: &[String]) -> Result<Session, Stopped> {
    let (mut recipe, project) = (recipe(a)?, project(a)?);
    if let Some(project) = &project {
        recipe.reading = ProjectInfo::read(project)?.reading;
    }
    let tables = reading::read(paths, &reading(a, &recipe, false))?;
    let mut session = Session::new(key(a)?).with_recipe(recipe);
    tables.into_iter().for_each(|table| session.open_beside(table));
    // A file of the call that is not among these paths belongs to another session of the same call.
    let number = |session: &Session, option: &str, file: &str| {
        let name = reading::file_name(file);
        match session.table_of_file(&name) {
            None if a.files.iter().all(|path| reading::file_name(path) != name) => {
                Err(usage(&format!("{option} names the file {file}, which is not among the files.")))
            }
            found => Ok(found),
        }
    };
    for (file, kind) in &a.kind {
        if let Some(table) = number(&session, "--kind", file)? {
            session.set_kind(table, kind)?;
        }
    }
    for (file, column, field) in &a.map {
        if let Some(table) = number(&session, "--map", file)? {
            session.map_column(table, column, field.as_deref())?;
        }
    }
    let mut told = Vec::new();
    if let Some(project) = &project {
        let applied = session.restore(project)?;
        let other = (applied.same == Some(false)).then(|| Error::new(ErrorKind::Decisions));
        told.extend(other.map(|error| text::error_text(error.kind(), error.place())));
    }
    // Who gives it in the call knows it.
    let k = session.settings().smallest_group;
    if k < K && !a.set.iter().any(|(path, _)| path == "smallest_group") {
        told.push(text::notice_text(&Notice::warning("N_SMALLEST_GROUP", k)));
    }
    for texts in told.into_iter().filter(|_| !a.quiet) {
        let _ = writeln!(std::io::stderr().lock(), "{}", if a.english { texts.en } else { texts.zh });
    }
    Ok(session)
}

fn session(a: &Arguments) -> Result<Session, Stopped> {
    opened(a, files(a)?)
}

fn inspect(a: &Arguments) -> Output {
    #[derive(Serialize)]
    struct Inspected {
        files: Vec<FileInspect>,
        notices: Vec<Notice>,
    }
    let mut out = Inspected { files: Vec::new(), notices: Vec::new() };
    for path in files(a)? {
        let mut session = opened(a, std::slice::from_ref(path))?;
        out.files.extend(session.inspect()?.files);
        out.notices.extend(session.notices());
    }
    json(&out)
}

fn results(a: &Arguments) -> Output {
    let mut session = session(a)?;
    let all: Vec<&str> = ANALYSES.iter().map(|x| x.name).collect();
    let names: Vec<&str> = a.only.as_ref().map_or(all, |only| only.iter().map(String::as_str).collect());
    let hashed = if a.sha256 { files(a)? } else { &[] };
    let sha256 = hashed.iter().map(|path| reading::sha256(path)).collect::<Result<Vec<_>, _>>()?;
    let text = session.results(&names, &sha256)?;
    say_notices(a, &session);
    written(a, "results.json", text.into_bytes())
}

/// The report in every form, and the results that it is of, in the folder of `--out`.
fn report(a: &Arguments) -> Output {
    if a.out.is_none() {
        return Err(usage("report needs --out DIR."));
    }
    let words = if a.seal { Some(passphrase(a, "--seal")?) } else { None };
    let role = a.role.as_deref().map(Role::from_name).transpose()?.unwrap_or_default();
    let lang = if a.english { Lang::En } else { Lang::Zh };
    let mut session = session(a)?;
    let order = ReportOrder { role, lang, today: a.today.clone(), ..ReportOrder::default() };
    let report = session.report(&order)?;
    if let Some(words) = words {
        say_notices(a, &session);
        let bytes = sealed(&words, &pack(&[report_page(&report), report_workbook(&report)?, report_summary(&report)?])?)?;
        return written(a, "report.insitu", bytes);
    }
    written(a, "report.json", json(&report)?)?;
    let files = [
        ("report.html", report_page(&report)),
        ("report.xlsx", report_workbook(&report)?),
        ("summary.csv", report_summary(&report)?),
    ];
    for (name, file) in files {
        written(a, name, file.bytes)?;
    }
    let names: Vec<&str> = ANALYSES.iter().map(|x| x.name).collect();
    let text = session.results(&names, &[])?;
    say_notices(a, &session);
    written(a, "results.json", text.into_bytes())
}

/// The files of a report that was sealed, into the folder of `--out`.
fn open(a: &Arguments) -> Output {
    let [path] = files(a)? else { return Err(usage("open takes one file.")) };
    if a.out.is_none() {
        return Err(usage("open needs --out DIR."));
    }
    let content = unsealed(a, path)?;
    for (name, bytes) in unpack(&content).map_err(|error| error.in_file(&reading::file_name(path)))? {
        written(a, &name, bytes.to_vec())?;
    }
    Ok(Vec::new())
}

/// The files of the example, into the folder that was named.
fn demo(a: &Arguments) -> Output {
    if a.out.is_none() {
        return Err(usage("demo takes --out DIR."));
    }
    for file in insitu::demo::files() {
        written(a, file.name, file.bytes)?;
    }
    Ok(Vec::new())
}

/// What was repaired, set aside or doubted, and which analysis failed beside others, on standard error.
fn say_notices(a: &Arguments, session: &Session) {
    let mut err = std::io::stderr().lock();
    for (analysis, error) in session.failed() {
        let texts = text::error_text(error.kind(), error.place());
        let (title, text) = if a.english { (analysis.title.en, texts.en) } else { (analysis.title.zh, texts.zh) };
        let _ = writeln!(err, "{title} ({}, {}): {text}", analysis.name, error.code());
    }
    if a.quiet {
        return;
    }
    for notice in session.notices() {
        let texts = session.words_of(&notice);
        let _ = writeln!(err, "{}", if a.english { texts.en } else { texts.zh });
    }
}

/// Bytes for standard output; nothing where they went into a file of the folder that was named.
fn written(a: &Arguments, name: &str, bytes: Vec<u8>) -> Output {
    let Some(folder) = &a.out else { return Ok(bytes) };
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(format!("{folder}/{name}"), bytes));
    written.or(Err(Error::new(ErrorKind::Io)))?;
    Ok(Vec::new())
}
