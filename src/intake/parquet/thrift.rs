//! Thrift's compact protocol, as far as page headers and a check of the footer need it. Nothing is allocated from a number
//! that the file states.

/// Deepest nesting of structures in a footer; the format needs 7.
const DEPTH: usize = 16;
/// Deepest nesting of a schema.
const SCHEMA_DEPTH: usize = 64;

/// The text ends too early or is none of this protocol.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    /// More bytes may help.
    pub short: bool,
}

const WRONG: Broken = Broken { short: false };

/// Bytes and a place in them.
pub struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Number of the field last read, by open structure.
    last: i16,
}

/// Kinds of values on the wire.
mod kind {
    pub const TRUE: u8 = 1;
    pub const FALSE: u8 = 2;
    pub const BYTE: u8 = 3;
    pub const I16: u8 = 4;
    pub const I64: u8 = 6;
    pub const DOUBLE: u8 = 7;
    pub const BINARY: u8 = 8;
    pub const LIST: u8 = 9;
    pub const SET: u8 = 10;
    pub const STRUCT: u8 = 12;
}

impl<'a> Thrift<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, last: 0 }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Result<u8, Broken> {
        let byte = self.bytes.get(self.at).ok_or(Broken { short: true })?;
        self.at += 1;
        Ok(*byte)
    }

    fn varint(&mut self) -> Result<u64, Broken> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(WRONG)
    }

    /// A number of 16, 32 or 64 bits.
    pub fn int(&mut self) -> Result<i64, Broken> {
        let raw = self.varint()?;
        Ok((raw >> 1) as i64 ^ -((raw & 1) as i64))
    }

    /// A number that counts something.
    pub fn count(&mut self) -> Result<u32, Broken> {
        u32::try_from(self.int()?).ok().filter(|n| *n <= i32::MAX as u32).ok_or(WRONG)
    }

    /// Number and kind of the next field of a structure; `None` at its end.
    pub fn field(&mut self) -> Result<Option<(i16, u8)>, Broken> {
        let head = self.byte()?;
        if head == 0 {
            return Ok(None);
        }
        self.last = match head >> 4 {
            0 => i16::try_from(self.int()?).ok().ok_or(WRONG)?,
            step => self.last.checked_add(step.into()).ok_or(WRONG)?,
        };
        Ok(Some((self.last, head & 0x0F)))
    }

    /// Reads a structure field by field.
    pub fn structure(&mut self, each: &mut dyn FnMut(&mut Self, i16, u8) -> Result<(), Broken>) -> Result<(), Broken> {
        let before = std::mem::replace(&mut self.last, 0);
        while let Some((number, kind)) = self.field()? {
            each(self, number, kind)?;
        }
        self.last = before;
        Ok(())
    }

    /// Length and kind of a list whose elements take a byte each at least.
    fn list(&mut self) -> Result<(u64, u8), Broken> {
        let head = self.byte()?;
        let length = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
        if length > (self.bytes.len() - self.at) as u64 {
            return Err(WRONG);
        }
        Ok((length, head & 0x0F))
    }

    /// Passes over a value without recursion: `open` holds the structures and lists around it.
    pub fn skip(&mut self, kind: u8) -> Result<(), Broken> {
        let mut open: Vec<Around> = Vec::new();
        let mut next = kind;
        loop {
            match next {
                kind::TRUE | kind::FALSE if !matches!(open.last(), Some(Around::List(..))) => {}
                kind::TRUE | kind::FALSE | kind::BYTE => drop(self.byte()?),
                kind::I16..=kind::I64 => drop(self.varint()?),
                kind::DOUBLE => self.pass(8)?,
                kind::BINARY => {
                    let length = self.varint()?;
                    self.pass(length)?;
                }
                kind::LIST | kind::SET => {
                    let (length, kind) = self.list()?;
                    open.push(Around::List(length, kind));
                }
                kind::STRUCT => {
                    open.push(Around::Struct(self.last));
                    self.last = 0;
                }
                _ => return Err(WRONG),
            }
            if open.len() > DEPTH {
                return Err(WRONG);
            }
            next = loop {
                match open.last_mut() {
                    None => return Ok(()),
                    Some(Around::List(0, _)) => drop(open.pop()),
                    Some(Around::List(left, kind)) => {
                        *left -= 1;
                        break *kind;
                    }
                    Some(Around::Struct(before)) => {
                        let before = *before;
                        match self.field()? {
                            Some((_, kind)) => break kind,
                            None => {
                                self.last = before;
                                open.pop();
                            }
                        }
                    }
                }
            };
        }
    }

    fn pass(&mut self, length: u64) -> Result<(), Broken> {
        let left = self.bytes.len() - self.at;
        self.at += usize::try_from(length).ok().filter(|n| *n <= left).ok_or(Broken { short: true })?;
        Ok(())
    }
}

enum Around {
    Struct(i16),
    /// How many elements are left, and their kind.
    List(u64, u8),
}

/// Checks a footer before a library reads it: it is whole, its lists are no longer than it is, and neither it nor the schema
/// in it is nested deeper than the limit. Returns the number of nodes of the schema.
pub fn check_footer(bytes: &[u8]) -> Result<u64, Broken> {
    let mut nodes = 0;
    Thrift::new(bytes).structure(&mut |footer, number, kind| {
        if number != 2 || kind != kind::LIST {
            return footer.skip(kind);
        }
        let (length, kind) = footer.list()?;
        // Children that are still to come, by level.
        let mut levels: Vec<u32> = Vec::new();
        for _ in 0..length {
            if kind != kind::STRUCT || levels.len() > SCHEMA_DEPTH {
                return Err(WRONG);
            }
            let mut children = 0;
            footer.structure(&mut |node, number, kind| {
                if number != 5 || kind != 5 {
                    return node.skip(kind);
                }
                children = node.count()?;
                Ok(())
            })?;
            while levels.last() == Some(&0) {
                levels.pop();
            }
            if let Some(left) = levels.last_mut() {
                *left -= 1;
            }
            levels.push(children);
            nodes += 1;
        }
        Ok(())
    })?;
    Ok(nodes)
}
