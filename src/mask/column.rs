//! A column as it may leave: cell by cell, each distinct value masked once.

use super::identity::{NOBODY, mask_key};
use super::operated::Operated;
use super::redaction::redact;
use super::sweep::{among_numbers, sweep};
use super::{MaskedTable, PiiType, cell};
use crate::fields::Field;
use crate::table::date::time_text;
use crate::table::{Column, Kind, Segment};
use std::borrow::Cow;

/// What happens to the cells.
#[derive(Clone, Copy)]
enum Treatment {
    /// Keyed names of customers.
    Pseudonym,
    /// Customer keys, masked for the screen.
    Key(Option<PiiType>),
    /// Personal data, masked.
    Mask(PiiType),
    /// Text in which something of a person may stand, or numbers among which one of a person may be.
    Sweep,
    /// The same among so many numbers of persons that names alone are theirs.
    SweepNames,
    /// Harmless.
    Open,
}

/// Reads a column of a [`MaskedTable`] in its masked form.
pub struct MaskedColumn<'a> {
    table: &'a MaskedTable,
    column: &'a Column,
    treatment: Treatment,
    /// Masked text by code, for coded columns.
    done: Vec<Option<String>>,
    /// The column under the operator that was chosen for what leaves.
    operated: Option<Operated<'a>>,
}

impl<'a> MaskedColumn<'a> {
    pub(super) fn new(table: &'a MaskedTable, index: usize) -> Option<Self> {
        let operated =
            table.operator(index).or_else(|| table.usual(index)).and_then(|operator| Operated::new(table, index, operator));
        Some(Self { operated, ..Self::with(table, index, Treatment::Pseudonym)? })
    }

    pub(super) fn for_screen(table: &'a MaskedTable, index: usize) -> Option<Self> {
        Self::with(table, index, Treatment::Key(table.verdict(index).masks_as()))
    }

    fn with(table: &'a MaskedTable, index: usize, key: Treatment) -> Option<Self> {
        let own = table.column(index)?;
        let is_key = table.field(index) == Some(Field::UserId);
        let treatment = match table.verdict(index).masks_as() {
            _ if is_key => key,
            Some(kind) => Treatment::Mask(kind),
            None if own.kind() == Kind::Time => Treatment::Open,
            None if table.verdict(index).is_of_persons() => Treatment::SweepNames,
            None => Treatment::Sweep,
        };
        // Customer numbers go by the codes of the identity's own column.
        let column = if is_key { table.identity()?.keys() } else { own };
        let codes = if column.is_coded() { column.dictionary().len() } else { 0 };
        Some(Self { table, column, treatment, done: vec![None; codes], operated: None })
    }

    /// The masked text of a cell; `None` where the cell is empty or its key names nobody.
    pub fn text(&mut self, row: usize) -> Option<Cow<'_, str>> {
        if self.operated.is_some() {
            return self.operated.as_mut()?.text(row);
        }
        let column = self.column;
        match column.locate(row)? {
            (Segment::Codes(codes), i) => {
                let code = codes.get(i)?;
                let slot = code as usize;
                if self.done.get(slot)?.is_none() {
                    let masked = self.mask_code(code)?;
                    *self.done.get_mut(slot)? = Some(masked);
                }
                self.done.get(slot)?.as_deref().map(Cow::Borrowed)
            }
            (Segment::Text(_), _) => match column.text_at(row)? {
                Cow::Borrowed(text) => Some(self.mask(text)),
                Cow::Owned(text) => Some(self.mask_owned(&text)),
            },
            (Segment::Number(numbers), i) => Some(self.mask_owned(&cell::number_text(numbers.get(i)?))),
            (Segment::Money(units), i) => Some(self.mask_owned(&cell::money_text(units.get(i)?))),
            (Segment::Time(seconds), i) => Some(self.mask_owned(&time_text(seconds.get(i)?))),
        }
    }

    fn mask_code(&self, code: u32) -> Option<String> {
        if let Treatment::Pseudonym = self.treatment {
            let customer = *self.table.identity()?.customer_of_code().get(code as usize)?;
            return if customer == NOBODY { None } else { self.table.pseudonym(customer as usize) };
        }
        let text = std::str::from_utf8(self.column.dictionary().get(code)?).ok()?;
        Some(self.mask(text).into_owned())
    }

    fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.treatment {
            Treatment::Key(kind) => Cow::Owned(mask_key(kind, text)),
            Treatment::Mask(kind) => Cow::Owned(redact(kind, text)),
            Treatment::Sweep => sweep(text),
            Treatment::SweepNames => among_numbers(text),
            Treatment::Open => Cow::Borrowed(text),
            Treatment::Pseudonym => Cow::Borrowed(""),
        }
    }

    fn mask_owned(&self, text: &str) -> Cow<'static, str> {
        Cow::Owned(self.mask(text).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::CleanTable;
    use crate::fields::{MappedTable, Mapping};
    use crate::intake::RawTable;
    use crate::mask::Key;
    use std::sync::Arc;

    fn swept(header: &str, cell: &str) -> String {
        let column = Column::of_text(header, (0..40).map(|i| Some(if i == 0 { cell } else { "3" })));
        let raw = RawTable::of("orders.csv", vec![column]);
        let mapping = Mapping::guess(&raw.columns);
        let mapped = MappedTable::new(Arc::new(raw), mapping).unwrap();
        let table = MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap());
        assert_eq!(table.verdict(0).masks_as(), None, "{header}");
        let mut masked = MaskedColumn::for_screen(&table, 0).unwrap();
        masked.text(0).unwrap().into_owned()
    }

    #[test]
    fn text_is_swept_whatever_its_header_names() {
        for header in ["备注", "订单号", "商品名称", "手机壳", "银行卡数量", "地址数"] {
            assert_eq!(swept(header, "加急Tel13800131234"), "加急Tel138****1234", "{header}");
            for plain in ["12", "1,200", "3个", "iPhone 15 手机壳", "202401011234560001", "SKU-00138-0013", "1765432109876543210"]
            {
                assert_eq!(swept(header, plain), plain, "{header}");
            }
        }
    }
}
