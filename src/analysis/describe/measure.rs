//! One pass over the lines: sums by day, customers by window, the value of each order.

use super::output::Figures;
use super::window::Window;
use crate::analysis::MoneyRatio;
use crate::customers::CustomerView;
use crate::error::{ErrorKind, Result};
use crate::stats::{Exact, Ratio};
use crate::table::{Money, UNITS, each_item, room};

/// A day without an order.
const NO_DAY: i32 = i32::MAX;

/// Sums of some days.
#[derive(Clone, Default)]
pub(super) struct Tally {
    gross: i128,
    /// Amounts of refunds, negative.
    refunded: i128,
    units: i128,
    lines: u64,
    refund_lines: u64,
    orders: u64,
    returned_orders: u64,
    customers: u64,
    new_customers: u64,
    repeat_customers: u64,
}

/// Sums of one day, small so that many days stay near the processor.
#[derive(Clone, Default)]
struct Day {
    gross: i64,
    refunded: i64,
    units: i64,
    lines: u32,
    refund_lines: u32,
    orders: u32,
    returned_orders: u32,
}

/// Adds; tells whether 64 bits are too few.
#[inline]
fn add(sum: &mut i64, amount: i64) -> bool {
    let (added, over) = sum.overflowing_add(amount);
    *sum = added;
    over
}

impl Tally {
    fn add(&mut self, day: &Day) {
        self.gross += i128::from(day.gross);
        self.refunded += i128::from(day.refunded);
        self.units += i128::from(day.units);
        self.lines += u64::from(day.lines);
        self.refund_lines += u64::from(day.refund_lines);
        self.orders += u64::from(day.orders);
        self.returned_orders += u64::from(day.returned_orders);
    }

    /// The figures; pieces only where the file tells them.
    pub fn figures(&self, counted: bool) -> Figures {
        let net = Money(self.gross + self.refunded);
        let count = |num, den| (den > 0).then_some(Ratio { num, den });
        Figures {
            net,
            gross: Money(self.gross),
            refunds: Money(-self.refunded),
            lines: self.lines,
            refund_lines: self.refund_lines,
            orders: self.orders,
            returned_orders: self.returned_orders,
            customers: self.customers,
            new_customers: self.new_customers,
            returning_customers: self.customers - self.new_customers,
            units: counted.then(|| Exact::new(self.units, UNITS as u64)),
            average_order_value: net.per(self.orders),
            revenue_per_customer: net.per(self.customers),
            repeat_rate: count(self.repeat_customers, self.customers),
            return_rate: count(self.returned_orders, self.orders),
            return_rate_by_amount: (self.gross > 0).then_some(MoneyRatio { num: Money(-self.refunded), den: Money(self.gross) }),
        }
    }
}

/// What one pass over the lines gives.
pub(super) struct Measured {
    pub totals: Tally,
    /// By window.
    pub windows: Vec<Tally>,
    /// Purchase lines of each order with one, in ten-thousandths.
    pub order_values: Vec<f64>,
    /// Orders of each customer of the view.
    pub orders: Vec<u32>,
    /// Net amount of each customer of the view in ten-thousandths.
    pub revenue: Vec<i64>,
    /// Day of each customer's first order; `i32::MAX` for none.
    pub first_order: Vec<i32>,
    /// Whether each customer has an order in the current window.
    pub is_current: Vec<bool>,
    /// The most that the amounts of one customer come to without their signs.
    pub most: u64,
}

/// Days as places: the first is all days before `base`.
struct Days {
    base: i32,
    count: usize,
}

impl Days {
    #[inline]
    fn place(&self, day: i32) -> usize {
        day.saturating_sub(self.base).saturating_add(1).max(0) as usize
    }

    /// The days of a window; all of its days lie before the reference date.
    fn range(&self, window: &Window) -> std::ops::Range<usize> {
        self.place(window.from)..self.place(window.to).min(self.count)
    }
}

/// The windows that each day is in, as ranges of one list.
struct WindowsOf {
    offsets: Vec<u32>,
    windows: Vec<u16>,
}

impl WindowsOf {
    fn new(windows: &[Window], days: &Days) -> Self {
        let mut of = Self { offsets: vec![0], windows: Vec::new() };
        for place in 0..days.count {
            let inside = |w: &Window| days.range(w).contains(&place);
            of.windows.extend((0_u16..).zip(windows).filter(|(_, w)| inside(w)).map(|(number, _)| number));
            of.offsets.push(of.windows.len() as u32);
        }
        of
    }

