//! The customers: when they come, how often, how much they spend and when they stop.

use super::random::{Random, Weighted};
use super::shop::{DAYS, Shop};

/// One customer. Days count from the first day of the file.
pub struct Customer {
    /// First day on which the customer may buy.
    pub from: u32,
    /// Last day on which the customer may buy.
    pub until: u32,
    /// A day on which the customer buys for certain, so that everybody is in the file.
    pub sure: u32,
    /// Spending in per cent of the usual.
    pub tier: u32,
    /// Number of the home region.
    pub region: u8,
    /// Whether the customer comes only once.
    once: bool,
    /// Whether the customer comes three times as often as others of the same rank.
    regular: bool,
}

/// All customers in the order of their first day; a customer's number is the place in it.
pub struct Population {
    customers: Vec<Customer>,
    visits: Weighted,
}

impl Population {
    /// `count` customers of the planted kinds: regulars, one-time buyers, newcomers of the last weeks, and
    /// big spenders who stopped coming.
    pub fn new(count: u32, shop: &Shop, random: &mut Random) -> Self {
        let mut customers: Vec<Customer> = (0..count).map(|_| customer(shop, random)).collect();
        customers.sort_by_key(|c| c.from);
        let mut ranks: Vec<usize> = (0..customers.len()).collect();
        for i in (1..ranks.len()).rev() {
            ranks.swap(i, random.below(i as u32 + 1) as usize);
        }
        let flat = customers.len() / 100;
        let visits = Weighted::new(customers.iter().zip(&ranks).map(|(c, rank)| match (c.once, c.regular) {
            (true, _) => 0.0,
            (false, true) => 3.0 * Weighted::popularity(*rank, flat),
            (false, false) => Weighted::popularity(*rank, flat),
        }));
        Self { customers, visits }
    }

    /// A customer by number.
    pub fn get(&self, number: u32) -> Option<&Customer> {
        self.customers.get(number as usize)
    }

    /// Numbers of the customers that buy for certain, by day.
    pub fn sure_visits(&self) -> Vec<Vec<u32>> {
        let mut days = vec![Vec::new(); DAYS as usize];
        for (number, customer) in (0..).zip(&self.customers) {
            if let Some(day) = days.get_mut(customer.sure as usize) {
                day.push(number);
            }
        }
        days
    }

    /// The number of a customer who may buy on `day`.
    pub fn draw(&self, day: u32, random: &mut Random) -> u32 {
        for _ in 0..32 {
            let number = self.visits.draw(random) as u32;
            if self.get(number).is_some_and(|c| c.from <= day && day <= c.until) {
                return number;
            }
        }
        // So few are left on this day that chance hardly finds one: somebody known comes back.
        random.below(self.customers.partition_point(|c| c.from <= day) as u32)
    }
}

fn customer(shop: &Shop, random: &mut Random) -> Customer {
    let last = DAYS - 1;
    let kind = random.below(100);
    // Three in ten were customers before the file begins.
    let known = random.below(10) < 3;
    let day = shop.draw_day(random);
    let usual = (60.0 * random.heavy(12.0)) as u32;
    let mut made = Customer {
        from: if known { 0 } else { day },
        until: last,
        sure: if known { random.below(120) } else { day },
        tier: usual,
        region: shop.draw_region(random),
        once: false,
        regular: false,
    };
    match kind {
        0..12 => made.regular = true,
        12..18 => {
            made.from = random.below(200);
            made.sure = made.from;
            made.until = made.from + 120 + random.below(200);
            made.tier = usual * 4;
            made.regular = true;
        }
        18..28 => {
            made.from = last - random.below(75);
            made.sure = made.from;
        }
        28..42 => made.once = true,
        42..70 => {}
        _ => {
            let days = (90.0 * random.heavy(30.0)) as u32;
            made.until = (made.sure + days).min(last);
        }
    }
    made
}
