//! Addresses of machines: IPv4, IPv6, MAC.

/// Smallest value that one part of an address must reach where no header names it: parts of version numbers are smaller.
/// Of addresses with four random parts 0.4 % stay below.
const CLEARLY_NO_VERSION: u16 = 64;

/// The four parts of an IPv4 address.
pub(super) fn ipv4(text: &str) -> Option<[u16; 4]> {
    if !(7..=15).contains(&text.len()) {
        return None;
    }
    let mut parts = [0; 4];
    let mut pieces = text.split('.');
    for part in &mut parts {
        let piece = pieces.next()?;
        let padded = piece.len() > 1 && piece.starts_with('0');
        if piece.is_empty() || piece.len() > 3 || padded || !piece.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *part = piece.parse().ok().filter(|&n| n < 256)?;
    }
    pieces.next().is_none().then_some(parts)
}

/// Whether this is an IPv4 address that is no version number.
pub(super) fn is_clear_ipv4(text: &str) -> bool {
    ipv4(text).is_some_and(|parts| parts.iter().any(|&p| p >= CLEARLY_NO_VERSION))
}

/// Whether this is an IPv6 address: groups of one to four hexadecimal digits, one `::` at most.
pub(super) fn is_ipv6(text: &str) -> bool {
    if !(6..=39).contains(&text.len()) || text.contains(":::") {
        return false;
    }
    let gaps = text.matches("::").count();
    let groups = || text.split(':').filter(|g| !g.is_empty());
    let hexadecimal = groups().all(|g| g.len() <= 4 && g.bytes().all(|b| b.is_ascii_hexdigit()));
    let whole = !text.starts_with(':') && !text.ends_with(':');
    hexadecimal && ((gaps == 0 && whole && groups().count() == 8) || (gaps == 1 && (3..8).contains(&groups().count())))
}

/// Whether this is a MAC address: six pairs of hexadecimal digits with `:` or `-` between them.
pub(super) fn is_mac(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(&mark @ (b':' | b'-')) = bytes.get(2) else { return false };
    bytes.len() == 17 && bytes.iter().enumerate().all(|(i, &b)| if i % 3 == 2 { b == mark } else { b.is_ascii_hexdigit() })
}

/// `10.1.*.*`, the first two groups of IPv6; `None` for what is no address.
pub(super) fn mask_ip(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some([a, b, ..]) = ipv4(text) {
        return Some(format!("{a}.{b}.*.*"));
    }
    let mut groups = text.split(':');
    is_ipv6(text).then(|| Some(format!("{}:{}:*", groups.next()?, groups.next()?)))?
}

/// Addresses one behind the other, as proxies write them: each masked, what is none between them hidden. `None` where none is.
pub(super) fn mask_ips(text: &str) -> Option<String> {
    if let Some(one) = mask_ip(text) {
        return Some(one);
    }
    let mut found = false;
    let mut masked = String::new();
    for piece in text.split_inclusive(between) {
        let own = piece.trim_end_matches(between);
        match mask_ip(own) {
            Some(ip) => {
                found = true;
                masked += &ip;
            }
            None if own.contains(char::is_alphanumeric) => masked += "***",
            None => {}
        }
        masked += piece.get(own.len()..).unwrap_or_default();
    }
    found.then_some(masked)
}

/// What may stand between two addresses.
fn between(c: char) -> bool {
    c.is_whitespace() || ",;|/，；、()[]（）\"'".contains(c)
}

/// `3C:22:FB:**:**:**`: what is left names the maker. `None` for what is no address.
pub(super) fn mask_mac(text: &str) -> Option<String> {
    let text = text.trim();
    is_mac(text).then(|| Some(format!("{}**{mark}**{mark}**", text.get(..9)?, mark = text.get(2..3)?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_machines() {
        assert_eq!(mask_ip("10.1.2.3").as_deref(), Some("10.1.*.*"));
        assert_eq!(mask_ip("2001:db8::ff00:42:8329").as_deref(), Some("2001:db8:*"));
        assert_eq!(mask_mac("3C:22:FB:12:34:56").as_deref(), Some("3C:22:FB:**:**:**"));
        assert_eq!(mask_mac("3c-22-fb-12-34-56").as_deref(), Some("3c-22-fb-**-**-**"));
        assert!(is_clear_ipv4("192.168.100.200") && !is_clear_ipv4("1.2.3.4") && !is_clear_ipv4("10.0.19041.1"));
        assert_eq!(mask_ips("10.0.0.5, 10.1.2.5").as_deref(), Some("10.0.*.*, 10.1.*.*"));
        assert_eq!(mask_ips("10.0.0.5/张三/::ffff:10:2").as_deref(), Some("10.0.*.*/***/::*"));
        assert_eq!(mask_ips("10.0.0.5:8080").as_deref(), None);
        for other in
            ["1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "12:30:45", "12:30", "a:b", "2024-01-02", "3C:22:FB:12:34", ""]
        {
            assert!(mask_ip(other).is_none() && mask_mac(other).is_none(), "{other}");
        }
    }
}
