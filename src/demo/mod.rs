//! A made-up retail shop in five linked tables, the page's example: the same bytes on every machine.
//!
//! Four stories are planted, for the analyses to find: three days on which most payments failed ([`INCIDENT`]), a province whose
//! customers stopped buying ([`LEFT_PROVINCE`]), a product that is bought with another ([`BUNDLE`]), and a channel whose cost
//! grows while its orders do not ([`LOSING_CHANNEL`]). All else is chance around figures that stay the same. Names are put together
//! by chance, and no network has numbers that begin with 154.

mod dice;
mod goods;
mod history;
mod people;
mod sheets;
mod tickets;

/// First and last day, since 1970-01-01, on which most payments fail: 21 to 23 October 2025.
pub const INCIDENT: [i32; 2] = [20_382, 20_384];
/// The province whose customers stop, and the last day, since 1970-01-01, on which they buy: 30 September 2025.
pub const LEFT_PROVINCE: (&str, i32) = ("四川省", 20_361);
/// Whoever buys the first, buys the second too, three times in five.
pub const BUNDLE: [&str; 2] = ["手冲咖啡壶", "咖啡滤纸"];
/// The channel whose clicks cost three times as much in the end as at first.
pub const LOSING_CHANNEL: &str = "信息流广告";

/// First and last day of the orders, since 1970-01-01: 1 November 2024 to 31 December 2025.
const DAYS: [i32; 2] = [20_028, 20_453];
/// First day of the log of behaviour: 1 July 2025.
const LOG_FROM: i32 = 20_270;

/// A file of the example.
pub struct DemoFile {
    /// Its name.
    pub name: &'static str,
    /// Its content, UTF-8.
    pub bytes: Vec<u8>,
}

/// The files: customers, orders, behaviour, channels, feedback.
///
/// ```
/// let names: Vec<_> = insitu::demo::files().iter().map(|file| file.name).collect();
/// assert_eq!(names, ["示例客户.csv", "示例订单.csv", "示例行为.csv", "示例渠道.csv", "示例反馈.csv"]);
/// ```
#[must_use]
pub fn files() -> Vec<DemoFile> {
    sheets::files(&mut history::History::new())
}
