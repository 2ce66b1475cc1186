//! Names for all types at once.
//!
//! A component has the document's name. An inline type is named by where it stands: the property's name, and where two would be equal, the names around
//! it too. A type used in many places gets the name that most of them agree on.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};

use super::agreement::{Owners, main_use, says_enough};
use super::candidates;
use super::context::Context;
use super::draft::{Draft, Standing};
use super::fingerprint::Shapes;
use super::kept::{self, Item, Taken};
use crate::ir::{Origin, TypeId};
use crate::names::{Candidates, Ident, Names, Type, Wire, key, resolve, words};
use crate::parallel;
use crate::report::Diagnostic;
use crate::spec::place::{Lists, stable};

/// A type's name, and what it stands under in the lock.
pub(super) struct Named {
    pub(super) name: Ident<Type>,
    pub(super) key: String,
    /// What it has stood under.
    pub(super) before: Option<String>,
}

/// One name for each draft that is kept. `None`: some cannot be told apart, which is reported.
pub(super) fn names(cx: &mut Context<'_, '_>, kept: &BTreeSet<TypeId>) -> Option<HashMap<TypeId, Named>> {
    let kept: Vec<TypeId> = kept.iter().copied().collect();
    let drafts: Vec<&Draft> = kept.iter().map(|id| &cx.drafts.types[id.0]).collect();
    // Names given to what is left out are no mistakes.
    for pointer in cx.drafts.types.iter().flat_map(|draft| &draft.pointers) {
        cx.configured_name(pointer);
    }
    let pinned = drafts.iter().map(|draft| draft.pointers.iter().find_map(|pointer| cx.configured_name(pointer)));
    let pinned: Vec<_> = pinned.map(|name| name.map(|name| Ident::new(&name))).collect();
    let items = items(cx, &kept, &drafts);
    let lines = kept::found(cx.lock, &items);
    let given = kept::names(&lines, pinned, cx.report);
    let taken = Taken::by(&given);
    let component = |index: &usize| {
        drafts[*index].uses.first().filter(|place| place.standing == Standing::Component && drafts[*index].request_of.is_none())
    };
    // What the document names comes first: an inline type never takes a component's name, and is told from others by it.
    let components: Vec<usize> = (0..drafts.len()).filter(|index| component(index).is_some()).collect();
    let of_component =
        |index: usize| taken.leaves(given[index].as_ref(), Candidates::new(candidates::of_component(cx, drafts[index])), "schema");
    let mut first: Vec<_> = components.iter().map(|&index| of_component(index)).collect();
    // Among them, what stands in `components` comes before what other files and places have under the same name.
    let own: Vec<usize> = (0..components.len()).filter(|&at| !cx.key(&drafts[components[at]].uses[0].path[0]).contains('#')).collect();
    let of_own = resolve(&mut own.iter().map(|&at| std::mem::take(&mut first[at])).collect::<Vec<_>>());
    let of_own = of_own.map_err(|clashes| (clashes, own.iter().map(|&at| components[at]).collect()));
    let of_all = of_own.and_then(|names| {
        own.iter().zip(names).for_each(|(&at, name)| first[at] = vec![name].into());
        resolve(&mut first).map_err(|clashes| (clashes, components.clone()))
    });
    let resolved = of_all.and_then(|names| {
        let keys = components.iter().filter_map(component).map(|place| place.path[0].as_str());
        let by_key: HashMap<&str, &Ident<Type>> = keys.zip(&names).collect();
        let owners = Owners::new(&drafts);
        let left = |index: usize, names| taken.leaves(given[index].as_ref(), names, "type");
        let candidates = drafts.iter().map(|draft| candidates::of_inline(draft, &owners, &by_key)).enumerate();
        let mut candidates: Vec<_> = candidates.map(|(index, names)| left(index, names)).collect();
        for (&index, name) in components.iter().zip(&names) {
            candidates[index] = vec![name.clone()].into();
        }
        for index in 0..drafts.len() {
            let Some(of) = drafts[index].request_of else { continue };
            // One that is not received after all is the only form.
            candidates[index] = match kept.binary_search(&of) {
                Ok(of) => left(index, candidates::sent_forms(candidates[of].all()).into()),
                Err(_) if candidates[index].at(0).is_none() => of_component(index),
                Err(_) => continue,
            };
        }
        fix_main(&drafts, &mut candidates);
        let settled = resolve(&mut candidates).or_else(|_| {
            for names in &mut candidates {
                names.fix(false);
            }
            resolve(&mut candidates)
        });
        settled.map_err(|clashes| (clashes, (0..drafts.len()).collect()))
    });
    match resolved {
        Ok(names) => {
            let natural = |index: usize| candidates::of_component(cx, drafts[index]);
            let is_displaced = |&&index: &&usize| given[index].is_none() && !natural(index).any(|name| name == names[index]);
            let displaced = components.iter().filter(is_displaced);
            let displaced =
                displaced.filter_map(|&index| Some(kept::displaced(&natural(index).next()?, &names[index], drafts[index].place)));
            cx.report.extend(displaced.collect::<Vec<_>>());
            let keys = kept::keep(&mut cx.names, items, &lines, &names);
            let before = lines.iter().map(|line| line.map(|(key, _)| key.to_owned()));
            let all = names.into_iter().zip(keys).zip(before).map(|((name, key), before)| Named { name, key, before });
            Some(kept.into_iter().zip(all).collect())
        }
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

/// What each type may stand under in the lock, and what it looks like.
fn items(cx: &Context<'_, '_>, kept: &[TypeId], drafts: &[&Draft]) -> Vec<Item> {
    let labels: HashMap<&str, &str> = cx.keys.iter().map(|(label, key)| (*key, label.as_str())).collect();
    let components = cx.components.iter().map(|(name, component)| (component.id, *labels.get(name).unwrap_or(name))).collect();
    let types = &cx.drafts.types;
    let shapes = || {
        let mut shapes = Shapes::new(types, components);
        kept.iter().map(|&id| shapes.of(id)).collect::<Vec<_>>()
    };
    let root = cx.spec.source().root();
    // Parts of one schema that are types of their own stand at one pointer: all but the whole are told apart by what they are called.
    let mut wholes: HashMap<(&str, bool), usize> = HashMap::new();
    let called = |index: usize| drafts[index].uses.first().map_or("", |place| place.path[0].as_str());
    for (index, draft) in drafts.iter().enumerate() {
        for pointer in &draft.pointers {
            let whole = wholes.entry((pointer, draft.request_of.is_some())).or_insert(index);
            if (called(index).len(), called(index)) < (called(*whole).len(), called(*whole)) {
                *whole = index;
            }
        }
    }
    let keys_of = |lists: &mut Lists, index: usize, draft: &Draft| {
        let is_sent = draft.request_of.is_some();
        let sent = if is_sent { "sent" } else { "" };
        let aspect = |pointer: &str| match wholes.get(&(pointer, is_sent)) {
            Some(&whole) if whole != index => [sent, &words(called(index), false).join("-")].concat(),
            _ => sent.to_owned(),
        };
        draft.pointers.iter().map(|pointer| key(&stable(root, pointer, lists), &aspect(pointer))).collect::<Vec<_>>()
    };
    let keys = || {
        let mut lists = Lists::new();
        drafts.iter().enumerate().map(|(index, draft)| keys_of(&mut lists, index, draft)).collect::<Vec<_>>()
    };
    let (shapes, keys) = parallel::both(shapes, keys);
    let is_component = |draft: &Draft| draft.uses.first().is_some_and(|place| place.standing == Standing::Component);
    let items = drafts.iter().zip(keys).zip(shapes);
    items.map(|((draft, keys), shape)| Item { keys, shape, is_component: is_component(draft) }).collect()
}

/// Of several types of one preferred name, lets one have no other: the one that most of the document means by it.
fn fix_main(drafts: &[&Draft], candidates: &mut [Candidates<'_, Type>]) {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, names) in candidates.iter_mut().enumerate() {
        if let Some(name) = names.at(0) {
            by_name.entry(name.as_str()).or_default().push(index);
        }
    }
    let uses = |index: &usize| drafts[*index].uses.len();
    let mains = by_name.into_iter().filter(|(_, alike)| alike.len() > 1).filter_map(|(name, alike)| {
        let all: usize = alike.iter().map(uses).sum();
        let main = *alike.iter().find(|index| uses(index) * 2 > all && uses(index) > 2)?;
        // A component is one already.
        says_enough(&words(name.strip_prefix("r#").unwrap_or(name), false)).then_some((main, alike))
    });
    for (main, alike) in mains.collect::<Vec<_>>() {
        if alike.iter().all(|&index| candidates[index].at(1).is_some()) {
            candidates[main].fix(true);
        }
    }
}

/// Where the document has a type: what is said of one that it says nothing about.
///
/// Not those operations that are left out: nobody could look them up.
pub(super) fn origin(cx: &Context<'_, '_>, draft: &Draft, is_kept: impl Fn(&str) -> bool) -> Origin {
    let kept = || draft.uses.iter().filter(|place| place.operation.as_deref().is_none_or(&is_kept));
    let Some(first) = kept().min_by_key(|place| (place.standing, &place.operation)).or(draft.uses.first()) else {
        return Origin::Inside(Wire(String::new()));
    };
    let others = kept().any(|place| place.operation != first.operation);
    match (first.standing, &first.operation) {
        (Standing::Component, _) => Origin::Component(Wire(cx.key(&first.path[0]).trim_end_matches('#').to_owned())),
        (Standing::Request, Some(operation)) => Origin::Request { operation: Ident::new(operation), others },
        (Standing::Reply, Some(operation)) => Origin::Reply { operation: Ident::new(operation), others },
        (Standing::Headers, Some(operation)) => Origin::Headers { operation: Ident::new(operation), others },
        (Standing::Payload, _) => Origin::Payload(Wire(first.path[0].clone())),
        _ => Origin::Inside(Wire(main_use(&draft.uses).path[0].clone())),
    }
}
