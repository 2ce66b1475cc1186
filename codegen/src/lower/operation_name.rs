//! Names of operations, told apart by what they mean: tag, method, path.

use std::collections::BTreeMap;
use std::iter::{empty, once, once_with};

use super::agreement::says_enough;
use super::context::Context;
use super::kept::{self, Item, Taken};
use super::operation::{Found, operation_place};
use crate::names::{Candidates, Ident, Kind, Method, Type, case, different, resolve, shape, singular, words};
use crate::report::{Diagnostic, Place};

/// A method's name, and that of its builder.
pub(super) type Names = (Ident<Method>, Ident<Type>);

/// One name for each operation: `operationId`, else the summary, else method and path. `None`: some cannot be told apart, which is reported.
pub(super) fn names(cx: &mut Context<'_, '_>, found: &[Found<'_, '_>]) -> Option<Vec<Names>> {
    let items: Vec<Item> = found.iter().map(item).collect();
    let lines = kept::found(cx.lock, &items);
    let pinned: Vec<_> = found.iter().map(|found| pinned(cx, found)).collect();
    let given = kept::names(&lines, pinned, cx.report);
    let taken = Taken::by(&given);
    let resolved = |with_case: bool| {
        let natural = found.iter().map(|found| candidates(found).chain(with_case.then(|| by_case(found)).into_iter().flatten()));
        let natural = natural.zip(found).map(|(names, found)| Candidates::new(suffixed(names, found)));
        let names = natural.zip(&given).map(|(names, given)| taken.leaves(given.as_ref(), names, "operation"));
        resolve(&mut names.collect::<Vec<_>>())
    };
    let names = match resolved(false).or_else(|_| resolved(true)) {
        Ok(names) => names,
        Err(clashes) => {
            for clash in clashes {
                let places: Vec<_> = clash.items.iter().map(|&item| (name_place(cx, &found[item]), line(&found[item]))).collect();
                let first = clash.items.first().map_or("", |&item| &found[item].numbered.pointer);
                let message = format!("several operations would all be the method `{}`", clash.name);
                cx.report.push(
                    at_all(Diagnostic::error("name-clash", message), places)
                        .help(format!("give them different `operationId`s, or name one in codegen.toml: `[names]`, \"{first}\" = \"…\"")),
                );
            }
            return None;
        }
    };
    twice(cx, found, &names);
    kept::keep(&mut cx.names, items, &lines, &names);
    // `get_a1` and `get_a_1` differ, `GetA1` does not; what method and path say is unique then.
    let of_method = |name: &Ident<Method>| -> Ident<Type> { Ident::new(name.bare()) };
    let types = found.iter().zip(&names);
    let types = types.map(|(found, name)| Candidates::new(once(of_method(name)).chain(suffixed(by_path(found), found))));
    let types = resolve(&mut types.collect::<Vec<_>>());
    let types = types.unwrap_or_else(|_| names.iter().map(of_method).collect());
    Some(names.into_iter().zip(types).collect())
}

/// The names of a further method of an operation say what else it does.
fn suffixed<K: Kind>(names: impl Iterator<Item = Ident<K>>, found: &Found<'_, '_>) -> impl Iterator<Item = Ident<K>> {
    names.map(|name| match found.further {
        Some(further) => Ident::new(&format!("{} {}", name.bare(), further.suffix())),
        None => name,
    })
}

/// The name of a method in `codegen.toml`.
fn pinned(cx: &Context<'_, '_>, found: &Found<'_, '_>) -> Option<Ident<Method>> {
    let name = cx.configured_name(&found.numbered.pointer)?;
    suffixed(std::iter::once(Ident::new(&name)), found).next()
}

/// What a method stands under in the lock. One that has moved is known by its id, or else its summary.
fn item(found: &Found<'_, '_>) -> Item {
    let said = found.operation.operation_id.as_ref().or(found.operation.summary.as_ref());
    let aspect = found.further.map_or_else(String::new, |further| further.suffix().replace(' ', "-"));
    let shape = said.map_or_else(String::new, |said| shape(&format!("operation {said} {aspect}")));
    Item { shape, ..kept::at(&found.numbered.pointer, &aspect) }
}

/// An operation's names, the preferred one first.
fn candidates(found: &Found<'_, '_>) -> impl Iterator<Item = Ident<Method>> {
    let said: Box<dyn Iterator<Item = Ident<Method>>> = match (&found.operation.operation_id, &found.operation.summary) {
        (Some(id), _) if !words(id, false).is_empty() => {
            let with_tag = |id| {
                let tag = found.operation.tags.first().map(|tag| words(tag, false)).unwrap_or_default();
                let id = words(id, false);
                (!id.starts_with(&tag)).then(|| Ident::from_words(&[tag, id].concat()))
            };
            // An id may be the name of the file that the operation is in.
            let in_file = [".yml", ".yaml"].into_iter().find_map(|extension| id.strip_suffix(extension));
            let ids = function(found, id).into_iter().chain(in_file).chain([id.as_str()]);
            Box::new(ids.flat_map(move |id| once(Ident::new(id)).chain(once_with(move || with_tag(id)).flatten())))
        }
        (_, Some(summary)) if is_name(summary) => Box::new(once(Ident::new(summary)).chain(once_with(|| of_tag(found, summary)).flatten())),
        _ => Box::new(empty()),
    };
    different(said.chain(by_path(found)))
}

