//! E-mail addresses, within the lengths of RFC 5321.

/// Local part and domain of an address: one `@`, a local part of at most 64 bytes, a dotted domain of at most 255.
pub(super) fn parts(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if text.len() > 64 + 1 + 255 {
        return None;
    }
    let (local, domain) = text.split_once('@')?;
    let local_fits =
        (1..=64).contains(&local.len()) && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
    let top = domain.rsplit('.').next()?;
    let domain_fits = domain.contains('.')
        && domain.len() <= 255
        && top.chars().count() >= 2
        && !top.chars().all(|c| c.is_ascii_digit())
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    (local_fits && domain_fits).then_some((local, domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_what_only_looks_like_one() {
        for good in
            ["zhang@163.com", " info@presidio.site ", "user@xn--80ak6aa92e.com", "a.b+c@mail.example.cn", "张三@例子.中国"]
        {
            assert!(parts(good).is_some(), "{good}");
        }
        for bad in ["zhang@", "@163.com", "a@b", "a@b..com", "a@@b.com", "a b@c.com", "a@-b.com", "a@1.2", ""] {
            assert!(parts(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_hostile_cell_costs_nothing() {
        let cell = "a@".repeat(5_000_000);
        assert!(parts(&cell).is_none());
    }
}
