//! What every part of lowering shares: the document, the project's decisions, the report, the types made so far.

use std::cell::RefCell;
use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::again::Merges;
use super::draft::{Drafts, Refusal, Standing, Use};
use super::headers::HeaderSet;
use super::subtypes::Subtypes;
use crate::config::Config;
use crate::ir::{Docs, Type, TypeId};
use crate::names::Lock;
use crate::pattern::{Compiled, Length, PatternError};
use crate::report::{Diagnostic, Place, Report};
use crate::source::Node;
use crate::spec::{Spec, Target, names_of, place_of};

pub(super) struct Context<'a, 's> {
    pub(super) spec: &'a Spec<'s>,
    pub(super) config: &'a Config,
    /// The names that were given before.
    pub(super) lock: &'a Lock,
    /// The names that are given now.
    pub(super) names: Lock,
    pub(super) report: &'a mut Report,
    pub(super) drafts: Drafts,
    /// Merges that may come up again while they are made.
    pub(super) merges: Merges,
    /// Component schemas by name.
    pub(super) components: HashMap<&'a str, Component>,
    /// The names of component schemas by what they are called in paths.
    pub(super) keys: HashMap<String, &'a str>,
    /// Which of them extend which.
    pub(super) subtypes: Subtypes<'a>,
    /// The types of sets of headers, and what each is called after, if that is not its operation.
    pub(super) headers: HashMap<HeaderSet<'a>, (TypeId, Option<String>)>,
    /// Examples to hold against their types once all of them are known.
    pub(super) examples: Vec<Example<'s>>,
    /// Pointers to the schemas that are files of multipart forms.
    pub(super) files: HashSet<String>,
    /// Keywords that a rule has taken, or a warning named, until their schema's are reported.
    pub(super) settled: HashSet<*const Node>,
    /// Names of `codegen.toml` that were asked for.
    pub(super) used_names: RefCell<BTreeSet<String>>,
    /// Formats of `codegen.toml` that were asked for.
    pub(super) used_formats: RefCell<BTreeSet<String>>,
    /// Patterns of `codegen.toml` that were asked for.
    pub(super) used_patterns: BTreeSet<String>,
    /// What became of each pattern, with the bounds of its strings.
    pub(super) compiled: HashMap<(String, Length), Result<Compiled, PatternError>>,
}

/// A component schema's type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Component {
    pub(super) id: TypeId,
    /// It also allows null, which is said wherever it is used.
    pub(super) nullable: bool,
    /// The document names it. One without a name is a schema that references lead to and that stands elsewhere.
    pub(super) is_named: bool,
}

/// An example or a default of the document, and the type it is of.
#[derive(Clone, Debug)]
pub(super) struct Example<'s> {
    pub(super) node: &'s Node,
    /// Which of them it is.
    pub(super) noun: &'static str,
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

impl<'a, 's> Context<'a, 's> {
    /// Nothing is made yet.
    pub(super) fn new(spec: &'a Spec<'s>, config: &'a Config, lock: &'a Lock, report: &'a mut Report) -> Self {
        Self {
            spec,
            config,
            lock,
            names: Lock::default(),
            report,
            drafts: Drafts::default(),
            merges: Merges::default(),
            components: HashMap::new(),
            keys: HashMap::new(),
            subtypes: Subtypes::of(&spec.document),
            headers: HashMap::new(),
            examples: Vec::new(),
            files: HashSet::new(),
            settled: HashSet::new(),
            used_names: RefCell::default(),
            used_formats: RefCell::default(),
            used_patterns: BTreeSet::new(),
            compiled: HashMap::new(),
        }
    }
}

impl Context<'_, '_> {
    /// Reports something that is not supported. It is an error, or where the user agreed to leave such things out, a warning.
    pub(super) fn unsupported(&mut self, what: &str, at: impl Into<Place>) {
        let message = format!("{what} is not supported");
        let is_left_out = self.config.skip_unsupported;
        let diagnostic = if is_left_out { Diagnostic::warning } else { Diagnostic::error }("unsupported", message).at(at.into());
        let left_out = (!is_left_out).then_some("with `--skip-unsupported`, what needs it is left out");
        self.report.push(self.spec.help_beyond(what).into_iter().chain(left_out).fold(diagnostic, Diagnostic::help));
    }

    /// A type for a schema that is not supported; reported.
    pub(super) fn refuse(&mut self, what: &str, at: impl Into<Place>) -> Type {
        let place = at.into();
        self.unsupported(what, place);
        self.drafts.refuse(what.to_owned(), place)
    }

    /// Something that is not supported and that no type can stand for; reported.
    pub(super) fn refusal(&mut self, what: &str, at: impl Into<Place>) -> Refusal {
        self.unsupported(what, at);
        Refusal(what.to_owned())
    }

    /// A constraint that is not enforced; reported. Its type remains.
    pub(super) fn unenforced(&mut self, keyword: &str, at: impl Into<Place>) {
        self.report.push(Diagnostic::warning("unenforced", format!("`{keyword}` is not enforced")).at(at.into()));
    }

