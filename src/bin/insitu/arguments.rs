//! The words of a call → what is asked for.

use crate::Stopped;

/// How the command is called.
pub const USAGE: &str = "\
insitu inspect FILE...                 what each file is (JSON)
insitu recipe  FILE...                 the recipe the engine proposes (JSON)
insitu run     [OPTIONS] FILE...       results (JSON, or --out DIR)
insitu report  [OPTIONS] --out DIR FILE...   report.html, report.xlsx, summary.csv, report.json, results.json
insitu open    --passphrase-file FILE --out DIR FILE   the files of a report that was sealed
insitu convert [OPTIONS] FILE...       the table itself: --stage raw|clean|masked (default masked)
                                       --to csv|parquet|arrow
insitu analyses                        every analysis: name, settings with defaults, titles (JSON)
insitu demo    --out DIR               the example: five linked tables of a made-up shop
insitu templates --out DIR             the tables to fill in, as CSV and XLSX
insitu check   FILE...                 what is wrong in filled templates, in words
insitu help, insitu version            this text; the version (also --help, -h and --version, -V)

Several files with the same columns are one table: the rows of each stand below those of the one before. Files with other
columns are tables of their own, one of each kind: orders, customers, events, channels, feedback. inspect alone looks at
each file by itself.

OPTIONS
  --recipe FILE            settings to start from
  --set PATH=VALUE         one setting, as rfm.bins=4, as_of=2006-12-31 or smallest_group=11 (repeatable)
  --only NAME[,NAME]       only these analyses
  --map FILE:COLUMN=FIELD  what a column means; without FIELD it is not used (repeatable)
  --kind FILE=KIND         what kind of table a file is: orders, customers, events, channels, feedback (repeatable)
  --sheet FILE=NAME        the sheet of a workbook or the file in an archive (repeatable)
  --encoding NAME (utf-8, gb18030, big5, windows-1252 ...)   --header-row N (0: none)   --skip N (lines)   --time-zone Asia/Shanghai
  --delimiter TEXT (1 to 4 characters)   --quote CHAR   --escape CHAR   --comment TEXT   (empty: none)
  --first-rows N           only the first N rows   --columns NAME[,NAME]   only these columns; the others are not read
  --project FILE           a saved project (.insitu): its settings, key and decisions, over the files named; with
  --passphrase-file FILE   its passphrase
  --seal                   the report as one file, report.insitu, sealed by the passphrase of --passphrase-file
  --key-file FILE          64 hexadecimal digits: the key of the pseudonyms
  --workers N              threads that read (default: one for each processor)
  --range-size BYTES       bytes of a range
  --sha256                 the file's SHA-256 in the results
  --role all|management|marketing|operations|service   --today YYYY-MM-DD   for a report: who it is for, the day it is made
  --lang zh|en   --out DIR   --progress   -q";

/// What is asked for.
#[derive(Default)]
pub struct Arguments {
    /// The command.
    pub command: String,
    /// Files in the order given.
    pub files: Vec<String>,
    /// `--set`, split at the first `=`.
    pub set: Vec<(String, String)>,
    /// `--map`: file, column, field.
    pub map: Vec<(String, String, Option<String>)>,
    /// `--kind`: file and kind.
    pub kind: Vec<(String, String)>,
    /// `--sheet`: file and sheet.
    pub sheet: Vec<(String, String)>,
    /// `--only`.
    pub only: Option<Vec<String>>,
    /// `--recipe`.
    pub recipe: Option<String>,
    /// `--project`.
    pub project: Option<String>,
    /// `--passphrase-file`.
    pub passphrase_file: Option<String>,
    /// `--seal`.
    pub seal: bool,
    /// `--out`.
    pub out: Option<String>,
    /// `--key-file`.
    pub key_file: Option<String>,
    /// `--encoding`.
    pub encoding: Option<String>,
    /// `--delimiter`.
    pub delimiter: Option<String>,
    /// `--quote`, empty for none.
    pub quote: Option<String>,
    /// `--escape`, empty for none.
    pub escape: Option<String>,
    /// `--comment`, empty for none.
    pub comment: Option<String>,
    /// `--skip`.
    pub skip: Option<u64>,
    /// `--header-row`.
    pub header_row: Option<u64>,
    /// `--first-rows`.
    pub first_rows: Option<u64>,
    /// `--columns`.
    pub columns: Vec<String>,
    /// `--time-zone`.
    pub time_zone: Option<String>,
    /// `--stage`.
    pub stage: Option<String>,
    /// `--to`.
    pub to: Option<String>,
    /// `--role`.
    pub role: Option<String>,
    /// `--today`.
    pub today: Option<String>,
    /// `--lang en`.
    pub english: bool,
    /// `--workers`.
    pub workers: Option<usize>,
    /// `--range-size`.
    pub range_size: Option<u64>,
    /// `--sha256`.
    pub sha256: bool,
    /// `-q`.
    pub quiet: bool,
    /// `--progress`.
    pub progress: bool,
}

