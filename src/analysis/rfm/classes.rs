//! The eight classes: one bit each for near, often, much.

/// One of the eight classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// 4 = bought lately, 2 = buys often, 1 = spends much; each strictly better than the split.
    pub bits: u8,
    /// The bits as text, R F M.
    pub code: &'static str,
    /// Stable name.
    pub name: &'static str,
    /// Name of the three classes that short reports speak of.
    pub seed: Option<&'static str>,
}

/// The eight classes in the order in which they are shown.
pub const CLASSES: [Class; 8] = [
    Class { bits: 0b111, code: "111", name: "important_value", seed: Some("high_value") },
    Class { bits: 0b101, code: "101", name: "important_develop", seed: Some("potential") },
    Class { bits: 0b011, code: "011", name: "important_keep", seed: None },
    Class { bits: 0b001, code: "001", name: "important_winback", seed: None },
    Class { bits: 0b110, code: "110", name: "general_value", seed: None },
    Class { bits: 0b100, code: "100", name: "general_develop", seed: None },
    Class { bits: 0b010, code: "010", name: "general_keep", seed: None },
    Class { bits: 0b000, code: "000", name: "general_winback", seed: Some("at_risk") },
];

impl Class {
    /// The class with these bits.
    #[must_use]
    pub fn of_bits(bits: u8) -> Option<&'static Self> {
        CLASSES.iter().find(|class| class.bits == bits)
    }

    /// The class with this code, such as `"111"`.
    #[must_use]
    pub fn of_code(code: &str) -> Option<&'static Self> {
        CLASSES.iter().find(|class| class.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_bits() {
        for bits in 0..8 {
            let class = Class::of_bits(bits).unwrap();
            assert_eq!(class.code, format!("{bits:03b}"));
            assert_eq!(Class::of_code(class.code), Some(class));
        }
        assert_eq!(Class::of_bits(8), None);
    }
}
