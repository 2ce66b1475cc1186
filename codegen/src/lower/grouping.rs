//! Which module each operation is in, which file each type, and which of the crate's features need them.
//!
//! Types are together that the same tags use; what would be too long for a file is told apart by the first words of names. Where a type is decides nothing
//! for those who use the crate: all of them are in one module for them.

use std::collections::{BTreeMap, BTreeSet};

use super::context;
use super::files::Files;
use super::operation::Placed;
use super::prune::reachable;
use crate::ir::{Features, OperationModule, Payload, Type, TypeDef, TypeFile, TypeId, Users};
use crate::names::{Ident, Module, words};
use crate::spec::Spec;

/// Up to so many types are in one file.
const ONE_FILE: usize = 60;

/// More types than these are not left in one file of several.
const MOST: usize = 100;

/// Fewer types than these get no file for their first word alone.
const FEWEST: usize = 8;

/// With so many operations, a crate has features: `cargo check` of it begins to take seconds.
const LARGE: usize = 100;

/// Stands for any several modules.
const SEVERAL: [usize; 2] = [0, 1];

/// Features that are there for something else, or that cargo knows.
const TAKEN: &[&str] = &["default", "reqwest"];

/// The types that are in one file.
struct Group {
    users: Users,
    types: Vec<TypeId>,
    /// The features that need it, as indices; the one for unused types comes last.
    needed_by: BTreeSet<usize>,
}

/// Groups operations by module, in the order in which the modules come up: that of their first tag, or `default` for those without one. Tags that differ
/// only in how they are written share one.
pub(super) fn by_module(placed: Vec<Placed>, spec: &Spec<'_>) -> Vec<OperationModule> {
    let mut modules: Vec<OperationModule> = Vec::new();
    for placed in placed {
        let name: Ident<Module> = Ident::new(placed.tag.as_deref().unwrap_or("default"));
        let module = if let Some(module) = modules.iter_mut().find(|module| module.name == name) {
            module
        } else {
            let described = spec.document.tags.iter().find(|tag| Some(&tag.name) == placed.tag.as_ref());
            let docs = context::docs(None, described.and_then(|tag| tag.description.as_ref()));
            modules.push(OperationModule { name, tag: placed.tag.clone(), docs, operations: Vec::new() });
            let last = modules.len() - 1;
            &mut modules[last]
        };
        module.operations.push(placed.operation);
    }
    modules
}

/// The features of a crate, and the files of its types.
pub(super) fn group(
    types: &[TypeDef],
    modules: &[OperationModule],
    payloads: &[Payload],
    wanted: Option<bool>,
    files: &mut Files<'_>,
) -> (Features, Vec<TypeFile>) {
    let operations: usize = modules.iter().map(|module| module.operations.len()).sum();
    let has_features = modules.len() > 1 && wanted.or(files.had_features()).unwrap_or(operations >= LARGE);
    let users = users(types, modules);
    let unused = users.iter().enumerate().filter(|(_, users)| users.is_empty()).map(|(index, _)| TypeId(index));
    let carried = payloads.iter().filter_map(|payload| payload.ty.named());
    let needed = reachable(|id| &types[id.0].kind, unused.chain(carried).collect());
    let features = if has_features { features(modules, !needed.is_empty()) } else { Features::default() };
    let is_one = !has_features && files.was_one().map_or(types.len() <= ONE_FILE, |was_one| was_one && types.len() <= 2 * ONE_FILE);
    files.keep_layout(if has_features {
        "features"
    } else if is_one {
        "file"
    } else {
        "files"
    });
    if is_one {
        let types: Vec<TypeId> = sorted(types, (0..types.len()).map(TypeId).collect());
        let file = TypeFile { path: Vec::new(), users: Users::Any, needed_by: Vec::new(), types };
        return (features, if file.types.is_empty() { Vec::new() } else { vec![file] });
    }
    let mut groups = grouped(types, modules, &users, has_features, files);
    if has_features {
        for group in groups.values_mut() {
            group.needed_by = group.types.iter().flat_map(|id| &users[id.0]).copied().collect();
            if group.types.iter().any(|id| needed.contains(id)) {
                group.needed_by.insert(modules.len());
            }
        }
        spread(types, &mut groups);
    }
    let count = features.names().count();
    let file = |(path, group): (Vec<Ident<Module>>, Group)| {
        // What most features need is always there: to list them would tell nobody anything.
        let is_common = group.needed_by.len() * 2 > count;
        let needed_by = features.names().enumerate().filter(|(index, _)| !is_common && group.needed_by.contains(index));
        let needed_by = needed_by.map(|(_, name)| name.to_owned()).collect();
        TypeFile { path, users: group.users, needed_by, types: sorted(types, group.types) }
    };
    let files = groups.into_iter().map(file).collect();
    (features, files)
}