    /// Whether all of some schemas are components that extend another.
    pub(super) fn all_extend(&self, members: &[ReferenceOr<openapiv3::Schema>], base: &str) -> bool {
        let extends = |member: &ReferenceOr<openapiv3::Schema>| match member {
            ReferenceOr::Reference { reference } => {
                matches!(Target::parse(reference), Target::Component { section: "schemas", name } if self.subtypes.extends(&name, base))
            }
            ReferenceOr::Item(_) => false,
        };
        !members.is_empty() && members.iter().all(extends)
    }

    /// The name of a component schema that is called like this in paths.
    pub(super) fn key<'l>(&'l self, label: &'l str) -> &'l str {
        self.keys.get(label).copied().unwrap_or(label)
    }

    /// The name that `codegen.toml` gives to what stands at a pointer.
    pub(super) fn configured_name(&self, pointer: &str) -> Option<String> {
        let name = self.config.names.get(pointer)?;
        self.used_names.borrow_mut().insert(pointer.to_owned());
        Some(name.clone())
    }
}

/// What an object or a reference to one leads to, through as many references as it takes, and the name of the component, where there is one.
pub(super) fn resolved<'a, T>(
    components: Option<&'a IndexMap<String, ReferenceOr<T>>>,
    section: &str,
    start: &'a ReferenceOr<T>,
) -> Option<(&'a T, Option<String>)> {
    let (mut at, mut named) = (start, None);
    // No more references than there are components: a circle ends here too.
    for _ in 0..=components.map_or(0, IndexMap::len) {
        let reference = match at {
            ReferenceOr::Item(item) => return Some((item, named)),
            ReferenceOr::Reference { reference } => reference,
        };
        let Target::Component { section: found, name } = Target::parse(reference) else { return None };
        at = components.filter(|_| found == section)?.get(&*name)?;
        named = names_of(&name).and_then(|names| names.into_iter().next());
    }
    None
}

/// The text of a reference, for a message.
pub(super) fn reference_of<T>(spec: &Spec<'_>, at: &ReferenceOr<T>) -> String {
    match at {
        ReferenceOr::Reference { reference } => spec.beyond(reference),
        ReferenceOr::Item(_) => "this".to_owned(),
    }
}

/// Where in the document lowering is, as names: a list on the stack, the innermost in front.
#[derive(Clone, Copy, Debug)]
pub(super) struct Where<'w> {
    pub(super) segment: &'w str,
    pub(super) outer: Option<&'w Where<'w>>,
    pub(super) standing: Standing,
    pub(super) operation: Option<&'w str>,
    /// The list or map that this is an item of.
    pub(super) list: Option<&'w str>,
}

impl<'w> Where<'w> {
    /// A component that is called like this and no other is.
    pub(super) fn component(label: &'w str) -> Self {
        Self { segment: label, outer: None, standing: Standing::Component, operation: None, list: None }
    }

    /// The use of a schema without a name of its own, as if at its own place.
    pub(super) fn unnamed(key: &str) -> Use {
        Use { path: place_of(key), standing: Standing::Inside, operation: None, list: None }
    }

    /// What an operation sends or receives, called `segment`.
    pub(super) fn operation(operation: &'w str, segment: &'w str, standing: Standing) -> Self {
        Self { segment, outer: None, standing, operation: Some(operation), list: None }
    }

    /// What a webhook or a callback carries, called `segment`. Callbacks are inside of an operation.
    pub(super) fn payload(segment: &'w str, outer: Option<&'w Where<'w>>) -> Self {
        Self { segment, outer, standing: Standing::Payload, operation: None, list: None }
    }

    /// The same under another name, with its own around it.
    pub(super) fn about(&'w self, segment: &'w str) -> Self {
        Self { segment, outer: Some(self), ..*self }
    }

    /// A part of it.
    pub(super) fn inside(&'w self, segment: &'w str) -> Self {
        Self { segment, outer: Some(self), standing: Standing::Inside, operation: self.operation, list: None }
    }

    /// An item of a list or a value of a map, called `segment`: it stands where the list or the map stands.
    pub(super) fn item(&'w self, segment: &'w str) -> Self {
        Self { segment, standing: Standing::Inside, list: Some(self.segment), ..*self }
    }

    /// What stands in the same place under another name: a variant of a union.
    pub(super) fn beside(&'w self, segment: &'w str) -> Self {
        Self { segment, standing: Standing::Inside, list: None, ..*self }
    }

    /// The place as one use of a type.
    pub(super) fn as_use(&self) -> Use {
        let path = std::iter::successors(Some(self), |at| at.outer).map(|at| at.segment.to_owned()).collect();
        Use { path, standing: self.standing, operation: self.operation.map(str::to_owned), list: self.list.map(str::to_owned) }
    }
}

/// Prose of an object that has both kinds.
pub(super) fn docs(summary: Option<&String>, description: Option<&String>) -> Docs {
    let text = |text: Option<&String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Docs { summary: text(summary), description: text(description), facts: Vec::new(), example: None }
}
