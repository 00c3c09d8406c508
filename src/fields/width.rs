//! Full-width and half-width forms of characters, as Chinese input methods mix them.

pub(crate) use crate::table::number::half_width;

/// Whether the character is a Han ideograph.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2FA1F}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_digits_and_signs_become_ascii() {
        assert_eq!("ＩＤ　１２３＠－￥".chars().map(half_width).collect::<String>(), "ID 123@-¥");
        assert!(is_han('姓') && !is_han('a') && !is_han('·'));
    }
}
