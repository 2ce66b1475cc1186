//! Which operation of one document is which of the other.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Comparison;
use super::document::{Document, Operation, text};
use super::schema::shape::Shapes;
use crate::source::Node;

/// What became of an operation.
pub(super) enum Match<'s> {
    Both(Operation<'s>, Operation<'s>),
    Old {
        operation: Operation<'s>,
        /// Its path is gone too.
        with_path: bool,
    },
    New(Operation<'s>),
}

/// A path without the names of its variables.
pub(super) fn bare(path: &str) -> String {
    let mut bare = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside = if inside { c != '}' } else { c == '{' };
        if !inside || c == '{' {
            bare.push(c);
        }
    }
    bare
}

/// Pairs operations, in the order of the newer document; what is gone stands behind what it stood behind.
pub(super) fn matched<'s>(cx: &mut Comparison<'s>, old: &[Operation<'s>], new: &[Operation<'s>]) -> Vec<Match<'s>> {
    let partners = partners(cx, old, new);
    let paths: Vec<String> = new.iter().map(|operation| bare(operation.path)).collect();
    let taken: HashMap<usize, usize> = partners.iter().enumerate().filter_map(|(index, partner)| Some(((*partner)?, index))).collect();
    let mut gone = old.iter().enumerate().filter(|(index, _)| partners[*index].is_none()).peekable();
    let mut all = Vec::new();
    let mut leave = |all: &mut Vec<Match<'s>>, until: usize| {
        while let Some((_, operation)) = gone.next_if(|(index, _)| *index < until) {
            let with_path = !paths.contains(&bare(operation.path));
            all.push(Match::Old { operation: operation.clone(), with_path });
        }
    };
    for (index, operation) in new.iter().enumerate() {
        match taken.get(&index) {
            Some(&before) => {
                leave(&mut all, before);
                all.push(Match::Both(old[before].clone(), operation.clone()));
            }
            None => all.push(Match::New(operation.clone())),
        }
    }
    leave(&mut all, usize::MAX);
    all
}

/// For each older operation, the newer one that it is.
fn partners<'s>(cx: &mut Comparison<'s>, old: &[Operation<'s>], new: &[Operation<'s>]) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; old.len()];
    let mut free: Vec<bool> = vec![true; new.len()];
    let mut pair = |partners: &mut Vec<Option<usize>>, key: &mut dyn FnMut(bool, &Operation<'s>) -> Option<String>| {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, operation) in new.iter().enumerate().filter(|(index, _)| free[*index]) {
            if let Some(key) = key(true, operation) {
                by_key.entry(key).or_default().push(index);
            }
        }
        let keys: Vec<Option<String>> =
            old.iter().enumerate().map(|(index, operation)| if partners[index].is_none() { key(false, operation) } else { None }).collect();
        let mut counts: HashMap<&String, usize> = HashMap::new();
        keys.iter().flatten().for_each(|key| *counts.entry(key).or_default() += 1);
        for (index, key) in keys.iter().enumerate() {
            // Only what is one of a kind on both sides can be told.
            if let Some([found]) = key.as_ref().and_then(|key| by_key.get(key)).map(Vec::as_slice)
                && key.as_ref().is_some_and(|key| counts[key] == 1)
            {
                partners[index] = Some(*found);
                free[*found] = false;
            }
        }
    };
    pair(&mut partners, &mut |_, operation| Some(format!("{} {}", operation.method, operation.path)));
    pair(&mut partners, &mut |_, operation| Some(format!("{} {}", operation.method, bare(operation.path))));
    pair(&mut partners, &mut |_, operation| Some(format!("{} {}", operation.method, text(operation.node, "operationId")?)));
    pair(&mut partners, &mut |is_new, operation| {
        let (document, shapes) = if is_new { (&cx.new, &mut cx.shapes[1]) } else { (&cx.old, &mut cx.shapes[0]) };
        let shape = shape(document, shapes, operation)?;
        let last = operation.path.rsplit('/').find(|part| !part.is_empty() && !part.starts_with('{')).unwrap_or_default();
        Some(format!("{} {last} {shape}", operation.method))
    });
    partners
}

/// What an operation takes and gives, as one number. None: too little to tell it from others.
fn shape<'s>(document: &Document<'s>, shapes: &mut Shapes, operation: &Operation<'s>) -> Option<u64> {
    let mut hash = DefaultHasher::new();
    let mut schemas = 0;
    let mut content = |node: Option<&'s Node>, hash: &mut DefaultHasher| {
        let members = node.map(|node| document.members(document.end(node), "content")).unwrap_or_default();
        for (media, node) in members {
            let schema = node.get("schema");
            schemas += usize::from(schema.is_some());
            (media, schema.map(|schema| shapes.of(document, &[schema]))).hash(hash);
        }
    };
    content(operation.node.get("requestBody"), &mut hash);
    for (status, response) in document.members(operation.node, "responses") {
        status.hash(&mut hash);
        content(Some(response), &mut hash);
    }
    let lists = [operation.node, operation.item].map(|node| node.get("parameters").and_then(Node::as_array).unwrap_or_default());
    let mut names: Vec<(Option<&str>, Option<&str>)> = Vec::new();
    for parameter in lists.into_iter().flatten().map(|parameter| document.end(parameter)) {
        if text(parameter, "in") != Some("path") {
            names.push((text(parameter, "in"), text(parameter, "name")));
        }
    }
    names.sort_unstable();
    names.hash(&mut hash);
    (schemas > 0).then(|| hash.finish())
}
