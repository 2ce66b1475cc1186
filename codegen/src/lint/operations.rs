//! Operations without an id, tags without an operation, requirements without a scheme.

use std::collections::BTreeSet;

use crate::report::{Diagnostic, Place, Report};
use crate::source::pointer::child;
use crate::source::{Member, Node};
use crate::spec::Spec;

/// The keys of a path that are operations (OpenAPI 3.2 §4.9.1, "Fixed Fields").
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

pub(super) fn lint(spec: &Spec<'_>, report: &mut Report) {
    let root = spec.source().root();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for section in ["paths", "webhooks"] {
        let Some(items) = root.get(section).and_then(|items| spec.followed(items).as_object()) else { continue };
        for (path, item) in items {
            let pointer = child(&child("", section), path);
            let item = spec.followed(&item.value);
            let fixed = METHODS.iter().filter_map(|method| Some((*method, item.member(method)?)));
            let more = item.get("additionalOperations").and_then(Node::as_object).into_iter().flatten();
            for (method, Member { key, value }) in fixed.chain(more.map(|(method, member)| (&**method, member))) {
                let value = spec.followed(value);
                if spec.leaves_out(&child(&pointer, method)) {
                    continue;
                }
                used.extend(value.get("tags").and_then(Node::as_array).unwrap_or_default().iter().filter_map(Node::as_str));
                if section == "paths" && value.get("operationId").is_none() {
                    report.push(
                        Diagnostic::note("missing-operation-id", format!("`{} {path}` has no `operationId`", method.to_uppercase()))
                            .at(Place::of(*key))
                            .help("with one, its name does not depend on its summary or its path"),
                    );
                }
            }
        }
    }
    tags(root, &used, report);
    requirements(spec, report);
}

/// Tags that are declared and that no operation has.
fn tags(root: &Node, used: &BTreeSet<&str>, report: &mut Report) {
    let declared = root.get("tags").and_then(Node::as_array).unwrap_or_default();
    // One that is only the parent of others groups them (OpenAPI 3.2 §4.22, "Tag Object").
    let parents: BTreeSet<&str> = declared.iter().filter_map(|tag| tag.get("parent")?.as_str()).collect();
    for name in declared.iter().filter_map(|tag| tag.get("name")) {
        if let Some(text) = name.as_str().filter(|text| !used.contains(text) && !parents.contains(text)) {
            report.push(Diagnostic::warning("unused-tag", format!("no operation has the tag `{text}`")).at(Place::of(name.span)));
        }
    }
}

/// Schemes that the whole document asks for and that it does not have. What operations ask for is looked at where they are made.
fn requirements(spec: &Spec<'_>, report: &mut Report) {
    let schemes = spec.components("securitySchemes");
    let requirements = spec.source().root().get("security").and_then(Node::as_array).unwrap_or_default();
    for (key, member) in requirements.iter().filter_map(Node::as_object).flatten() {
        if schemes.is_none_or(|schemes| schemes.get(key).is_none()) {
            report.push(
                Diagnostic::warning("unknown-security-scheme", format!("there is no security scheme `{key}`"))
                    .at(Place::of(member.key))
                    .help("declare it under `components/securitySchemes`"),
            );
        }
    }
}
