//! Which item of the older crate is which of the newer one.
//!
//! Operations are the same by method and path, then by name. Types are the same by name, because that is what users write; those whose name is gone
//! by where they stand in what is the same, by their component, and by their shape.

mod types;

use std::collections::{HashMap, HashSet, VecDeque};

use super::code::{Code, Piece, resolved};
use crate::ir::{Api, Operation, TypeId};
use types::Finder;

/// Where an operation is: its module and its place there.
pub(super) type At = (usize, usize);

/// The older and the newer crate, and what is the same in both.
#[derive(Debug)]
pub(super) struct Pairs<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    /// The newer type of each older one.
    types: Vec<Option<TypeId>>,
    /// The newer operation of each older one.
    operations: HashMap<At, At>,
    /// The newer module of each older one.
    modules: Vec<Option<usize>>,
}

impl<'a> Pairs<'a> {
    pub(super) fn of(old: &'a Api, new: &'a Api) -> Self {
        let operations = operations(old, new);
        let modules = modules(old, new, &operations);
        let mut finder = Finder::new(old, new);
        for (before, after) in &operations {
            finder.operation(operation(old, *before), operation(new, *after));
        }
        for payload in &old.payloads {
            let same = new.payloads.iter().find(|other| other.wire == payload.wire && other.method == payload.method);
            if let Some(same) = same {
                finder.ty(&payload.ty, &same.ty);
            }
        }
        finder.leftovers();
        Self { old, new, types: finder.types, operations, modules }
    }

    pub(super) fn ty(&self, old: TypeId) -> Option<TypeId> {
        self.types[old.0]
    }

    pub(super) fn operation(&self, old: At) -> Option<At> {
        self.operations.get(&old).copied()
    }

    pub(super) fn module(&self, old: usize) -> Option<usize> {
        self.modules[old]
    }

    /// Whether two pieces of code mean the same, but for types that changed themselves.
    pub(super) fn same(&self, old: &Code, new: &Code) -> bool {
        self.reads_alike(old, new) || self.compiles_alike(old, new)
    }

    /// Whether two pieces of code mention the same types at the same places.
    pub(super) fn reads_alike(&self, old: &Code, new: &Code) -> bool {
        let (before, after) = (old.pieces(), new.pieces());
        let alike = |(old, new): (&Piece, &Piece)| match (old, new) {
            (Piece::Type(old), Piece::Type(new)) => self.ty(*old) == Some(*new),
            (old, new) => old == new,
        };
        before.len() == after.len() && before.iter().zip(after).all(alike)
    }

    /// Whether two pieces of code are one type to the compiler: with aliases followed.
    fn compiles_alike(&self, old: &Code, new: &Code) -> bool {
        let (before, after) = (old.expanded(self.old), new.expanded(self.new));
        let alike = |(old, new): (&Piece, &Piece)| match (old, new) {
            (Piece::Type(old), Piece::Type(new)) => self.ty(*old).and_then(|same| resolved(self.new, same)) == Some(*new),
            (old, new) => old == new,
        };
        before.len() == after.len() && before.iter().zip(&after).all(alike)
    }
}

/// An operation by its place.
pub(super) fn operation(api: &Api, (module, index): At) -> &Operation {
    &api.modules[module].operations[index]
}

/// All operations, each with its place.
pub(super) fn all(api: &Api) -> impl Iterator<Item = (At, &Operation)> {
    let modules = api.modules.iter().enumerate();
    modules.flat_map(|(at, module)| module.operations.iter().enumerate().map(move |(index, operation)| ((at, index), operation)))
}

fn operations(old: &Api, new: &Api) -> HashMap<At, At> {
    let place = |operation: &Operation| format!("{} {}", operation.method, unnamed(&operation.path));
    let name = |operation: &Operation| operation.name.as_str().to_owned();
    // What tells apart the methods of one operation is their name.
    let both = |operation: &Operation| format!("{} {}", place(operation), name(operation));
    let keys: [&dyn Fn(&Operation) -> String; 3] = [&both, &place, &name];
    let mut rest: Vec<(At, &Operation)> = all(old).collect();
    let (mut pairs, mut taken) = (HashMap::new(), HashSet::new());
    for key in keys {
        let mut candidates: HashMap<String, VecDeque<At>> = HashMap::new();
        for (at, operation) in all(new).filter(|(at, _)| !taken.contains(at)) {
            candidates.entry(key(operation)).or_default().push_back(at);
        }
        rest.retain(|(at, operation)| match candidates.get_mut(&key(operation)).and_then(VecDeque::pop_front) {
            Some(found) => {
                taken.insert(found);
                pairs.insert(*at, found);
                false
            }
            None => true,
        });
    }
    pairs
}

/// A path without the names of its parameters.
fn unnamed(path: &str) -> String {
    let mut depth = 0;
    path.chars()
        .filter(|&c| {
            depth += i32::from(c == '{');
            let is_outside = depth == 0 || c == '{';
            depth -= i32::from(c == '}');
            is_outside
        })
        .collect()
}

/// Modules of one name, of one tag; then that into which most of its operations went, where that is new.
fn modules(old: &Api, new: &Api, operations: &HashMap<At, At>) -> Vec<Option<usize>> {
    let of_name = |index: usize| new.modules.iter().position(|other| other.name == old.modules[index].name);
    let mut pairs: Vec<Option<usize>> = (0..old.modules.len()).map(of_name).collect();
    for index in 0..old.modules.len() {
        if pairs[index].is_some() {
            continue;
        }
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for (_, (target, _)) in operations.iter().filter(|((from, _), _)| *from == index) {
            *counts.entry(*target).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(target, count)| (*count, usize::MAX - target));
        pairs[index] = most.map(|(target, _)| target).filter(|target| !pairs.contains(&Some(*target)));
    }
    pairs
}