    fn at(&self, place: usize) -> &[u16] {
        let range = self.offsets.get(place).zip(self.offsets.get(place + 1));
        range.and_then(|(&from, &to)| self.windows.get(from as usize..to as usize)).unwrap_or_default()
    }
}

/// One order of the customer at hand.
#[derive(Clone, Copy)]
struct Order {
    /// Day of its first purchase line.
    bought: i32,
    /// Day of its first refund.
    returned: i32,
    value: i64,
}

const NO_ORDER: Order = Order { bought: NO_DAY, returned: NO_DAY, value: 0 };

/// A window in which customers are counted, and whom it saw last.
#[derive(Clone, Default)]
struct Counter {
    /// Number of the customer, from 1.
    last: u32,
    orders: u32,
    tally: Tally,
}

/// Measures all lines; sums and customers by window, where a window from before `base` on is of all days before. `current` is one of the windows.
///
/// # Errors
/// [`ErrorKind::Amount`] when the amounts of a day, an order or a customer do not fit 64 bits of ten-thousandths, `E_MEMORY` in a file too big.
pub(super) fn measure(view: &CustomerView, windows: &[Window], base: i32, current: Window) -> Result<Measured> {
    let days = Days { base, count: (i64::from(view.as_of()) - i64::from(base) + 2).max(2) as usize };
    let windows_of = WindowsOf::new(windows, &days);
    let mut by_day = vec![Day::default(); days.count];
    let mut counters = vec![Counter::default(); windows.len()];
    let most = (0..view.customers()).map(|customer| view.range_of(customer).len()).max().unwrap_or(0);
    let mut orders = vec![NO_ORDER; most];
    let count = view.customers();
    room(view.lines().saturating_mul(8).saturating_add(count.saturating_mul(25)))?;
    let mut measured = Measured {
        totals: Tally::default(),
        windows: Vec::new(),
        order_values: Vec::new(),
        orders: Vec::with_capacity(count),
        revenue: Vec::with_capacity(count),
        first_order: Vec::with_capacity(count),
        is_current: Vec::with_capacity(count),
        most: 0,
    };
    let pieces = view.quantity();
    let mut totals = Tally::default();
    let mut over = false;
    each_item(0..count, |customer| {
        let lines = view.lines_of(customer);
        let range = view.range_of(customer);
        let back = view.returned().get(range.clone()).unwrap_or_default();
        let (mut net, mut own_most) = (0_i64, 0_u64);
        let mut used = 0;
        let columns = lines.day.iter().zip(lines.order).zip(lines.amount).zip(lines.refund);
        for (line, (((&day, &order), &amount), &refund)) in columns.enumerate() {
            let (Some(sums), Some(order_at)) = (by_day.get_mut(days.place(day)), orders.get_mut(order as usize)) else {
                continue;
            };
            used = used.max(order as usize + 1);
            over |= add(&mut net, amount);
            own_most = own_most.saturating_add(amount.unsigned_abs());
            sums.lines += 1;
            if let Some(piece) = pieces.and_then(|pieces| pieces.at(range.start + line)) {
                over |= add(&mut sums.units, piece);
            }
            if refund {
                over |= add(&mut sums.refunded, amount);
                sums.refund_lines += 1;
                order_at.returned = order_at.returned.min(day);
            } else {
                over |= add(&mut sums.gross, amount) | add(&mut order_at.value, amount);
                order_at.bought = order_at.bought.min(day);
                // What was paid back on the line itself was sold and returned, as though by a line of its own.
                if let Some(&back) = back.get(line).filter(|back| **back != 0) {
                    over |= add(&mut sums.gross, back) | add(&mut order_at.value, back) | add(&mut sums.refunded, -back);
                    sums.refund_lines += 1;
                    order_at.returned = order_at.returned.min(day);
                }
            }
        }
        let number = customer as u32 + 1;
        let (mut bought, mut first, mut is_current) = (0_u32, NO_DAY, false);
        for order in orders.iter_mut().take(used) {
            if order.returned != NO_DAY
                && let Some(sums) = by_day.get_mut(days.place(order.returned))
            {
                sums.returned_orders += 1;
            }
            if order.bought != NO_DAY {
                bought += 1;
                first = first.min(order.bought);
                is_current |= current.from <= order.bought && order.bought < current.to;
                measured.order_values.push(order.value as f64);
                let place = days.place(order.bought);
                if let Some(sums) = by_day.get_mut(place) {
                    sums.orders += 1;
                }
                for &window in windows_of.at(place) {
                    if let Some(counter) = counters.get_mut(usize::from(window)) {
                        counter.see(number);
                    }
                }
            }
            *order = NO_ORDER;
        }
        if bought > 0 {
            totals.customers += 1;
            totals.repeat_customers += u64::from(bought > 1);
            for &window in windows_of.at(days.place(first)) {
                if let Some(counter) = counters.get_mut(usize::from(window)) {
                    counter.tally.new_customers += 1;
                }
            }
        }
        measured.most = measured.most.max(own_most);
        measured.orders.push(bought);
        measured.revenue.push(net);
        measured.first_order.push(first);
        measured.is_current.push(is_current);
    });
    if over {
        return Err(ErrorKind::Amount.into());
    }
    by_day.iter().for_each(|day| totals.add(day));
    totals.new_customers = totals.customers;
    measured.totals = totals;
    for (window, mut counter) in windows.iter().zip(counters) {
        let inside = by_day.get(days.range(window)).unwrap_or_default();
        inside.iter().for_each(|day| counter.tally.add(day));
        measured.windows.push(counter.tally);
    }
    Ok(measured)
}

