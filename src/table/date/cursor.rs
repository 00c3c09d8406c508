//! A place in a folded text, and the smallest things that can stand there.

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Steps over a word if it stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Steps over the first of these words that stands here.
    pub(super) fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.eat(word))
    }

    /// Steps over any of these characters.
    pub(super) fn skip(&mut self, marks: &[char]) {
        self.rest = self.rest.trim_start_matches(marks);
    }

    pub(super) fn next_is_digit(&self) -> bool {
        self.rest.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// Digits that stand here, at most 17 of them.
    pub(super) fn digits(&mut self) -> Option<&'a str> {
        let width = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(width).filter(|_| (1..=17).contains(&width))?;
        self.rest = rest;
        Some(digits)
    }

    /// A number of at most `width` digits, or in Chinese numerals, and its digits.
    pub(super) fn number(&mut self, width: usize) -> Option<(u32, usize)> {
        if self.next_is_digit() {
            let mut behind = *self;
            let digits = behind.digits().filter(|d| d.len() <= width)?;
            *self = behind;
            return Some((digits.parse().ok()?, digits.len()));
        }
        let end = self.rest.find(|c| han_digit(c).is_none() && c != '十').unwrap_or(self.rest.len());
        let (numeral, rest) = self.rest.split_at_checked(end).filter(|_| (1..=12).contains(&end))?;
        self.rest = rest;
        han_number(numeral).filter(|(_, w)| *w <= width)
    }

    /// Latin letters that stand here.
    pub(super) fn word(&mut self) -> &'a str {
        let width = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = self.rest.split_at_checked(width).unwrap_or_default();
        self.rest = rest;
        word
    }
}

fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// `二〇二四` digit by digit, `二十五` with a ten.
fn han_number(numeral: &str) -> Option<(u32, usize)> {
    let Some((tens, ones)) = numeral.split_once('十') else {
        let mut value = 0_u32;
        for c in numeral.chars() {
            value = value.checked_mul(10)?.checked_add(han_digit(c)?)?;
        }
        return Some((value, numeral.chars().count()));
    };
    let one = |text: &str, empty: u32| {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(empty),
            (Some(c), None) => han_digit(c),
            _ => None,
        }
    };
    Some((one(tens, 1)? * 10 + one(ones, 0)?, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_are_numbers() {
        for (text, value) in [("二〇二四", (2024, 4)), ("三", (3, 1)), ("十", (10, 2)), ("十二", (12, 2)), ("三十一", (31, 2))]
        {
            assert_eq!(Cursor::new(text).number(4), Some(value), "{text}");
        }
        assert_eq!(Cursor::new("十十").number(4), None);
        assert_eq!(Cursor::new("月").number(4), None);
    }
}
