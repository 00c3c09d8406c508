//! The encoding whose text is the most plausible: frequent characters of Chinese, Japanese and Korean, or the letters of one
//! language in places where letters stand.

use super::frequency::{LATIN, SCRIPTS, is_common_han, is_common_hangul};
use super::{Candidate, Encoding};
use crate::intake::decode;
use std::collections::BTreeMap;

/// Score that a text must have to be taken for one in the encoding.
pub const PLAUSIBLE: i32 = 450;
/// Bytes of lines with characters beyond ASCII that are judged.
const LOOK: usize = 16 << 10;
/// Candidates that are named.
const NAMED: usize = 5;

/// Encodings in order of preference where texts are equally plausible, with what is added to their score.
const JUDGED: &[(Encoding, i32)] = &[
    (Encoding::Gb18030, 60),
    (Encoding::Big5, 0),
    (Encoding::ShiftJis, 0),
    (Encoding::EucJp, 0),
    (Encoding::EucKr, 0),
    (Encoding::Windows1252, 20),
    (Encoding::Windows1250, 0),
    (Encoding::Windows1251, 0),
    (Encoding::Windows1253, 0),
    (Encoding::Windows1254, 0),
    (Encoding::Windows1255, 0),
    (Encoding::Windows1256, 0),
    (Encoding::Windows1257, 0),
    (Encoding::Windows1258, -10),
    (Encoding::Windows874, -40),
    (Encoding::Iso8859_15, -10),
    (Encoding::Iso8859_2, -10),
    (Encoding::Iso8859_5, -60),
    (Encoding::Iso8859_7, -10),
    (Encoding::Iso8859_6, -10),
    (Encoding::Iso8859_8, -10),
    (Encoding::Koi8R, 0),
    (Encoding::Koi8U, -5),
    (Encoding::Ibm866, -10),
    (Encoding::Iso8859_13, -20),
    (Encoding::Iso8859_4, -20),
    (Encoding::Iso8859_16, -20),
    (Encoding::Iso8859_3, -20),
    (Encoding::Iso8859_10, -25),
    (Encoding::Iso8859_14, -30),
    (Encoding::Macintosh, -30),
    (Encoding::MacCyrillic, -20),
];

/// The most plausible encodings of a text that is not UTF-8, best first.
#[must_use]
pub fn candidates(head: &[u8], pieces: &[Vec<u8>]) -> Vec<Candidate> {
    let bytes = lines(head, pieces);
    let judge = |&(encoding, more): &(Encoding, i32)| Some(Candidate { encoding, score: score(encoding, &bytes)? + more });
    let mut all: Vec<Candidate> = JUDGED.iter().filter_map(judge).collect();
    // The order of preference stands where scores are equal: the sort is stable.
    all.sort_by_key(|c| -c.score);
    all.truncate(NAMED);
    all
}

/// Lines with characters beyond ASCII: some of the head, some of each piece.
fn lines(head: &[u8], pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    let share = LOOK / (pieces.len() + 1);
    // Lines of UTF-8 among them say nothing about the others.
    let odd = |line: &&[u8]| std::str::from_utf8(line).is_err();
    for (index, text) in super::texts(head, pieces).enumerate() {
        let end = share * (index + 1);
        for line in text.split_inclusive(|&b| b == b'\n').filter(odd) {
            out.extend_from_slice(line.get(..line.len().min(LOOK)).unwrap_or_default());
            if out.len() >= end {
                break;
            }
        }
    }
    // The last line may be cut off inside a character.
    out.push(b'\n');
    out
}

/// Plausibility of a text in thousandths; `None` if the bytes cannot be text in the encoding.
fn score(encoding: Encoding, bytes: &[u8]) -> Option<i32> {
    let text = decode::sample(encoding, None, bytes).ok()?;
    let text = std::str::from_utf8(&text).ok()?;
    match encoding {
        Encoding::Gb18030 | Encoding::Big5 | Encoding::ShiftJis | Encoding::EucJp | Encoding::EucKr => {
            pairs(encoding, bytes, text)
        }
        _ => Some(letters(text)),
    }
}

