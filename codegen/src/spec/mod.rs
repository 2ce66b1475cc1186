//! The document: checked for its shape, rewritten to the OpenAPI 3.0 form, loaded into `openapiv3`.
//!
//! In: [`Sources`]. Out: a [`Spec`], whose `document` has the structure, and whose nodes have what that model cannot hold: exact numbers, `null`s,
//! every keyword of 3.1 and 3.2. An object with extensions carries the number of its node under [`NODE_KEY`]. A mistake is reported at its line, all
//! of them in one run: a document with mistakes loads too where it can, so that `lower` finds what else is wrong. What the document *means* is not
//! looked at here.

mod beyond;
mod circle;
mod complain;
mod complete;
mod components;
mod follow;
mod grammar;
mod hoist;
mod identifiers;
mod inline;
mod load;
mod locate;
mod lost;
mod mapping;
mod mend;
mod mend_operation;
mod mend_schema;
mod mistakes;
mod near;
mod numbered;
mod patterned;
pub mod place;
mod reach;
mod reference;
mod schema;
mod select;
mod slips;
mod spoilt;
mod version;
mod walk;
mod wire;

#[cfg(test)]
mod tests;

use foldhash::HashMap;
use indexmap::IndexMap;

use spoilt::Spoilt;
use walk::Walked;

use crate::parallel;
use crate::report::{Diagnostic, Place, Report};
use crate::source::{FileId, Node, Object, Source, Sources, Span, pointer};

pub use beyond::Beyond;
pub use components::{components, paths};
pub use locate::target_of;
pub use numbered::Numbered;
pub use reference::{Target, component_at, names_of, place_of, to_component};
pub use schema::{sees_all_properties, type_names};
pub use select::Selection;
pub use version::Version;

/// The extension that leads from a loaded object to its source node.
pub const NODE_KEY: &str = "x-openapi-codegen-node";

/// A loaded document.
#[derive(Debug)]
pub struct Spec<'s> {
    /// The structure.
    pub document: openapiv3::OpenAPI,
    /// Which OpenAPI it is.
    pub version: Version,
    source: &'s Source,
    sources: &'s Sources,
    selection: Selection,
    nodes: Vec<Numbered<'s>>,
    /// Operations that the model has no key for, by the number of their path.
    more: HashMap<usize, Vec<(String, openapiv3::Operation)>>,
    mistakes: mistakes::Mistakes,
    hoisted: HashMap<String, Numbered<'s>>,
    targets: follow::Targets<'s>,
    mapped: HashMap<*const Node, String>,
    mended: HashMap<*const Node, &'s Node>,
    beyond: HashMap<String, beyond::Unfollowed>,
}

/// Extensions, as every loaded object keeps them.
pub type Extensions = IndexMap<String, serde_json::Value>;

impl<'s> Spec<'s> {
    /// Checks and loads what is selected of a document. `None`: the report has errors that say why. It may have errors also where there is a result: what stands in for the
    /// mistakes is good enough to find more of them, and for nothing else.
    ///
    /// `lenient`: what has a mistake is left out, with warnings, where something is left without it.
    pub fn load(sources: &'s Sources, selection: &Selection, lenient: bool, report: &mut Report) -> Option<Self> {
        let source = sources.get(FileId::ENTRY)?;
        let version = version::detect(source, report)?;
        let mut found = Report::new();
        let spec = Self::checked(sources, source, version, selection, lenient, &mut found);
        if lenient {
            report.extend(lost::minor(sources));
        }
        if lenient
            && found.has_errors()
            && let Some(Spoilt { rest, left_out }) = Spoilt::by(&found, sources, selection)
        {
            let mut again = Report::new();
            let spec = Self::checked(sources, source, version, &rest, lenient, &mut again);
            if !again.has_errors() {
                report.extend(found.into_iter().map(Diagnostic::as_warning).chain(left_out));
                return spec;
            }
        }
        report.extend(found);
        spec
    }

    fn checked(
        sources: &'s Sources,
        source: &'s Source,
        version: Version,
        selection: &Selection,
        lenient: bool,
        report: &mut Report,
    ) -> Option<Self> {
        let walk = |parts| walk::walk(sources, source, selection, version, lenient, Some(parts), report);
        let (walked, parts) = parallel::piped(walk, load::part);
        let Walked { value, nodes, mistakes, hoisted, targets, mapped, beyond, mended } = walked;
        if mistakes.circular {
            return None;
        }
        match load::load(value, parts) {
            Ok(document) => Some(Self {
                document,
                version,
                source,
                sources,
                selection: selection.clone(),
                more: more_operations(&nodes),
                nodes,
                mistakes,
                hoisted,
                targets,
                mapped,
                beyond,
                mended,
            }),
            Err(_) if mistakes.any => None,
            Err(error) => {
                // The shape check let something pass that the model refuses: our defect, said as such.
                report.push(
                    Diagnostic::error("internal", format!("the document model does not load: {error}"))
                        .at(Place::of(source.root().span))
                        .help("this is a defect of the generator: please report it with the document"),
                );
                None
            }
        }
    }

