//! A scope: names that must differ, told apart by what they mean and never by a counter.

use std::iter::{once, once_with};

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

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

/// The names that an item may get, the preferred one first, each more particular than the one before.
pub trait Names<K> {
    /// The name of a level, if there is one; the preferred one is that of level 0.
    fn at(&mut self, level: usize) -> Option<&Ident<K>>;
}

impl<K> Names<K> for Vec<Ident<K>> {
    fn at(&mut self, level: usize) -> Option<&Ident<K>> {
        self.get(level)
    }
}

/// Names each of which is made when it is asked for, which mostly only the first one is.
pub struct Candidates<'n, K> {
    made: Vec<Ident<K>>,
    more: Box<dyn Iterator<Item = Ident<K>> + 'n>,
    /// Only the preferred one counts.
    is_fixed: bool,
}

impl<'n, K> Candidates<'n, K> {
    /// Candidates that are made one by one.
    pub fn new(names: impl Iterator<Item = Ident<K>> + 'n) -> Self {
        Self { made: Vec::new(), more: Box::new(names), is_fixed: false }
    }

    /// All of them.
    pub fn all(&mut self) -> &[Ident<K>] {
        self.made.extend(&mut self.more);
        &self.made
    }

    /// Lets only the preferred one count, or all of them.
    pub fn fix(&mut self, is_fixed: bool) {
        self.is_fixed = is_fixed;
    }
}

impl<K> Names<K> for Candidates<'_, K> {
    fn at(&mut self, level: usize) -> Option<&Ident<K>> {
        if self.is_fixed && level > 0 {
            return None;
        }
        while self.made.len() <= level {
            self.made.push(self.more.next()?);
        }
        self.made.get(level)
    }
}

impl<'n, K: 'n> Default for Candidates<'n, K> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<'n, K: 'n> From<Vec<Ident<K>>> for Candidates<'n, K> {
    fn from(names: Vec<Ident<K>>) -> Self {
        Self { made: names, more: Box::new(std::iter::empty()), is_fixed: false }
    }
}

/// Picks one name for each item such that no two are equal.
///
/// Items that share a name all move to their next one, so that which of them came first in the document does not matter; one that has no other keeps it, if it is
/// alone in that. An item without any name gets none, and the result is shorter.
///
/// # Errors
/// The items whose names are used up and still equal.
pub fn resolve<K>(candidates: &mut [impl Names<K>]) -> Result<Vec<Ident<K>>, Vec<Clash>> {
    let mut level = vec![0; candidates.len()];
    loop {
        let names: Vec<_> = candidates.iter_mut().zip(&level).map(|(names, &level)| names.at(level)).collect();
        if are_different(names.iter().copied().flatten()) {
            return Ok(names.into_iter().flatten().cloned().collect());
        }
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::with_capacity(names.len());
        for (item, name) in names.iter().enumerate().filter_map(|(item, name)| Some((item, (*name)?))) {
            by_name.entry(name.as_str()).or_default().push(item);
        }
        let alike: Vec<Vec<usize>> = by_name.into_values().filter(|items| items.len() > 1).collect();
        let mut clashes = Vec::new();
        for items in alike {
            let (moving, stuck): (Vec<_>, Vec<_>) = items.into_iter().partition(|&item| candidates[item].at(level[item] + 1).is_some());
            if let [first, _, ..] = stuck[..] {
                let name = candidates[first].at(level[first]).map(ToString::to_string).unwrap_or_default();
                clashes.push(Clash { name, items: stuck });
            }
            for item in moving {
                level[item] += 1;
            }
        }
        if !clashes.is_empty() {
            clashes.sort_by(|a, b| a.items.cmp(&b.items));
            return Err(clashes);
        }
    }
}

/// Whether no two of some names are equal.
pub fn are_different<'n, K: 'n>(names: impl IntoIterator<Item = &'n Ident<K>>) -> bool {
    let mut known = HashSet::new();
    names.into_iter().all(|name| known.insert(name.as_str()))
}

/// Names without those that came before.
pub fn different<K>(names: impl Iterator<Item = Ident<K>>) -> impl Iterator<Item = Ident<K>> {
    let mut known = HashSet::new();
    names.filter(move |name| known.insert(name.clone()))
}