impl Counter {
    fn see(&mut self, customer: u32) {
        if self.last != customer {
            (self.last, self.orders) = (customer, 0);
            self.tally.customers += 1;
        }
        self.orders += 1;
        self.tally.repeat_customers += u64::from(self.orders == 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first customer: order 0 on days 10 and 11, order 1 on day 14, returned on day 18 under its own number 2; the second: a refund alone.
    fn view() -> CustomerView {
        CustomerView::from_parts(
            vec![0, 4, 5],
            vec![11, 10, 14, 18, 17],
            vec![0, 0, 1, 2, 0],
            vec![50, 100, 30, -30, -9],
            vec![false, false, false, true, true],
            20,
        )
        .unwrap()
    }

    #[test]
    fn orders_stand_on_their_first_day_and_lines_on_their_own() {
        let whole = Window { from: 10, to: 20 };
        let early = Window { from: 10, to: 11 };
        let late = Window { from: 11, to: 20 };
        let m = measure(&view(), &[whole, early, late], 10, late).unwrap();
        let f = |at: usize| m.windows[at].figures(false);
        assert_eq!(f(0), m.totals.figures(false));
        assert_eq!((f(0).net, f(0).gross, f(0).refunds), (Money(141), Money(180), Money(39)));
        assert_eq!((f(0).orders, f(0).returned_orders, f(0).customers, f(0).refund_lines), (2, 2, 1, 2));
        assert_eq!((f(1).orders, f(1).net, f(1).new_customers), (1, Money(100), 1));
        assert_eq!((f(2).orders, f(2).net, f(2).new_customers, f(2).returning_customers), (1, Money(41), 0, 1));
        assert_eq!(f(0).repeat_rate, Some(Ratio { num: 1, den: 1 }));
        assert_eq!(f(2).repeat_rate, Some(Ratio { num: 0, den: 1 }));
        assert_eq!((m.orders, m.first_order[0], m.is_current), (vec![2, 0], 10, vec![true, false]));
        assert_eq!(m.order_values, [150.0, 30.0]);
    }

    #[test]
    fn windows_from_before_the_base_hold_all_days_before() {
        let m =
            measure(&view(), &[Window { from: i32::MIN, to: 12 }, Window { from: 12, to: 20 }], 12, Window { from: 12, to: 20 });
        let m = m.unwrap();
        assert_eq!(m.windows.iter().map(|w| w.figures(false).net.0).collect::<Vec<_>>(), [150, -9]);
    }

    #[test]
    fn amounts_beyond_64_bits_are_refused() {
        let huge = CustomerView::from_parts(vec![0, 2], vec![1, 1], vec![0, 1], vec![i64::MAX; 2], vec![false; 2], 2).unwrap();
        let window = Window { from: 1, to: 2 };
        assert_eq!(measure(&huge, &[window], 1, window).err().unwrap().kind(), ErrorKind::Amount);
    }

    #[test]
    fn without_an_order_rates_are_not_defined() {
        let refunds = CustomerView::from_parts(vec![0, 1], vec![1], vec![0], vec![-5], vec![true], 2).unwrap();
        let m = measure(&refunds, &[], 1, Window { from: 1, to: 2 }).unwrap();
        let f = m.totals.figures(false);
        assert_eq!((f.average_order_value, f.revenue_per_customer, f.units), (None, None, None));
        assert_eq!((f.repeat_rate, f.return_rate, f.return_rate_by_amount), (None, None, None));
        assert_eq!((f.net, f.refunds), (Money(-5), Money(5)));
    }
}
