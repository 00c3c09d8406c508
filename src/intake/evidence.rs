//! What the sampled cells of a column can be read as.

use crate::table::date::{DateOrder, Form, form, is_minguo, month_of};
use crate::table::numeral::Numeral;
use crate::table::{BareTime, DecimalMark, Notation, Reason, is_missing, long, number, unguarded};

/// A mark that may group thousands or stand before decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// Counts that travel in a chunk, each a word.
macro_rules! counts {
    ($(#[$meta:meta])* struct $name:ident { $($(#[$doc:meta])* $vis:vis $count:ident,)* }) => {
        $(#[$meta])*
        #[derive(Default)]
        pub(super) struct $name { $($(#[$doc])* $vis $count: usize,)* }

        impl $name {
            /// The counts in their order.
            pub(super) fn words(&self) -> Vec<u64> {
                vec![$(self.$count as u64),*]
            }

            /// The same from [`words`](Self::words) or a sum of them.
            pub(super) fn of_words(words: &[u64]) -> Self {
                let mut words = words.iter().map(|&w| w as usize);
                Self { $($count: words.next().unwrap_or(0)),* }
            }
        }
    };
}

counts! {
/// Counts of what the cells of a column are. Those of two parts of a column add up to those of both.
struct Evidence {
    /// Cells that hold something, a word for no among them.
    pub(super) cells,
    /// Those of them that are no word for nothing.
    pub(super) present,
    /// Those with a mark that keeps spreadsheets from changing them.
    pub(super) guarded,
    /// Numbers with a decimal point, with a decimal comma.
    point,
    comma,
    /// Numbers in one of the two only.
    pub(super) only_point,
    pub(super) only_comma,
    /// Numbers in both that mean different things, by their mark.
    ambiguous_point,
    ambiguous_comma,
    /// Whole numbers without a mark: below 1000, and above.
    pub(super) small,
    pub(super) large,
    pub(super) currency,
    pub(super) two_decimals,
    pub(super) percents,
    /// Numbers other than zero without a per cent sign.
    pub(super) without_percent,
    pub(super) leading_zeros,
    /// More than 15 digits.
    pub(super) long_digits,
    /// Letters and digits in one word.
    pub(super) codes,
    pub(super) yes_no,
    /// `6.22202E+18`
    pub(super) exponents,
    /// More than 15 digits, and those of them that end in zeros.
    pub(super) very_long,
    pub(super) rounded,
    /// Dates by each order of day and month.
    month_first,
    day_first,
    year_first,
    /// Dates that another order reads as another day, and those of them with points.
    differ,
    differ_by_point,
    /// Dates of nothing but digits.
    pub(super) compact,
    /// Dates of two-digit years and unpadded parts, without slashes.
    pub(super) loose,
    /// Those of 8 or 14 digits, which few other things have.
    pub(super) dense,
    /// Days of a spreadsheet from 1910 to 2099, and from 2000 to 2049.
    serials,
    pub(super) recent_serials,
    seconds,
    milliseconds,
    microseconds,
    /// Months without a day, and those of them that say so themselves.
    months,
    pub(super) worded_months,
    /// Days by years of the Republic of China.
    minguo,
}
}

/// The order of day and month that most dates have.
pub(super) struct Order {
    pub(super) order: DateOrder,
    pub(super) count: usize,
    pub(super) reason: Option<Reason>,
}

/// Words for yes and no, folded to lower case.
const YES_NO: &[&str] = &[
    "true", "false", "yes", "no", "y", "n", "t", "f", "是", "否", "有", "无", "没有", "√", "×", "✓", "✔", "✗", "✘", "对", "错",
    "真", "假",
];

impl Evidence {
    pub(super) fn weigh(cells: &[&[u8]]) -> Self {
        let mut e = Self::default();
        cells.iter().for_each(|cell| e.add(cell));
        e.settled()
    }

    /// Adds a cell.
    pub(super) fn add(&mut self, cell: &[u8]) {
        let (whole, cell) = (cell.trim_ascii().len(), unguarded(cell.trim_ascii()));
        self.guarded += usize::from(cell.len() < whole);
        // 无 is a word for nothing, and beside 有 one for no.
        let is_word = is_yes_or_no(cell);
        self.yes_no += usize::from(is_word);
        if is_missing(cell) {
            self.cells += usize::from(is_word);
            return;
        }
        self.cells += 1;
        self.present += 1;
        if !is_word {
            self.weigh_cell(cell);
        }
    }

    /// The same when all cells were added.
    pub(super) fn settled(mut self) -> Self {
        // Nothing but 无 is an empty column.
        if self.present == 0 {
            (self.yes_no, self.cells) = (0, 0);
        }
        self
    }

    fn weigh_cell(&mut self, cell: &[u8]) {
        let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
        let letters = cell.iter().filter(|b| b.is_ascii_alphabetic()).count();
        let is_number = self.weigh_number(cell);
        if digits == cell.len() {
            self.weigh_digits(cell);
        } else if is_number {
            self.exponents += usize::from(long::exponent(cell).is_some());
            self.weigh_serial(cell);
        } else if digits > 0 && letters > 0 && digits + letters == cell.len() && !is_beyond_numbers(cell) {
            self.codes += 1;
        }
        self.weigh_date(cell);
    }

    fn weigh_number(&mut self, cell: &[u8]) -> bool {
        let read = |decimal| Numeral::read(cell, Notation { decimal, thousands: None });
        // By value: digits too many for a number leave none.
        let readable = |n: &Option<Numeral>| n.is_some() && number::is_number(cell);
        let (point, comma) = (read(DecimalMark::Point), read(DecimalMark::Comma));
        let Some(any) = point.or(comma).filter(|_| readable(&point) || readable(&comma)) else { return false };
        self.point += usize::from(point.is_some());
        self.comma += usize::from(comma.is_some());
        match (point, comma) {
            (Some(_), None) => self.only_point += 1,
            (None, Some(_)) => self.only_comma += 1,
            (Some(p), Some(c)) if p != c => {
                let has_comma = cell.contains(&b',') || std::str::from_utf8(cell).is_ok_and(|t| t.contains('，'));
                *(if has_comma { &mut self.ambiguous_comma } else { &mut self.ambiguous_point }) += 1;
            }
            (Some(p), _) if p.exponent == 0 && cell.iter().all(u8::is_ascii_digit) => {
                *(if p.mantissa < 1000 { &mut self.small } else { &mut self.large }) += 1;
            }
            _ => {}
        }
        self.currency += usize::from(any.currency.is_some());
        self.percents += usize::from(any.percent);
        self.without_percent += usize::from(!any.percent && any.mantissa > 0);
        let third = cell.len().checked_sub(3).and_then(|at| cell.get(at));
        self.two_decimals += usize::from(cell.len() > 3 && matches!(third, Some(b'.' | b',')));
        true
    }

    fn weigh_digits(&mut self, cell: &[u8]) {
        self.leading_zeros += usize::from(cell.len() > 1 && cell.starts_with(b"0"));
        self.long_digits += usize::from(cell.len() > 15);
        self.very_long += usize::from(cell.len() > 15);
        self.rounded += usize::from(long::ends_in_zeros(cell));
        self.weigh_serial(cell);
        self.seconds += usize::from(cell.len() == 10 && (b"0946684800".as_slice()..b"2208988800").contains(&cell));
        self.milliseconds += usize::from(cell.len() == 13 && (b"0946684800000".as_slice()..b"2208988800000").contains(&cell));
        let micro = b"0946684800000000".as_slice()..b"2208988800000000";
        self.microseconds += usize::from(cell.len() == 16 && micro.contains(&cell));
    }

    fn weigh_serial(&mut self, cell: &[u8]) {
        let Some(days) = serial(cell) else { return };
        self.serials += usize::from((3_654..73_051).contains(&days));
        self.recent_serials += usize::from((36_526..54_789).contains(&days));
    }

    fn weigh_date(&mut self, cell: &[u8]) {
        self.minguo += usize::from(is_minguo(cell));
        let Some(form) = form(cell) else {
            let month = month_of(cell);
            self.months += usize::from(month.is_some());
            self.worded_months += usize::from(month.is_some_and(|month| month.is_worded));
            return;
        };
        let Form { days, is_compact, is_loose, by_point } = form;
        let [month, day, year] = days;
        self.month_first += usize::from(month.is_some());
        self.day_first += usize::from(day.is_some());
        self.year_first += usize::from(year.is_some());
        let differs = month.is_some() && day.is_some() && month != day;
        self.differ += usize::from(differs);
        self.differ_by_point += usize::from(differs && by_point);
        let is_compact = is_compact && (cell.starts_with(b"19") || cell.starts_with(b"20"));
        self.compact += usize::from(is_compact);
        self.dense += usize::from(is_compact && matches!(cell.len(), 8 | 14));
        self.loose += usize::from(is_loose);
    }

    /// Numbers, read with that mark before the decimals.
    pub(super) fn numbers(&self, decimal: DecimalMark) -> usize {
        match decimal {
            DecimalMark::Point => self.point,
            DecimalMark::Comma => self.comma,
        }
    }

    /// The mark of numbers that both notations read, each in its own way.
    pub(super) fn ambiguous(&self) -> Option<Mark> {
        if self.ambiguous_point + self.ambiguous_comma == 0 {
            return None;
        }
        Some(if self.ambiguous_comma >= self.ambiguous_point { Mark::Comma } else { Mark::Point })
    }

    /// How many of them there are.
    pub(super) fn marked(&self) -> usize {
        self.ambiguous_point + self.ambiguous_comma
    }

    /// Bare numbers that can be such times.
    pub(super) fn bare(&self, bare: BareTime) -> usize {
        match bare {
            BareTime::Nothing => 0,
            BareTime::Serial1900 | BareTime::Serial1904 => self.serials,
            BareTime::Seconds => self.seconds,
            BareTime::Milliseconds => self.milliseconds,
            BareTime::Microseconds => self.microseconds,
            BareTime::Months => self.months,
            BareTime::Minguo => self.minguo,
        }
    }

    /// The order of day and month that fits most dates; where two fit as many, the usual one, and whether that is open.
    pub(super) fn best_order(&self) -> Order {
        let [month, day, year] = [self.month_first, self.day_first, self.year_first];
        let count = month.max(day).max(year);
        let at = |order: DateOrder, reason| Order { order, count, reason };
        if year > month && year > day {
            return at(DateOrder::YearFirst, Some(Reason::Values));
        }
        if month != day {
            return at(if month > day { DateOrder::MonthFirst } else { DateOrder::DayFirst }, Some(Reason::Values));
        }
        match (self.differ, self.differ_by_point) {
            (0, _) => at(DateOrder::MonthFirst, None),
            (n, points) if points * 2 > n => at(DateOrder::DayFirst, Some(Reason::Point)),
            _ => at(DateOrder::MonthFirst, Some(Reason::Open)),
        }
    }
}

fn is_yes_or_no(cell: &[u8]) -> bool {
    if cell.len() > 9 {
        return false;
    }
    std::str::from_utf8(cell).is_ok_and(|t| YES_NO.iter().any(|w| t.eq_ignore_ascii_case(w)))
}

/// `1e400`, `0x1F`: no numbers here, and no codes either.
fn is_beyond_numbers(cell: &[u8]) -> bool {
    cell.starts_with(b"0x") || std::str::from_utf8(cell).is_ok_and(|t| t.parse::<f64>().is_ok())
}

/// Whole days of what may be a spreadsheet's date, with decimals or without.
fn serial(cell: &[u8]) -> Option<u32> {
    let whole = cell.split(|b| *b == b'.').next()?;
    let rest = cell.get(whole.len()..)?;
    let is_decimal = rest.is_empty() || (rest.len() > 1 && rest.iter().skip(1).all(u8::is_ascii_digit));
    if !matches!(whole.len(), 4 | 5) || !is_decimal || !whole.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(whole.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0')))
}
