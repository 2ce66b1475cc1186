//! The tree under construction: a stack of open arrays and objects, the anchors, and the mistakes found on the way.

use foldhash::{HashMap, HashMapExt};
use indexmap::map::Entry;

use super::budget::{Budget, check_depth};
use super::limits::MAX_ERRORS;
use super::scalar::Scalar;
use super::{Data, Member, Node, Object, SourceError, Span, merge};

/// See the module.
pub(super) struct Builder<'a> {
    text: &'a str,
    open: Vec<Frame>,
    root: Option<Node>,
    anchors: HashMap<usize, Finished>,
    budget: Budget,
    errors: Vec<SourceError>,
}

/// Why there is no value.
pub(super) struct Failure {
    /// At least one.
    pub(super) errors: Vec<SourceError>,
    /// The value all the same, where only keys are there twice: the first of each counts.
    pub(super) partial: Option<Box<Node>>,
}

pub(super) const DUPLICATE_KEY: &str = "duplicate-key";

/// An array or object whose end is still to come.
struct Frame {
    collection: Collection,
    start: Span,
    /// Whether it has brackets.
    flow: bool,
    anchor: usize,
    /// How many nodes are in it, itself included.
    size: usize,
    /// How many levels are below it.
    height: usize,
    /// Where its last element ends.
    end: usize,
}

/// What an open collection holds so far.
pub(super) enum Collection {
    Array(Vec<Node>),
    Object { members: Object, key: Option<Key>, merges: Vec<Node> },
}

/// A key that waits for its value.
pub(super) struct Key {
    name: String,
    span: Span,
    merge: bool,
}

/// A node with what is known of it.
#[derive(Clone)]
struct Finished {
    node: Node,
    size: usize,
    height: usize,
}

impl Collection {
    pub(super) fn array() -> Self {
        Self::Array(Vec::new())
    }

