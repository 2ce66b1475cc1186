//! A scope: names that must differ, told apart by what they mean and never by a counter.

use std::collections::{HashMap, HashSet};

use super::ident::{Ident, Kind};
use super::words::words;

/// Items that no name of theirs tells apart: their places in the list that [`resolve`] was given, and the name they share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The name they would all have.
    pub name: String,
    /// Which items.
    pub items: Vec<usize>,
}

/// Picks one name for each item such that no two are equal.
///
/// `candidates[i]` are item `i`'s names, the preferred one first, each more particular than the one before. Items that share a name all move to
/// their next one, so that which of them came first in the document does not matter; one that has no other keeps it, if it is alone in that.
///
/// # Errors
/// The items whose names are used up and still equal.
pub fn resolve<K>(candidates: &[Vec<Ident<K>>]) -> Result<Vec<Ident<K>>, Vec<Clash>> {
    let mut level = vec![0; candidates.len()];
    loop {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::with_capacity(candidates.len());
        for (item, names) in candidates.iter().enumerate() {
            by_name.entry(names[level[item]].as_str()).or_default().push(item);
        }
        let mut moved = false;
        let mut clashes = Vec::new();
        for (name, items) in by_name {
            if items.len() < 2 {
                continue;
            }
            let mut stuck = Vec::new();
            for &item in &items {
                if level[item] + 1 < candidates[item].len() {
                    level[item] += 1;
                    moved = true;
                } else {
                    stuck.push(item);
                }
            }
            if stuck.len() > 1 {
                clashes.push(Clash { name: name.to_owned(), items: stuck });
            }
        }
        if !clashes.is_empty() {
            clashes.sort_by(|a, b| a.items.cmp(&b.items));
            return Err(clashes);
        }
        if !moved {
            return Ok(candidates.iter().zip(level).map(|(names, level)| names[level].clone()).collect());
        }
    }
}

/// As [`resolve`], for names that take long to make: those after the preferred ones are made only where these are not enough.
///
/// # Errors
/// The items whose names are used up and still equal.
pub fn resolve_lazily<'t, T, K, I>(items: &'t [T], candidates: impl Fn(&'t T) -> I) -> Result<Vec<Ident<K>>, Vec<Clash>>
where
    I: Iterator<Item = Ident<K>>,
{
    let preferred: Vec<Ident<K>> = items.iter().filter_map(|item| candidates(item).next()).collect();
    let different: HashSet<&str> = preferred.iter().map(Ident::as_str).collect();
    if different.len() == items.len() {
        return Ok(preferred);
    }
    resolve(&items.iter().map(|item| candidates(item).collect()).collect::<Vec<_>>())
}

/// The names that one name of the document may get, the plainest first: as it is, with its signs written out, with its case said.
#[must_use]
pub fn spellings<K: Kind>(name: &str) -> Vec<Ident<K>> {
    let plain = Ident::new(name);
    // What is written as Rust would write it keeps its name; others give way.
    if plain.bare() == name {
        return vec![plain];
    }
    // Equal steps for all, so that a name without signs is not told apart by its case where the other has some.
    let spelled = words(name, true);
    let mut spellings = vec![plain, Ident::from_words(&spelled)];
    if let Some(case) = case(name) {
        spellings.push(Ident::from_words(&[spelled.as_slice(), &[case.to_owned()]].concat()));
    }
    spellings
}

/// What the case of a name is called. `None`: it has no letters with one.
fn case(name: &str) -> Option<&'static str> {
    let mut letters = name.chars().filter(|letter| letter.is_lowercase() || letter.is_uppercase());
    let first_is_upper = letters.next()?.is_uppercase();
    let rest: Vec<bool> = letters.map(char::is_uppercase).collect();
    Some(match (first_is_upper, rest.contains(&true), rest.contains(&false)) {
        (true, _, false) => "upper",
        (false, false, _) => "lower",
        (true, false, true) => "capital",
        (true, true, true) => "pascal",
        (false, true, _) => "camel",
    })
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::super::{Type, Variant};
    use super::*;

    fn names(candidates: &[&[&str]]) -> Vec<Vec<Ident<Type>>> {
        candidates.iter().map(|names| names.iter().map(|name| Ident::new(name)).collect()).collect()
    }

    fn resolved(candidates: &[&[&str]]) -> Vec<String> {
        let names = resolve(&names(candidates)).expect("no clash");
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn equal_names_are_both_qualified_and_a_fixed_one_stays() {
        assert_eq!(resolved(&[&["Kind", "DataKind"], &["Kind", "WalletKind"], &["Name"]]), ["DataKind", "WalletKind", "Name"]);
        assert_eq!(resolved(&[&["Kind"], &["Kind", "WalletKind"]]), ["Kind", "WalletKind"]);
    }

    #[test]
    fn what_nothing_tells_apart_is_reported() {
        let clash = Clash { name: "Kind".into(), items: vec![0, 1] };
        assert_eq!(resolve(&names(&[&["Kind"], &["Kind"], &["Name"]])), Err(vec![clash]));
    }

    #[test]
    fn signs_and_case_tell_names_apart() {
        let names = |names: &[&str]| {
            let candidates: Vec<_> = names.iter().map(|name| spellings::<Variant>(name)).collect();
            resolve(&candidates).expect("no clash").iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(names(&["name", "-name"]), ["Name", "MinusName"]);
        assert_eq!(names(&["name", "-name", "Name"]), ["NameLower", "MinusName", "Name"]);
        assert_eq!(names(&["ASC", "asc"]), ["AscUpper", "AscLower"]);
        assert_eq!(names(&["MyFoo", "myFoo", "my_foo", "my-foo"]), ["MyFoo", "MyFooCamel", "MyUnderscoreFoo", "MyMinusFoo"]);
        assert_eq!(names(&["+1", "-1", "1"]), ["Plus1", "Minus1", "_1"]);
    }
}
