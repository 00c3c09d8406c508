//! The commands.

use crate::Stopped;
use crate::arguments::{Arguments, USAGE, usage};
use crate::reading::{self, Reading};
use insitu::analysis::ANALYSES;
use insitu::error::{Error, ErrorKind};
use insitu::intake::{Encoding, RawTable};
use insitu::mask::{Key, MaskedTable};
use insitu::recipe::Recipe;
use insitu::report::CsvTable;
use insitu::report::text;
use insitu::session::{FileInspect, Session};
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
        "convert" => convert(a),
        "analyses" => json(&ANALYSES),
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
    for (path, value) in &a.set {
        recipe.set(path, value)?;
    }
    Ok(recipe)
}

fn reading(a: &Arguments, recipe: &Recipe, all_text: bool) -> Reading {
    let mut overrides = recipe.reading.clone();
    overrides.all_text |= all_text;
    Reading {
        overrides,
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
    let recipe = recipe(a)?;
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
    Ok(session)
}

fn session(a: &Arguments) -> Result<Session, Stopped> {
    opened(a, files(a)?)
}

fn inspect(a: &Arguments) -> Output {
    #[derive(Serialize)]
    struct Inspected {
        files: Vec<FileInspect>,
        notices: Vec<insitu::notice::Notice>,
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
    if !a.quiet {
        let mut err = std::io::stderr().lock();
        for notice in session.notices() {
            let texts = text::notice_text(&notice);
            let _ = writeln!(err, "{}", if a.english { texts.en } else { texts.zh });
        }
    }
    let Some(folder) = &a.out else { return Ok(text.into_bytes()) };
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(format!("{folder}/results.json"), text));
    written.or(Err(Error::new(ErrorKind::Io)))?;
    Ok(Vec::new())
}

fn convert(a: &Arguments) -> Output {
    if a.to.as_deref().is_some_and(|to| to != "csv") {
        return Err(usage("convert writes csv."));
    }
    let recipe = recipe(a)?;
    let raw = match a.stage.as_deref() {
        Some("raw") => true,
        None | Some("masked") => false,
        Some(_) => return Err(usage("--stage is raw or masked.")),
    };
    let paths = files(a)?;
    if !raw {
        let mut session = session(a)?;
        let table = session.masked_table(0)?;
        return if session.tables() == 1 { masked_csv(&table) } else { Err(several()) };
    }
    let how = reading(a, &recipe, raw);
    match reading::read(paths, &how) {
        Ok(tables) => match tables.as_slice() {
            [table] => raw_csv(table),
            _ => Err(several()),
        },
        // A header is all there is to write.
        Err(Stopped::Failure(error)) if error.kind() == ErrorKind::HeaderOnly => {
            let Some(first) = paths.first() else { return Err(error.into()) };
            names_csv(&reading::plan(first, &how)?.columns)
        }
        Err(stopped) => Err(stopped),
    }
}

fn several() -> Stopped {
    usage("convert writes one table; these files make several.")
}

fn names_csv(columns: &[insitu::table::Spec]) -> Output {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(columns.iter().map(|c| c.name.as_str())).or(Err(Error::new(ErrorKind::Internal)))?;
    Ok(csv.into_inner().or(Err(Error::new(ErrorKind::Internal)))?)
}

/// What the reader understood, cell by cell as written: RFC 4180, UTF-8, no byte-order mark, nothing made safe. Cells
/// beyond the last column stand behind their row.
fn raw_csv(table: &RawTable) -> Output {
    let internal = || Error::new(ErrorKind::Internal);
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    csv.write_record(table.columns.iter().map(insitu::table::Column::name)).or(Err(internal()))?;
    for row in 0..table.rows {
        let cells = table.columns.iter().map(|c| c.text_at(row).unwrap_or_default());
        csv.write_record(cells.map(|c| c.into_owned().into_bytes()).chain(table.surplus.of(row).map(Into::into)))
            .or(Err(internal()))?;
    }
    Ok(csv.into_inner().or(Err(internal()))?)
}

fn masked_csv(table: &MaskedTable) -> Output {
    let raw = table.mapped().raw();
    // Where the header was set on a row of data, names are somebody's cells.
    let names: Vec<_> = raw.columns.iter().map(|c| insitu::mask::sweep(c.name())).collect();
    let mut csv = CsvTable::new(names.iter().map(AsRef::as_ref))?;
    let mut columns: Vec<_> = (0..raw.columns.len()).filter_map(|i| table.masked_column(i)).collect();
    for row in 0..raw.rows {
        let cells: Vec<_> = columns.iter_mut().map(|c| c.text(row).unwrap_or_default()).collect();
        csv.row(&cells)?;
    }
    Ok(csv.finish()?)
}
