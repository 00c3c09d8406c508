//! What happens in the shop, customer by customer: visits, orders, refunds, complaints.

use super::dice::Dice;
use super::goods::{Goods, Line};
use super::people::Customer;
use super::tickets::Ticket;
use super::{DAYS, INCIDENT, LEFT_PROVINCE, LOG_FROM};
use crate::table::date::{DAY, civil_day};

/// Channels with their share of the visits in a hundred; the last is the one that loses money.
pub(super) const CHANNELS: [(&str, i64); 5] =
    [("搜索引擎", 22), ("短视频", 21), ("微信社群", 20), ("短信", 17), (super::LOSING_CHANNEL, 20)];
/// The seed of everything: one whose months differ by little, so that nothing but the planted stands out.
const SEED: u64 = 400;
/// Days of customers before the orders begin, so that as many come as go when they do.
const BEFORE: f64 = 800.0;
/// Days between two new customers.
const ARRIVAL: f64 = 0.72;

/// An order that was paid.
pub(super) struct Order {
    pub time: i64,
    pub customer: usize,
    pub channel: usize,
    pub lines: Vec<Line>,
    /// When the first line was given back.
    pub returned: Option<i64>,
}

/// Something that a customer did.
pub(super) struct Event {
    pub time: i64,
    pub customer: usize,
    pub kind: &'static str,
    pub product: usize,
    pub seconds: i64,
    pub channel: usize,
}

/// All that happened, each list in order of time.
pub(super) struct History {
    pub dice: Dice,
    pub goods: Goods,
    pub customers: Vec<Customer>,
    pub orders: Vec<Order>,
    pub events: Vec<Event>,
    pub tickets: Vec<Ticket>,
}

/// How a visit ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Looked,
    Failed,
    Paid,
}

impl History {
    pub fn new() -> Self {
        let mut shop = Self {
            dice: Dice::new(SEED),
            goods: Goods::new(),
            customers: Vec::new(),
            orders: Vec::new(),
            events: Vec::new(),
            tickets: Vec::new(),
        };
        let mut day = f64::from(DAYS[0]) - BEFORE;
        loop {
            day += shop.dice.gamma(1) * ARRIVAL;
            if day as i32 > DAYS[1] {
                break;
            }
            let second = 9 * 3600 + shop.dice.below(12 * 3600);
            shop.live(day as i64 * DAY + second);
        }
        shop.orders.sort_by_key(|order| order.time);
        shop.events.sort_by_key(|event| event.time);
        shop.tickets.sort_by_key(|ticket| ticket.time);
        shop
    }

    /// Everything that one customer does.
    fn live(&mut self, registered: i64) {
        let channel = self.channel();
        let mut who = Customer::new(registered, channel, &mut self.dice);
        let left = who.place.starts_with(LEFT_PROVINCE.0);
        let mut until = if left { LEFT_PROVINCE.1 } else { DAYS[1] };
        let first = registered + 900;
        let mut time = first;
        // Six in a hundred only ever look.
        while civil_day(time) <= until && !(time == first && self.dice.chance(6)) {
            let day = civil_day(time);
            let incident = (INCIDENT[0]..=INCIDENT[1]).contains(&day);
            let fails = self.dice.chance(if incident { 82 } else { 4 });
            let over = self.visit(&mut who, time, if fails { End::Failed } else { End::Paid });
            let mut wait = who.gap * self.dice.gamma(1);
            if fails && incident {
                // Whoever could not pay stays away for more than a week.
                wait += 9.0;
                if self.dice.chance(75) {
                    self.complain(&who, over + 600, true);
                }
            } else if !fails && self.dice.below(10_000) < (who.leaves * 1e4) as i64 {
                until = until.min(day + (12.0 * self.dice.gamma(1)) as i32);
                break;
            }
            time = (i64::from(day) + (wait as i64).max(1)) * DAY + self.clock();
        }
        if who.last < i64::from(DAYS[0]) * DAY && registered < i64::from(DAYS[0]) * DAY {
            return;
        }
        let mut day = f64::from(LOG_FROM.max(civil_day(registered) + 1));
        loop {
            day += who.visits * self.dice.gamma(1);
            if day as i32 > until {
                break;
            }
            let time = day as i64 * DAY + self.clock();
            self.visit(&mut who, time, End::Looked);
        }
        self.customers.push(who);
    }

    fn channel(&mut self) -> usize {
        self.dice.weighted(CHANNELS.iter().map(|channel| channel.1))
    }

    /// A second of the day, evenings more often.
    fn clock(&mut self) -> i64 {
        let hour = if self.dice.chance(35) { 19 + self.dice.below(4) } else { 8 + self.dice.below(14) };
        hour * 3600 + self.dice.below(3000)
    }

    fn complain(&mut self, who: &Customer, time: i64, incident: bool) {
        if time < (i64::from(DAYS[1]) + 1) * DAY {
            self.tickets.push(Ticket::new(time, (self.customers.len(), who.phone), incident, &mut self.dice));
        }
    }

    /// One visit; returns its last second.
    fn visit(&mut self, who: &mut Customer, start: i64, end: End) -> i64 {
        let customer = self.customers.len();
        let channel = if self.dice.chance(55) { who.channel } else { self.channel() };
        let day = civil_day(start);
        let lines = self.goods.basket(who.taste, who.most, &mut self.dice);
        let product = lines.first().map_or(0, |line| line.product);
        let logged = day >= LOG_FROM;
        let mut time = start;
        let mut log = |shop: &mut Self, kind, product, least: i64, more: i64| {
            let seconds = least + shop.dice.below(more);
            if logged {
                shop.events.push(Event { time, customer, kind, product, seconds, channel });
            }
            time += seconds;
            time - seconds
        };
        for at in 0..=self.dice.below(3) {
            let seen = if at == 0 { product } else { self.goods.draw(who.taste, &mut self.dice) };
            log(self, "浏览", seen, 10, 110);
            if self.dice.chance(20) {
                log(self, "点击", seen, 5, 20);
            }
            if self.dice.chance(6) {
                log(self, "收藏", seen, 2, 6);
            }
        }
        if self.dice.chance(if end == End::Looked { 28 } else { 92 }) {
            log(self, "加购", product, 3, 15);
        }
        if end == End::Looked {
            return time;
        }
        let ordered = log(self, "下单", product, 20, 70);
        if end == End::Failed {
            return time;
        }
        log(self, "支付", product, 10, 50);
        who.last = ordered;
        if day < DAYS[0] {
            return time;
        }
        who.spent += lines.iter().filter_map(|line| Some(self.goods.0.get(line.product)?.price * line.quantity)).sum::<i64>();
        let due = ordered + (2 + self.dice.below(12)) * DAY;
        let returned = Some(due).filter(|due| self.dice.chance(3) && civil_day(*due) <= DAYS[1]);
        self.orders.push(Order { time: ordered, customer, channel, lines, returned });
        if self.dice.chance(7) {
            let later = (i64::from(day) + 1 + self.dice.below(2)) * DAY + self.clock();
            self.complain(who, later, false);
        }
        time
    }
}