/// The function that an id is of where a framework has put path and method behind its name, as `FastAPI` does: `read_item_items__item_id__get`.
fn function<'i>(found: &Found<'_, '_>, id: &'i str) -> Option<&'i str> {
    let path: String = found.path.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect();
    let rest = id.strip_suffix(&found.method.to_lowercase())?.strip_suffix('_')?;
    rest.strip_suffix(&path).filter(|name| words(name, false).len() > 1 || says_enough(&words(name, false)))
}

/// `Get Signature` of the tag `Keys` → `get key signature`. A tag whose words the summary has already says no more.
fn of_tag(found: &Found<'_, '_>, summary: &str) -> Option<Ident<Method>> {
    let tag = found.operation.tags.first()?;
    let (tag, summary) = (words(singular(tag).as_deref().unwrap_or(tag), false), words(summary, false));
    let [verb, rest @ ..] = &summary[..] else { return None };
    let says_more = tag.iter().any(|word| !summary.contains(word));
    (says_more && !rest.is_empty()).then(|| Ident::from_words(&[std::slice::from_ref(verb), &tag, rest].concat()))
}

/// What method and path say: as words, with what is a parameter said, with the signs written out.
fn by_path<K: Kind>(found: &Found<'_, '_>) -> impl Iterator<Item = Ident<K>> {
    let path = || spoken(found.path);
    let plain = move || Ident::new(&format!("{} {}", found.method, path()));
    let parameters_said = move || Ident::new(&format!("{} {}", found.method, path().replace('{', " by ")));
    let signs_said = move || Ident::from_words(&[words(found.method, false), words(path().trim_start_matches('/'), true)].concat());
    once_with(plain).chain(once_with(parameters_said)).chain(once_with(signs_said))
}

/// The same with its case said, where paths differ in nothing else.
fn by_case(found: &Found<'_, '_>) -> Option<Ident<Method>> {
    let path = spoken(found.path);
    Some(Ident::new(&format!("{} {path} {}", found.method, case(&path)?)))
}

/// A path without what it says twice: the variables of `?page={page}`.
fn spoken(path: &str) -> String {
    let Some((path, query)) = path.split_once('?').filter(|(path, _)| !path.ends_with('{')) else { return path.to_owned() };
    let pairs = query.split('&').map(|pair| pair.split_once("={").map_or(pair, |(name, _)| name));
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Whether a summary is short enough to be a name, and not a sentence.
fn is_name(summary: &str) -> bool {
    let count = words(summary, false).len();
    (1..=8).contains(&count) && !summary.trim_end().ends_with(['.', '!', '?'])
}

/// Warns of an `operationId` that several operations have.
fn twice(cx: &mut Context<'_, '_>, found: &[Found<'_, '_>], names: &[Ident<Method>]) {
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, found) in found.iter().enumerate().filter(|(_, found)| found.further.is_none()) {
        if let Some(id) = &found.operation.operation_id {
            by_id.entry(id).or_default().push(index);
        }
    }
    for (id, indices) in by_id.into_iter().filter(|(_, indices)| indices.len() > 1) {
        let message = format!("{} operations have the id `{id}`", indices.len());
        let places: Vec<_> = indices
            .into_iter()
            .map(|index| (name_place(cx, &found[index]), format!("{} is the method `{}`", line(&found[index]), names[index])))
            .collect();
        cx.report.push(at_all(Diagnostic::warning("duplicate-operation-id", message), places));
    }
}

/// Shows several places, each with what to say there.
fn at_all(diagnostic: Diagnostic, places: impl IntoIterator<Item = (Place, String)>) -> Diagnostic {
    places.into_iter().fold(diagnostic, |diagnostic, (place, line)| match diagnostic.primary {
        None => diagnostic.at(place).label(line),
        Some(_) => diagnostic.also(place, line),
    })
}

/// Where an operation's name stands, or else the operation.
fn name_place(cx: &Context<'_, '_>, found: &Found<'_, '_>) -> Place {
    found.numbered.node.get("operationId").map_or_else(|| operation_place(cx, found), |id| Place::of(id.span))
}

fn line(found: &Found<'_, '_>) -> String {
    format!("`{} {}`", found.sent, found.path)
}
