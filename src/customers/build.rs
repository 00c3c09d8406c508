//! Masked table → [`CustomerView`]: rows sorted into customers by counting, column by column, without a copy of a text.

use super::CustomerView;
use super::calendar::AsOf;
use super::orders::{OrderKeys, is_order_column};
use super::returns;
use super::view::without_empty;
use crate::clean::{CleanTable, Numbers, Units, each_units, faults, units};
use crate::error::{Error, ErrorKind, Result};
use crate::fields::{AmountSource, Field, MappedTable};
use crate::mask::{Identity, MaskedTable, People};
use crate::notice::Notice;
use crate::stats::order;
use crate::table::date::{DAY, civil_day};
use crate::table::{Column, Kind, each_code, each_int, each_item};
use arrow_buffer::BooleanBuffer;
use std::sync::Arc;

/// Position of a row that is no line.
const SKIP: u32 = u32::MAX;

/// Day of a row that does not count; later than any real one.
const NO_DAY: i32 = i32::MAX;

/// Days behind the last order that a reference date may be.
const FARTHEST: i32 = 3_660;

/// How many row numbers a notice names.
const NAMED_ROWS: usize = 10;

/// The view of all customers, and what was decided on the way to it.
pub struct Customers {
    pub(super) view: CustomerView,
    /// Number of each customer in the table of purchases, where that is the only table that names customers.
    numbers: Vec<u32>,
    /// The customers of several tables.
    pub(super) people: Option<People>,
    as_of: AsOf,
    pub(super) notices: Vec<Notice>,
    is_dated: bool,
    /// The first day that counts of each other table.
    pub(super) from: Vec<i32>,
    /// The day behind the last of all tables.
    pub(super) end: i32,
    /// Where each row of the table of purchases stands among the lines of the view; [`SKIP`] for rows that are no line.
    pub(super) positions: Arc<Vec<u32>>,
    /// Row of each event of the view in its table, once they are in order.
    pub(super) event_rows: Vec<u32>,
}

impl Customers {
    /// What analyses see.
    #[must_use]
    pub fn view(&self) -> &CustomerView {
        &self.view
    }

    /// The view, to set what is in force beside it.
    pub fn view_mut(&mut self) -> &mut CustomerView {
        &mut self.view
    }

    /// Where a customer of the view stands in the [`Identity`] of a table, which shows masked keys and pseudonyms: the number of the table, which is
    /// `sales` where there is only one that names customers, and the number there. Both are in the same order.
    #[must_use]
    pub fn origin(&self, customer: usize, sales: usize) -> Option<(usize, usize)> {
        match &self.people {
            Some(people) => people.origin(customer),
            None => self.numbers.get(customer).map(|&n| (sales, n as usize)),
        }
    }

    /// The customer of the view for each customer of a table's [`Identity`]; `u32::MAX` for one that the view leaves out.
    #[must_use]
    pub fn places(&self, table: usize, identity: &Identity) -> Vec<u32> {
        match &self.people {
            Some(people) => people.of_table(table).to_vec(),
            None => {
                let mut places = vec![SKIP; identity.customers()];
                for (place, &number) in (0_u32..).zip(&self.numbers) {
                    if let Some(slot) = places.get_mut(number as usize) {
                        *slot = place;
                    }
                }
                places
            }
        }
    }

    /// The same customers among those of all tables; `sales` is the number of the table of purchases. Customers of other tables have no line.
    #[must_use]
    pub fn among(mut self, people: People, sales: usize) -> Self {
        let of_table = people.of_table(sales);
        let place = |&number: &u32| of_table.get(number as usize).copied().unwrap_or(SKIP);
        let mut places: Vec<u32> = self.numbers.iter().map(place).collect();
        // Who is one person with somebody of another table stands where that one stands.
        if !places.is_sorted() {
            let order = order(places.len(), &|a, b| places.get(a).cmp(&places.get(b)));
            let (view, moved) = self.view.in_order(&order);
            self.view = view;
            let place = |&at: &u32| moved.get(at as usize).copied().unwrap_or(SKIP);
            self.positions = Arc::new(self.positions.iter().map(place).collect());
            places.sort_unstable();
        }
        self.view = self.view.among(&places, people.count());
        self.people = Some(people);
        self
    }

    /// Customers without a purchase up to a reference date, where there is one.
    pub(super) fn unbought(people: People, as_of: Option<i32>) -> Result<Self> {
        // Nothing is counted by a day that nobody knows: ages and spans are left out ([`Customers::is_dated`]).
        let day = as_of.unwrap_or(0);
        let none = CustomerView::from_parts(vec![0], Vec::new(), Vec::new(), Vec::new(), Vec::new(), day)?;
        Ok(Self {
            view: none.among(&[], people.count()),
            numbers: Vec::new(),
            people: Some(people),
            as_of: AsOf::given(day),
            notices: Vec::new(),
            is_dated: as_of.is_some(),
            from: Vec::new(),
            end: i32::MIN,
            positions: Arc::default(),
            event_rows: Vec::new(),
        })
    }

