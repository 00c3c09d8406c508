//! `demo`: writes a made-up orders table, the same bytes for the same options on every machine.
//!
//! The files of the bench come from here; the page's example is made by the crate itself (`insitu demo`). Rows are in
//! the order of time; the lines of an order share its number, customer and time; a refund is a later line with the
//! number of the order it belongs to and a negative amount.

mod population;
mod random;
mod shop;

use std::fs::File;
use std::io::{self, BufWriter, Error, ErrorKind, Write};

use population::Population;
use random::Random;
use shop::{DAYS, Lang, Line, Shop};

const USAGE: &str = "usage: demo --out FILE --rows N [--users N] [--seed S] [--lang zh|en] [--table orders|events]";

/// What to write.
#[derive(Clone, Copy)]
struct Options {
    rows: u64,
    users: u32,
    seed: u64,
    lang: Lang,
    events: bool,
}

/// An error of kind `InvalidInput`: the command was called in a wrong way.
pub fn usage(text: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, text.to_owned())
}

/// Runs `demo` with the words after its name.
///
/// # Errors
/// `InvalidInput` for wrong words; any error of writing the file.
pub fn run(args: &[String]) -> io::Result<()> {
    let (options, path) = parse(args)?;
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    if options.events {
        events(options, &mut out)?
    } else {
        write(options, &mut out)?
    }
    out.flush()
}

fn parse(args: &[String]) -> io::Result<(Options, &str)> {
    let mut options = Options { rows: 0, users: 0, seed: 1, lang: Lang::Zh, events: false };
    let mut path = None;
    let mut rest = args.iter().map(String::as_str);
    while let Some(name) = rest.next() {
        let value = rest.next().ok_or_else(|| usage(USAGE))?;
        let number = || value.parse::<u64>().map_err(|_wrong| usage(USAGE));
        match name {
            "--out" => path = Some(value),
            "--rows" => options.rows = number()?,
            "--users" => options.users = u32::try_from(number()?).map_err(|_wrong| usage(USAGE))?,
            "--seed" => options.seed = number()?,
            "--lang" if value == "zh" => options.lang = Lang::Zh,
            "--lang" if value == "en" => options.lang = Lang::En,
            "--table" if value == "orders" || value == "events" => options.events = value == "events",
            _ => return Err(usage(USAGE)),
        }
    }
    if options.users == 0 {
        options.users = u32::try_from(options.rows / 20).unwrap_or(u32::MAX).max(1);
    }
    match path {
        Some(path) if options.rows > 0 => Ok((options, path)),
        _ => Err(usage(USAGE)),
    }
}

/// An order or a refund on the day that is being written.
struct Visit {
    second: u32,
    customer: u32,
    channel: u8,
    /// Day and number within the day of an order made earlier; none for a new order.
    of: Option<(u32, u32)>,
    lines: Vec<Line>,
}

fn write(options: Options, out: &mut impl Write) -> io::Result<()> {
    let mut random = Random::new(options.seed);
    let shop = Shop::new();
    let people = Population::new(options.users, &shop, &mut random);
    let mut sure = people.sure_visits().into_iter();
    let mut refunds: Vec<Vec<Visit>> = (0..DAYS).map(|_| Vec::new()).collect();
    let mut left = options.rows;
    writeln!(out, "{}", shop::header(options.lang))?;
    for day in 0..DAYS {
        let target = ((options.rows as f64 * shop.share_up_to(day)).round() as u64).min(options.rows);
        let mut planned = options.rows - left;
        let mut visits = refunds.get_mut(day as usize).map(std::mem::take).unwrap_or_default();
        planned += visits.len() as u64;
        for customer in sure.next().unwrap_or_default() {
            visits.push(order(customer, &people, &shop, &mut random));
            planned += visits.last().map_or(0, |v| v.lines.len() as u64);
        }
        while planned < target {
            let customer = people.draw(day, &mut random);
            visits.push(order(customer, &people, &shop, &mut random));
            planned += visits.last().map_or(0, |v| v.lines.len() as u64);
        }
        visits.sort_by_key(|v| v.second);
        let mut orders = 0;
        for visit in visits {
            let number = visit.of.unwrap_or_else(|| {
                orders += 1;
                (day, orders)
            });
            left -= write_visit(&visit, day, number, left, &people, options.lang, out)?;
            if visit.of.is_none() && random.below(100) < 3 {
                let later = refund(&visit, number, &shop, &mut random);
                let due = day + 2 + random.below(14);
                if let Some(day) = refunds.get_mut(due as usize) {
                    day.push(later);
                }
            }
        }
    }
    Ok(())
}

/// What customers do on a site in sixty days, in order of time: most often they look, seldom they buy.
fn events(options: Options, out: &mut impl Write) -> io::Result<()> {
    const SPAN: u64 = 60 * 86_400;
    let mut random = Random::new(options.seed);
    writeln!(out, "客户ID,行为时间,行为类型")?;
    for row in 0..options.rows {
        let second = (u128::from(row) * u128::from(SPAN) / u128::from(options.rows)) as u64;
        let (year, month, date) = shop::date((second / 86_400) as u32);
        // Some are there far more often than others.
        let user = random.below(options.users).min(random.below(options.users));
        let kind = match random.below(100) {
            0..68 => "view",
            68..80 => "search",
            80..91 => "cart",
            91..97 => "purchase",
            _ => "repurchase",
        };
        let (hour, minute, second) = (second / 3600 % 24, second / 60 % 60, second % 60);
        writeln!(out, "U{:07},{year}-{month:02}-{date:02} {hour:02}:{minute:02}:{second:02},{kind}", user + 1)?;
    }
    Ok(())
}