/// The names that one name of the document may get, the plainest first: as it is, with its signs written out, with its case said; with its signs said to
/// be signs, which words that read like them are not, and with the case of each of its words.
pub fn spellings<K: Kind>(name: &str) -> impl Iterator<Item = Ident<K>> {
    let plain = Ident::new(name);
    // What is written as Rust would write it keeps its name; others give way.
    let is_written_so = plain.bare() == name;
    let others = (!is_written_so).then(|| {
        let plain = plain.clone();
        once_with(|| further(name, plain)).flatten()
    });
    once(plain).chain(others.into_iter().flatten())
}

/// The names behind the plain one: equal steps for all, so that a name without signs is not told apart by its case where the other has some.
fn further<K: Kind>(name: &str, plain: Ident<K>) -> impl Iterator<Item = Ident<K>> {
    let spelled = words(name, true);
    let cased = case(name).map(|case| Ident::from_words(&[spelled.as_slice(), &[case.to_owned()]].concat()));
    let said: Vec<Ident<K>> = once(Ident::from_words(&spelled)).chain(cased).collect();
    let known: Vec<Ident<K>> = once(plain).chain(said.iter().cloned()).collect();
    let last = [signs, cases].into_iter().map(|words| Ident::from_words(&words(name)));
    said.into_iter().chain(last.filter(move |name| !known.contains(name)))
}

/// The words of a name, and which of them are signs: `at sign` of `@`.
fn signs(name: &str) -> Vec<String> {
    let is_sign = |character: &char| !character.is_alphanumeric();
    let parts = name.split_inclusive(|character| is_sign(&character));
    let words = parts.flat_map(|part| {
        let text = part.trim_end_matches(|character| is_sign(&character));
        let sign = Some(&part[text.len()..]).filter(|sign| !sign.is_empty());
        let sign = sign.map(|sign| [words(sign, true), vec!["sign".to_owned()]].concat());
        words(text, false).into_iter().chain(sign.into_iter().flatten())
    });
    words.collect()
}

/// The words of a name, each with what its case is called: `foo bar upper` of `fooBAR`.
fn cases(name: &str) -> Vec<String> {
    let mut letters = name.chars().filter(|character| character.is_alphanumeric());
    let cased = words(name, false).into_iter().flat_map(|word| {
        let mut written = String::new();
        while written.to_lowercase() != word
            && let Some(letter) = letters.next()
        {
            written.push(letter);
        }
        let case = case(&written).filter(|case| *case != "lower");
        std::iter::once(word).chain(case.map(str::to_owned))
    });
    cased.collect()
}

/// What the case of a name is called. `None`: it has no letters with one.
#[must_use]
pub fn case(name: &str) -> Option<&'static str> {
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
        let names = resolve(&mut names(candidates)).expect("no clash");
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
        assert_eq!(resolve(&mut names(&[&["Kind"], &["Kind"], &["Name"]])), Err(vec![clash]));
    }

    #[test]
    fn signs_and_case_tell_names_apart() {
        let names = |names: &[&str]| {
            let mut candidates: Vec<_> = names.iter().map(|name| spellings::<Variant>(name).collect::<Vec<_>>()).collect();
            resolve(&mut candidates).expect("no clash").iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(names(&["name", "-name"]), ["Name", "MinusName"]);
        assert_eq!(names(&["name", "-name", "Name"]), ["NameLower", "MinusName", "Name"]);
        assert_eq!(names(&["ASC", "asc"]), ["AscUpper", "AscLower"]);
        assert_eq!(names(&["MyFoo", "myFoo", "my_foo", "my-foo"]), ["MyFoo", "MyFooCamel", "MyUnderscoreFoo", "MyMinusFoo"]);
        assert_eq!(names(&["+1", "-1", "1"]), ["Plus1", "Minus1", "_1"]);
        assert_eq!(names(&["At", "@"]), ["At", "AtSign"]);
        assert_eq!(names(&["fooBAR", "fooBar", "FooBar"]), ["FooBarUpper", "FooBarCapital", "FooBar"]);
    }
}
