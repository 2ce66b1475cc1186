//! What a type may be called, the preferred name first.
//!
//! An inline type is called after where it stands, with as many of the names around it as it takes to tell it from others.

use std::iter::{once, once_with};
use std::rc::Rc;

use foldhash::HashMap;

use super::agreement::{Owners, common, main_use, said_once, undirected, without_repetition};
use super::context::Context;
use super::draft::{Draft, Standing, Use};
use crate::names::{Candidates, Ident, Type, different, spellings, words};
use crate::spec::names_of;

/// What a component may be called.
pub(super) fn of_component(cx: &Context<'_, '_>, draft: &Draft) -> impl Iterator<Item = Ident<Type>> + use<> {
    let names = names_of(cx.key(&draft.uses[0].path[0])).unwrap_or_default();
    // What is no component of the document has folders or other schemas around it that tell it from others.
    let whole = names.iter().rev().cloned().collect::<Vec<_>>().join(" ");
    let qualified = (1..=names.len()).map(move |outer| Ident::new(&names[..outer].iter().rev().cloned().collect::<Vec<_>>().join(" ")));
    different(qualified.chain(once_with(move || spellings(&whole).collect::<Vec<_>>()).flatten()))
}

/// What code is written with. Only the document itself calls a type so.
const PRELUDE: &[&str] = &["Box", "Err", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// What an inline type may be called. A component has none here: it is named before.
pub(super) fn of_inline<'n>(draft: &'n Draft, owners: &'n Owners<'_>, components: &'n HashMap<&str, &Ident<Type>>) -> Candidates<'n, Type> {
    // Only a refused schema has no use, and none is kept.
    if draft.uses.first().is_none_or(|first| first.standing == Standing::Component) {
        return Candidates::default();
    }
    let names = move || {
        let all = || different(inside(draft, owners, components));
        // All code would have to be written around a type of such a name.
        let mut others = all().filter(|name| !PRELUDE.contains(&name.as_str())).peekable();
        let plain = others.peek().is_none().then(all);
        others.chain(plain.into_iter().flatten())
    };
    Candidates::new(once_with(names).flatten())
}

/// The names of what stands inside of something else.
fn inside(draft: &Draft, owners: &Owners<'_>, components: &HashMap<&str, &Ident<Type>>) -> impl Iterator<Item = Ident<Type>> + use<> {
    let mut main = main_use(&draft.uses).clone();
    let mut path = owners.path(&draft.uses, &main);
    // Two components may differ in signs or case alone; their names do not.
    if main.operation.is_none() {
        for path in [&mut main.path, &mut path] {
            if let Some(root) = path.last_mut()
                && let Some(name) = components.get(root.as_str())
            {
                name.bare().clone_into(root);
            }
        }
    }
    // Under several names, what they have in common says what it is.
    let common = common(&draft.uses, &main).into_iter().flat_map(|common| [undirected(&common), common]);
    let common = common.map(|words| Ident::from_words(&words));
    let [of_path, of_whole, of_rest] = [(); 3].map({
        let main = Rc::new(main);
        move |()| Rc::clone(&main)
    });
    let shared = (1..=path.len()).flat_map(move |outer| {
        // Items of a list without a singular have its own name, where nothing else has.
        let list = of_path.list.as_ref().filter(|list| outer == 1 && **list == of_path.path[0]);
        once(Ident::from_words(&said_once(&path[..outer]))).chain(list.map(|list| Ident::new(&format!("{list} item"))))
    });
    // What several have in common may not tell them apart; the whole way down does.
    let whole = (1..=of_whole.path.len()).map(move |outer| Ident::from_words(&said_once(&of_whole.path[..outer])));
    common.chain(shared).chain(whole).chain(once_with(move || last(&of_rest)).flatten())
}

/// The names of what the words around it do not tell from others.
fn last(main: &Use) -> Vec<Ident<Type>> {
    let mut names = Vec::new();
    // Two ways down to the same words are told apart by what is said twice.
    if main.path.len() > 1 {
        names.push(Ident::from_words(&main.path.iter().rev().flat_map(|segment| words(segment, false)).collect::<Vec<_>>()));
    }
    // Two properties that differ in signs alone are told apart by them.
    let separates = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ' ');
    if main.standing == Standing::Inside && !main.path[0].chars().all(separates) {
        let outer = main.path[1..].iter().rev().flat_map(|segment| words(segment, false));
        names.push(Ident::from_words(&without_repetition(outer.chain(words(&main.path[0], true)).collect())));
    }
    // Else by where they part.
    if main.path.len() > 1 {
        names.push(Ident::new(&main.path.join(" of ")));
    }
    // So are the items of a list and what has their singular for its name.
    if let Some(list) = &main.list {
        let path = once(format!("{list} item")).chain(main.path[1..].iter().cloned());
        names.push(Ident::new(&path.collect::<Vec<_>>().join(" of ")));
    }
    // What is sent or received, and called like a schema.
    let whole = match main.standing {
        Standing::Request => Some("request"),
        Standing::Reply => Some("response"),
        _ => None,
    };
    if let Some(whole) = whole {
        let says_so = words(&main.path[0], false).last().is_some_and(|last| last == whole);
        names.push(Ident::new(&format!("{} {}", main.path[0], if says_so { "body" } else { whole })));
    }
    // A part of what several components of one name hold, such as a schema and a response, is told apart by the operation.
    if let Some(operation) = &main.operation {
        let path = main.path.iter().rev().flat_map(|segment| words(segment, false));
        names.push(Ident::from_words(&words(operation, false).into_iter().chain(path).collect::<Vec<_>>()));
    }
    // And where only signs tell two apart, so do their names.
    let signs: Vec<String> = main.path.iter().rev().flat_map(|segment| words(segment, true)).collect();
    names.push(Ident::from_words(&signs));
    names
}

/// What the sent form of a type is called that has these names: `PetRequest` of `Pet`.
pub(super) fn sent_forms(names: &[Ident<Type>]) -> Vec<Ident<Type>> {
    let with = |suffix: &str| names.iter().map(|name| Ident::new(&format!("{} {suffix}", name.bare()))).collect::<Vec<_>>();
    let says_so = names.iter().any(|name| words(name.bare(), false).last().is_some_and(|last| last == "request"));
    if says_so { with("to send") } else { [with("request"), with("to send")].concat() }
}
