//! Accounts in social networks: `WeChat`, QQ and others. Their forms prove nothing without a header.

use super::compact::all_digits;

/// Whether this has the form of a QQ number: five to eleven digits, the first not 0.
pub(super) fn is_qq(text: &str) -> bool {
    (5..=11).contains(&text.len()) && !text.starts_with('0') && all_digits(text.as_bytes())
}

/// Whether this has the form of an account of `WeChat`: a letter and 5 to 19 letters, digits, `-` or `_`.
pub(super) fn is_wechat(text: &str) -> bool {
    (6..=20).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Whether this is an account that `WeChat` named by itself.
pub(super) fn is_wxid(text: &str) -> bool {
    text.starts_with("wxid_") && is_wechat(text.get(5..).unwrap_or_default()) | (text.len() > 12 && text.len() <= 28)
}

/// Whether this can be an account or a nickname below a header that says so.
pub(super) fn has_shape(text: &str) -> bool {
    let length = text.chars().take(33).count();
    (3..=32).contains(&length) && text.split(' ').count() <= 4 && text.chars().any(char::is_alphanumeric)
}

/// `w****8`: the first and the last sign.
pub(super) fn mask(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let (first, last) = (chars.next()?, chars.next_back()?);
    chars.next().is_some().then(|| format!("{first}****{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts() {
        assert!(is_qq("10001") && !is_qq("0123456") && !is_qq("1234") && !is_qq("123456789012"));
        assert!(is_wechat("wang_xiao8") && !is_wechat("8wang_x") && !is_wechat("wx"));
        assert!(is_wxid("wxid_a1b2c3d4e5f622") && !is_wxid("wxid_"));
        assert_eq!(mask("wang_xiao8").as_deref(), Some("w****8"));
        assert_eq!(mask("小明1").as_deref(), Some("小****1"));
        assert!(mask("是").is_none() && mask("ab").is_none());
    }
}
