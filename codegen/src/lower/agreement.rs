//! What the uses of a type agree on: the name that most of them give it, or the words that all of them have.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};

use super::draft::{Draft, Standing, Use};
use crate::names::{singular, words};

/// Where each type is, to find the one that another is a part of.
pub(super) struct Owners<'d> {
    drafts: &'d [&'d Draft],
    by_path: HashMap<&'d [String], usize>,
}

impl<'d> Owners<'d> {
    pub(super) fn new(drafts: &'d [&'d Draft]) -> Self {
        let mut by_path: HashMap<&[String], usize> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            for place in &draft.uses {
                by_path.entry(&place.path).or_insert(index);
            }
        }
        Self { drafts, by_path }
    }

    /// What a type is called by what is around it, from the inside out. A part of what several operations share is called after what that is called.
    pub(super) fn path(&self, uses: &[Use], main: &Use) -> Vec<String> {
        self.path_of(uses, main, &mut BTreeSet::new())
    }

    fn path_of(&self, uses: &[Use], main: &Use, seen: &mut BTreeSet<usize>) -> Vec<String> {
        let mut path = vec![main.path[0].clone()];
        if main.path.len() == 1 {
            return path;
        }
        let alike = uses.iter().filter(|place| place.path[0] == main.path[0] && place.path.len() > 1);
        let around: BTreeSet<&[String]> = alike.map(|place| &place.path[1..]).collect();
        let owners: BTreeSet<Option<usize>> = around.iter().map(|path| self.by_path.get(path).copied()).collect();
        // Parts of several things are called after what these have in common.
        let shared = || {
            let names: Vec<Vec<String>> = around
                .iter()
                .map(|path| match self.by_path.get(path) {
                    Some(&owner) => words(&called(&self.drafts[owner].uses), false),
                    None => words(&path[0], false),
                })
                .collect();
            shared_words(&names).map(|words| vec![words.join(" ")])
        };
        let outer = match owners.first() {
            Some(&Some(owner)) if owners.len() == 1 => self.whole(owner, seen),
            _ if around.len() > 1 => shared(),
            _ => None,
        };
        path.extend(outer.unwrap_or_else(|| main.path[1..].to_vec()));
        path
    }

    /// What a type is called that others are parts of. `None`: it is a part of itself.
    fn whole(&self, owner: usize, seen: &mut BTreeSet<usize>) -> Option<Vec<String>> {
        if !seen.insert(owner) {
            return None;
        }
        let uses = &self.drafts[owner].uses;
        if uses.first()?.standing == Standing::Component {
            return Some(uses[0].path.clone());
        }
        let main = main_use(uses);
        let path = self.path_of(uses, main, seen);
        Some(match common(uses, main) {
            Some(common) => vec![undirected(&common).join(" ")],
            None => path,
        })
    }
}

/// The shortest that a type is called.
fn called(uses: &[Use]) -> String {
    let main = main_use(uses);
    common(uses, main).map_or_else(|| main.path[0].clone(), |common| undirected(&common).join(" "))
}

/// The use that names a type: one of the most frequent name, `id` and such apart, which say too little.
pub(super) fn main_use<'u>(uses: &'u [Use]) -> &'u Use {
    // Some types are used in thousands of places.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for place in uses {
        *counts.entry(&place.path[0]).or_default() += 1;
    }
    // Of equals the outermost, and not the first: that would follow from the document's order.
    let rank = |place: &'u Use| {
        let name = place.path[0].as_str();
        (!SAYS_LITTLE.contains(&name), counts[name], Reverse((place.path.len(), &place.path)))
    };
    uses[1..].iter().fold(&uses[0], |best, place| if rank(place) > rank(best) { place } else { best })
}

/// Words that alone do not say what a type is.
#[rustfmt::skip]
const SAYS_LITTLE: &[&str] = &[
    "request", "response", "error", "get", "list", "create", "update", "delete", "by", "of", "a", "the", "for", "in", "to", "is", "id", "ids", "value", "data",
    "item", "name", "type", "new", "old",
];

/// A name without saying that its type is sent or received: `policy request rule` → `policy rule`. A request's body is a thing of its own.
pub(super) fn undirected(words: &[String]) -> Vec<String> {
    let is_noun = |at: usize| at == 0 || words.get(at + 1).is_some_and(|next| next == "body");
    let keeps = |(at, word): (usize, &String)| (is_noun(at) || !DIRECTIONS.contains(&word.as_str())).then(|| word.clone());
    words.iter().enumerate().filter_map(keeps).collect()
}

/// Words for what is sent and received.
const DIRECTIONS: &[&str] = &["request", "response", "error"];

/// Words before the one that matters.
const BEFORE: &[&str] = &["get", "list", "create", "update", "delete", "by", "of", "a", "the", "for", "in", "to", "is", "new", "old"];