    pub(super) fn object() -> Self {
        Self::Object { members: Object::default(), key: None, merges: Vec::new() }
    }
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (open, anchors, errors) = (Vec::new(), HashMap::new(), Vec::new());
        Self { text, open, root: None, anchors, budget: Budget::default(), errors }
    }

    /// The value, or all mistakes in the order of the file.
    pub(super) fn finish(mut self, result: Result<(), SourceError>) -> Result<Node, Failure> {
        let whole = result.is_ok();
        self.errors.extend(result.err());
        // `---` alone makes a document without a value.
        let root = self.root.filter(|root| !root.is_null() || !root.span.is_empty());
        if self.errors.is_empty() {
            let message = if self.text.trim().is_empty() { "this file is empty" } else { "this file holds nothing but comments" };
            return root.ok_or_else(|| Failure { errors: vec![SourceError::new("empty-file", message)], partial: None });
        }
        self.errors.sort_by_key(|error| error.span);
        let partial = root.filter(|_| whole && self.errors.iter().all(|error| error.code == DUPLICATE_KEY));
        Err(Failure { errors: self.errors, partial: partial.map(Box::new) })
    }

    /// Notes a mistake that reading can go on after, unless there are many already.
    pub(super) fn refuse(&mut self, error: SourceError) -> Result<(), SourceError> {
        if self.errors.len() + 1 >= MAX_ERRORS {
            return Err(error);
        }
        self.errors.push(error);
        Ok(())
    }

    /// Whether the next node is the key of an object.
    pub(super) fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|frame| matches!(frame.collection, Collection::Object { key: None, .. }))
    }

    /// A scalar in the place of a key.
    pub(super) fn key(&mut self, scalar: Scalar<'_>, span: Span, anchor: usize) -> Result<(), SourceError> {
        if !scalar.written && scalar.plain {
            self.refuse(SourceError::new("bad-key", "a key is missing here").at(span))?;
        }
        let merge = scalar.plain && scalar.text == "<<";
        let name = scalar.text.into_owned();
        if anchor != 0 {
            let node = Node { span, data: Data::String(name.clone()) };
            self.set_anchor(anchor, &Finished { node, size: 1, height: 0 })?;
        }
        self.set_key(Key { name, span, merge });
        Ok(())
    }

    fn set_key(&mut self, new: Key) {
        if let Some(Frame { collection: Collection::Object { key, .. }, .. }) = self.open.last_mut() {
            *key = Some(new);
        }
    }

    /// A scalar in the place of a value.
    pub(super) fn leaf(&mut self, mut node: Node, anchor: usize) -> Result<(), SourceError> {
        // For `key:`, the parser says that the value is behind the key; the reader looks behind the colon.
        if node.span.is_empty() && self.text.get(node.span.start()..).is_some_and(|rest| rest.starts_with(':')) {
            node.span = Span::new(node.span.start() + 1, 0);
        }
        self.budget.nodes(1, node.span)?;
        self.complete(Finished { node, size: 1, height: 0 }, anchor)
    }

    /// The start of an array or object.
    pub(super) fn open(&mut self, collection: Collection, start: Span, flow: bool, anchor: usize) -> Result<(), SourceError> {
        if self.wants_key() {
            return Err(complex_key(start));
        }
        self.budget.nodes(1, start)?;
        check_depth(self.open.len() + 1, start)?;
        let start = if matches!(collection, Collection::Array(_)) && !flow { self.first_dash(start) } else { start };
        self.open.push(Frame { collection, start, flow, anchor, size: 1, height: 0, end: start.end() });
        Ok(())
    }

    /// The end of the innermost array or object.
    pub(super) fn close(&mut self, end: Span) -> Result<(), SourceError> {
        let Some(frame) = self.open.pop() else { return Ok(()) };
        let Frame { collection, start, flow, anchor, size, height, end: last } = frame;
        // Without brackets, the parser sees the end only at what comes next, comments and empty lines later.
        let span = Span::new(start.start(), if flow { end.end() } else { last });
        let data = match collection {
            Collection::Array(items) => Data::Array(items),
            Collection::Object { mut members, merges, .. } => {
                for error in merge::fill_up(&mut members, merges) {
                    self.refuse(error)?;
                }
                Data::Object(Box::new(members))
            }
        };
        self.complete(Finished { node: Node { span, data }, size, height: height + 1 }, anchor)
    }

    /// A use of an anchor.
    pub(super) fn alias(&mut self, anchor: usize, span: Span) -> Result<(), SourceError> {
        let Some(Finished { node, size, height }) = self.anchors.get(&anchor) else {
            let error = SourceError::new("endless-alias", "this alias stands inside what it refers to").at(span);
            let outer = self.open.iter().find(|frame| frame.anchor == anchor).map(|frame| frame.start.first_byte());
            return Err(outer.into_iter().fold(error, |error, start| error.also(start, "which starts here")));
        };
        if self.wants_key() {
            let Some(name) = node.as_str() else { return Err(complex_key(span)) };
            self.set_key(Key { name: name.to_owned(), span, merge: false });
            return Ok(());
        }
        self.budget.nodes(*size, span)?;
        self.budget.copies(*size, span)?;
        check_depth(self.open.len() + height, span)?;
        let copy = Finished { node: Node { span, data: node.data.clone() }, size: *size, height: *height };
        self.complete(copy, 0)
    }

    /// Puts a finished node where it belongs.
    fn complete(&mut self, mut finished: Finished, anchor: usize) -> Result<(), SourceError> {
        finished.node.span = self.trimmed(finished.node.span);
        if anchor != 0 {
            self.set_anchor(anchor, &finished)?;
        }
        let Finished { node, size, height } = finished;
        let Some(frame) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.size += size;
        frame.height = frame.height.max(height);
        frame.end = node.span.end();
        match &mut frame.collection {
            Collection::Array(items) => items.push(node),
            Collection::Object { members, key, merges } => match key.take() {
                Some(key) if key.merge => merges.push(node),
                Some(key) => match members.entry(key.name) {
                    Entry::Vacant(entry) => {
                        entry.insert(Member { key: key.span, value: node });
                    }
                    // As programs that read JSON have it, the last one counts.
                    Entry::Occupied(mut entry) => {
                        let first = entry.insert(Member { key: key.span, value: node });
                        let error = duplicate(entry.key(), first.key, key.span);
                        fill_up(&mut entry.get_mut().value, first.value);
                        return self.refuse(error);
                    }
                },
                None => {}
            },
        }
        Ok(())
    }

    fn set_anchor(&mut self, anchor: usize, finished: &Finished) -> Result<(), SourceError> {
        self.budget.copies(finished.size, finished.node.span)?;
        self.anchors.insert(anchor, finished.clone());
        Ok(())
    }

    /// Where a list without brackets starts. If it is a key's value and not indented, the parser starts it behind its first `-`.
    fn first_dash(&self, start: Span) -> Span {
        let is_value = self.open.last().is_some_and(|frame| matches!(frame.collection, Collection::Object { .. }));
        let before = self.text.get(..start.start()).unwrap_or_default().trim_end();
        let line = before.rsplit('\n').next().unwrap_or_default();
        if is_value && line.trim_start() == "-" { Span::new(before.len() - 1, 0) } else { start }
    }

    /// A block scalar's span ends with the line breaks behind it, which no one wants marked.
    fn trimmed(&self, span: Span) -> Span {
        let text = self.text.get(span.start()..span.end()).unwrap_or_default();
        Span::new(span.start(), span.start() + text.trim_end().len())
    }
}

/// Adds to an object what another one under the same key says that it does not: who writes `components` twice means both.
fn fill_up(last: &mut Node, first: Node) {
    if let (Data::Object(last), Data::Object(first)) = (&mut last.data, first.data) {
        for (name, member) in *first {
            match last.entry(name) {
                Entry::Vacant(free) => drop(free.insert(member)),
                Entry::Occupied(mut taken) => fill_up(&mut taken.get_mut().value, member.value),
            }
        }
    }
}

fn complex_key(span: Span) -> SourceError {
    SourceError::new("bad-key", "only a string can be a key").at(span).help("quote a text that starts with a bracket")
}

fn duplicate(name: &str, first: Span, second: Span) -> SourceError {
    let error = SourceError::new(DUPLICATE_KEY, format!("the key `{name}` is there twice"));
    error.at(second).label("again here").also(first, "here before").help("with `--skip-unsupported`, the last one counts")
}
