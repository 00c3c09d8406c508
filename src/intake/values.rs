//! Cells → the values of a column, by what the plan decided of it; and what is to be said of them.

use super::evidence::Evidence;
use super::limits;
use crate::notice::Notice;
use crate::table::chunk::{self, Cells, ColumnBuilder, Met};
use crate::table::date::{DateOrder, Times};
use crate::table::number::{marked_money_in, money_in, number_in};
use crate::table::{DecimalMark, Doubt, Kind, LongNumbers, Notation, Reason, Spec, is_missing, long, unguarded};
use std::borrow::Cow;

/// Reads the cells of one column.
pub(super) struct Values {
    times: Times,
    numbers: Notation,
    long: LongNumbers,
    /// Whether the column was empty in the sample, so that its cells are weighed.
    late: bool,
}

impl Values {
    pub(super) fn new(spec: &Spec) -> Self {
        Self { times: Times::of(spec), numbers: spec.numbers, long: spec.long, late: spec.kind_reason == Some(Reason::Empty) }
    }

    /// Appends cells; `first` is the number of the first of them within the chunk.
    pub(super) fn fill<'a>(&mut self, column: &mut ColumnBuilder, fields: impl Iterator<Item = &'a [u8]> + Clone, first: u64) {
        if self.late {
            let mut evidence = Evidence::default();
            fields.clone().for_each(|cell| evidence.add(cell));
            chunk::add_counts(&mut column.evidence, &evidence.words());
        }
        let ColumnBuilder { cells, validity, invalid, invalid_rows, met, .. } = column;
        let mut begun = 0;
        if let Cells::Serial(serial, store) = cells {
            let all = self.long == LongNumbers::Unwatched
                && fields.clone().all(|cell| {
                    let fits = if cell.is_empty() { serial.push_missing() } else { serial.push(cell) };
                    if fits {
                        validity.push(!cell.is_empty());
                        begun += 1;
                    }
                    fits
                });
            if all {
                return;
            }
            // The cell that differs and all behind it go into the other form.
            *cells = std::mem::take(serial).into_cells(*store, validity);
        }
        let fields = fields.skip(begun);
        let (notation, other) = (self.numbers, other_mark(self.numbers));
        let mut row = first;
        let mut unreadable = |cell: &[u8], row: u64| {
            let counts = !is_missing(unguarded(cell));
            if counts {
                *invalid += 1;
                if invalid_rows.len() < limits::LISTED {
                    invalid_rows.push(row);
                }
            }
            counts
        };
        macro_rules! typed {
            ($values:expr, $read:expr, $other:expr) => {
                for cell in fields {
                    let value: Option<_> = $read(cell);
                    if value.is_none() && unreadable(cell, row) {
                        met.other_form += u64::from($other(cell));
                    }
                    validity.push(value.is_some());
                    $values.push(value.unwrap_or_default());
                    row += 1;
                }
            };
        }
        match cells {
            Cells::Serial(..) => {}
            Cells::Coded(interner, codes) if self.long != LongNumbers::Unwatched => {
                for cell in fields {
                    let cell = long::look(cell, self.long, &mut met.changed);
                    validity.push(!cell.is_empty());
                    codes.push(if cell.is_empty() { 0 } else { interner.intern(&cell) });
                }
            }
            Cells::Coded(interner, codes) => {
                let (mut last, mut last_code): (&[u8], u32) = (b"", 0);
                for cell in fields {
                    if cell.is_empty() {
                        validity.push(false);
                        codes.push(0);
                        continue;
                    }
                    if cell != last {
                        last = cell;
                        last_code = interner.intern(cell);
                    }
                    validity.push(true);
                    codes.push(last_code);
                }
            }
            Cells::Plain(bytes, ends) => {
                for cell in fields {
                    let cell = match self.long {
                        LongNumbers::Unwatched => Cow::Borrowed(cell),
                        watched => long::look(cell, watched, &mut met.changed),
                    };
                    validity.push(!cell.is_empty());
                    bytes.extend_from_slice(&cell);
                    ends.push(bytes.len() as u32);
                }
            }
            Cells::Number(values) => typed!(values, |c| number_in(c, notation), |c| number_in(c, other).is_some()),
            Cells::Money(values) => typed!(
                values,
                |c| {
                    let (units, inexact, currency) = marked_money_in(c, notation)?;
                    met.changed += u64::from(inexact);
                    if let Some(count) = currency.and_then(|own| met.currencies.get_mut(usize::from(own))) {
                        *count += 1;
                    }
                    Some(units)
                },
                |c| money_in(c, other).is_some()
            ),
            Cells::Time(values) => {
                let before = self.times.seen();
                typed!(values, |c: &[u8]| self.times.read(c), |_: &[u8]| false);
                let after = self.times.seen();
                *met += Met {
                    changed: after.leap_seconds - before.leap_seconds,
                    other_form: after.other_order - before.other_order,
                    impossible: after.phantom_days - before.phantom_days,
                    ..Met::default()
                };
            }
        }
    }
}

