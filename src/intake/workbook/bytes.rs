//! Fields of binary records at fixed places; what lies outside reads as nothing.

/// An unsigned 16-bit number, little end first.
#[inline]
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

/// An unsigned 32-bit number, little end first.
#[inline]
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

/// A double, little end first.
#[inline]
pub fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..)?.first_chunk().map(|b| f64::from_le_bytes(*b))
}

/// A number in the short form RK of [MS-XLS] 2.5.122: 30 bits of a double or of an integer, perhaps hundredths.
#[inline]
pub fn rk(bits: u32) -> f64 {
    let value = if bits & 2 != 0 { f64::from(bits as i32 >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers() {
        assert_eq!(
            [rk(0x3FF0_0000), rk(0x3FF0_0001), rk(0x004B_5646), rk(0x004B_5647), rk(0xFFFF_FFFE)],
            [1.0, 0.01, 1_234_321.0, 12_343.21, -1.0]
        );
    }
}
