//! Names for all types at once.
//!
//! A component has the document's name. An inline type is named by where it stands: the property's name, and where two would be equal, the names around
//! it too. A type used in many places gets the name that most of them agree on.

use super::context::Context;
use super::draft::{Draft, Standing, Use};
use std::collections::{BTreeSet, HashMap};

use crate::ir::{Origin, TypeId};
use crate::names::{Ident, Type, Wire, resolve, spellings, words};
use crate::report::Diagnostic;
use crate::spec::names_of;

/// One name for each draft that is kept. `None`: some cannot be told apart, which is reported.
pub(super) fn names(cx: &mut Context<'_, '_>, kept: &BTreeSet<TypeId>) -> Option<HashMap<TypeId, Ident<Type>>> {
    let kept: Vec<TypeId> = kept.iter().copied().collect();
    let drafts: Vec<&Draft> = kept.iter().map(|id| &cx.drafts.types[id.0]).collect();
    // Names given to what is left out are no mistakes.
    for pointer in cx.drafts.types.iter().flat_map(|draft| &draft.pointers) {
        cx.configured_name(pointer);
    }
    let component = |index: &usize| drafts[*index].uses.first().filter(|place| place.standing == Standing::Component);
    // What the document names comes first: an inline type never takes a component's name, and is told from others by it.
    let components: Vec<usize> = (0..drafts.len()).filter(|index| component(index).is_some()).collect();
    let mut first: Vec<_> = components.iter().map(|&index| component_candidates(cx, drafts[index])).collect();
    // Among them, what stands in `components` comes before what other files and places have under the same name.
    let own: Vec<usize> = (0..components.len()).filter(|&at| !drafts[components[at]].uses[0].path[0].contains('#')).collect();
    let of_own = resolve(&own.iter().map(|&at| first[at].clone()).collect::<Vec<_>>());
    let of_own = of_own.map_err(|clashes| (clashes, own.iter().map(|&at| components[at]).collect()));
    let of_all = of_own.and_then(|names| {
        own.iter().zip(names).for_each(|(&at, name)| first[at] = vec![name]);
        resolve(&first).map_err(|clashes| (clashes, components.clone()))
    });
    let resolved = of_all.and_then(|names| {
        let keys = components.iter().filter_map(component).map(|place| place.path[0].as_str());
        let by_key: HashMap<&str, &Ident<Type>> = keys.zip(&names).collect();
        let mut candidates: Vec<_> = drafts.iter().map(|draft| candidates(cx, draft, &by_key)).collect();
        for (&index, name) in components.iter().zip(&names) {
            candidates[index] = vec![name.clone()];
        }
        resolve(&candidates).map_err(|clashes| (clashes, (0..drafts.len()).collect()))
    });
    match resolved {
        Ok(names) => Some(kept.into_iter().zip(names).collect()),
        Err((clashes, indices)) => {
            for clash in clashes {
                let mut drafts = clash.items.iter().map(|&item| drafts[indices[item]]);
                let Some(first) = drafts.next() else { continue };
                let diagnostic =
                    Diagnostic::error("name-clash", format!("several schemas would all be the type `{}`", clash.name)).at(first.place);
                let diagnostic = drafts.fold(diagnostic, |diagnostic, draft| diagnostic.also(draft.place, "this one too"));
                let pointer = first.pointers.first().map(String::as_str).unwrap_or_default();
                cx.report.push(diagnostic.help(format!("name one of them in codegen.toml: `[names]`, \"{pointer}\" = \"…\"")));
            }
            None
        }
    }
}

fn component_candidates(cx: &Context<'_, '_>, draft: &Draft) -> Vec<Ident<Type>> {
    if let Some(name) = draft.pointers.iter().find_map(|pointer| cx.configured_name(pointer)) {
        return vec![Ident::new(&name)];
    }
    let names = names_of(&draft.uses[0].path[0]).unwrap_or_default();
    // What is no component of the document has folders or other schemas around it that tell it from others.
    let qualified: Vec<String> =
        (1..=names.len()).map(|outer| names[..outer].iter().rev().cloned().collect::<Vec<_>>().join(" ")).collect();
    let mut candidates: Vec<_> = qualified.iter().map(|name| Ident::new(name)).collect();
    candidates.extend(qualified.last().map(|name| spellings(name)).unwrap_or_default());
    candidates.dedup();
    candidates
}

