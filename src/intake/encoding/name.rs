//! The encodings that can be read, by the names that web browsers use, and why one was chosen.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! encodings {
    ($($(#[$note:meta])* $name:ident $label:literal,)*) => {
        /// Encoding of a text file. Its name is the label of the WHATWG Encoding Standard in lower case; UTF-32, which
        /// browsers do not read, is named in the same way.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub enum Encoding {
            $($(#[$note])* #[doc = concat!("`", $label, "`")] #[cfg_attr(feature = "types", ts(rename = $label))] $name,)*
        }

        impl Encoding {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }
        }
    };
}

encodings! {
    #[default]
    Utf8 "utf-8",
    Utf16Le "utf-16le",
    Utf16Be "utf-16be",
    Utf32Le "utf-32le",
    Utf32Be "utf-32be",
    Gb18030 "gb18030",
    Big5 "big5",
    ShiftJis "shift_jis",
    EucJp "euc-jp",
    Iso2022Jp "iso-2022-jp",
    EucKr "euc-kr",
    Windows1252 "windows-1252",
    Windows1250 "windows-1250",
    Windows1251 "windows-1251",
    Windows1253 "windows-1253",
    Windows1254 "windows-1254",
    Windows1255 "windows-1255",
    Windows1256 "windows-1256",
    Windows1257 "windows-1257",
    Windows1258 "windows-1258",
    Windows874 "windows-874",
    Iso8859_2 "iso-8859-2",
    Iso8859_3 "iso-8859-3",
    Iso8859_4 "iso-8859-4",
    Iso8859_5 "iso-8859-5",
    Iso8859_6 "iso-8859-6",
    Iso8859_7 "iso-8859-7",
    Iso8859_8 "iso-8859-8",
    Iso8859_10 "iso-8859-10",
    Iso8859_13 "iso-8859-13",
    Iso8859_14 "iso-8859-14",
    Iso8859_15 "iso-8859-15",
    Iso8859_16 "iso-8859-16",
    Koi8R "koi8-r",
    Koi8U "koi8-u",
    Ibm866 "ibm866",
    Macintosh "macintosh",
    MacCyrillic "x-mac-cyrillic",
}

impl Encoding {
    /// The encoding of that name in any case. Builds with all decoders also know the other labels of the standard, as `gbk`, `latin1`
    /// or `sjis`.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        let exact = |label: &str| Self::ALL.iter().copied().find(|e| e.label() == label);
        let alias = match label.as_str() {
            "gbk" | "gb2312" | "cp936" => Some(Self::Gb18030),
            "utf8" => Some(Self::Utf8),
            "utf-32" => Some(Self::Utf32Le),
            _ => None,
        };
        let found = exact(&label).or(alias);
        #[cfg(feature = "formats")]
        let found =
            found.or_else(|| match encoding_rs::Encoding::for_label(label.as_bytes())?.name().to_ascii_lowercase().as_str() {
                "gbk" => Some(Self::Gb18030),
                "iso-8859-8-i" => Some(Self::Iso8859_8),
                name => exact(name),
            });
        found
    }

    /// Bytes of a code unit: a line end is one unit, and lines start at multiples of it.
    #[must_use]
    pub fn unit(self) -> usize {
        match self {
            Self::Utf16Le | Self::Utf16Be => 2,
            Self::Utf32Le | Self::Utf32Be => 4,
            _ => 1,
        }
    }

    /// The byte-order mark, empty for encodings without one.
    #[must_use]
    pub fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Utf32Le => b"\xFF\xFE\0\0",
            Self::Utf32Be => b"\0\0\xFE\xFF",
            Self::Gb18030 => b"\x84\x31\x95\x33",
            _ => b"",
        }
    }
}

impl Serialize for Encoding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.label())
    }
}

impl<'de> Deserialize<'de> for Encoding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let label = String::deserialize(deserializer)?;
        Self::of_label(&label).ok_or_else(|| de::Error::custom("unknown encoding"))
    }
}

/// Why an encoding was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum EncodingReason {
    /// A byte-order mark says so.
    Bom,
    /// The bytes are well-formed in it, which other encodings hardly ever are.
    #[default]
    Valid,
    /// Zero bytes stand where the code units of Western characters have them.
    Zeros,
    /// Escape sequences of the encoding.
    Escapes,
    /// The text that it gives is the most plausible one.
    Statistics,
    /// The whole file showed what the sample did not.
    WholeFile,
    /// The user said so.
    Override,
}

/// An encoding that the statistics found possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Candidate {
    /// The encoding.
    pub encoding: Encoding,
    /// How plausible its text is, in thousandths: 1000 where every character is a usual one.
    pub score: i32,
}
