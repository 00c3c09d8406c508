//! The one error type: a stable code with a place, never a cell's content.

use serde::Serialize;
use std::fmt;

/// Result of everything that can fail in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, and where. The sentences for people are in [`crate::report::text`].
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    place: Place,
}

/// Position of an error in the user's input. Rows count from 1 and include the header line, as an editor shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Name of the file as the user gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Record number, the header being row 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Column number from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// Byte of the file's text, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
    /// Name of the setting at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<String>,
    /// Name that the user gave and nothing has, without control characters and at most 60 characters long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The smallest group that may be told of, where it is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// Names that could stand in its place.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub known: Vec<&'static str>,
}

/// Longest name that an error repeats.
const LONGEST_NAME: usize = 60;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal,)*) => {
        /// Every way in which the engine can refuse.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum ErrorKind { $($(#[$doc])* $name,)* }

        impl ErrorKind {
            /// All kinds, for tests that walk them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Stable code that programs may match on; limits have one in common.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

kinds! {
    /// The file has no bytes, or nothing but line ends.
    Empty "E_EMPTY",
    /// There is a header line and nothing below it.
    HeaderOnly "E_HEADER_ONLY",
    /// The bytes are not text in a table form.
    Binary "E_BINARY",
    /// The text starts like JSON and is none here, or ends too early.
    Json "E_JSON",
    /// The file ends too early or contradicts itself.
    Damaged "E_DAMAGED",
    /// The file is encrypted, or packed or typed in a way this build cannot read.
    Codec "E_CODEC",
    /// The text is in an encoding this build cannot read.
    Encoding "E_ENCODING",
    /// An archive is damaged, or packed in a way this build cannot read.
    Archive "E_ARCHIVE",
    /// A file is protected by a password.
    Encrypted "E_ENCRYPTED",
    /// A workbook has no such sheet, an archive no such file, or nothing in it may be a table.
    Member "E_MEMBER",
    /// What is packed unpacks to more than is read: it may be a bomb.
    Bomb "E_LIMIT",
    /// An archive holds too many files.
    Files "E_LIMIT",
    /// A workbook has too many sheets.
    Sheets "E_LIMIT",
    /// Values of JSON stand too deep within each other.
    Depth "E_LIMIT",
    /// A spreadsheet or document of a kind that is not read.
    Format "E_FORMAT",
    /// The records of a workbook are damaged.
    Workbook "E_WORKBOOK",
    /// XML is damaged or declares a document type.
    Xml "E_XML",
    /// A line, field, header or column count is over its limit.
    Limit "E_LIMIT",
    /// The dates span more years than an analysis can follow, or reach beyond the calendar.
    Span "E_SPAN",
    /// Amounts add up to more than the engine can hold.
    Amount "E_AMOUNT",
    /// The column mapped to the amount or the price holds numbers beyond what the engine can hold.
    AmountRange "E_AMOUNT_RANGE",
    /// A quote is opened and never closed.
    Quote "E_QUOTE",
    /// Files that are to be one table have different columns.
    ColumnsDiffer "E_COLUMNS_DIFFER",
    /// No row could be read.
    NoRows "E_NO_ROWS",
    /// Not enough memory to hold the table.
    Memory "E_MEMORY",
    /// A chunk between workers is malformed or of another version.
    Chunk "E_CHUNK",
    /// A field that the analysis needs is mapped to no column.
    FieldMissing "E_FIELD_MISSING",
    /// No column holds dates or times.
    NoTime "E_NO_TIME",
    /// The column mapped to a date field holds almost no readable dates.
    TimeUnreadable "E_TIME_UNREADABLE",
    /// A mapping names a column that the file does not have.
    UnknownColumn "E_UNKNOWN_COLUMN",
    /// A mapping names a field that does not exist.
    UnknownField "E_UNKNOWN_FIELD",
    /// No analysis has this name.
    UnknownAnalysis "E_UNKNOWN_ANALYSIS",
    /// A setting has a value outside its domain.
    Param "E_PARAM",
    /// A recipe is not valid JSON, or has parts that recipes do not have.
    Recipe "E_RECIPE",
    /// A recipe or a saved project comes from a later version of the program.
    Newer "E_NEWER",
    /// A saved project is none, or is damaged.
    Project "E_PROJECT",
    /// The passphrase does not open a saved project, or the file was changed.
    Sealed "E_SEALED",
    /// Nothing is open, or the stage asked for has not been reached.
    NoData "E_NO_DATA",
    /// Decisions about single cells and rows are about another file.
    Decisions "E_DECISIONS",
    /// The export needs the user's explicit confirmation.
    NotConfirmed "E_NOT_CONFIRMED",
    /// With an earlier export this one would tell of a few customers.
    Difference "E_DIFFERENCE",
    /// So many different exports were made that no further one can be compared with all of them.
    Exports "E_EXPORTS",
    /// A report would tell of fewer customers than any table that leaves.
    Few "E_FEW",
    /// The key file does not hold 32 bytes in hexadecimal.
    Key "E_KEY",
    /// The passphrase does not open the file of an exported key, or the file is none or is damaged.
    Passphrase "E_PASSPHRASE",
    /// A passphrase is too short or too simple to protect a key.
    WeakPassphrase "E_WEAK_PASSPHRASE",
    /// Reading or writing a file failed.
    Io "E_IO",
    /// Something that cannot happen did; the file is not at fault.
    Internal "E_INTERNAL",
}

impl Error {
    /// An error without a place.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, place: Place::default() }))
    }

    /// The same error, located at a row (the header is row 1).
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.0.place.row = Some(row);
        self
    }

    /// The same error, located at a column counted from 1.
    #[must_use]
    pub fn at_column(mut self, column: u64) -> Self {
        self.0.place.column = Some(column);
        self
    }

    /// The same error, located at a byte of the file's text, counted from 0.
    #[must_use]
    pub fn at_byte(mut self, byte: u64) -> Self {
        self.0.place.byte = Some(byte);
        self
    }

    /// The same error, about a setting.
    #[must_use]
    pub fn of_setting(mut self, name: &str) -> Self {
        self.0.place.setting = Some(name.to_owned());
        self
    }

    /// The same error, about a name that the user gave: of a setting, an analysis, a zone, a column or a field.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.0.place.name = Some(name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect());
        self
    }

    /// The same error with the names that would do.
    #[must_use]
    pub fn of_known(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        self.0.place.known = names.into_iter().collect();
        self
    }

    /// The same error, which smaller groups than these would not be.
    #[must_use]
    pub fn of_least(mut self, group: u64) -> Self {
        self.0.place.least = Some(group);
        self
    }

    /// The same error, located in a file.
    #[must_use]
    pub fn in_file(mut self, name: &str) -> Self {
        self.0.place.file = Some(name.to_owned());
        self
    }

    /// The same error, located in a file unless it is in one already.
    #[must_use]
    pub fn or_in_file(self, name: &str) -> Self {
        if self.0.place.file.is_some() { self } else { self.in_file(name) }
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Stable code that programs may match on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.kind.code()
    }

    /// Where it went wrong.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.0.place
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        if let Some(row) = self.0.place.row {
            write!(f, " row {row}")?;
        }
        if let Some(column) = self.0.place.column {
            write!(f, " column {column}")?;
        }
        if let Some(byte) = self.0.place.byte {
            write!(f, " byte {byte}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
