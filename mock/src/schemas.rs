//! Schemas, ready to check values: in comes the node of a schema, out comes a [`Checked`] from the cache or freshly compiled.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};

use crate::close::{Direction, close};
use crate::document::Node;
use crate::finding::{self, Finding};
use crate::make;
use crate::problem::Problem;
use crate::view::View;

/// Compiled schemas are large where a document is densely linked; this many are kept at most.
const MOST_KEPT: usize = 64;

/// A pattern that compiles to more bytes than this is not compiled: it would take seconds.
const LARGEST_PATTERN: usize = 1 << 20;

/// The schemas that requests have needed so far, and what there was to note about them.
#[derive(Debug, Default)]
pub(crate) struct Schemas {
    kept: Mutex<HashMap<(String, Direction), Compiled>>,
    patterns: Mutex<HashMap<String, bool>>,
    notes: Mutex<BTreeSet<String>>,
}

type Compiled = Result<Arc<Checked>, Problem>;

/// A self-contained schema and its validator.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) schema: Value,
    /// Where the schema is in the document.
    pub(crate) pointer: String,
    pub(crate) direction: Direction,
    /// Absent where the validator could not compile the schema, which is noted.
    validator: Option<Validator>,
    /// Whether the variants of a `oneOf` in it are not told apart, as far as values that are made up can tell.
    is_ambiguous: OnceLock<bool>,
}

impl Schemas {
    pub(crate) fn get(&self, schema: &Node<'_>, direction: Direction) -> Result<Arc<Checked>, Problem> {
        let schema = schema.clone();
        // Most schemas are bare references: what they refer to is shared.
        let schema = if is_bare_reference(&schema) { schema.resolve()? } else { schema };
        let key = (schema.pointer.clone(), direction);
        if let Some(found) = lock(&self.kept).get(&key) {
            return found.clone();
        }
        let made = self.compile(&schema, direction).map(Arc::new);
        let mut kept = lock(&self.kept);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, made.clone());
        made
    }

    pub(crate) fn note(&self, text: String) {
        lock(&self.notes).insert(text);
    }

    pub(crate) fn notes(&self) -> Vec<String> {
        lock(&self.notes).iter().cloned().collect()
    }

    fn compile(&self, schema: &Node<'_>, direction: Direction) -> Result<Checked, Problem> {
        let closed = close(schema, direction, &|pattern| self.is_usable(pattern))?;
        lock(&self.notes).extend(closed.notes);
        let validator = options().build(&closed.schema);
        if let Err(error) = &validator {
            self.note(format!("#{}: this schema cannot be compiled, anything is accepted: {error}", schema.pointer));
        }
        Ok(Checked {
            schema: closed.schema,
            pointer: schema.pointer.clone(),
            direction,
            validator: validator.ok(),
            is_ambiguous: OnceLock::new(),
        })
    }

    fn is_usable(&self, pattern: &str) -> bool {
        if let Some(known) = lock(&self.patterns).get(pattern) {
            return *known;
        }
        let usable = options().build(&json!({ "pattern": pattern })).is_ok();
        lock(&self.patterns).insert(pattern.to_owned(), usable);
        usable
    }
}

impl Checked {
    /// What is wrong with a value; nothing, if it is valid.
    ///
    /// That it fits more than one variant of a `oneOf` is not held against it where no value was found that fits only one:
    /// the variants are at fault, which are not told apart, or only by a discriminator.
    pub(crate) fn check(&self, value: &Value) -> Vec<Finding> {
        let errors = self.validator.iter().flat_map(|validator| validator.iter_errors(value));
        let mut findings: Vec<Finding> = errors.map(|error| finding::of(&error)).collect();
        if findings.iter().any(|finding| finding.is_ambiguity) && *self.is_ambiguous.get_or_init(|| make::is_ambiguous(self)) {
            findings.retain(|finding| !finding.is_ambiguity);
        }
        findings
    }

    /// Whether a value that is valid so far fits several variants of a `oneOf`.
    pub(crate) fn fits_several(&self, value: &Value) -> bool {
        self.validator.as_ref().is_some_and(|validator| !validator.is_valid(value))
    }

    /// What is wrong with a value, as far in as it can be told: not that no variant fits, but what does not fit in the closest.
    pub(crate) fn check_closely(&self, value: &Value) -> Vec<Finding> {
        let errors = self.validator.iter().flat_map(|validator| validator.iter_errors(value));
        errors.flat_map(|error| finding::innermost(&error)).collect()
    }

    pub(crate) fn view(&self) -> View<'_> {
        View::new(&self.schema)
    }
}

fn options() -> jsonschema::ValidationOptions<'static> {
    jsonschema::draft202012::options()
        .offline()
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(100_000).size_limit(LARGEST_PATTERN))
}

fn is_bare_reference(schema: &Node<'_>) -> bool {
    let only = schema.value.as_object().is_some_and(|object| object.len() == 1);
    schema.text("$ref").is_some() && (only || schema.document.dialect == crate::document::Dialect::Own)
}

/// Locks, and carries on with what a thread left that panicked: all that is kept here is complete at any time.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