    /// The reference date, and the rows set aside in choosing it.
    #[must_use]
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// Whether any table holds a time, without which there is no reference date.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.is_dated
    }

    /// What was decided, rounded or left out.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }
}

/// Groups the countable rows of a table by customer.
///
/// `as_of` is the reference date in days since 1970-01-01, the exclusive end of what is counted; without it, it is the
/// last day + 1 ([`AsOf::last_day_plus_one`]), or that of other tables (`others`) where it is later. Amounts are the amount column, else price × quantity, less the refunded
/// amount. A line is a refund when its flag says so, its amount is negative or its quantity is; its amount then counts
/// as negative (definitions of RFM). A row whose flag says so and that is the order itself ([`CleanTable::refunded`]) is an order that came to nothing, as
/// though its refund were a line of its own.
///
/// # Errors
/// `E_FIELD_MISSING` (at the column, if one of the wrong kind is mapped) when customer, time or amount is missing,
/// `E_AMOUNT_RANGE` when the amounts are numbers too large to be any, `E_NO_TIME` when no column holds times, `E_TIME_UNREADABLE` when the column mapped to the time holds none,
/// `E_PARAM` for a reference date more than ten years behind the last order, `E_LIMIT` above 2³² − 1 rows.
pub fn build(table: &MaskedTable, as_of: Option<i32>, others: Option<i32>) -> Result<Customers> {
    let clean = table.clean();
    let source = Source::new(table)?;
    let kept = clean.kept();
    let mut notices = Vec::new();
    if source.identity.merged() > 0 {
        notices.push(Notice::info("N_IDS_MERGED", source.identity.merged()).in_column(source.user));
    }
    let mut days = source.days(kept);
    let last = || days.iter().copied().filter(|&day| day != NO_DAY).max();
    if as_of.is_some_and(|asked| last().is_some_and(|last| asked.saturating_sub(last) > FARTHEST)) {
        return Err(Error::new(ErrorKind::Param).of_setting("as_of"));
    }
    let own = choose_as_of(&days, as_of);
    let chosen = AsOf { day: others.filter(|_| as_of.is_none()).map_or(own.day, |day| own.day.max(day)), ..own };
    let mut lines = source.place(&days, chosen);
    let mut amounts = source.amounts(&lines);
    let too_large = std::mem::take(&mut amounts.too_large);
    if !too_large.is_empty() {
        let notice = Notice::warning("N_AMOUNT_TOO_LARGE", too_large.len() as u64).in_column(source.amount_column());
        let rows: Vec<u64> = too_large.iter().take(NAMED_ROWS).map(|&row| row as u64).collect();
        notices.push(source.mapped.raw().pointed(notice, &rows));
        for &row in &too_large {
            if let Some(day) = days.get_mut(row) {
                *day = NO_DAY;
            }
        }
        lines = source.place(&days, chosen);
        amounts = source.amounts(&lines);
    }
    source.report(&mut notices, &amounts, &lines, chosen, as_of.is_none());
    let (refund, returned) = returns::find(source.clean, &lines, &mut amounts.values, &mut notices);
    let order = source.orders(&lines, &mut notices);
    let day = lines.scatter(&days);
    let (offsets, numbers) = without_empty(&lines.offsets);
    let view = CustomerView::from_parts(offsets, day, order, amounts.values, refund, chosen.day)?;
    let view = view.with_returned(returned);
    let end = view.last_day().map_or(chosen.day, |last| last.saturating_add(1));
    // Where no row counts, no day was counted to.
    let is_dated = view.lines() > 0 || as_of.or(others).is_some();
    Ok(Customers {
        view,
        numbers,
        people: None,
        as_of: chosen,
        notices,
        is_dated,
        from: Vec::new(),
        end,
        positions: Arc::new(lines.position),
        event_rows: Vec::new(),
    })
}

/// The columns that a view is made of.
struct Source<'a> {
    clean: &'a CleanTable,
    mapped: &'a MappedTable,
    identity: &'a Identity,
    user: usize,
    times: &'a Column,
    amount: AmountSource,
}

/// Where each row stands among the lines sorted by customer.
pub(super) struct Lines {
    /// By row; [`SKIP`] for rows that are no line.
    pub(super) position: Vec<u32>,
    /// Lines of each customer of the identity.
    offsets: Vec<u32>,
    /// Kept rows on the reference date or after it.
    late: u64,
    /// Kept rows before the first day that counts.
    early: u64,
}

struct Amounts {
    values: Vec<i64>,
    rounded: u64,
    too_large: Vec<usize>,
}

