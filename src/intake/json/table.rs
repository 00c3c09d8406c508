//! JSON records as a stream of plain ones.

use super::items::{Item, Items};
use super::shape::{Cells, Kind, Shape};
use super::text::Text;
use super::{FLAT, Stop};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::RejectReason;
use crate::intake::stream::{Records, Stream};
use crate::notice::Notice;

/// Finds the columns of all records.
pub fn learn(items: &mut Items, flat: usize) -> Result<Shape> {
    let mut shape: Option<Shape> = None;
    let mut read = 0_u64;
    let mut fault: Option<Error> = None;
    let end = loop {
        let range = match items.next() {
            Ok(Item::Text(range)) => range,
            Ok(Item::Aside(_)) => {
                fault.get_or_insert(Error::new(ErrorKind::Limit).at_row(items.count + 1));
                continue;
            }
            Ok(Item::End) => break fault.unwrap_or(ErrorKind::NoRows.into()),
            Err(error) => break error,
        };
        let mut text = Text::new(items.text(range.clone()));
        let kind = match text.peek() {
            Some(b'{') => Kind::Objects,
            Some(b'[') => Kind::Rows,
            Some(b'n') => continue,
            _ => Kind::Values,
        };
        let shape = shape.get_or_insert_with(|| Shape::new(kind, flat));
        let learnt = shape.learn(&mut text);
        let taken = text.at();
        match learnt {
            Ok(()) => {
                read += 1;
                items.keep_rest(&range, taken);
            }
            Err(Stop::Columns) => return Err(Error::new(ErrorKind::Limit).at_row(items.count + 1)),
            Err(Stop::Fault(found)) => {
                let kind = if found.deep { ErrorKind::Depth } else { ErrorKind::Json };
                fault.get_or_insert(Error::new(kind).at_row(items.count + 1).at_byte(items.place(range.start + found.at)));
            }
        }
    };
    shape.filter(|s| read > 0 && s.width() > 0).ok_or(end)
}

/// The stream: a header, then the records.
pub struct Table {
    items: Items,
    shape: Shape,
    cells: Cells,
    names: Option<Vec<Vec<u8>>>,
    /// Whether a record was written.
    begun: bool,
    done: bool,
    lone: u64,
}

impl Table {
    pub fn new(items: Items, mut shape: Shape) -> Self {
        let names = Some(shape.settle());
        Self { items, shape, cells: Cells::default(), names, begun: false, done: false, lone: 0 }
    }

    fn record(&mut self, out: &mut Vec<u8>) -> Result<bool> {
        let range = match self.items.next()? {
            Item::Text(range) => range,
            Item::Aside(reason) => {
                Records::new(out).set_aside(reason);
                return Ok(true);
            }
            Item::End => return Ok(false),
        };
        let mut text = Text::new(self.items.text(range.clone()));
        let read = self.shape.read(&mut text, &mut self.cells);
        let (taken, lone) = (text.at(), text.lone);
        let mut records = Records::new(out);
        match read {
            Ok(()) => {
                let width = match self.shape.kind {
                    Kind::Rows if self.begun => self.cells.width(),
                    _ => self.shape.width(),
                };
                for column in 0..width {
                    records.cell(self.cells.get(column));
                }
                records.end();
                self.begun = true;
                self.lone += lone;
                self.items.keep_rest(&range, taken);
            }
            Err(Stop::Fault(fault)) if !fault.deep => records.set_aside(RejectReason::Malformed),
            Err(_) => records.set_aside(RejectReason::Limit),
        }
        Ok(true)
    }
}

impl Stream for Table {
    fn next(&mut self, wanted: usize, out: &mut Vec<u8>) -> Result<bool> {
        let enough = out.len() + wanted;
        if let Some(names) = self.names.take().filter(|n| !n.is_empty()) {
            let mut records = Records::new(out);
            names.iter().for_each(|n| records.cell(n));
            records.end();
        }
        while !self.done && out.len() < enough {
            let more = self.record(out);
            self.done = !matches!(more, Ok(true));
            more?;
        }
        Ok(!self.done)
    }

    fn notices(&self) -> Vec<Notice> {
        let twice = Notice::warning("N_JSON_DUPLICATE_KEYS", self.cells.twice);
        [twice, Notice::warning("N_JSON_SURROGATES", self.lone)].into_iter().filter(|n| n.count > 0).collect()
    }
}

const _: () = assert!(FLAT > 1, "a second try with fewer levels must differ");
