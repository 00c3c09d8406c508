//! One column: its kind, its segments in file order, and what could not be read in it.

use super::{Codes, Dictionary, Interner, Ints, Kind, Numbers, Spec, Store, Texts};
use arrow_buffer::NullBuffer;
use std::borrow::Cow;
use std::sync::Arc;

/// One run of rows of a column. All segments of a column are of one variant.
#[derive(Clone)]
pub enum Segment {
    /// Codes into the column's dictionary.
    Codes(Codes),
    /// UTF-8 bytes.
    Text(Texts),
    /// Numbers.
    Number(Numbers),
    /// Ten-thousandths of a currency.
    Money(Ints),
    /// Seconds of wall time.
    Time(Ints),
}

// Called on each type and not through `dyn Array`, whose table of methods would bring all of arrow's printing along.
macro_rules! each {
    ($segment:expr, $method:ident) => {
        match $segment {
            Self::Codes(a) => a.$method(),
            Self::Text(a) => a.$method(),
            Self::Number(a) => a.$method(),
            Self::Money(a) | Self::Time(a) => a.$method(),
        }
    };
}

impl Segment {
    /// Rows in this segment.
    #[must_use]
    pub fn len(&self) -> usize {
        each!(self, len)
    }

    /// Whether the segment holds no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which cells are filled; `None` where all are.
    #[must_use]
    pub fn validity(&self) -> Option<&NullBuffer> {
        match self {
            Self::Codes(a) => a.nulls(),
            Self::Text(a) => a.nulls(),
            Self::Number(a) => a.nulls(),
            Self::Money(a) | Self::Time(a) => a.nulls(),
        }
    }

    /// Empty cells in this segment, unreadable ones included.
    #[must_use]
    pub fn nulls(&self) -> usize {
        each!(self, null_count)
    }
}

/// Cells that hold something which is not of the column's kind: kept as missing, counted, the first ones located.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invalid {
    /// How many.
    pub count: u64,
    /// The first rows (the header is row 1).
    pub rows: Vec<u64>,
}

/// A column of a table. Cloning shares the data.
#[derive(Clone)]
pub struct Column {
    spec: Spec,
    segments: Arc<Vec<Segment>>,
    dictionary: Arc<Dictionary>,
    starts: Arc<Vec<usize>>,
    invalid: Invalid,
}

impl Column {
    /// A column from segments of one variant, in file order; `dictionary` is empty unless they hold codes.
    #[must_use]
    pub fn new(spec: Spec, segments: Vec<Segment>, dictionary: Dictionary, invalid: Invalid) -> Self {
        let mut starts = Vec::with_capacity(segments.len() + 1);
        let mut at = 0;
        starts.push(0);
        for segment in &segments {
            at += segment.len();
            starts.push(at);
        }
        Self { spec, segments: Arc::new(segments), dictionary: Arc::new(dictionary), starts: Arc::new(starts), invalid }
    }

