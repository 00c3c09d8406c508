//! One part of a workbook's archive, inflated piece by piece under limits that look at what really comes out: here, or ahead of
//! its reader by another worker.

use super::super::limits;
use super::super::read::Source;
use super::super::stream::Handover;
use crate::error::{ErrorKind, Result};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::cell::Cell;
use std::collections::VecDeque;
use std::mem;
use std::rc::Rc;

/// Bytes read at once: in a browser every read costs some milliseconds, whatever its length.
const PIECE: u64 = 4 << 20;
/// Bytes inflated at once: with fewer, copying what may be referred to again takes a good part of the time.
const INFLATED: usize = 192 << 10;
/// Packed bytes left below which a part is not worth a second worker.
const WORTH: u64 = 512 << 10;
/// Bytes that go ahead in one piece.
const AHEAD: usize = 1 << 20;
/// Bytes without the end of a row after which a piece goes all the same.
const ENDLESS: usize = 16 * AHEAD;

/// What another worker has inflated.
#[derive(Default)]
struct Fed {
    pieces: VecDeque<Vec<u8>>,
    /// Whether all of it came, and was found to be what the directory says.
    whole: bool,
    /// Whether no more will come.
    ended: bool,
}

/// One part, read from its start.
pub struct Part {
    source: Rc<dyn Source>,
    entry: Handover,
    at: u64,
    left: u64,
    packed: Vec<u8>,
    used: usize,
    taken: u64,
    given: u64,
    inflate: Option<Decompress>,
    crc: Crc,
    /// Bytes inflated from the whole archive.
    inflated: Rc<Cell<u64>>,
    over: bool,
    fed: Option<Fed>,
}

impl Part {
    /// A part from its start.
    pub fn new(source: Rc<dyn Source>, entry: Handover, inflated: Rc<Cell<u64>>) -> Self {
        Self {
            source,
            at: entry.at,
            left: entry.packed,
            packed: Vec::new(),
            used: 0,
            taken: 0,
            given: 0,
            inflate: entry.deflated.then(|| Decompress::new(false)),
            crc: Crc::new(),
            inflated,
            over: false,
            fed: None,
            entry,
        }
    }

    /// Has the rest inflated by [`Ahead`], all but the `unread` last bytes that were given being read; `None` where that does
    /// not pay.
    pub fn hand_over(&mut self, unread: usize) -> Option<Handover> {
        if self.over || self.entry.packed - self.taken.min(self.entry.packed) < WORTH {
            return None;
        }
        self.entry.before = self.inflated.get() - self.given;
        self.given -= unread as u64;
        self.entry.given = self.given;
        (self.packed, self.inflate, self.fed) = (Vec::new(), None, Some(Fed::default()));
        Some(self.entry.clone())
    }

    /// Takes a piece of what [`Ahead`] has inflated; `None`: there is no more, which is `whole` or not.
    pub fn feed(&mut self, piece: Option<Vec<u8>>, whole: bool) {
        let Some(fed) = &mut self.fed else { return };
        match piece {
            Some(piece) => fed.pieces.push_back(piece),
            None => (fed.ended, fed.whole) = (true, whole),
        }
    }

    /// Whether more can be given without waiting.
    pub fn is_ready(&self) -> bool {
        self.fed.as_ref().is_none_or(|fed| fed.ended || !fed.pieces.is_empty())
    }

    /// Gives what came, if anything did; `None`: nothing did, and nothing will in time.
    fn take(&mut self, out: &mut Vec<u8>) -> Option<bool> {
        let fed = self.fed.as_mut()?;
        let piece = fed.pieces.pop_front();
        if let Some(piece) = &piece {
            self.given += piece.len() as u64;
            out.extend_from_slice(piece);
        }
        (piece.is_some() || fed.whole).then_some(piece.is_some())
    }

    /// Inflates from the start up to what was given and beyond, so whatever stopped the other shows itself in its place.
    fn alone(&mut self, out: &mut Vec<u8>) -> Result<bool> {
        let known = self.given;
        self.inflated.set(self.entry.before);
        *self = Self::new(self.source.clone(), self.entry.clone(), self.inflated.clone());
        let start = out.len();
        while self.fill(out)? {
            if let Some(new) = self.given.checked_sub(known).filter(|new| *new > 0) {
                out.drain(start..out.len() - new as usize);
                return Ok(true);
            }
            out.truncate(start);
        }
        Ok(false)
    }