impl<'a> Source<'a> {
    fn new(table: &'a MaskedTable) -> Result<Self> {
        let mapped = table.clean().mapped();
        let fault = |kind: ErrorKind, field: Field| {
            let error = Error::new(kind).in_file(&mapped.raw().first.name);
            let missing = || mapped.mapping().missing().into_iter().map(Field::code);
            let error = if kind == ErrorKind::FieldMissing { error.of_known(missing()) } else { error };
            match mapped.mapping().column(field) {
                Some(column) => error.at_column(column as u64 + 1),
                None => error,
            }
        };
        if u32::try_from(mapped.rows()).is_err() {
            return Err(Error::new(ErrorKind::Limit).in_file(&mapped.raw().first.name));
        }
        let Some((user, _)) = mapped.column(Field::UserId) else {
            return Err(fault(ErrorKind::FieldMissing, Field::UserId));
        };
        let identity = table.identity().ok_or_else(|| fault(ErrorKind::FieldMissing, Field::UserId))?;
        let Some((_, times)) = table.clean().field(Field::OrderTime) else {
            let any = mapped.raw().columns.iter().any(|c| c.kind() == Kind::Time);
            let kind = if any { ErrorKind::FieldMissing } else { ErrorKind::NoTime };
            return Err(fault(kind, Field::OrderTime));
        };
        let readable = times.len() as u64 - times.nulls();
        if times.kind() != Kind::Time || (readable * 100 < times.len() as u64) {
            return Err(fault(ErrorKind::TimeUnreadable, Field::OrderTime));
        }
        let amount = mapped.amount_source().ok_or_else(|| match mapped.amounts_beyond() {
            Some((column, row)) => {
                let error = Error::new(ErrorKind::AmountRange).in_file(mapped.raw().file_of(row));
                error.at_column(mapped.raw().column_number(row, column)).at_row(mapped.raw().row_number(row))
            }
            None => fault(ErrorKind::FieldMissing, Field::Amount),
        })?;
        Ok(Self { clean: table.clean(), mapped, identity, user, times, amount })
    }

