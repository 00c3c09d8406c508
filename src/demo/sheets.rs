//! What happened → files, with the flaws that real ones have.

use super::goods::Goods;
use super::history::{CHANNELS, History, Order};
use super::{DAYS, DemoFile};
use crate::table::date::{DAY, civil_day, iso_day, time_text};

/// Weeks of the table of channels, from the first Monday of the orders on: all that are whole.
const WEEKS: usize = 60;
const FIRST_MONDAY: i32 = DAYS[0] + 3;

/// Rows with the second by which they stand in their file.
type Rows = Vec<(i64, String)>;

pub(super) fn files(shop: &mut History) -> Vec<DemoFile> {
    vec![
        file("示例客户.csv", "客户ID,姓名,手机号,性别,年龄,注册时间,地域,会员等级,最近购买时间", customers(shop)),
        file("示例订单.csv", "订单号,客户ID,下单时间,商品名称,类目,数量,单价,实付金额,渠道,支付方式,是否退款", orders(shop)),
        file("示例行为.csv", "客户ID,行为类型,行为时间,商品名称,停留时长(秒),渠道", events(shop)),
        file("示例渠道.csv", "渠道,日期,曝光量,点击量,下单量,转化率(%),推广费用,成交金额,ROI", channels(shop)),
        file(
            "示例反馈.csv",
            "工单号,客户ID,反馈时间,关闭时间,问题类型,满意度评分,反馈内容,处理时长(分钟),反馈渠道",
            tickets(shop),
        ),
    ]
}

fn file(name: &'static str, header: &str, mut rows: Rows) -> DemoFile {
    rows.sort_by_key(|row| row.0);
    let mut text = header.to_owned();
    for (_, row) in rows {
        text.push('\n');
        text.push_str(&row);
    }
    text.push('\n');
    DemoFile { name, bytes: text.into_bytes() }
}

/// Customers are numbered in the order of joining.
fn key(customer: usize) -> String {
    format!("U{}", 10_001 + customer)
}

/// A number, or nothing where it is 0.
fn known(number: i64) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// Cents as yuan.
fn yuan(cents: i64) -> String {
    format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}

/// Three pairs of customers have one telephone, as families do; some left none.
fn customers(shop: &mut History) -> Rows {
    let mut phone = 0;
    let mut rows = Rows::new();
    for (at, who) in shop.customers.iter().enumerate() {
        if at % 290 != 1 {
            phone = who.phone;
        }
        let line = format!(
            "{},{},{},{},{},{},{},{},{}",
            key(at),
            who.name,
            if at % 41 == 40 { String::new() } else { phone.to_string() },
            who.gender,
            known(who.age),
            time_text(who.registered),
            who.place,
            who.level(),
            if who.last == 0 { String::new() } else { time_text(who.last) },
        );
        rows.push((who.registered, line));
    }
    rows
}

/// Lines of orders and of returns. Some stand there twice, some lack the customer or name one whom nobody knows, and two are broken.
fn orders(shop: &mut History) -> Rows {
    let History { orders, goods, customers, .. } = shop;
    let mut rows = Rows::new();
    let (mut today, mut number) = (0, 0);
    for (at, order) in orders.iter().enumerate() {
        let day = civil_day(order.time);
        number = if day == today { number + 1 } else { 1 };
        today = day;
        let name = format!("D{}{number:04}", iso_day(day).replace('-', ""));
        let customer = match at % 1200 {
            77 => String::new(),
            500 => key(10_000 + at),
            _ => key(order.customer),
        };
        let paid = customers.get(order.customer).map_or("", |who| who.pays);
        let line = |line: usize, time: i64, sign: i64, flag: &str| {
            let line = order.lines.get(line)?;
            let product = goods.0.get(line.product)?;
            let (quantity, price) = (sign * line.quantity, product.price);
            Some(format!(
                "{name},{customer},{},{},{},{quantity},{},{},{},{paid},{flag}",
                time_text(time),
                product.name,
                product.category,
                yuan(price),
                yuan(price * quantity),
                CHANNELS.get(order.channel).map_or("", |channel| channel.0),
            ))
        };
        for place in 0..order.lines.len() {
            let Some(text) = line(place, order.time, 1, "否") else { continue };
            let text = match at {
                700 | 3100 => text.replace(",否", ""),
                1500 => text + ",补录,",
                _ => text,
            };
            if at % 600 == 333 {
                rows.push((order.time, text.clone()));
            }
            rows.push((order.time, text));
        }
        if let Some(time) = order.returned {
            rows.extend(line(0, time, -1, "是").map(|text| (time, text)));
        }
    }
    rows
}

