//! What a number format says a number is. Formats are those of ECMA-376 part 1, 18.8.30 and 18.8.31.

/// What a number stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Itself.
    #[default]
    Number,
    /// A day, with the time of day only where it has one.
    Date,
    /// A day and a time.
    DateTime,
    /// A time of day.
    Clock,
    /// Hours, minutes and seconds of any length.
    Duration,
}

/// Shape of the format that a workbook need not spell out.
#[must_use]
pub fn built_in(id: u32) -> Shape {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shape::Date,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Shape::Clock,
        22 => Shape::DateTime,
        46 => Shape::Duration,
        _ => Shape::Number,
    }
}

/// Shape of a format by its code: by the letters of its first section that are no literal text.
#[must_use]
pub fn shape(code: &str) -> Shape {
    let code = code.to_ascii_lowercase();
    let (mut day, mut month, mut clock, mut long) = (false, false, false, false);
    let mut rest = code.as_str();
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            ';' => break,
            '"' => rest = rest.split_once('"').map_or("", |(_, behind)| behind),
            '\\' | '_' | '*' => {
                let skipped = rest.chars().next().map_or(0, char::len_utf8);
                rest = rest.get(skipped..).unwrap_or_default();
            }
            '[' => {
                let (inside, behind) = rest.split_once(']').unwrap_or((rest, ""));
                long |= !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's'));
                rest = behind;
            }
            'g' if rest.starts_with("eneral") => return Shape::Number,
            's' if rest.starts_with("tandard") => return Shape::Number,
            '0' | '#' | '?' if !(day || month || clock || long) => return Shape::Number,
            'a' if rest.starts_with("m/pm") || rest.starts_with("/p") => {
                clock = true;
                rest = rest.trim_start_matches(['a', 'm', '/', 'p']);
            }
            'a' if rest.starts_with("aa") => day = true,
            'y' | 'd' | 'e' | 'b' => day = true,
            'm' => month = true,
            'h' | 's' => clock = true,
            _ => {}
        }
    }
    match (day || (month && !clock && !long), clock) {
        (true, true) => Shape::DateTime,
        (true, false) => Shape::Date,
        _ if long => Shape::Duration,
        (false, true) => Shape::Clock,
        _ => Shape::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_codes() {
        let number =
            ["General", "0.00", "#,##0.00;[Red]-#,##0.00", "0.00E+00", "\"day\" 0", "[$¥-804]#,##0", "@", "", "0%", "Standard"];
        let date =
            ["yyyy-mm-dd", "d-mmm", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "mmm", "aaaa", "\\d\\ dd/mm", "[DBNum1]yyyy", "e\"年\""];
        let both = ["m/d/yy h:mm", "yyyy-mm-dd hh:mm:ss.000", "mm/dd/yy AM/PM"];
        let clock = ["h:mm:ss", "hh:mm AM/PM", "mm:ss.0", "h\"时\"mm\"分\""];
        for code in number {
            assert_eq!(shape(code), Shape::Number, "{code}");
        }
        for code in date {
            assert_eq!(shape(code), Shape::Date, "{code}");
        }
        for code in both {
            assert_eq!(shape(code), Shape::DateTime, "{code}");
        }
        for code in clock {
            assert_eq!(shape(code), Shape::Clock, "{code}");
        }
        assert_eq!([shape("[h]:mm:ss"), shape("[mm]:ss"), shape("[ss]")], [Shape::Duration; 3]);
    }
}