    fn column(&self, index: usize) -> Option<&'a Column> {
        self.clean.column(index)
    }

    fn amount_column(&self) -> usize {
        match self.amount {
            AmountSource::Amount(i) | AmountSource::PriceQuantity(i, _) | AmountSource::Price(i) => i,
        }
    }

    /// The day of each row; [`NO_DAY`] for rows that do not count.
    fn days(&self, kept: &BooleanBuffer) -> Vec<i32> {
        let mut days = Vec::with_capacity(kept.len());
        each_int(self.times, |_, second| days.push(second.map_or(NO_DAY, civil_day)));
        if kept.has_false() {
            each_item(days.iter_mut().zip(kept), |(day, kept)| {
                if !kept {
                    *day = NO_DAY;
                }
            });
        }
        days
    }

    /// Counting sort: the position of each line among the lines of its customer, in row order.
    fn place(&self, days: &[i32], as_of: AsOf) -> Lines {
        let customer_of = self.identity.customer_of_code();
        let mut counts = vec![0_u32; self.identity.customers() + 1];
        let mut position = vec![SKIP; days.len()];
        let (mut late, mut early) = (0, 0);
        each_code(self.identity.keys(), |row, code| {
            let (Some(code), Some(&day)) = (code, days.get(row)) else { return };
            let customer = customer_of.get(code as usize).copied().unwrap_or(SKIP);
            let (Some(count), Some(slot)) = (counts.get_mut(customer as usize), position.get_mut(row)) else { return };
            if day < as_of.from {
                early += 1;
            } else if day < as_of.day {
                *count += 1;
                *slot = customer;
            } else {
                late += u64::from(day != NO_DAY);
            }
        });
        let mut offsets = counts;
        let mut sum = 0;
        for slot in &mut offsets {
            (*slot, sum) = (sum, sum + *slot);
        }
        let mut next = offsets.clone();
        each_item(position.iter_mut(), |slot| {
            if let Some(free) = next.get_mut(*slot as usize) {
                *slot = *free;
                *free += 1;
            }
        });
        Lines { position, offsets, late, early }
    }

    fn amounts(&self, lines: &Lines) -> Amounts {
        let count = lines.count();
        let mut amounts = Amounts { values: vec![0; count], rounded: 0, too_large: Vec::new() };
        match self.amount {
            AmountSource::Amount(index) | AmountSource::Price(index) => {
                let Some(column) = self.column(index) else { return amounts };
                if column.kind() == Kind::Money {
                    each_int(column, |row, value| {
                        if let (Some(slot), Some(value)) = (lines.slot(row, &mut amounts.values), value) {
                            *slot = value;
                        }
                    });
                } else {
                    each_units(column, &mut |row, cell| amounts.put(lines, row, cell.flatten()));
                }
            }
            AmountSource::PriceQuantity(price, quantity) => {
                let (Some(price), Some(quantity)) = (self.column(price), self.column(quantity)) else { return amounts };
                let products = units(price).zip(units(quantity)).map(|(p, q)| Units::product(p??, q??));
                products.enumerate().for_each(|(row, cell)| amounts.put(lines, row, cell));
            }
        }
        amounts
    }

    fn report(&self, notices: &mut Vec<Notice>, amounts: &Amounts, lines: &Lines, as_of: AsOf, is_default: bool) {
        if amounts.rounded > 0 {
            notices.push(Notice::warning("N_ROUNDED", amounts.rounded).in_column(self.amount_column()));
        }
        if let AmountSource::Price(column) = self.amount {
            notices.push(Notice::warning("N_QUANTITY_ASSUMED", lines.count() as u64).in_column(column));
        }
        let (from, end) = (i64::from(as_of.from) * DAY, i64::from(as_of.day) * DAY);
        let code = if is_default { "N_LAST_DAY_FAR" } else { "N_AFTER_AS_OF" };
        let outside: [(_, _, &dyn Fn(i64) -> bool); 2] =
            [(code, lines.late, &|second| second >= end), ("N_FIRST_DAY_FAR", lines.early, &|second| second < from)];
        let column = self.mapped.mapping().column(Field::OrderTime).unwrap_or_default();
        for (code, count, is_outside) in outside.into_iter().filter(|(_, count, _)| *count > 0) {
            let rows = self.times.ints().enumerate().filter(|(_, second)| second.is_some_and(is_outside));
            let rows: Vec<u64> = rows.take(NAMED_ROWS).map(|(row, _)| row as u64).collect();
            notices.push(self.mapped.raw().pointed(Notice::warning(code, count).in_column(column), &rows));
        }
    }

    fn orders(&self, lines: &Lines, notices: &mut Vec<Notice>) -> Vec<u32> {
        let named = self.clean.field(Field::OrderId).filter(|(_, c)| is_order_column(c));
        let faults = named.and_then(|_| faults(self.mapped));
        let column = named.filter(|_| faults != Some(Numbers::Lost));
        let by_time = self.times.ints().flatten().any(|s| s.rem_euclid(86_400) != 0);
        let mut keys = OrderKeys::new(column.map(|(_, c)| c), self.times, by_time);
        keys.by_day = faults == Some(Numbers::Daily);
        if let (Some(faults), Some((index, _))) = (faults, named) {
            let code = if faults == Numbers::Daily { "N_ORDER_ID_DAILY" } else { "N_ORDER_ID_LOST" };
            notices.push(Notice::warning(code, lines.count() as u64).in_column(index));
        }
        let order = keys.number(&lines.position, &lines.offsets);
        match column {
            Some((index, _)) if keys.unnumbered > 0 => {
                notices.push(Notice::warning("N_ORDER_ID_EMPTY", keys.unnumbered).in_column(index));
            }
            Some(_) => {}
            None => {
                let code = if by_time { "N_ORDERS_BY_TIME" } else { "N_ORDER_PER_LINE" };
                notices.push(Notice::info(code, lines.count() as u64));
            }
        }
        order
    }
}

/// The first day that counts is told by the days before a chosen date, too.
fn choose_as_of(days: &[i32], asked: Option<i32>) -> AsOf {
    let end = asked.unwrap_or(NO_DAY);
    let own = AsOf::last_day_plus_one(days.iter().copied().filter(|&day| day < end));
    match (asked, own) {
        (Some(day), own) => AsOf { from: own.map_or(i32::MIN, |own| own.from), ..AsOf::given(day) },
        (None, own) => own.unwrap_or(AsOf::given(0)),
    }
}

impl Lines {
    fn count(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0) as usize
    }

    /// The place of a row in a column of lines; `None` for rows that are no line.
    pub(super) fn slot<'v, T>(&self, row: usize, values: &'v mut [T]) -> Option<&'v mut T> {
        values.get_mut(*self.position.get(row)? as usize)
    }

    /// Values by row as values by line.
    fn scatter<T: Copy + Default>(&self, by_row: &[T]) -> Vec<T> {
        let mut by_line = vec![T::default(); self.count()];
        each_item(self.position.iter().zip(by_row), |(&at, &value)| {
            if let Some(slot) = by_line.get_mut(at as usize) {
                *slot = value;
            }
        });
        by_line
    }
}

impl Amounts {
    fn put(&mut self, lines: &Lines, row: usize, cell: Option<Units>) {
        let Some(slot) = lines.slot(row, &mut self.values) else { return };
        match cell {
            Some(units) => {
                *slot = units.value;
                self.rounded += u64::from(units.rounded);
            }
            None => self.too_large.push(row),
        }
    }
}