    /// A coded text column of the given cells: for tests and small tables.
    #[must_use]
    pub fn of_text<'a>(name: &str, cells: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut interner = Interner::default();
        let codes = Codes::of_cells(cells.into_iter().map(|c| c.map(|c| interner.intern(c.as_bytes()))));
        let spec = Spec::new(name, Kind::Text);
        Self::new(spec, vec![Segment::Codes(codes)], interner.finish(), Invalid::default())
    }

    /// A column of integers (money units or seconds): for tests and small tables.
    #[must_use]
    pub fn of_ints(name: &str, kind: Kind, cells: impl IntoIterator<Item = Option<i64>>) -> Self {
        let array: Ints = cells.into_iter().collect();
        let segment = if kind == Kind::Time { Segment::Time(array) } else { Segment::Money(array) };
        let spec = Spec::new(name, kind);
        Self::new(spec, vec![segment], Dictionary::default(), Invalid::default())
    }

    /// A column of numbers: for tests and small tables.
    #[must_use]
    pub fn of_numbers(name: &str, cells: impl IntoIterator<Item = Option<f64>>) -> Self {
        let spec = Spec::new(name, Kind::Number);
        Self::new(spec, vec![Segment::Number(cells.into_iter().collect())], Dictionary::default(), Invalid::default())
    }

    /// The same column with other segments of the same lengths and, where they hold other codes, another dictionary.
    #[cfg(feature = "engine")]
    pub(super) fn with_segments(&self, segments: Vec<Segment>, dictionary: Option<Dictionary>) -> Self {
        let dictionary = dictionary.map_or_else(|| Arc::clone(&self.dictionary), Arc::new);
        Self { segments: Arc::new(segments), dictionary, ..self.clone() }
    }

    /// Whether both are views of the same data.
    #[must_use]
    pub fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.segments, &other.segments)
    }

    /// Header of the column.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.spec.name
    }

    /// How it was read, and why.
    #[must_use]
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// What its cells are.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.spec.kind
    }

    /// Rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Whether the column has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Empty cells, unreadable ones included.
    #[must_use]
    pub fn nulls(&self) -> u64 {
        self.segments.iter().map(|s| s.nulls() as u64).sum()
    }

    /// Cells that hold something which is not of the column's kind.
    #[must_use]
    pub fn invalid(&self) -> &Invalid {
        &self.invalid
    }

    /// The data, in file order.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Distinct values of a coded column; empty for others.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// Whether the column is text kept as codes into [`Column::dictionary`].
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.spec.kind == Kind::Text && !matches!(self.segments.first(), Some(Segment::Text(_)))
    }

    /// A plain text column as a coded one; a coded one is shared. `None` for other kinds.
    #[must_use]
    pub fn coded(&self) -> Option<Self> {
        if self.spec.kind != Kind::Text {
            return None;
        }
        if self.is_coded() {
            return Some(self.clone());
        }
        let mut interner = Interner::default();
        let segments = self
            .segments
            .iter()
            .map(|s| match s {
                Segment::Text(a) => {
                    let mut codes = Vec::with_capacity(a.len());
                    a.each(|_, c| codes.push(c.map_or(0, |c| interner.intern(c))));
                    Segment::Codes(Codes::new(codes, a.nulls().cloned()))
                }
                other => other.clone(),
            })
            .collect();
        let spec = Spec { store: Store::Coded, ..self.spec.clone() };
        Some(Self::new(spec, segments, interner.finish(), self.invalid.clone()))
    }

    /// Codes in row order, `None` for an empty cell; no items unless the column is coded.
    pub fn codes(&self) -> impl Iterator<Item = Option<u32>> + '_ {
        self.segments.iter().filter_map(|s| if let Segment::Codes(a) = s { Some(a.iter()) } else { None }).flatten()
    }

    /// Money units or seconds in row order; no items for other kinds.
    pub fn ints(&self) -> impl Iterator<Item = Option<i64>> + '_ {
        self.segments
            .iter()
            .filter_map(|s| if let Segment::Money(a) | Segment::Time(a) = s { Some(a.iter()) } else { None })
            .flatten()
    }

    /// Numbers in row order; no items for other kinds.
    pub fn numbers(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        self.segments.iter().filter_map(|s| if let Segment::Number(a) = s { Some(a.iter()) } else { None }).flatten()
    }

    /// Segment and offset within it of a row.
    #[must_use]
    pub fn locate(&self, row: usize) -> Option<(&Segment, usize)> {
        let index = self.starts.partition_point(|&s| s <= row).checked_sub(1)?;
        let segment = self.segments.get(index)?;
        Some((segment, row - self.starts.get(index)?))
    }

    /// Whether a cell holds something that could be read.
    #[must_use]
    pub fn is_filled(&self, row: usize) -> bool {
        match self.locate(row) {
            Some((Segment::Codes(a), i)) => a.get(i).is_some(),
            Some((Segment::Text(a), i)) => a.get(i).is_some(),
            Some((Segment::Number(a), i)) => a.get(i).is_some(),
            Some((Segment::Money(a) | Segment::Time(a), i)) => a.get(i).is_some(),
            None => false,
        }
    }

    /// Text of a cell of a text column; `None` where it is empty.
    #[must_use]
    pub fn text_at(&self, row: usize) -> Option<Cow<'_, str>> {
        match self.bytes_at(row)? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        }
    }

    pub(super) fn bytes_at(&self, row: usize) -> Option<Cow<'_, [u8]>> {
        match self.locate(row)? {
            (Segment::Codes(a), i) => Some(Cow::Borrowed(self.dictionary.get(a.get(i)?)?)),
            (Segment::Text(a), i) => a.get(i),
            _ => None,
        }
    }

    #[cfg(feature = "engine")]
    pub(super) fn code_at(&self, row: usize) -> Option<u32> {
        match self.locate(row)? {
            (Segment::Codes(a), i) => a.get(i),
            _ => None,
        }
    }

    /// Money units or seconds of a cell.
    #[must_use]
    pub fn int_at(&self, row: usize) -> Option<i64> {
        match self.locate(row)? {
            (Segment::Money(a) | Segment::Time(a), i) => a.get(i),
            _ => None,
        }
    }

    /// Number in a cell.
    #[must_use]
    pub fn number_at(&self, row: usize) -> Option<f64> {
        match self.locate(row)? {
            (Segment::Number(a), i) => a.get(i),
            _ => None,
        }
    }
}