/// A new order of one to four different products.
fn order(customer: u32, people: &Population, shop: &Shop, random: &mut Random) -> Visit {
    let tier = people.get(customer).map_or(100, |c| c.tier);
    let wanted = match random.below(10) {
        0..4 => 1,
        4..7 => 2,
        7..9 => 3,
        _ => 4,
    };
    let mut lines: Vec<Line> = Vec::with_capacity(wanted);
    for _ in 0..wanted {
        let line = shop.draw_line(tier, random);
        // Two equal lines would be taken for a row that was exported twice.
        if lines.iter().all(|other| other.product != line.product) {
            lines.push(line);
        }
    }
    Visit { second: shop.draw_second(random), customer, channel: shop.draw_channel(random), of: None, lines }
}

/// The first line of an order given back, wholly.
fn refund(visit: &Visit, number: (u32, u32), shop: &Shop, random: &mut Random) -> Visit {
    let back = |line: &Line| Line { product: line.product, quantity: -line.quantity, cents: -line.cents };
    let lines = visit.lines.first().map(back).into_iter().collect();
    Visit { second: shop.draw_second(random), customer: visit.customer, channel: visit.channel, of: Some(number), lines }
}

/// Writes at most `limit` lines of a visit and returns how many.
fn write_visit(
    visit: &Visit,
    day: u32,
    (order_day, order_number): (u32, u32),
    limit: u64,
    people: &Population,
    lang: Lang,
    out: &mut impl Write,
) -> io::Result<u64> {
    let (year, month, date) = shop::date(day);
    let (order_year, order_month, order_date) = shop::date(order_day);
    let head = format!(
        "U{:07},D{order_year}{order_month:02}{order_date:02}{order_number:06},{year}-{month:02}-{date:02} {:02}:{:02}:{:02},P",
        visit.customer + 1,
        visit.second / 3600,
        visit.second / 60 % 60,
        visit.second % 60,
    );
    let region = people.get(visit.customer).map_or("", |c| shop::region(c.region, lang));
    let channel = shop::channel(visit.channel, lang);
    let mut written = 0;
    for line in visit.lines.iter().take(usize::try_from(limit).unwrap_or(usize::MAX)) {
        let sign = if line.cents < 0 { "-" } else { "" };
        let cents = line.cents.unsigned_abs();
        writeln!(
            out,
            "{head}{:05},{},{},{sign}{}.{:02},{channel},{region}",
            line.product,
            shop::category(line.product, lang),
            line.quantity,
            cents / 100,
            cents % 100,
        )?;
        written += 1;
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(options: Options) -> Vec<u8> {
        let mut out = Vec::new();
        write(options, &mut out).unwrap();
        out
    }

    #[test]
    fn rows_and_width_are_as_asked() {
        let text = bytes(Options { rows: 20_000, users: 1000, seed: 3, lang: Lang::Zh, events: false });
        let lines: Vec<&str> = std::str::from_utf8(&text).unwrap().lines().collect();
        assert_eq!(lines.len(), 20_001);
        assert!(lines.iter().all(|line| line.split(',').count() == 9));
        let width = text.len() / lines.len();
        assert!((85..90).contains(&width), "{width} bytes a row");
        let mut distinct = lines.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), lines.len(), "no row twice");
    }

    #[test]
    fn everybody_buys_and_orders_hang_together() {
        let text = bytes(Options { rows: 20_000, users: 1000, seed: 3, lang: Lang::En, events: false });
        let rows = std::str::from_utf8(&text).unwrap().lines().skip(1).map(|l| l.split(',').collect::<Vec<_>>());
        let mut users = std::collections::BTreeSet::new();
        let mut orders = std::collections::BTreeMap::new();
        let mut refunds = 0;
        for row in rows {
            users.insert(row[0].to_owned());
            if row[6].starts_with('-') {
                refunds += 1;
                assert_eq!(orders.get(row[1]).map(|o: &(String, String)| o.0.as_str()), Some(row[0]));
            } else {
                let own = (row[0].to_owned(), row[2].to_owned());
                assert_eq!(*orders.entry(row[1].to_owned()).or_insert_with(|| own.clone()), own);
            }
        }
        assert!(users.len() > 980, "{} of 1000", users.len());
        assert!((100..400).contains(&refunds), "{refunds}");
    }

    #[test]
    fn events_stand_in_order_of_time() {
        let mut out = Vec::new();
        events(Options { rows: 5_000, users: 250, seed: 1, lang: Lang::Zh, events: true }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
        assert!(rows.len() == 5_000 && rows.windows(2).all(|pair| pair[0][1] <= pair[1][1]));
        let kinds: std::collections::BTreeSet<_> = rows.iter().map(|row| row[2]).collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["cart", "purchase", "repurchase", "search", "view"]);
    }

    #[test]
    fn days_have_the_right_dates() {
        assert_eq!(shop::date(0), (2024, 1, 1));
        assert_eq!(shop::date(59), (2024, 2, 29));
        assert_eq!(shop::date(365), (2024, 12, 31));
        assert_eq!(shop::date(366 + 58), (2025, 2, 28));
        assert_eq!(shop::date(DAYS - 1), (2025, 12, 31));
    }
}
