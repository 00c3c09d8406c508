//! Coordinates of places, kept to two decimals (about one kilometre).

/// Decimals that are kept.
const DECIMALS: usize = 2;

/// The numbers of a coordinate or of a pair of them.
fn numbers(text: &str) -> Option<(&str, Option<&str>)> {
    let text = text.trim().trim_matches(['(', ')', '[', ']']);
    let mut pieces = text.split([',', ' ', ';']).filter(|p| !p.is_empty());
    let (first, second) = (pieces.next()?, pieces.next());
    (pieces.next().is_none() && is_degrees(first) && second.is_none_or(is_degrees)).then_some((first, second))
}

/// Whether this is a decimal number within ±180.
fn is_degrees(text: &str) -> bool {
    let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') && bare.starts_with(|c: char| c.is_ascii_digit());
    digits && bare.len() <= 20 && bare.parse::<f64>().is_ok_and(|n| n <= 180.0)
}

/// Whether this is a coordinate with decimals, or a pair of them.
pub(super) fn is_coordinate(text: &str) -> bool {
    numbers(text).is_some_and(|(first, second)| first.contains('.') && second.is_none_or(|s| s.contains('.')))
}

/// Whether this can be a coordinate below a header that says so.
pub(super) fn has_shape(text: &str) -> bool {
    numbers(text).is_some()
}

/// Cut to two decimals; `None` for what is no coordinate.
pub(super) fn mask(text: &str) -> Option<String> {
    let (first, second) = numbers(text)?;
    let cut = |number: &str| {
        let end = number.find('.').map_or(number.len(), |point| (point + 1 + DECIMALS).min(number.len()));
        number.get(..end).unwrap_or_default().to_owned()
    };
    Some(second.map_or_else(|| cut(first), |second| format!("{},{}", cut(first), cut(second))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_cut() {
        assert_eq!(mask("39.904213").as_deref(), Some("39.90"));
        assert_eq!(mask("-116.407413").as_deref(), Some("-116.40"));
        assert_eq!(mask("(39.904213, 116.407413)").as_deref(), Some("39.90,116.40"));
        assert_eq!(mask("39").as_deref(), Some("39"));
        assert!(is_coordinate("39.9") && !is_coordinate("39") && has_shape("39"));
        for other in ["181.5", "13800138000", "1,2,3", "abc", "", "北京"] {
            assert!(mask(other).is_none(), "{other}");
        }
    }
}
