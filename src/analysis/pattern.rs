//! Names by pattern: `page_*` stands for every name that begins so.

/// Whether a name fits a pattern: `*` stands for any characters or none, `?` for exactly one, all else for itself.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut from) = (0, 0);
    // Behind the last star: the rest of the pattern, and where in the name it was tried last.
    let mut star: Option<(usize, usize)> = None;
    while let Some(&byte) = name.get(from) {
        match pattern.get(at) {
            Some(b'*') => {
                at += 1;
                star = Some((at, from));
            }
            Some(b'?') => {
                at += 1;
                from = behind(name, from);
            }
            Some(&wanted) if wanted == byte => {
                at += 1;
                from += 1;
            }
            _ => {
                let Some((rest, tried)) = star else { return false };
                let next = behind(name, tried);
                (at, from, star) = (rest, next, Some((rest, next)));
            }
        }
    }
    pattern.iter().skip(at).all(|&byte| byte == b'*')
}

/// Where the next character begins.
fn behind(name: &[u8], at: usize) -> usize {
    let rest = name.iter().skip(at + 1);
    at + 1 + rest.take_while(|&&byte| byte & 0xC0 == 0x80).count()
}

/// Whether a list of patterns is one: each once, none empty or endless.
pub(super) fn are_valid(patterns: &[String]) -> bool {
    const MOST: usize = 50;
    const LONGEST: usize = 200;
    let one = |(at, pattern): (usize, &String)| {
        let earlier = patterns.get(..at).unwrap_or_default();
        !pattern.trim().is_empty() && pattern.len() <= LONGEST && !earlier.contains(pattern)
    };
    patterns.len() <= MOST && patterns.iter().enumerate().all(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By recursion over all ways.
    fn plain(pattern: &[char], name: &[char]) -> bool {
        match (pattern, name) {
            ([], []) => true,
            (['*', rest @ ..], _) => plain(rest, name) || !name.is_empty() && plain(pattern, &name[1..]),
            (['?', rest @ ..], [_, more @ ..]) => plain(rest, more),
            ([a, rest @ ..], [b, more @ ..]) => a == b && plain(rest, more),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn patterns_fit_as_by_trying_all_ways(pattern in "[a页*?]{0,7}", name in "[ab页]{0,9}") {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            prop_assert_eq!(fits(&pattern, &name), plain(&chars(&pattern), &chars(&name)));
        }
    }

    #[test]
    fn a_star_ends_soon_and_lists_are_checked() {
        assert!(fits("page_*", "page_home") && fits("*首页", "商城首页") && !fits("page_*", "pages"));
        assert!(!fits(&"*a".repeat(60), &"a".repeat(50)));
        let list = |all: &[&str]| are_valid(&all.iter().map(|&p| p.to_owned()).collect::<Vec<_>>());
        assert!(list(&[]) && list(&["a*", "b"]) && !list(&["a", "a"]) && !list(&[" "]) && !list(&[&"a".repeat(201)]));
    }
}