    /// Whether a message of a later stage only says what a mistake that is already reported has led to.
    #[must_use]
    pub fn explains(&self, later: &Diagnostic) -> bool {
        self.mistakes.explain(later)
    }

    /// The source node of a loaded object.
    #[must_use]
    pub fn node(&self, extensions: &Extensions) -> &Numbered<'s> {
        // A loaded object without a number is one that the shape check made up; the root stands for it.
        let number = extensions.get(NODE_KEY).and_then(serde_json::Value::as_u64).unwrap_or(0);
        usize::try_from(number).ok().and_then(|number| self.nodes.get(number)).unwrap_or(&self.nodes[0])
    }

    /// The operations of a path that OpenAPI 3.2 has added, by method: `QUERY`, and those of `additionalOperations` as they are spelled there.
    #[must_use]
    pub fn more_operations(&self, path_item: &Extensions) -> &[(String, openapiv3::Operation)] {
        let number = path_item.get(NODE_KEY).and_then(serde_json::Value::as_u64).and_then(|number| usize::try_from(number).ok());
        number.and_then(|number| self.more.get(&number)).map_or(&[], Vec::as_slice)
    }

    /// Whether what stands at a JSON pointer is no part of this: it was not selected.
    #[must_use]
    pub fn leaves_out(&self, pointer: &str) -> bool {
        self.selection.leaves_out(pointer)
    }

    /// The source node of a component schema, be it one of the document's `components` or another that was made a component.
    #[must_use]
    pub fn schema_component(&self, name: &str) -> Numbered<'s> {
        let made = self.hoisted.get(name).map(|made| Numbered { node: self.meant(made.node), ..made.clone() });
        made.unwrap_or_else(|| {
            let node = self.components("schemas").and_then(|schemas| schemas.get(name)).map_or(self.source.root(), |member| &member.value);
            // One that only refers to a file is what is there.
            let only = node.as_object().is_some_and(|members| members.len() == 1);
            let node = self.target(node).filter(|target| only && target.span.file() != node.span.file()).unwrap_or(node);
            Numbered { node: self.meant(node), pointer: pointer::child("/components/schemas", name), carried: Vec::new() }
        })
    }

    /// The document's paths, wherever they stand.
    #[must_use]
    pub fn paths(&self) -> Option<&'s Object> {
        paths(self.sources)
    }

    /// The document's components of a section, by name, wherever they stand.
    #[must_use]
    pub fn components(&self, section: &str) -> Option<&'s Object> {
        components(self.sources, section)
    }

    /// What the reference in an object leads to, if it has one.
    #[must_use]
    pub fn target(&self, node: &Node) -> Option<&'s Node> {
        self.targets.get(node.get("$ref")?).map(|target| self.meant(target))
    }

    /// What stands for a node that is spelled in another way.
    fn meant(&self, node: &'s Node) -> &'s Node {
        self.mended.get(&(&raw const *node)).copied().unwrap_or(node)
    }

    /// What a chain of references leads to. No chain is longer, but for a circle.
    #[must_use]
    pub fn followed<'n>(&self, node: &'n Node) -> &'n Node
    where
        's: 'n,
    {
        std::iter::successors(Some(node), |at| self.target(at)).take(16).last().unwrap_or(node)
    }

    /// The same of references that no stage needs to follow, such as those to examples.
    #[must_use]
    pub fn leads_to(&self, node: &Node) -> Option<&'s Node> {
        node.get("$ref").and_then(|reference| self.targets.get(reference)).or_else(|| locate::target(self.sources, node))
    }

    /// What a value of a discriminator's `mapping` says: a schema's name, or a reference as the loaded document has it.
    #[must_use]
    pub fn mapped<'a>(&'a self, value: &'a Node) -> Option<&'a str> {
        self.mapped.get(&(&raw const *value)).map(String::as_str).or(value.as_str())
    }

    /// Where a character of a string stands, by its byte offset in the value; where its lines are folded, where all of it stands.
    #[must_use]
    pub fn character(&self, string: Span, value: &str, offset: usize) -> Place {
        let text = self.sources.text(string.file());
        Place::of(text.and_then(|text| text.character(string, value, offset)).unwrap_or(string))
    }

    /// The document's files, as far as references lead to them.
    pub fn files(&self) -> impl Iterator<Item = &'s Source> {
        self.sources.ids().filter_map(|file| self.sources.get(file))
    }

    /// The document's first file.
    #[must_use]
    pub fn source(&self) -> &'s Source {
        self.source
    }
}

fn more_operations(nodes: &[Numbered<'_>]) -> HashMap<usize, Vec<(String, openapiv3::Operation)>> {
    let of = |numbered: &Numbered<'_>| {
        let query = numbered.carried("query").map(|operation| ("QUERY".to_owned(), operation));
        let additional: Option<IndexMap<String, openapiv3::Operation>> = numbered.carried("additionalOperations");
        query.into_iter().chain(additional.into_iter().flatten()).collect::<Vec<_>>()
    };
    nodes.iter().map(of).enumerate().filter(|(_, more)| !more.is_empty()).collect()
}