/// The modules whose operations reach each type, as indices.
fn users(types: &[TypeDef], modules: &[OperationModule]) -> Vec<BTreeSet<usize>> {
    let mut users = vec![BTreeSet::new(); types.len()];
    for (index, module) in modules.iter().enumerate() {
        let roots = module.operations.iter().flat_map(crate::ir::Operation::types).collect();
        for id in reachable(|id| &types[id.0].kind, roots) {
            users[id.0].insert(index);
        }
    }
    users
}

/// One feature for each module, called like its tag, and one for what no operation uses.
fn features(modules: &[OperationModule], has_unused: bool) -> Features {
    let mut names: Vec<String> = Vec::new();
    let mut unique = |mut name: String, what: &str| {
        while TAKEN.contains(&name.as_str()) || names.contains(&name) {
            name = format!("{name}-{what}");
        }
        names.push(name.clone());
        name
    };
    let of_modules = modules.iter().map(|module| {
        let name = module.name.bare().trim_matches('_').replace('_', "-");
        unique(if module.tag.is_none() { "untagged".to_owned() } else { name }, "operations")
    });
    let modules = of_modules.collect();
    Features { modules, unused: has_unused.then(|| unique("components".to_owned(), "without-operation")) }
}

/// The types of each file, by the file's path.
fn grouped(
    types: &[TypeDef],
    modules: &[OperationModule],
    users: &[BTreeSet<usize>],
    has_features: bool,
    files: &mut Files<'_>,
) -> BTreeMap<Vec<Ident<Module>>, Group> {
    let mut by_users: BTreeMap<Vec<usize>, Vec<TypeId>> = BTreeMap::new();
    for (index, users) in users.iter().enumerate() {
        // Without features, it does not matter which of several tags use a type.
        let is_pooled = !has_features && users.len() > 1;
        let key = if is_pooled { SEVERAL.to_vec() } else { users.iter().copied().collect() };
        by_users.entry(key).or_default().push(TypeId(index));
    }
    let mut groups: BTreeMap<Vec<Ident<Module>>, Group> = BTreeMap::new();
    for (key, ids) in by_users {
        let called = || key.iter().map(|&index| modules[index].name.bare()).collect::<Vec<_>>().join("+");
        let (users, stem, label) = match key[..] {
            [] => (Users::None, Ident::new("components"), "none".to_owned()),
            [only] => (Users::One(modules[only].name.clone()), modules[only].name.clone(), called()),
            _ if has_features => {
                let stem = files.named(&called(), &[]).unwrap_or_else(|| Ident::new(telling(types, &ids)));
                files.keep_part(&called(), &[], &stem);
                (Users::Several, stem, called())
            }
            _ => (Users::Several, Ident::new("common"), "several".to_owned()),
        };
        let stem_words = words(stem.bare(), false);
        let known = files.parts(&label);
        let parts = if known.is_empty() { split(types, &stem_words, &[], ids) } else { kept(types, &stem_words, &known, ids) };
        let is_folder = users == Users::Several && (has_features || parts.len() > 1 || known.len() > 1);
        // With one module, its name would tell no file from another.
        let outer = (!is_folder && modules.len() > 1).then(|| stem.bare());
        for (prefix, ids) in parts {
            let told = match (&users, prefix.is_empty()) {
                (Users::Several, _) if !is_folder => Ident::shared(),
                (_, true) => stem.clone(),
                (_, false) => Ident::new(&outer.into_iter().chain(prefix.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")),
            };
            let file = files.named(&label, &prefix).filter(|_| told != Ident::shared()).unwrap_or(told);
            files.keep_part(&label, &prefix, &file);
            let path: Vec<_> = is_folder.then(Ident::shared).into_iter().chain([file]).collect();
            // Files whose names are equal are one file.
            let new = || Group { users: users.clone(), types: Vec::new(), needed_by: BTreeSet::new() };
            groups.entry(path).or_insert_with(new).types.extend(ids);
        }
    }
    groups
}

/// The name that a file of several tags gets from its types: the first one that is none of a part of a part.
fn telling<'t>(types: &'t [TypeDef], ids: &[TypeId]) -> &'t str {
    let names = || ids.iter().map(|id| types[id.0].name.bare());
    names().find(|name| words(name, false).len() <= 4).or(names().next()).unwrap_or_default()
}

