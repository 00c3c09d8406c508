//! What is decided of a column before its rows are read, and why.

use super::date::DateOrder;
use serde::{Deserialize, Serialize};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Kind {
    /// Any text; identifiers are always text, and so are words for yes and no.
    Text,
    /// A number without a currency.
    Number,
    /// An amount in ten-thousandths of the currency.
    Money,
    /// Wall time in seconds since 1970-01-01 00:00, as given in the file.
    Time,
}

/// How a text column is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Store {
    /// Codes into a dictionary of distinct values.
    #[default]
    Coded,
    /// Bytes and offsets, for values that hardly repeat.
    Plain,
}

/// Mark before the decimals of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum DecimalMark {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
}

/// How the numbers of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Notation {
    /// Mark before the decimals.
    pub decimal: DecimalMark,
    /// Mark that is left out wherever it stands among the digits: only by the user's word. Without it groups must be whole.
    pub thousands: Option<char>,
}

/// What a number without any mark is in a column of times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum BareTime {
    /// No time (`20240305` is a date all the same).
    #[default]
    Nothing,
    /// Days of a spreadsheet, 1 being 1900-01-01.
    Serial1900,
    /// Days of a spreadsheet, 0 being 1904-01-01.
    Serial1904,
    /// Seconds since 1970-01-01 00:00 UTC.
    Seconds,
    /// Milliseconds since 1970-01-01 00:00 UTC.
    Milliseconds,
    /// Microseconds since 1970-01-01 00:00 UTC.
    Microseconds,
    /// Months without a day (`202401`, `2024-01`, `Jan 2024`): the first of each.
    Months,
    /// Days by years of the Republic of China (`113/01/02`, `1130102`).
    Minguo,
}

/// What is looked for in a text column of long numbers, which spreadsheets damage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum LongNumbers {
    /// Nothing.
    #[default]
    Unwatched,
    /// Phone numbers: `1.38E+10` is written out, and counted.
    Phone,
    /// `6.22202E+18` is counted.
    Exponent,
    /// The same, and numbers of more than 15 digits that end in zeros, because nearly all of the column do.
    Zeros,
    /// A mark around the value that keeps spreadsheets from changing it (`` `0017 ``, `="0017"`) is left out, and counted.
    Guarded,
}

/// Why something was decided of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Reason {
    /// The user said so.
    User,
    /// No cell of the sample holds anything.
    Empty,
    /// It is so in the other files of the table.
    OtherFiles,
    /// The header names an identifier, a customer, an amount or a date.
    Header,
    /// Nearly all cells can be read so, and in no other way.
    Values,
    /// Too many cells of the whole file cannot be read as what the sample suggests.
    Unreadable,
    /// Cells have a sign or word of a currency.
    Currency,
    /// Nearly all numbers have two decimals.
    TwoDecimals,
    /// Digits with zeros in front, or more than 15 of them: an identifier.
    LongDigits,
    /// Letters and digits in one word: an identifier.
    Codes,
    /// Words for yes and no.
    YesNo,
    /// What goes between the fields of the file.
    Delimiter,
    /// Groups of three, and smaller numbers without a mark.
    Grouping,
    /// Other columns of the file leave no doubt.
    OtherColumns,
    /// The usual form where a point stands between day and month.
    Point,
    /// Nothing says so: the usual form was taken.
    Open,
}

/// What stays doubtful in a column, or was done to it; each is a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Doubt {
    /// Whether day or month stands first.
    DateOrder,
    /// Whether a mark groups thousands or stands before decimals.
    DecimalMark,
    /// The header says per cent; the numbers are kept as written.
    PercentHeader,
    /// Some numbers have a per cent sign and others have none.
    PercentMixed,
    /// Times are months, whose days nobody knows.
    MonthsAlone,
}

/// Name and treatment of a column, decided before the rows are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Spec {
    /// Header as the file gives it, made unique.
    pub name: String,
    /// What its cells are read as.
    pub kind: Kind,
    /// How its text is kept; ignored for other kinds.
    #[serde(default)]
    pub store: Store,
    /// Order of day and month in its dates; ignored for other kinds.
    #[serde(default)]
    pub dates: DateOrder,
    /// What a bare number is among its times; ignored for other kinds.
    #[serde(default)]
    pub bare: BareTime,
    /// How its numbers are written; ignored for other kinds.
    #[serde(default)]
    pub numbers: Notation,
    /// What is looked for in its text; ignored for other kinds.
    #[serde(default)]
    pub long: LongNumbers,
    /// Why it is of this kind; `None` where nobody decided.
    #[serde(default)]
    pub kind_reason: Option<Reason>,
    /// Why its decimal mark or its order of day and month is this one; `None` where its cells need no decision.
    #[serde(default)]
    pub form_reason: Option<Reason>,
    /// What stays doubtful.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
}

impl Spec {
    /// A column with the usual treatment of its kind.
    #[must_use]
    pub fn new(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            store: Store::default(),
            dates: DateOrder::default(),
            bare: BareTime::default(),
            numbers: Notation::default(),
            long: LongNumbers::default(),
            kind_reason: None,
            form_reason: None,
            doubts: Vec::new(),
        }
    }
}
