//! The dictionary that all chunks of a column share, and the short way into it for texts that end in numbers.

use crate::table::texts::Serial;
use crate::table::{Dictionary, Interner, Ints};

/// No code yet.
const NONE: u32 = u32::MAX;
/// Numbers farther apart than this many for each text are found by their text.
const SPREAD: usize = 16;
/// Room that is always given.
const ROOM: usize = 1 << 16;

/// The dictionary that the chunks of a column share.
#[derive(Default)]
pub struct Vocabulary {
    pub(super) interner: Interner,
    /// Prefix and digits of the texts that `codes` is for.
    form: Option<(Vec<u8>, usize)>,
    /// Code by number, counted from `first`.
    codes: Vec<u32>,
    first: i64,
}

impl Vocabulary {
    /// The values so far.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        self.interner.dictionary()
    }

    /// Bytes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.interner.bytes() + self.codes.capacity() * size_of::<u32>()
    }

    /// The finished dictionary.
    #[must_use]
    pub fn finish(self) -> Dictionary {
        self.interner.finish()
    }

    /// The way from numbers behind a prefix to codes.
    pub(super) fn numbers(&mut self, prefix: &[u8], digits: usize) -> NumberCodes<'_> {
        let is_form = |form: &(Vec<u8>, usize)| form.0 == prefix && form.1 == digits;
        // Texts of another form than the first go the long way.
        let known = self.form.get_or_insert_with(|| (prefix.to_vec(), digits));
        let direct = is_form(known);
        NumberCodes {
            serial: Serial { prefix: prefix.into(), digits, numbers: Ints::default() },
            common: self,
            direct,
            text: Vec::new(),
            is_full: false,
        }
    }
}

/// Codes of numbers behind one prefix.
pub(super) struct NumberCodes<'a> {
    common: &'a mut Vocabulary,
    serial: Serial,
    direct: bool,
    text: Vec<u8>,
    /// Whether there was no room for a text; the codes from there on mean nothing.
    pub(super) is_full: bool,
}

impl NumberCodes<'_> {
    /// Code of the text that a number stands for.
    #[inline]
    pub(super) fn code(&mut self, number: i64) -> u32 {
        let at = number.wrapping_sub(self.common.first) as usize;
        match self.common.codes.get(at) {
            Some(&code) if self.direct && code != NONE => code,
            _ => self.find(number),
        }
    }

    #[cold]
    fn find(&mut self, number: i64) -> u32 {
        self.serial.write(number, &mut self.text);
        let Ok(code) = self.common.interner.try_intern(&self.text) else {
            self.is_full = true;
            return 0;
        };
        if self.direct
            && let Some(slot) = self.slot(number)
        {
            *slot = code;
        }
        code
    }

    /// Where the code of a number stands; makes room if that does not take too much.
    fn slot(&mut self, number: i64) -> Option<&mut u32> {
        let common = &mut *self.common;
        let most = ROOM.max(common.interner.dictionary().len().saturating_mul(SPREAD));
        if common.codes.is_empty() {
            common.first = number;
        }
        if number < common.first {
            let more = usize::try_from(common.first.checked_sub(number)?).ok()?;
            // As much again in front, so that numbers that fall do not shift the table each time.
            let more = more.max(common.codes.len()).min(usize::try_from(common.first).unwrap_or(usize::MAX)).max(more);
            if common.codes.len().checked_add(more)? > most {
                return None;
            }
            common.codes.try_reserve(more).ok()?;
            common.codes.splice(0..0, std::iter::repeat_n(NONE, more));
            common.first -= more as i64;
        }
        let at = usize::try_from(number.checked_sub(common.first)?).ok()?;
        if at >= common.codes.len() {
            if at >= most {
                return None;
            }
            let room = (at + 1).max(common.codes.len() * 2).min(most);
            // Without room texts are found by their hash.
            common.codes.try_reserve_exact(room - common.codes.len()).ok()?;
            common.codes.resize(room, NONE);
        }
        common.codes.get_mut(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_lead_to_the_codes_of_their_texts(numbers in prop::collection::vec((0_i64..2_000, any::<bool>()), 1..400), far in any::<u32>()) {
            let mut common = Vocabulary::default();
            let mut plain = Interner::default();
            for (number, other) in numbers {
                let (prefix, number) = if other { ("V", number + i64::from(far)) } else { ("U", number * 7) };
                let text = format!("{prefix}{number:011}");
                prop_assert_eq!(common.numbers(prefix.as_bytes(), 11).code(number), plain.intern(text.as_bytes()));
            }
        }
    }
}