/// Types by the first words of their names, so many words as it takes for a file. Those that begin like few others stay together. What the file is called
/// in any case tells none from another.
fn split(types: &[TypeDef], stem: &[String], prefix: &[String], ids: Vec<TypeId>) -> Vec<(Vec<String>, Vec<TypeId>)> {
    if ids.len() <= MOST {
        return vec![(prefix.to_vec(), ids)];
    }
    let mut by_word: BTreeMap<Option<String>, Vec<TypeId>> = BTreeMap::new();
    for id in ids {
        let words = words(types[id.0].name.bare(), false);
        let telling = words.strip_prefix(stem).unwrap_or(&words);
        by_word.entry(telling.get(prefix.len()).cloned()).or_default().push(id);
    }
    let (mut rest, mut parts) = (Vec::new(), Vec::new());
    for (word, ids) in by_word {
        match word {
            Some(word) if ids.len() >= FEWEST => parts.extend(split(types, stem, &[prefix, &[word]].concat(), ids)),
            _ => rest.extend(ids),
        }
    }
    if !rest.is_empty() {
        parts.insert(0, (prefix.to_vec(), rest));
    }
    parts
}

/// The same where there are files already: each type goes to the one whose words its name begins with most. Only what has outgrown its file by far is told apart anew.
fn kept(types: &[TypeDef], stem: &[String], known: &[Vec<String>], ids: Vec<TypeId>) -> Vec<(Vec<String>, Vec<TypeId>)> {
    let mut parts: BTreeMap<&[String], Vec<TypeId>> = BTreeMap::new();
    for id in ids {
        let words = words(types[id.0].name.bare(), false);
        let telling = words.strip_prefix(stem).unwrap_or(&words);
        let fitting = known.iter().filter(|prefix| telling.starts_with(prefix));
        parts.entry(fitting.max_by_key(|prefix| prefix.len()).map_or(&[], Vec::as_slice)).or_default().push(id);
    }
    let parts = parts
        .into_iter()
        .flat_map(|(prefix, ids)| if ids.len() > 2 * MOST { split(types, stem, prefix, ids) } else { vec![(prefix.to_vec(), ids)] });
    parts.collect()
}

/// What a type that is there mentions is there too.
fn spread(types: &[TypeDef], groups: &mut BTreeMap<Vec<Ident<Module>>, Group>) {
    let place: BTreeMap<TypeId, usize> =
        groups.values().enumerate().flat_map(|(place, group)| group.types.iter().map(move |&id| (id, place))).collect();
    let mentioned = |group: &Group| -> BTreeSet<usize> {
        let types = group.types.iter().flat_map(|id| types[id.0].kind.types());
        types.filter_map(Type::named).filter_map(|id| place.get(&id).copied()).collect()
    };
    let mentioned: Vec<BTreeSet<usize>> = groups.values().map(mentioned).collect();
    let mut groups: Vec<&mut Group> = groups.values_mut().collect();
    let mut open: Vec<usize> = (0..groups.len()).collect();
    while let Some(place) = open.pop() {
        let needed_by = groups[place].needed_by.clone();
        for &other in &mentioned[place] {
            let before = groups[other].needed_by.len();
            groups[other].needed_by.extend(&needed_by);
            if groups[other].needed_by.len() > before {
                open.push(other);
            }
        }
    }
}

fn sorted(types: &[TypeDef], mut ids: Vec<TypeId>) -> Vec<TypeId> {
    ids.sort_by(|a, b| types[a.0].name.bare().cmp(types[b.0].name.bare()));
    ids
}
