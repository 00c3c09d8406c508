//! The container of older Office files ([MS-CFB]): sectors in chains. Every chain is followed for no more sectors than the file
//! has, so that rings and false counts end.

use super::super::limits;
use super::super::read::Source;
use super::bytes::{u16_at, u32_at};
use crate::error::{ErrorKind, Result};
use std::rc::Rc;

/// First bytes of such a file.
pub const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Numbers from here on are no sectors.
const SPECIAL: u32 = 0xFFFF_FFFA;

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: u64,
}

/// A file of streams.
pub struct Compound {
    source: Rc<dyn Source>,
    shift: u32,
    table: Vec<u32>,
    entries: Vec<Entry>,
    /// Table of the small sectors and the chain that holds them.
    small: (u32, Vec<u32>, Vec<u32>),
    /// Streams shorter than this stand in small sectors.
    cutoff: u64,
}

impl Compound {
    /// Reads the tables of a file.
    ///
    /// # Errors
    /// `E_WORKBOOK` where they are damaged, those of the source.
    pub fn open(source: Rc<dyn Source>) -> Result<Self> {
        let mut header = [0; 512];
        if source.size() < 512 {
            return Err(ErrorKind::Workbook.into());
        }
        source.read_at(0, &mut header)?;
        let field = |at| u32_at(&header, at).unwrap_or(u32::MAX);
        let shift = u32::from(u16_at(&header, 30).unwrap_or(0));
        let small_shift = u32::from(u16_at(&header, 32).unwrap_or(0));
        if !(7..=16).contains(&shift) || small_shift == 0 || small_shift > shift {
            return Err(ErrorKind::Workbook.into());
        }
        let mut file = Self {
            source,
            shift,
            table: Vec::new(),
            entries: Vec::new(),
            small: (small_shift, Vec::new(), Vec::new()),
            cutoff: u64::from(field(56)),
        };
        // The table's own sectors: the first in the header, the rest in a chain of lists.
        let mut own: Vec<u32> = (0..109).map(|i| field(76 + 4 * i)).filter(|s| *s < SPECIAL).collect();
        let mut list = field(68);
        let mut steps = 0;
        while list < SPECIAL {
            steps += 1;
            if steps > file.sectors() {
                return Err(ErrorKind::Workbook.into());
            }
            let mut sectors = file.numbers(list)?;
            list = sectors.pop().unwrap_or(u32::MAX);
            own.extend(sectors.into_iter().filter(|s| *s < SPECIAL));
        }
        if own.len() > file.sectors() {
            return Err(ErrorKind::Workbook.into());
        }
        for sector in own {
            let mut numbers = file.numbers(sector)?;
            file.table.append(&mut numbers);
        }
        let directory = file.whole(&file.chain(field(48))?, u64::MAX)?;
        for entry in directory.as_chunks::<128>().0 {
            let length = usize::from(u16_at(entry, 64).unwrap_or(0)).saturating_sub(2).min(62);
            let mut name = Vec::new();
            super::strings::utf16(entry.get(..length).unwrap_or_default(), &mut name);
            let (low, high) = (u32_at(entry, 120).unwrap_or(0), u32_at(entry, 124).unwrap_or(0));
            // Older files may hold anything in the upper half.
            let high = if shift == 9 { 0 } else { high };
            file.entries.push(Entry {
                name: String::from_utf8(name).unwrap_or_default().to_lowercase(),
                kind: entry.get(66).copied().unwrap_or(0),
                start: u32_at(entry, 116).unwrap_or(u32::MAX),
                size: u64::from(high) << 32 | u64::from(low),
            });
        }
        let root = file.entries.first().filter(|e| e.kind == 5).ok_or(ErrorKind::Workbook)?.start;
        if root < SPECIAL {
            file.small.2 = file.chain(root)?;
        }
        if field(60) < SPECIAL {
            let bytes = file.whole(&file.chain(field(60))?, u64::MAX)?;
            file.small.1 = bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect();
        }
        Ok(file)
    }