    /// Appends some more bytes; `false` when there are no more.
    ///
    /// # Errors
    /// `E_ARCHIVE` where the data are damaged or are not what the directory says, `E_LIMIT` for a bomb, those of the source.
    pub fn fill(&mut self, out: &mut Vec<u8>) -> Result<bool> {
        if self.fed.is_some() {
            return self.take(out).map_or_else(|| self.alone(out), Ok);
        }
        let before = out.len();
        while out.len() == before {
            if self.over {
                return Ok(false);
            }
            if self.used == self.packed.len() && self.left > 0 {
                let length = self.left.min(PIECE).min(self.source.size().saturating_sub(self.at));
                if length == 0 {
                    return Err(ErrorKind::Archive.into());
                }
                self.packed.resize(length as usize, 0);
                self.source.read_at(self.at, &mut self.packed)?;
                (self.at, self.left, self.used) = (self.at + length, self.left - length, 0);
            }
            let input = self.packed.get(self.used..).unwrap_or_default();
            let ended = match &mut self.inflate {
                None => {
                    out.extend_from_slice(input);
                    self.used = self.packed.len();
                    self.taken += (out.len() - before) as u64;
                    self.left == 0
                }
                Some(inflate) => {
                    out.try_reserve(INFLATED).or(Err(ErrorKind::Memory))?;
                    let was = inflate.total_in();
                    let status = inflate.decompress_vec(input, out, FlushDecompress::None).or(Err(ErrorKind::Archive))?;
                    let took = inflate.total_in() - was;
                    (self.used, self.taken) = (self.used + took as usize, self.taken + took);
                    if status != Status::StreamEnd && took == 0 && out.len() == before && self.left == 0 {
                        return Err(ErrorKind::Archive.into());
                    }
                    status == Status::StreamEnd
                }
            };
            let new = out.get(before..).unwrap_or_default();
            self.crc.update(new);
            self.given += new.len() as u64;
            self.inflated.set(self.inflated.get() + new.len() as u64);
            let allowed = limits::UNPACKED_FREE + self.taken.saturating_mul(self.entry.ratio);
            if self.given > limits::PART.min(allowed) || self.inflated.get() > limits::WORKBOOK {
                return Err(ErrorKind::Bomb.into());
            }
            if ended {
                self.over = true;
                if (self.given, self.crc.sum()) != (self.entry.size, self.entry.crc) {
                    return Err(ErrorKind::Archive.into());
                }
            }
        }
        Ok(true)
    }
}

/// Inflates a part ahead of whoever reads its rows, in pieces that end where a row ends.
pub struct Ahead {
    part: Part,
    /// What follows the last row of the last piece.
    behind: Vec<u8>,
}

impl Ahead {
    /// Inflates from where a reader has handed over.
    #[must_use]
    pub fn new(source: Rc<dyn Source>, entry: Handover) -> Self {
        let inflated = Rc::new(Cell::new(entry.before));
        let given = entry.given;
        let part = Part { given, fed: Some(Fed::default()), ..Part::new(source, entry, inflated) };
        Self { part, behind: Vec::new() }
    }

    /// The next piece; `None` behind the last.
    ///
    /// # Errors
    /// Those of [`Part::fill`].
    pub fn next_piece(&mut self) -> Result<Option<Vec<u8>>> {
        let mut piece = mem::take(&mut self.behind);
        while self.part.fill(&mut piece)? {
            if piece.len() < AHEAD {
                continue;
            }
            if let Some(end) = rows_end(&piece) {
                self.behind = piece.split_off(end);
                return Ok(Some(piece));
            }
            if piece.len() > ENDLESS {
                return Ok(Some(piece));
            }
        }
        Ok((!piece.is_empty()).then_some(piece))
    }
}

/// Where the last row ends. A text that only looks like the end of one makes the reader go on alone, and that is all.
fn rows_end(bytes: &[u8]) -> Option<usize> {
    let mut ends = memchr::memmem::rfind_iter(bytes, b"row>");
    ends.find_map(|at| {
        let open = memchr::memrchr(b'<', bytes.get(..at)?)?;
        (bytes.get(open + 1) == Some(&b'/')).then_some(at + 4)
    })
}
