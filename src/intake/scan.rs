//! Where the structure of a block of 64 bytes is: one bit for each delimiter, line end and quote.

/// Bytes looked at in one step.
pub const BLOCK: usize = 64;

/// The three bytes that structure a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Between fields.
    pub delimiter: u8,
    /// Between records.
    pub newline: u8,
    /// Around fields that hold the other two; a byte that cannot occur in UTF-8 (0xFF) where quoting is off.
    pub quote: u8,
}

impl Marks {
    /// Bits of delimiters, line ends and quotes in a block, first byte lowest.
    #[inline]
    #[must_use]
    pub fn bits(self, block: &[u8; BLOCK]) -> u64 {
        imp::bits(self, block)
    }

    /// [`Marks::bits`] of what is left at the end of a buffer.
    #[must_use]
    pub fn tail_bits(self, tail: &[u8]) -> u64 {
        let mut bits = 0;
        for (i, &byte) in tail.iter().take(BLOCK).enumerate() {
            bits |= u64::from(byte == self.delimiter || byte == self.newline || byte == self.quote) << i;
        }
        bits
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod imp {
    use super::{BLOCK, Marks};
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128, v128_load, v128_or};

    #[inline]
    pub fn bits(marks: Marks, block: &[u8; BLOCK]) -> u64 {
        let (d, n, q) = (u8x16_splat(marks.delimiter), u8x16_splat(marks.newline), u8x16_splat(marks.quote));
        let mut bits = 0;
        for (i, lane) in block.chunks_exact(16).enumerate() {
            // A load has no other form than from a pointer; `chunks_exact` gives the 16 bytes.
            #[expect(unsafe_code, reason = "SIMD load of 16 bytes that the chunk owns")]
            let lane = unsafe { v128_load(lane.as_ptr().cast::<v128>()) };
            let hit = v128_or(v128_or(u8x16_eq(lane, d), u8x16_eq(lane, n)), u8x16_eq(lane, q));
            bits |= u64::from(u8x16_bitmask(hit)) << (16 * i);
        }
        bits
    }
}

#[cfg(target_arch = "x86_64")]
mod imp {
    use super::{BLOCK, Marks};
    use core::arch::x86_64::{__m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8};

    #[inline]
    pub fn bits(marks: Marks, block: &[u8; BLOCK]) -> u64 {
        // SSE2 is part of every x86-64; the loads stay within the 16 bytes of each chunk.
        #[expect(unsafe_code, reason = "SIMD intrinsics and loads")]
        unsafe {
            let (d, n, q) =
                (_mm_set1_epi8(marks.delimiter as i8), _mm_set1_epi8(marks.newline as i8), _mm_set1_epi8(marks.quote as i8));
            let mut bits = 0;
            for (i, lane) in block.chunks_exact(16).enumerate() {
                let lane = _mm_loadu_si128(lane.as_ptr().cast::<__m128i>());
                let hit = _mm_or_si128(_mm_cmpeq_epi8(lane, d), _mm_cmpeq_epi8(lane, n));
                let hit = _mm_or_si128(hit, _mm_cmpeq_epi8(lane, q));
                bits |= u64::from(_mm_movemask_epi8(hit) as u32 & 0xFFFF) << (16 * i);
            }
            bits
        }
    }
}

#[cfg(not(any(all(target_arch = "wasm32", target_feature = "simd128"), target_arch = "x86_64")))]
mod imp {
    use super::{BLOCK, Marks};

    pub fn bits(marks: Marks, block: &[u8; BLOCK]) -> u64 {
        marks.tail_bits(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_fast_form_agrees_with_the_plain_one(bytes in prop::collection::vec(prop::sample::select(b"a,\"\n;\xE4".to_vec()), BLOCK)) {
            let marks = Marks { delimiter: b',', newline: b'\n', quote: b'"' };
            let block: [u8; BLOCK] = bytes.clone().try_into().unwrap();
            prop_assert_eq!(marks.bits(&block), marks.tail_bits(&bytes));
        }
    }
}