/// What customers did. Some times spent are missing, one is negative, and three rows are broken.
fn events(shop: &mut History) -> Rows {
    let History { events, goods, dice, .. } = shop;
    let mut rows = Rows::new();
    for (at, event) in events.iter().enumerate() {
        let seconds = if dice.chance(3) { 0 } else { event.seconds };
        let seconds = if at == 5000 { -35 } else { seconds };
        let mut row = format!("{},{},{}", key(event.customer), event.kind, time_text(event.time));
        if !matches!(at, 900 | 9000 | 15_000) {
            let product = goods.0.get(event.product).map_or("", |product| product.name);
            row += &format!(",{product},{},{}", known(seconds), CHANNELS.get(event.channel).map_or("", |channel| channel.0));
        }
        rows.push((event.time, row));
    }
    rows
}

/// Weeks of each channel: orders and takings are those of the table of orders.
fn channels(shop: &mut History) -> Rows {
    let History { orders, goods, dice, .. } = shop;
    let mut sums = vec![(0, 0); WEEKS * CHANNELS.len()];
    for order in &*orders {
        let week = (civil_day(order.time) - FIRST_MONDAY).div_euclid(7);
        let place = usize::try_from(week).ok().filter(|week| *week < WEEKS).map(|week| week * CHANNELS.len() + order.channel);
        if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
            sum.0 += 1;
            sum.1 += takings(order, goods);
        }
    }
    let total: i64 = sums.iter().map(|sum| sum.1).sum();
    let usual = total / sums.len() as i64;
    let mut rows = Rows::new();
    for (place, (count, revenue)) in sums.into_iter().enumerate() {
        let (week, channel) = ((place / CHANNELS.len()) as i64, place % CHANNELS.len());
        // In the last channel a click costs three times as much in the end; elsewhere it always costs the same.
        let share = if channel + 1 == CHANNELS.len() { 70 + week * 140 / WEEKS as i64 } else { 28 + 5 * channel as i64 };
        let cost = usual * share / 100 * (96 + dice.below(9)) / 100;
        let clicks = count * 25 / 3 + dice.below(5);
        let day = FIRST_MONDAY + 7 * week as i32;
        let line = format!(
            "{},{},{},{clicks},{count},{:.1},{},{},{:.2}",
            CHANNELS.get(channel).map_or("", |channel| channel.0),
            iso_day(day),
            clicks * 12 + dice.below(12),
            count as f64 / clicks.max(1) as f64 * 100.0,
            yuan(cost),
            yuan(revenue),
            (revenue - cost) as f64 / cost as f64,
        );
        rows.push((i64::from(day) * DAY, line));
    }
    rows
}

fn takings(order: &Order, goods: &Goods) -> i64 {
    order.lines.iter().filter_map(|line| Some(goods.0.get(line.product)?.price * line.quantity)).sum()
}

fn tickets(shop: &mut History) -> Rows {
    let line = |(at, ticket): (usize, &super::tickets::Ticket)| {
        let closed = ticket.time + ticket.minutes * 60;
        let line = format!(
            "T{:05},{},{},{},{},{},{},{},{}",
            at + 1,
            key(ticket.customer),
            time_text(ticket.time),
            time_text(closed),
            ticket.subject,
            known(ticket.score),
            ticket.text,
            ticket.minutes,
            ticket.way,
        );
        (ticket.time, line)
    };
    shop.tickets.iter().enumerate().map(line).collect()
}
