//! The columns of JSON records, and one record spread over them.

use super::text::{Fault, Raw, Text};
use super::{FLAT, Stop};
use crate::intake::limits;
use std::collections::BTreeMap;

/// What the records are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Objects: a column per path of keys.
    Objects,
    /// Arrays: a column per position.
    Rows,
    /// Plain values: one column.
    Values,
}

/// The columns that the records have together.
pub struct Shape {
    pub kind: Kind,
    nodes: Vec<Node>,
    columns: Vec<Column>,
    /// Levels of objects that become columns.
    flat: usize,
    open: Vec<Open>,
    key: Vec<u8>,
}

struct Column {
    node: usize,
    filled: bool,
}

#[derive(Default)]
struct Node {
    key: Vec<u8>,
    parent: usize,
    /// Position among its parent's children.
    position: usize,
    column: Option<usize>,
    children: Vec<usize>,
    by_key: BTreeMap<Vec<u8>, usize>,
}

/// An object that is being read.
#[derive(Clone, Copy)]
struct Open {
    node: usize,
    /// The child that comes next if the keys stand as in the records before.
    next: usize,
}

/// The cells of one record.
#[derive(Default)]
pub struct Cells {
    text: Vec<u8>,
    spans: Vec<Span>,
    record: u32,
    /// Cells that were written twice.
    pub twice: u64,
}

#[derive(Clone, Copy, Default)]
struct Span {
    record: u32,
    start: usize,
    end: usize,
}

