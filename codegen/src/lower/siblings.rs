//! What the variants of a union are called beside each other: the words that all of them begin or end with tell nothing.

use crate::names::words;

/// The words that are each one's own: `CatEvent`, `DogEvent` → `cat`, `dog`. `None`: it has no name, or there is nothing to leave out.
///
/// Words are left out of all names or of none, and no name becomes a number, `true`, or nothing at all.
pub(super) fn own_words(names: &[Option<&str>]) -> Vec<Option<Vec<String>>> {
    let mut all: Vec<Option<Vec<String>>> = names.iter().map(|name| name.map(|name| words(name, false))).collect();
    let known = all.iter().flatten();
    if known.clone().count() < 2 {
        return vec![None; names.len()];
    }
    let before = in_common(known.clone().map(|words| words.iter()));
    let is_left =
        |words: &[String]| words.first().is_some_and(|first| first.starts_with(char::is_alphabetic) && first.parse::<bool>().is_err());
    let before = Some(before).filter(|&before| known.clone().all(|words| is_left(&words[before..]))).unwrap_or_default();
    let after = in_common(known.clone().map(|words| words[before..].iter().rev()));
    let after = Some(after).filter(|&after| known.clone().all(|words| words.len() > before + after)).unwrap_or_default();
    for own in &mut all {
        *own = own.take().filter(|_| before + after > 0).map(|words| words[before..words.len() - after].to_vec());
    }
    all
}

/// How many words all of several lists begin with.
fn in_common<'w>(mut lists: impl Iterator<Item = impl Iterator<Item = &'w String> + Clone> + Clone) -> usize {
    let Some(first) = lists.next() else { return 0 };
    lists.map(|list| first.clone().zip(list).take_while(|(one, other)| one == other).count()).min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(names: &[&str]) -> Vec<String> {
        let own = own_words(&names.iter().map(|&name| Some(name)).collect::<Vec<_>>());
        own.into_iter().map(|words| words.unwrap_or_default().join(" ")).collect()
    }

    #[test]
    fn what_all_have_is_left_out_where_something_is_left() {
        assert_eq!(left(&["BetaPolicyDisabledParam", "BetaPolicyAllowlistParam"]), ["disabled", "allowlist"]);
        assert_eq!(left(&["CatEvent", "DogEvent", "Event"]), ["", "", ""]);
        assert_eq!(left(&["ModelWithName", "ModelWithFullName"]), ["name", "full name"]);
        assert_eq!(left(&["Version1", "Version2"]), ["", ""]);
        assert_eq!(left(&["Cat", "Dog"]), ["", ""]);
        assert_eq!(left(&["is open true", "is open false"]), ["", ""]);
        assert_eq!(left(&["CatEvent"]), [""]);
        assert_eq!(own_words(&[Some("CatEvent"), None, Some("DogEvent")])[1], None);
    }
}