/// Words after it.
const AFTER: &[&str] = &["request", "response", "error", "by", "of", "a", "the", "for", "in", "to", "is"];

/// Whether a name is clear where other types could have it too.
pub(super) fn says_enough(name: &[String]) -> bool {
    !name.iter().all(|word| SAYS_LITTLE.contains(&word.as_str()) || OF_MANY.contains(&word.as_str()))
}

/// What many things have, each one of its own.
const OF_MANY: &[&str] = &[
    "kind",
    "status",
    "state",
    "action",
    "mode",
    "metadata",
    "options",
    "settings",
    "config",
    "configuration",
    "result",
    "results",
    "body",
];

/// What several names of a type have in common, verbs and the like apart. `None`: nothing, or most agree on one.
pub(super) fn common(uses: &[Use], main: &Use) -> Option<Vec<String>> {
    let agreeing = uses.iter().filter(|place| place.path[0] == main.path[0]).count();
    if agreeing * 2 > uses.len() {
        return None;
    }
    shared_words(&uses.iter().map(|place| words(&place.path[0], false)).collect::<Vec<_>>())
}

/// The words that all of several names have, verbs and the like apart. A plural is its singular. `None`: there are none that say something.
fn shared_words(names: &[Vec<String>]) -> Option<Vec<String>> {
    let one = |word: &String| singular(word).unwrap_or_else(|| word.clone());
    let (first, others) = names.split_first()?;
    let mut common = first.clone();
    for other in others {
        common.retain(|word| other.iter().any(|other| one(other) == one(word)));
    }
    if common.iter().all(|word| SAYS_LITTLE.contains(&word.as_str())) {
        return None;
    }
    // What is done with it, and that it is sent or received, is not what it is.
    let start = common.iter().position(|word| !BEFORE.contains(&word.as_str())).unwrap_or_default();
    common.drain(..start);
    while common.len() > 1 && common.last().is_some_and(|word| AFTER.contains(&word.as_str())) {
        common.pop();
    }
    // Where some say it of one and some of many, it is one.
    let differs = |word: &String| others.iter().any(|other| !other.contains(word));
    let common: Vec<String> = common.into_iter().map(|word| if differs(&word) { one(&word) } else { word }).collect();
    Some(common)
}

/// The words of a path, the outermost first, without what its parts say twice: `skill card`, `skill card type` → `skill card type`. A part that would
/// thereby say nothing at all keeps its words.
pub(super) fn said_once(path: &[String]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for part in path.iter().rev() {
        let own = words(part, false);
        let again = (1..own.len()).rev().find(|&count| said.ends_with(&own[..count])).unwrap_or_default();
        said.extend_from_slice(&own[again..]);
    }
    without_repetition(said)
}

/// `wallet wallet id` → `wallet id`.
pub(super) fn without_repetition(mut words: Vec<String>) -> Vec<String> {
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(standing: Standing, path: &[&str]) -> Use {
        Use { path: path.iter().map(|&segment| segment.to_owned()).collect(), standing, operation: None, list: None }
    }

    #[test]
    fn the_most_frequent_name_that_says_something_wins() {
        let uses = [
            place(Standing::Inside, &["id", "Wallet"]),
            place(Standing::Inside, &["walletId", "A"]),
            place(Standing::Inside, &["id", "B"]),
        ];
        assert_eq!(main_use(&uses).path[0], "walletId");
    }

    #[test]
    fn what_is_said_twice_is_said_once() {
        for (path, expected) in [
            (&["walletId", "Wallet"][..], "wallet id"),
            (&["skillCardType", "TimelineSkillCard"], "timeline skill card type"),
            (&["pullRequest", "PullRequest"], "pull request pull request"),
            (&["kind kind", "Event"], "event kind"),
            (&["b a", "a b"], "a b a"),
        ] {
            let path: Vec<String> = path.iter().map(|&part| part.to_owned()).collect();
            assert_eq!(said_once(&path).join(" "), expected);
        }
    }

    #[test]
    fn replies_of_several_operations_are_named_by_what_they_share() {
        let uses = [place(Standing::Reply, &["create_wallet response"]), place(Standing::Reply, &["get_wallet response"])];
        assert_eq!(common(&uses, &uses[0]), Some(vec!["wallet".to_owned()]));
        let uses = [place(Standing::Reply, &["get_wallet response"]), place(Standing::Reply, &["list_policies response"])];
        assert_eq!(common(&uses, &uses[0]), None);
        let uses = [place(Standing::Inside, &["timeOpen", "Hours"]), place(Standing::Inside, &["timeClose", "Hours"])];
        assert_eq!(common(&uses, &uses[0]), Some(vec!["time".to_owned()]));
    }
}