fn candidates(cx: &Context<'_, '_>, draft: &Draft, components: &HashMap<&str, &Ident<Type>>) -> Vec<Ident<Type>> {
    if let Some(name) = draft.pointers.iter().find_map(|pointer| cx.configured_name(pointer)) {
        return vec![Ident::new(&name)];
    }
    let Some(first) = draft.uses.first() else {
        // Only a refused schema has no use, and none is kept.
        return Vec::new();
    };
    match first.standing {
        // Resolved before.
        Standing::Component => Vec::new(),
        Standing::Request | Standing::Reply | Standing::Headers | Standing::Payload | Standing::Inside => {
            let mut main = main_use(&draft.uses).clone();
            // Two components may differ in signs or case alone; their names do not.
            if main.operation.is_none()
                && let Some(root) = main.path.last_mut()
                && let Some(name) = components.get(root.as_str())
            {
                name.bare().clone_into(root);
            }
            let mut names = Vec::new();
            // Under several names, what they have in common says what it is.
            if let Some(common) = common(&draft.uses, &main) {
                names.push(Ident::from_words(&common));
            }
            for outer in 1..=main.path.len() {
                let segments: Vec<String> = main.path[..outer].iter().rev().flat_map(|segment| words(segment, false)).collect();
                names.push(Ident::from_words(&without_repetition(segments)));
                // Items of a list without a singular have its own name, where nothing else has.
                if let Some(list) = main.list.as_ref().filter(|list| outer == 1 && **list == main.path[0]) {
                    names.push(Ident::new(&format!("{list} item")));
                }
            }
            // Two properties that differ in signs alone are told apart by them.
            if main.standing == Standing::Inside {
                let outer = main.path[1..].iter().rev().flat_map(|segment| words(segment, false));
                names.push(Ident::from_words(&without_repetition(outer.chain(words(&main.path[0], true)).collect())));
            }
            // Two ways down to the same words are told apart by where they part.
            if main.path.len() > 1 {
                names.push(Ident::new(&main.path.join(" of ")));
            }
            // So are the items of a list and what has their singular for its name.
            if let Some(list) = &main.list {
                let path = std::iter::once(format!("{list} item")).chain(main.path[1..].iter().cloned());
                names.push(Ident::new(&path.collect::<Vec<_>>().join(" of ")));
            }
            // And where only signs tell two apart, so do their names.
            let signs: Vec<String> = main.path.iter().rev().flat_map(|segment| words(segment, true)).collect();
            names.push(Ident::from_words(&signs));
            if main.standing.is_whole() {
                names.push(Ident::new(&format!("{} body", main.path[0])));
            }
            // A part of what several components of one name hold, such as a schema and a response, is told apart by the operation.
            if let Some(operation) = &main.operation {
                let path = main.path.iter().rev().flat_map(|segment| words(segment, false));
                names.push(Ident::from_words(&words(operation, false).into_iter().chain(path).collect::<Vec<_>>()));
            }
            names.dedup();
            names
        }
    }
}

/// Where the document has a type: what is said of one that it says nothing about.
///
/// Not those operations that are left out: nobody could look them up.
pub(super) fn origin(draft: &Draft, is_kept: impl Fn(&str) -> bool) -> Origin {
    let mut uses = draft.uses.iter().filter(|place| place.operation.as_deref().is_none_or(&is_kept));
    let Some(first) = uses.next().or(draft.uses.first()) else {
        return Origin::Inside(Wire(String::new()));
    };
    let others = uses.any(|place| place.operation != first.operation);
    match (first.standing, &first.operation) {
        (Standing::Component, _) => Origin::Component(Wire(first.path[0].clone())),
        (Standing::Request, Some(operation)) => Origin::Request { operation: Ident::new(operation), others },
        (Standing::Reply, Some(operation)) => Origin::Reply { operation: Ident::new(operation), others },
        (Standing::Headers, Some(operation)) => Origin::Headers { operation: Ident::new(operation), others },
        (Standing::Payload, _) => Origin::Payload(Wire(first.path[0].clone())),
        _ => Origin::Inside(Wire(main_use(&draft.uses).path[0].clone())),
    }
}

/// The use that names a type: one of the most frequent name, `id` and such apart, which say too little.
fn main_use(uses: &[Use]) -> &Use {
    // Some types are used in thousands of places.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for place in uses {
        *counts.entry(&place.path[0]).or_default() += 1;
    }
    let rank = |place: &Use| (!SAYS_LITTLE.contains(&place.path[0].as_str()), counts[place.path[0].as_str()]);
    let mut best = (&uses[0], rank(&uses[0]));
    for place in &uses[1..] {
        let rank = rank(place);
        if rank > best.1 {
            best = (place, rank);
        }
    }
    best.0
}

/// Words that alone do not say what a type is.
#[rustfmt::skip]
const SAYS_LITTLE: &[&str] = &[
    "request", "response", "error", "get", "list", "create", "update", "delete", "by", "of", "a", "the", "for", "in", "to", "is", "id", "ids", "value", "data",
    "item", "name", "type", "new", "old",
];

/// What several names of a type have in common, verbs and the like apart. `None`: nothing, or most agree on one.
fn common(uses: &[Use], main: &Use) -> Option<Vec<String>> {
    let first = uses.first()?;
    let agreeing = uses.iter().filter(|place| place.path[0] == main.path[0]).count();
    if agreeing * 2 > uses.len() {
        return None;
    }
    let mut common = words(&first.path[0], false);
    for place in &uses[1..] {
        let other = words(&place.path[0], false);
        common.retain(|word| other.contains(word));
    }
    let noun = |word: &String| !SAYS_LITTLE.contains(&word.as_str());
    let says_something = common.iter().any(noun);
    if says_something && common.iter().filter(|word| noun(word)).count() < common.len() {
        common.retain(noun);
    }
    says_something.then_some(common)
}

/// `wallet wallet id` → `wallet id`.
fn without_repetition(mut words: Vec<String>) -> Vec<String> {
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
    fn replies_of_several_operations_are_named_by_what_they_share() {
        let uses = [place(Standing::Reply, &["create_wallet response"]), place(Standing::Reply, &["get_wallet response"])];
        assert_eq!(common(&uses, &uses[0]), Some(vec!["wallet".to_owned()]));
        let uses = [place(Standing::Reply, &["get_wallet response"]), place(Standing::Reply, &["list_policies response"])];
        assert_eq!(common(&uses, &uses[0]), None);
        let uses = [place(Standing::Inside, &["timeOpen", "Hours"]), place(Standing::Inside, &["timeClose", "Hours"])];
        assert_eq!(common(&uses, &uses[0]), Some(vec!["time".to_owned()]));
    }
}
