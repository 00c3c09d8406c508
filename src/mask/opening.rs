//! From keyed names back to the values they stand for, by whoever holds the key and the table.

use super::{Key, normalise_id};
use crate::stats::order;

/// What a list of keyed names stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// For each name of the list the position of its value among those given; `None` where no value has it, or where it is that of two.
    pub found: Vec<Option<usize>>,
    /// How many names of the list were not found.
    pub missing: u64,
}

/// Finds the values whose keyed names stand in a list, as [`Key::pseudonyms`] makes them. Of equal values the first is found. Blanks around
/// a name and the case of its letters do not matter. `domain` is `user_id` for customers, whose ids are
/// normalised here, and the code of the kind ([`super::PiiType::code`]) for others.
///
/// It takes memory for the list alone, and one HMAC for each value.
///
/// ```
/// use insitu::mask::{Key, open_pseudonyms};
/// let key = Key::random()?;
/// let list = [key.pseudonym("user_id", "17851"), "c-0000000000000000".to_owned()];
/// let opened = open_pseudonyms(&key, "user_id", ["17850", "17851.0"].into_iter(), &list);
/// assert_eq!((opened.found, opened.missing), (vec![Some(1), None], 1));
/// # Ok::<(), insitu::error::Error>(())
/// ```
#[must_use]
pub fn open_pseudonyms<'a, S: AsRef<str>>(key: &Key, domain: &str, values: impl Iterator<Item = &'a str>, list: &[S]) -> Opened {
    let names: Vec<String> = list.iter().map(|name| name.as_ref().trim().to_ascii_lowercase()).collect();
    let name_at = |at: &usize| names.get(*at).map_or("", String::as_str);
    let order = order(names.len(), &|a, b| name_at(&a).cmp(name_at(&b)));
    let mut found: Vec<Option<usize>> = vec![None; names.len()];
    let mut twice: Vec<usize> = Vec::new();
    let mut owners: Vec<Option<String>> = vec![None; names.len()];
    for (position, value) in values.enumerate() {
        let value = if domain == "user_id" { normalise_id(value) } else { value.into() };
        let long = key.long_name(domain, &value);
        for name in [long.get(..18).unwrap_or_default(), long.as_str()] {
            let from = order.partition_point(|at| name_at(at) < name);
            for at in order.iter().skip(from).take_while(|at| name_at(at) == name) {
                let (Some(slot), Some(owner)) = (found.get_mut(*at), owners.get_mut(*at)) else { continue };
                match owner {
                    Some(first) if *first != long => twice.push(*at),
                    Some(_) => {}
                    None => (*slot, *owner) = (Some(position), Some(long.clone())),
                }
            }
        }
    }
    for at in twice {
        if let Some(slot) = found.get_mut(at) {
            *slot = None;
        }
    }
    let missing = found.iter().filter(|f| f.is_none()).count() as u64;
    Opened { found, missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_name_of_the_table_opens_and_no_other(ids in proptest::collection::btree_set("[a-z0-9]{1,8}", 1..60), pick in any::<u64>()) {
            let key = Key::from_hex(&"a7".repeat(32)).unwrap();
            let ids: Vec<String> = ids.into_iter().collect();
            let normal: Vec<_> = ids.iter().map(|id| normalise_id(id)).collect();
            let mut list = key.pseudonyms("user_id", normal.iter().map(AsRef::as_ref));
            let turn = (pick % ids.len() as u64) as usize;
            list.rotate_left(turn);
            let opened = open_pseudonyms(&key, "user_id", ids.iter().map(String::as_str), &list);
            let expected: Vec<Option<usize>> = (0..ids.len()).map(|i| Some((i + turn) % ids.len())).collect();
            prop_assert_eq!((opened.found, opened.missing), (expected, 0));
        }
    }

    #[test]
    fn a_new_key_opens_nothing() {
        let (old, new) = (Key::random().unwrap(), Key::random().unwrap());
        let list = old.pseudonyms("user_id", ["1", "2", "3"].into_iter());
        let opened = open_pseudonyms(&new, "user_id", ["1", "2", "3"].into_iter(), &list);
        assert_eq!((opened.found, opened.missing), (vec![None; 3], 3));
    }

    #[test]
    fn names_come_back_as_people_send_them() {
        let key = Key::random().unwrap();
        let name = key.pseudonym("user_id", "17850");
        let list = [
            format!(" {} ", name.to_uppercase()),
            name.clone(),
            key.long_name("user_id", "17850"),
            "17850".into(),
            String::new(),
        ];
        let opened = open_pseudonyms(&key, "user_id", ["x", "17850.0", "17850"].into_iter(), &list);
        assert_eq!((opened.found, opened.missing), (vec![Some(1), Some(1), Some(1), None, None], 2));
        assert_eq!(open_pseudonyms(&key, "phone", ["17850"].into_iter(), &[name]).missing, 1);
        assert_eq!(open_pseudonyms::<&str>(&key, "phone", ["17850"].into_iter(), &[]), Opened::default());
    }
}
