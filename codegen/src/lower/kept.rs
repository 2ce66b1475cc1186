//! Names that were given before: what has them is found again by where it stands and by what it looks like.
//!
//! What looks as it did keeps its name, wherever it stands now; what looks otherwise keeps the name of its place. So nothing that is inserted, moved or
//! changed elsewhere renames it.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};

use super::context::Context;
use crate::names::{Candidates, Ident, Kind, Line, Lock, Names, key, pointer};
use crate::report::{Diagnostic, Place, Report};

/// Something that has a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// What it may stand under in the lock, the first of which it gets where it is new.
    pub(super) keys: Vec<String>,
    /// What it looks like; empty: only its place says what it is.
    pub(super) shape: String,
    /// The document names it, so that another of this kind is not the same under another name.
    pub(super) is_component: bool,
}

/// The lines that a lock has for some items.
pub(super) type Lines<'l> = Vec<Option<(&'l str, &'l Line)>>;

/// Where in the lock each item is that stays where it is.
pub(super) fn here<'l>(lock: &'l Lock, items: &[Item]) -> Lines<'l> {
    items.iter().map(|item| item.keys.iter().find_map(|key| lock.line(key))).collect()
}

/// Where in the lock each item is, wherever it has moved.
pub(super) fn found<'l>(lock: &'l Lock, items: &[Item]) -> Lines<'l> {
    let mut found = vec![None; items.len()];
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        for key in &item.keys {
            by_key.entry(key).or_insert(index);
        }
    }
    let mut by_shape: HashMap<&str, Vec<(&str, &Line)>> = HashMap::new();
    for (key, line) in lock.iter().filter(|(_, line)| !line.shape.is_empty()) {
        by_shape.entry(&line.shape).or_default().push((key, line));
        if let Some(&index) = by_key.get(key)
            && items[index].shape == line.shape
            && found[index].is_none()
        {
            found[index] = Some((key, line));
            taken.insert(key);
        }
    }
    for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.shape.is_empty()) {
        let mut alike = by_shape.get(item.shape.as_str()).into_iter().flatten();
        let moved = alike.find(|(key, _)| !(taken.contains(key) || item.is_component && is_component(key)));
        if let (None, Some(&(key, line))) = (found[index], moved) {
            found[index] = Some((key, line));
            taken.insert(key);
        }
    }
    for (key, line) in lock.iter().filter(|(key, _)| !taken.contains(key)) {
        if let Some(&index) = by_key.get(key) {
            // What the document names has one place of its own; the others are where the same is written out.
            let is_own = !items[index].is_component || items[index].keys.first().is_some_and(|own| own == key);
            found[index] = found[index].or(Some((key, line)).filter(|_| is_own));
        }
    }
    found
}

fn is_component(key: &str) -> bool {
    key.strip_prefix("/components/schemas/").is_some_and(|name| !name.contains('/'))
}

/// The names that things were given before, or else in `codegen.toml`, which comes first. What the lock has for them that can be no name of theirs, or that it gives to two
/// of them, is reported.
pub(super) fn names<K: Kind>(
    lines: &Lines<'_>,
    pinned: impl IntoIterator<Item = Option<Ident<K>>>,
    report: &mut Report,
) -> Vec<Option<Ident<K>>> {
    let mut owners: HashMap<&str, &str> = HashMap::new();
    let mut names = Vec::with_capacity(lines.len());
    for (line, pinned) in lines.iter().zip(pinned) {
        let (None, Some((key, line))) = (&pinned, line) else {
            names.push(pinned);
            continue;
        };
        let name = Ident::written(&line.name);
        let wrong = match (&name, owners.insert(&line.name, key)) {
            (Err(why), _) => {
                let could = Ident::<K>::new(&line.name);
                Some((format!("`{}` cannot be the name of `{key}`: {why}", line.name), format!("`{}` could", could.bare())))
            }
            (Ok(_), Some(other)) => {
                let help = "rename one of them, or remove a line to get another name".to_owned();
                Some((format!("`{}` is the name of `{other}` and of `{key}`", line.name), help))
            }
            (Ok(_), None) => None,
        };
        report.extend(wrong.map(|(message, help)| Diagnostic::error("locked-name", message).help(help).pointer(*key)));
        names.push(name.ok());
    }
    names
}

/// Keeps the names that items have now. Answers with what they stand under.
pub(super) fn keep<K>(kept: &mut Lock, items: Vec<Item>, lines: &Lines<'_>, names: &[Ident<K>]) -> Vec<String> {
    let mut keys = Vec::with_capacity(items.len());
    for ((item, name), line) in items.into_iter().zip(names).zip(lines) {
        let same = line.map(|(key, _)| key).filter(|key| item.keys.iter().any(|own| own == key));
        let key = same.map(str::to_owned).or(item.keys.into_iter().next()).unwrap_or_default();
        kept.insert(key.clone(), item.shape, name.bare());
        keys.push(key);
    }
    keys
}

/// Keeps the names of what is not selected, for when it is.
pub(super) fn keep_unselected(cx: &mut Context<'_, '_>) {
    for (key, line) in cx.lock.iter().filter(|(key, _)| cx.spec.leaves_out(&pointer(key))) {
        cx.names.insert(key.to_owned(), line.shape.clone(), &line.name);
    }
}

/// Names that are given to others, and what becomes of the candidates for something new.
pub(super) struct Taken<'n>(BTreeSet<&'n str>);

impl<'n> Taken<'n> {
    pub(super) fn by<K>(given: &'n [Option<Ident<K>>]) -> Self {
        Self(given.iter().flatten().map(Ident::as_str).collect())
    }

    /// The one name that is given, or the candidates that are left. Where none is, `noun` tells it from what has its name.
    pub(super) fn leaves<'c, K: Kind + 'c>(
        &self,
        given: Option<&Ident<K>>,
        mut candidates: Candidates<'c, K>,
        noun: &str,
    ) -> Candidates<'c, K> {
        if let Some(given) = given {
            return vec![given.clone()].into();
        }
        if self.0.is_empty() {
            return candidates;
        }
        let Some(wanted) = candidates.at(0).cloned() else { return candidates };
        let mut candidates = candidates.all().to_vec();
        candidates.retain(|name| !self.0.contains(name.as_str()));
        if candidates.is_empty() {
            let mut other = wanted;
            while self.0.contains(other.as_str()) {
                other = Ident::new(&format!("{} {noun}", other.bare()));
            }
            candidates.push(other);
        }
        candidates.into()
    }
}

/// Says that something does not get the name that it would have, because something else has been given it before.
pub(super) fn displaced<K>(wanted: &Ident<K>, name: &Ident<K>, place: Place) -> Diagnostic {
    Diagnostic::warning("name-kept", format!("`{}` stays the name of what had it before", wanted.bare()))
        .at(place)
        .label(format!("this is `{}`", name.bare()))
        .help("to choose other names, edit names.lock, or pin them in codegen.toml under `[names]`")
}

/// What stands at a pointer.
pub(super) fn at(pointer: &str, aspect: &str) -> Item {
    Item { keys: vec![key(pointer, aspect)], ..Item::default() }
}
