//! Distinct values of a text column: one arena of bytes, codes in order of first appearance.

use crate::error::ErrorKind;
use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher};

/// Distinct values, addressed by code.
#[derive(Clone, Default)]
pub struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Dictionary {
    /// How many values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of a value (UTF-8).
    #[must_use]
    pub fn get(&self, code: u32) -> Option<&[u8]> {
        let code = code as usize;
        let end = *self.ends.get(code)? as usize;
        let start = match code.checked_sub(1) {
            Some(previous) => *self.ends.get(previous)? as usize,
            None => 0,
        };
        self.bytes.get(start..end)
    }

    /// The code of a value, which is put behind the others where it is none of them.
    #[cfg(feature = "engine")]
    pub(super) fn code_of(&mut self, value: &[u8]) -> u32 {
        let known = self.iter().position(|v| v == value);
        let code = known.unwrap_or_else(|| {
            self.bytes.extend_from_slice(value);
            self.ends.push(self.bytes.len() as u32);
            self.ends.len() - 1
        });
        code as u32
    }

    /// The values one behind the other.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where each value ends in [`Dictionary::bytes`].
    #[must_use]
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// All values in code order.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let value = self.bytes.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            value
        })
    }
}

/// A dictionary under construction.
pub struct Interner {
    dictionary: Dictionary,
    /// Open addressing, a power of two: code + 1 in the low half, the upper half of the hash above it; 0 is free.
    slots: Vec<u64>,
    hasher: FixedState,
}

impl Default for Interner {
    fn default() -> Self {
        Self { dictionary: Dictionary::default(), slots: vec![0; 64], hasher: FixedState::with_seed(0x1A51_70F0) }
    }
}

impl Interner {
    /// Code of a value, a new one if it has not been seen.
    pub fn intern(&mut self, value: &[u8]) -> u32 {
        let hash = self.hash(value);
        self.intern_hashed(value, hash)
    }

    /// [`Interner::intern`] where running out of memory is an error and no end.
    ///
    /// # Errors
    /// `E_MEMORY`, also where all values together take more than 4 GiB.
    pub fn try_intern(&mut self, value: &[u8]) -> Result<u32, ErrorKind> {
        let full = |_| ErrorKind::Memory;
        let Dictionary { bytes, ends } = &mut self.dictionary;
        u32::try_from(bytes.len() + value.len()).or(Err(ErrorKind::Memory))?;
        bytes.try_reserve(value.len()).map_err(full)?;
        ends.try_reserve(1).map_err(full)?;
        if (ends.len() + 1) * 2 > self.slots.len() {
            let mut slots = Vec::new();
            slots.try_reserve_exact(self.slots.len() * 2).map_err(full)?;
            self.grow(slots);
        }
        Ok(self.intern(value))
    }

    /// Bytes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let Dictionary { bytes, ends } = &self.dictionary;
        bytes.capacity() + ends.capacity() * size_of::<u32>() + self.slots.len() * size_of::<u64>()
    }

    /// Hash of a value, the same for all interners.
    #[must_use]
    pub fn hash(&self, value: &[u8]) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(value);
        hasher.finish()
    }

    /// [`Interner::intern`] with the hash at hand.
    pub fn intern_hashed(&mut self, value: &[u8], hash: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let tag = hash & 0xFFFF_FFFF_0000_0000;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or(0);
            if slot == 0 {
                break;
            }
            let code = (slot as u32) - 1;
            if slot & 0xFFFF_FFFF_0000_0000 == tag && self.dictionary.get(code) == Some(value) {
                return code;
            }
            at = (at + 1) & mask;
        }
        let code = self.dictionary.ends.len() as u32;
        self.dictionary.bytes.extend_from_slice(value);
        self.dictionary.ends.push(self.dictionary.bytes.len() as u32);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = tag | u64::from(code + 1);
        }
        if self.dictionary.ends.len() * 2 > self.slots.len() {
            self.grow(Vec::new());
        }
        code
    }

    /// Doubles the slots, in the room of an empty list.
    fn grow(&mut self, mut slots: Vec<u64>) {
        let mask = self.slots.len() * 2 - 1;
        slots.resize(mask + 1, 0);
        for (code, value) in self.dictionary.iter().enumerate() {
            let hash = self.hash(value);
            let mut at = hash as usize & mask;
            while slots.get(at).is_some_and(|&s| s != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = (hash & 0xFFFF_FFFF_0000_0000) | (code as u64 + 1);
            }
        }
        self.slots = slots;
    }

    /// The values so far.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The finished dictionary.
    #[must_use]
    pub fn finish(self) -> Dictionary {
        self.dictionary
    }
}