/// Where in the table of the encoding a character stands: in the part that daily texts use, or in a rare one.
fn is_rare(encoding: Encoding, lead: u8, trail: u8) -> bool {
    match encoding {
        Encoding::Gb18030 => !matches!(lead, 0xA1..=0xA9 | 0xB0..=0xD7) || trail < 0xA1,
        Encoding::Big5 => !matches!(lead, 0xA1..=0xC6),
        Encoding::ShiftJis => !matches!(lead, 0x81..=0x84 | 0x88..=0x97),
        Encoding::EucJp => !matches!(lead, 0x8E | 0xA1..=0xA8 | 0xB0..=0xCF),
        _ => !matches!(lead, 0xA1..=0xC8) || trail < 0xA1,
    }
}

/// Double-byte text: the share of frequent characters, less the shares of rare and of broken ones.
fn pairs(encoding: Encoding, bytes: &[u8], text: &str) -> Option<i32> {
    let (mut all, mut rare, mut rest) = (0, 0, bytes);
    loop {
        rest = match rest {
            [] => break,
            [0..=0x7F, r @ ..] => r,
            // Half-width katakana: one byte each, and rarely more than a part of a text.
            [0xA0..=0xDF, r @ ..] if encoding == Encoding::ShiftJis => {
                (all, rare) = (all + 2, rare + 1);
                r
            }
            [lead, trail @ 0x40..=0xFF, r @ ..] => {
                (all, rare) = (all + 2, rare + 2 * i32::from(is_rare(encoding, *lead, *trail)));
                r
            }
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, r @ ..] if encoding == Encoding::Gb18030 => {
                (all, rare) = (all + 2, rare + 1);
                r
            }
            [_, r @ ..] => {
                (all, rare) = (all + 2, rare + 2);
                r
            }
        };
    }
    let mut seen: BTreeMap<char, i32> = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_ascii()) {
        *seen.entry(c).or_default() += 1;
    }
    let characters: i32 = seen.values().sum();
    let good: i32 = seen.iter().map(|(c, n)| n * usual(encoding, *c)).sum();
    let broken = seen.get(&char::REPLACEMENT_CHARACTER).copied().unwrap_or_default();
    // Few characters prove little; most files with few of them are Chinese.
    let prior = if encoding == Encoding::Gb18030 { 240 * 16 / (all + 16) } else { 0 };
    // One broken character in twenty may be damage; more are another encoding.
    (broken * 20 <= characters + 19 && all > 0)
        .then(|| prior + (good * 10 - broken * 3000) / characters.max(1) - rare * 700 / all)
}

/// How usual a character is in the languages of an encoding, in hundredths.
fn usual(encoding: Encoding, c: char) -> i32 {
    let japanese = matches!(encoding, Encoding::ShiftJis | Encoding::EucJp);
    match c {
        '\u{3001}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '￥' => 60,
        '\u{3041}'..='\u{30FF}' if japanese => 90,
        '\u{3041}'..='\u{30FF}' => -50,
        '\u{4E00}'..='\u{9FFF}' if encoding == Encoding::EucKr => 0,
        '\u{4E00}'..='\u{9FFF}' if is_common_han(c) => 100,
        '\u{AC00}'..='\u{D7A3}' if is_common_hangul(c) => 100,
        '\u{AC00}'..='\u{D7A3}' | '\u{4E00}'..='\u{9FFF}' => 10,
        '\u{FF61}'..='\u{FF9F}' | char::REPLACEMENT_CHARACTER => 0,
        '\u{E000}'..='\u{F8FF}' => -100,
        _ => -30,
    }
}

/// A character with what stands around it.
struct Place {
    before: Option<char>,
    is: char,
    behind: Option<char>,
}

/// Single-byte text: how well its letters are those of one language, in the place and case in which letters stand.
fn letters(text: &str) -> i32 {
    let mut count = 0_i32;
    let mut common = 0_i32;
    // Per character, what it adds to each language is looked up once.
    let mut seen: BTreeMap<char, i32> = BTreeMap::new();
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(is) = chars.next() {
        if !is.is_ascii() {
            let place = Place { before, is, behind: chars.peek().copied() };
            count += 1;
            if is_letter(is) || is_mark(is) {
                common += position(&place);
                *seen.entry(lower(is)).or_default() += 1;
            } else {
                common += symbol(&place);
            }
        }
        before = Some(is);
    }
    let languages = LATIN.iter().map(|l| (*l, true)).chain(SCRIPTS.iter().map(|l| (*l, false)));
    let best = languages.map(|(letters, latin)| seen.iter().map(|(c, n)| worth(letters, latin, *c) * n).sum::<i32>()).max();
    (common + best.unwrap_or(0)) * 10 / count.max(1)
}