impl Arguments {
    /// Reads the words of a call.
    pub fn read(words: &[String]) -> Result<Self, Stopped> {
        let asked = |names: &[&str]| words.iter().take_while(|w| *w != "--").any(|w| names.contains(&w.as_str()));
        for (names, command) in [(["--help", "-h"], "help"), (["--version", "-V"], "version")] {
            if asked(&names) {
                return Ok(Self { command: command.to_owned(), ..Self::default() });
            }
        }
        let mut words = words.iter();
        let command = words.next().ok_or_else(|| usage("A command is needed."))?.clone();
        let mut a = Self { command, ..Self::default() };
        let mut only_files = false;
        while let Some(word) = words.next() {
            if only_files || !word.starts_with('-') || word == "-" {
                a.files.push(word.clone());
                continue;
            }
            let (name, joined) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            let mut value = || {
                let next = joined.clone().or_else(|| words.next().cloned());
                next.ok_or_else(|| usage(&format!("{name} needs a value.")))
            };
            match name {
                "--" => only_files = true,
                "-q" => a.quiet = true,
                "--progress" => a.progress = true,
                "--seal" => a.seal = true,
                "--sha256" => a.sha256 = true,
                "--set" => a.set.push(pair(name, &value()?)?),
                "--map" => a.map.push(mapping(&value()?)?),
                "--kind" => a.kind.push(pair(name, &value()?)?),
                "--sheet" => a.sheet.push(pair(name, &value()?)?),
                "--only" => a.only = Some(value()?.split(',').map(str::to_owned).collect()),
                "--recipe" => a.recipe = Some(value()?),
                "--project" => a.project = Some(value()?),
                "--passphrase-file" => a.passphrase_file = Some(value()?),
                "--out" => a.out = Some(value()?),
                "--key-file" => a.key_file = Some(value()?),
                "--encoding" => a.encoding = Some(value()?.to_lowercase()),
                "--delimiter" => a.delimiter = Some(delimiter(&value()?)?),
                "--quote" => a.quote = Some(mark(name, &value()?)?),
                "--escape" => a.escape = Some(mark(name, &value()?)?),
                "--comment" => a.comment = Some(value()?),
                "--skip" => a.skip = Some(number(name, &value()?)?),
                "--header-row" => a.header_row = Some(number(name, &value()?)?),
                "--first-rows" => a.first_rows = Some(number(name, &value()?)?),
                "--columns" => a.columns = value()?.split(',').map(str::to_owned).collect(),
                "--time-zone" => a.time_zone = Some(value()?),
                "--stage" => a.stage = Some(value()?),
                "--to" => a.to = Some(value()?),
                "--role" => a.role = Some(value()?),
                "--today" => a.today = Some(value()?),
                "--workers" => a.workers = Some(number(name, &value()?)? as usize),
                "--range-size" => a.range_size = Some(number(name, &value()?)?),
                "--lang" => {
                    a.english = match value()?.as_str() {
                        "zh" => false,
                        "en" => true,
                        _ => return Err(usage("--lang is zh or en.")),
                    }
                }
                _ => return Err(usage(&format!("There is no option {name}."))),
            }
        }
        Ok(a)
    }
}

/// A call that cannot be taken.
pub fn usage(sentence: &str) -> Stopped {
    Stopped::Usage(sentence.to_owned())
}

fn pair(name: &str, value: &str) -> Result<(String, String), Stopped> {
    let (path, value) = value.split_once('=').ok_or_else(|| usage(&format!("{name} takes PATH=VALUE.")))?;
    Ok((path.to_owned(), value.to_owned()))
}

/// `FILE:COLUMN=FIELD`; the column may hold `:` and the field may be empty.
fn mapping(value: &str) -> Result<(String, String, Option<String>), Stopped> {
    let wrong = || usage("--map takes FILE:COLUMN=FIELD.");
    let (place, field) = value.rsplit_once('=').ok_or_else(wrong)?;
    let (file, column) = place.split_once(':').ok_or_else(wrong)?;
    Ok((file.to_owned(), column.to_owned(), (!field.is_empty()).then(|| field.to_owned())))
}

fn delimiter(value: &str) -> Result<String, Stopped> {
    let value = match value {
        "\\t" | "tab" => "\t",
        other => other,
    };
    if (1..=4).contains(&value.chars().count()) && !value.contains(['\n', '\r', '\u{2028}']) {
        return Ok(value.to_owned());
    }
    Err(usage("--delimiter takes one to four characters, none of them a line end."))
}

/// One ASCII character, or nothing for none.
fn mark(name: &str, value: &str) -> Result<String, Stopped> {
    if value.is_empty() || (value.len() == 1 && value.chars().all(|c| c.is_ascii_graphic())) {
        return Ok(value.to_owned());
    }
    Err(usage(&format!("{name} takes one ASCII character, or nothing for none.")))
}

fn number(name: &str, value: &str) -> Result<u64, Stopped> {
    value.parse().or(Err(usage(&format!("{name} takes a whole number."))))
}
