//! `patternProperties`: what is said of properties by the patterns of their names.
//!
//! One pattern where nothing else is said is a map of its schema, since that is what is meant: all names match. Beside declared properties or others, and
//! of several patterns, each schema is a rule, and the values are any.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use super::context::Context;
use super::rules;
use crate::ir::{Pattern, Rule};
use crate::names::Wire;
use crate::pattern::Plan;
use crate::spec::Numbered;

/// The patterns of an object.
#[derive(Default)]
pub(super) struct Patterned {
    /// The schema of all values, where there is one.
    pub(super) values: Option<ReferenceOr<Schema>>,
    /// What is said of properties by each pattern.
    by_name: Vec<(Pattern, Vec<Rule>)>,
    /// What `additionalProperties` beside them says of the others.
    others: Vec<Rule>,
}

impl Patterned {
    /// What some schemas say. `is_alone`: nothing is said of other properties, or that there are none.
    pub(super) fn of(cx: &mut Context<'_, '_>, sources: &[Numbered<'_>], is_alone: bool) -> Self {
        let mut found = Self::default();
        let is_one =
            sources.iter().filter_map(|numbered| numbered.node.get("patternProperties")?.as_object()).map(IndexMap::len).sum::<usize>()
                == 1;
        for numbered in sources {
            let Some(node) = numbered.node.get("patternProperties") else { continue };
            for (source, member) in node.as_object().into_iter().flatten() {
                let pattern = rules::pattern(source, member.key);
                let carried = numbered.carried::<IndexMap<String, ReferenceOr<Schema>>>("patternProperties");
                let schema = carried.and_then(|mut schemas| schemas.shift_remove(source)).filter(|_| is_one && is_alone);
                let of_values = if schema.is_some() { Ok(Vec::new()) } else { rules::of_schema(cx, &member.value) };
                match pattern.and_then(|pattern| Ok((pattern, of_values?))) {
                    Ok(by_name) => found.by_name.push(by_name),
                    Err(unsaid) => cx.report.push(unsaid.of("patternProperties", node)),
                }
                found.values = found.values.or(schema);
            }
            if let Some(others) = numbered.node.get("additionalProperties").filter(|others| others.as_object().is_some()) {
                match rules::of_schema(cx, others) {
                    Ok(said) => found.others.extend(said),
                    Err(unsaid) => cx.report.push(unsaid.of("additionalProperties", others)),
                }
            }
        }
        found
    }

    /// Whether there are any.
    pub(super) fn is_any(&self) -> bool {
        self.values.is_some() || !self.by_name.is_empty()
    }

    /// Their rule, beside declared properties. `closed`: there are no others.
    pub(super) fn rule(&self, declared: impl Iterator<Item = Wire>, closed: bool) -> Option<Rule> {
        // A pattern that matches everything leaves none over.
        let closed = closed && self.by_name.iter().all(|(pattern, _)| pattern.plan != Plan::Anything);
        let others = if closed { vec![Rule::Never] } else { self.others.clone() };
        let patterns = self.by_name.iter().filter(|(_, rules)| !others.is_empty() || !rules.is_empty()).cloned().collect::<Vec<_>>();
        let declared = if others.is_empty() { Vec::new() } else { declared.collect() };
        (!patterns.is_empty()).then_some(Rule::ByName { patterns, declared, others })
    }
}