/// What a letter is worth in a language, in hundredths.
fn worth(letters: &str, latin: bool, letter: char) -> i32 {
    match letters.chars().position(|c| c == letter) {
        Some(rank) if latin => {
            if rank < 8 {
                85
            } else {
                75
            }
        }
        Some(rank) => (105 - 3 * rank as i32).max(30),
        // Names and loans bring these into every language.
        None if latin && letter == 'é' => 20,
        None if latin && "èáäöüçñ".contains(letter) => -20,
        None => -60,
    }
}

/// Letters of the scripts that single-byte encodings hold. The tables of all of Unicode would be larger than the rest.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{AA}' | '\u{B5}' | '\u{BA}' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}'
            | '\u{386}' | '\u{388}'..='\u{3FF}' | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}'
            | '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{E01}'..='\u{E33}' | '\u{E40}'..='\u{E46}' | '\u{1E00}'..='\u{1EFF}')
}

/// The small letter of a letter.
fn lower(c: char) -> char {
    let code = u32::from(c);
    let small = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3AB | 0x410..=0x42F => code + 0x20,
        0x400..=0x40F => code + 0x50,
        0x178 => 0xFF,
        0x386 => 0x3AC,
        0x388..=0x38A => code + 0x25,
        0x38C => 0x3CC,
        0x38E..=0x38F => code + 0x3F,
        0x130 => 0x69,
        0x139..=0x148 | 0x179..=0x17E => code + (code & 1),
        0x100..=0x137
        | 0x14A..=0x177
        | 0x1A0..=0x1A5
        | 0x1F8..=0x21F
        | 0x460..=0x481
        | 0x48A..=0x4BF
        | 0x4D0..=0x52F
        | 0x1E00..=0x1E95 => code | 1,
        0x1AF => 0x1B0,
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}

fn is_upper(c: char) -> bool {
    lower(c) != c
}

/// Marks that stand behind a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{5B0}'..='\u{5C2}' | '\u{64B}'..='\u{652}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}')
}

/// Whether a letter stands where one can, in hundredths.
fn position(place: &Place) -> i32 {
    let is_latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}');
    let near = [place.before, place.behind];
    let letter = |c: &Option<char>| c.is_some_and(|c| is_letter(c) || is_mark(c));
    let mut sum = 0;
    if is_mark(place.is) {
        return if letter(&place.before) { 0 } else { -100 };
    }
    if is_upper(place.is) && place.before.is_some_and(|c| is_letter(c) && !is_upper(c)) {
        sum -= 60;
    }
    // Letters in the form that they have at the end of a word.
    if matches!(place.is, 'ς' | 'ך' | 'ם' | 'ן' | 'ף' | 'ץ') && letter(&place.behind) {
        sum -= 60;
    }
    if is_upper(place.is) && place.before.is_some_and(is_upper) {
        sum -= 15;
    }
    if is_latin(place.is) {
        // Words of Latin letters are mostly ASCII.
        let ascii = near.iter().any(|c| c.is_some_and(|c| c.is_ascii_alphabetic()));
        sum -= if ascii { 0 } else { 40 };
    }
    let other = |c: &Option<char>| c.is_some_and(|c| is_letter(c) && is_latin(c) != is_latin(place.is));
    sum - 50 * near.iter().filter(|c| other(c)).count() as i32
}

/// Whether a sign stands where one can, in hundredths.
fn symbol(place: &Place) -> i32 {
    let letter = |c: Option<char>| c.is_some_and(is_letter);
    let inside = letter(place.before) && letter(place.behind);
    match place.is {
        '\u{FFFD}' => -300,
        '\u{80}'..='\u{9F}' => -200,
        '’' => 30,
        _ if inside => -100,
        '“' | '”' | '„' | '‘' | '‚' | '«' | '»' | '–' | '—' | '…' | '€' | '\u{A0}' | '°' | '£' | '№' => {
            30
        }
        '§' | '©' | '®' | '™' | '²' | '³' | '½' | '·' | '•' | '±' | '×' | '¡' | '¿' | 'º' | 'ª' | '\u{200E}' | '\u{200F}' => {
            0
        }
        _ => -40,
    }
}