    /// Whether there is a stream of this name (in small letters).
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.kind == 2 && e.name == name)
    }

    /// A stream by its name in small letters.
    ///
    /// # Errors
    /// `E_WORKBOOK` where its chain is damaged.
    pub fn stream(&self, name: &str) -> Result<Option<Chain>> {
        let Some(entry) = self.entries.iter().find(|e| e.kind == 2 && e.name == name) else { return Ok(None) };
        let (shift, small_shift) = (self.shift, self.small.0);
        let places: Vec<u64> = if entry.size < self.cutoff && !self.small.1.is_empty() {
            // A small sector lies in one of the sectors of the root.
            let each = shift - small_shift;
            let place = |s: u32| {
                let sector = self.small.2.get((s >> each) as usize)?;
                Some(self.place(*sector) + (u64::from(s & ((1 << each) - 1)) << small_shift))
            };
            let chain = follow(entry.start, &self.small.1)?;
            chain.into_iter().map(place).collect::<Option<_>>().ok_or(ErrorKind::Workbook)?
        } else {
            self.chain(entry.start)?.into_iter().map(|s| self.place(s)).collect()
        };
        let shift = if entry.size < self.cutoff && !self.small.1.is_empty() { small_shift } else { shift };
        let size = entry.size.min((places.len() as u64) << shift);
        Ok(Some(Chain { source: self.source.clone(), places, shift, size }))
    }

    fn sectors(&self) -> usize {
        (self.source.size() >> self.shift) as usize + 1
    }

    fn place(&self, sector: u32) -> u64 {
        (u64::from(sector) + 1) << self.shift
    }

    fn chain(&self, start: u32) -> Result<Vec<u32>> {
        follow(start, &self.table)
    }

    fn numbers(&self, sector: u32) -> Result<Vec<u32>> {
        let bytes = self.whole(&[sector], u64::MAX)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }

    fn whole(&self, sectors: &[u32], size: u64) -> Result<Vec<u8>> {
        let places = sectors.iter().map(|s| self.place(*s)).collect();
        let size = size.min((sectors.len() as u64) << self.shift);
        let chain = Chain { source: self.source.clone(), places, shift: self.shift, size };
        if size > limits::LINE as u64 * 4 {
            return Err(ErrorKind::Limit.into());
        }
        let mut bytes = Vec::new();
        chain.append(0, size as usize, &mut bytes)?;
        Ok(bytes)
    }
}

fn follow(start: u32, table: &[u32]) -> Result<Vec<u32>> {
    let mut chain = Vec::new();
    let mut sector = start;
    while sector < SPECIAL {
        if chain.len() > table.len() {
            return Err(ErrorKind::Workbook.into());
        }
        chain.push(sector);
        sector = *table.get(sector as usize).ok_or(ErrorKind::Workbook)?;
    }
    Ok(chain)
}

/// The bytes of a stream.
pub struct Chain {
    source: Rc<dyn Source>,
    places: Vec<u64>,
    shift: u32,
    size: u64,
}

impl Chain {
    /// Appends up to `length` bytes from `at` on; fewer only at the end.
    ///
    /// # Errors
    /// Those of the source. What the file should hold and does not reads as zeros.
    pub fn append(&self, at: u64, length: usize, out: &mut Vec<u8>) -> Result<()> {
        let end = at.saturating_add(length as u64).min(self.size);
        let mut at = at;
        while at < end {
            let Some(place) = self.places.get((at >> self.shift) as usize) else { break };
            let within = at & ((1 << self.shift) - 1);
            let mut piece = ((1 << self.shift) - within).min(end - at);
            // Sectors that follow each other in the file are read at once.
            let mut next = (at >> self.shift) as usize + 1;
            while at + piece < end && self.places.get(next) == Some(&(place + ((next as u64 - (at >> self.shift)) << self.shift)))
            {
                piece = (piece + (1 << self.shift)).min(end - at);
                next += 1;
            }
            let from = place + within;
            let there = self.source.size().saturating_sub(from).min(piece) as usize;
            let start = out.len();
            out.try_reserve(piece as usize).or(Err(ErrorKind::Memory))?;
            out.resize(start + piece as usize, 0);
            if let Some(into) = out.get_mut(start..start + there) {
                self.source.read_at(from, into)?;
            }
            at += piece;
        }
        Ok(())
    }
}