impl Cells {
    fn put(&mut self, column: usize, start: usize) {
        if column >= self.spans.len() {
            self.spans.resize(column + 1, Span::default());
        }
        if let Some(span) = self.spans.get_mut(column) {
            self.twice += u64::from(span.record == self.record);
            *span = Span { record: self.record, start, end: self.text.len() };
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        if self.record == u32::MAX {
            self.spans.clear();
            self.record = 0;
        }
        self.record += 1;
    }

    /// Text of a column; empty where the record has none.
    pub fn get(&self, column: usize) -> &[u8] {
        match self.spans.get(column) {
            Some(s) if s.record == self.record => self.text.get(s.start..s.end).unwrap_or_default(),
            _ => b"",
        }
    }

    /// Columns up to the last that any record had.
    pub fn width(&self) -> usize {
        self.spans.iter().rposition(|s| s.record == self.record).map_or(0, |last| last + 1)
    }
}

impl Shape {
    pub fn new(kind: Kind, flat: usize) -> Self {
        Self {
            kind,
            nodes: vec![Node::default()],
            columns: Vec::new(),
            flat,
            open: Vec::with_capacity(FLAT + 1),
            key: Vec::new(),
        }
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Learns the columns of a record.
    pub fn learn(&mut self, text: &mut Text<'_>) -> Result<(), Stop> {
        match self.kind {
            Kind::Objects => self.object(text, None),
            Kind::Rows => {
                let width = row(text, |text, _| Ok(text.value(None)?))?;
                while self.columns.len() < width {
                    self.columns.push(Column { node: 0, filled: true });
                }
                Ok(())
            }
            Kind::Values => {
                self.columns.truncate(0);
                self.columns.push(Column { node: 0, filled: true });
                Ok(text.value(None)?)
            }
        }
    }

    /// Spreads a record over the columns.
    pub fn read(&mut self, text: &mut Text<'_>, cells: &mut Cells) -> Result<(), Stop> {
        cells.clear();
        match self.kind {
            Kind::Objects => self.object(text, Some(cells)),
            Kind::Rows => row(text, |text, column| cell(text, column, cells)).map(drop),
            Kind::Values => cell(text, 0, cells),
        }
    }

    /// Leaves out columns that held nothing but null where other records have an object. Their names, in order.
    pub fn settle(&mut self) -> Vec<Vec<u8>> {
        let nodes = &mut self.nodes;
        self.columns.retain(|c| c.filled || nodes.get(c.node).is_some_and(|n| n.children.is_empty()));
        nodes.iter_mut().for_each(|n| n.column = None);
        if self.kind != Kind::Objects {
            return if self.kind == Kind::Values { vec![b"value".to_vec()] } else { Vec::new() };
        }
        for (index, column) in self.columns.iter().enumerate() {
            if let Some(node) = nodes.get_mut(column.node) {
                node.column = Some(index);
            }
        }
        self.columns.iter().map(|c| self.name(c.node)).collect()
    }

    fn name(&self, mut node: usize) -> Vec<u8> {
        let mut keys: Vec<&[u8]> = Vec::new();
        while let Some(Node { key, parent, .. }) = self.nodes.get(node).filter(|_| node > 0) {
            keys.push(key);
            node = *parent;
        }
        keys.reverse();
        keys.join(&b'.')
    }

    /// Walks an object. Without cells it learns: unknown keys become columns.
    fn object(&mut self, text: &mut Text<'_>, mut cells: Option<&mut Cells>) -> Result<(), Stop> {
        text.take(b'{')?;
        self.open.clear();
        if text.peek() == Some(b'}') {
            text.take(b'}')?;
            return Ok(());
        }
        self.open.push(Open { node: 0, next: 0 });
        loop {
            let raw = text.raw()?;
            let node = self.child(raw, text, cells.is_none())?;
            text.take(b':')?;
            let first = text.peek();
            let mut empty = false;
            if first == Some(b'{') && self.open.len() < self.flat && node.is_some() {
                text.take(b'{')?;
                if text.peek() != Some(b'}') {
                    self.open.extend(node.map(|node| Open { node, next: 0 }));
                    continue;
                }
                text.take(b'}')?;
                empty = true;
            }
            match cells.as_deref_mut() {
                None => {
                    let null = empty || first == Some(b'n');
                    if !empty {
                        text.value(None)?;
                    }
                    self.fill(node, !null)?;
                }
                Some(_) if empty => {}
                Some(cells) => match node.and_then(|n| self.nodes.get(n)?.column) {
                    Some(column) => cell(text, column, cells)?,
                    None => text.value(None)?,
                },
            }
            loop {
                match text.peek() {
                    Some(b',') => {
                        text.take(b',')?;
                        break;
                    }
                    Some(b'}') => {
                        text.take(b'}')?;
                        self.open.pop();
                        if self.open.is_empty() {
                            return Ok(());
                        }
                    }
                    _ => return Err(text.fault().into()),
                }
            }
        }
    }

    /// The node of a key in the object that is open.
    fn child(&mut self, raw: Raw<'_>, text: &mut Text<'_>, learn: bool) -> Result<Option<usize>, Stop> {
        let mut unescaped = std::mem::take(&mut self.key);
        unescaped.clear();
        let key = if raw.escaped {
            text.unescape(raw, &mut unescaped)?;
            unescaped.as_slice()
        } else {
            raw.bytes
        };
        let found = self.find(key, learn);
        self.key = unescaped;
        found
    }

    fn find(&mut self, key: &[u8], learn: bool) -> Result<Option<usize>, Stop> {
        let count = self.nodes.len();
        let Some(open) = self.open.last_mut() else { return Ok(None) };
        let Some(parent) = self.nodes.get(open.node) else { return Ok(None) };
        let expected = parent.children.get(open.next).copied();
        if let Some(child) = expected.filter(|&c| self.nodes.get(c).is_some_and(|n| n.key == key)) {
            open.next += 1;
            return Ok(Some(child));
        }
        if let Some(&child) = parent.by_key.get(key) {
            open.next = self.nodes.get(child).map_or(0, |n| n.position + 1);
            return Ok(Some(child));
        }
        if !learn {
            return Ok(None);
        }
        if count > 2 * limits::COLUMNS || key.len() > limits::HEADER {
            return Err(Stop::Columns);
        }
        let node = open.node;
        let position = parent.children.len();
        open.next = position + 1;
        if let Some(parent) = self.nodes.get_mut(node) {
            parent.children.push(count);
            parent.by_key.insert(key.to_vec(), count);
        }
        self.nodes.push(Node { key: key.to_vec(), parent: node, position, ..Node::default() });
        Ok(Some(count))
    }

    /// Gives a node a column when it first stands for a value.
    fn fill(&mut self, node: Option<usize>, filled: bool) -> Result<(), Stop> {
        let Some((index, node)) = node.and_then(|i| Some((i, self.nodes.get_mut(i)?))) else { return Ok(()) };
        let column = *node.column.get_or_insert(self.columns.len());
        match self.columns.get_mut(column) {
            Some(column) => column.filled |= filled,
            None if column >= limits::COLUMNS => return Err(Stop::Columns),
            None => self.columns.push(Column { node: index, filled }),
        }
        Ok(())
    }
}

/// Walks an array; returns how many values it holds.
fn row(text: &mut Text<'_>, mut each: impl FnMut(&mut Text<'_>, usize) -> Result<(), Stop>) -> Result<usize, Stop> {
    text.take(b'[')?;
    let mut column = 0;
    while column > 0 || text.peek() != Some(b']') {
        if column == limits::COLUMNS {
            return Err(Stop::Columns);
        }
        each(text, column)?;
        column += 1;
        if text.peek() != Some(b',') {
            break;
        }
        text.take(b',')?;
    }
    text.take(b']')?;
    Ok(column)
}

/// Writes a value into a cell: strings as they are, null as nothing, numbers and words as written, the rest as JSON.
fn cell(text: &mut Text<'_>, column: usize, cells: &mut Cells) -> Result<(), Stop> {
    let start = cells.text.len();
    match text.peek() {
        Some(b'"') => {
            let raw = text.raw()?;
            text.unescape(raw, &mut cells.text)?;
        }
        Some(b'{' | b'[') => text.value(Some(&mut cells.text))?,
        _ => {
            let word = text.scalar()?;
            if word != b"null" {
                cells.text.extend_from_slice(word);
            }
        }
    }
    cells.put(column, start);
    Ok(())
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