fn other_mark(notation: Notation) -> Notation {
    let decimal = match notation.decimal {
        DecimalMark::Point => DecimalMark::Comma,
        DecimalMark::Comma => DecimalMark::Point,
    };
    Notation { decimal, thousands: None }
}

/// What was met in a column, as notices.
pub(super) fn notices(spec: &Spec, met: Met) -> impl Iterator<Item = Notice> {
    let changed = match spec.kind {
        Kind::Text if spec.long == LongNumbers::Phone => Notice::warning("N_PHONE_WRITTEN_OUT", met.changed),
        Kind::Text => Notice::warning("N_DIGITS_LOST", met.changed),
        Kind::Time => Notice::info("N_LEAP_SECOND", met.changed),
        Kind::Number | Kind::Money => Notice::info("N_ROUNDED", met.changed),
    };
    // Marks that were left out are said once for all columns.
    let changed = Some(changed).filter(|_| spec.long != LongNumbers::Guarded);
    let most = met.currencies.iter().max().copied().unwrap_or_default();
    let others = Notice::warning("N_CURRENCY_CELLS", met.currencies.iter().sum::<u64>() - most);
    changed.into_iter().chain([others, Notice::warning("N_PHANTOM_DAY", met.impossible)]).filter(|n| n.count > 0)
}

/// What stays doubtful in a column, as notices.
pub(super) fn doubts(spec: &Spec) -> impl Iterator<Item = Notice> {
    spec.doubts.iter().map(|doubt| match doubt {
        Doubt::DateOrder => Notice::warning("N_DATE_ORDER_OPEN", 1),
        Doubt::DecimalMark if spec.numbers.decimal == DecimalMark::Comma => Notice::warning("N_DECIMAL_COMMA_OPEN", 1),
        Doubt::DecimalMark => Notice::warning("N_DECIMAL_POINT_OPEN", 1),
        Doubt::PercentHeader => Notice::info("N_PERCENT_HEADER", 1),
        Doubt::PercentMixed => Notice::warning("N_PERCENT_MIXED", 1),
        Doubt::MonthsAlone => Notice::warning("N_MONTHS_ALONE", 1),
    })
}

/// Decides what the sample left open where the whole file tells: cells that only the other form can read. Returns whether
/// the column must be read again.
pub(super) fn read_again(spec: &mut Spec, met: Met) -> bool {
    let open = |doubt: Doubt| move |d: &Doubt| *d == doubt;
    if met.other_form == 0 {
        return false;
    }
    let doubt = match spec.kind {
        Kind::Time => Doubt::DateOrder,
        Kind::Number | Kind::Money => Doubt::DecimalMark,
        Kind::Text => return false,
    };
    if !spec.doubts.iter().any(open(doubt)) {
        return false;
    }
    if doubt == Doubt::DateOrder {
        spec.dates = if spec.dates == DateOrder::DayFirst { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    } else {
        spec.numbers = other_mark(spec.numbers);
    }
    spec.doubts.retain(|d| *d != doubt);
    spec.form_reason = Some(Reason::Values);
    true
}
