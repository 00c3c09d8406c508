//! Instants → the wall time of China, the zone in which days begin and end.

use super::{DAY, day_of};

const HOUR: i64 = 3_600;

/// First and last day of summer time in 1986–1991 (tz database, rules "PRC"): from 02:00 to 02:00 by the clock on the wall.
const SUMMERS: [[(i32, u32, u32); 2]; 6] = [
    [(1986, 5, 4), (1986, 9, 14)],
    [(1987, 4, 12), (1987, 9, 13)],
    [(1988, 4, 17), (1988, 9, 11)],
    [(1989, 4, 16), (1989, 9, 17)],
    [(1990, 4, 15), (1990, 9, 16)],
    [(1991, 4, 14), (1991, 9, 15)],
];

/// Wall time in China of an instant in seconds since 1970-01-01 00:00 UTC.
pub(super) fn wall_time(instant: i64) -> i64 {
    let standard = instant + 8 * HOUR;
    let at = |(y, m, d): (i32, u32, u32), hour: i64| day_of(y, m, d).map_or(i64::MAX, |day| i64::from(day) * DAY + hour * HOUR);
    let is_summer = SUMMERS.iter().any(|&[from, to]| (at(from, 2)..at(to, 1)).contains(&standard));
    standard + if is_summer { HOUR } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::date::time_text;

    #[test]
    fn summers_of_1986_to_1991_are_an_hour_ahead() {
        for (instant, text) in [
            (0, "1970-01-01 08:00:00"),
            (1_709_618_709, "2024-03-05 14:05:09"),
            (515_527_199, "1986-05-04 01:59:59"),
            (515_527_200, "1986-05-04 03:00:00"),
            (684_867_599, "1991-09-15 01:59:59"),
            (684_867_600, "1991-09-15 01:00:00"),
        ] {
            assert_eq!(time_text(wall_time(instant)), text);
        }
    }
}
