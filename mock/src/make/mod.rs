//! Made-up values: in comes a checked schema, out comes a value that the validator has accepted, or a problem that names the schema.
//!
//! The way is to build, to check, and where the check complains to choose otherwise: each place in the value has a number
//! of modes (an example, the default, made up in full, made up with what is required only) and of variants
//! (`oneOf`, `anyOf`), and each complaint moves the nearest place on that has any left, or leaves an optional property out.

mod build;
mod merge;
mod number;
mod pattern;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::finding::Finding;
use crate::problem::Problem;
use crate::schemas::{Checked, Schemas};
use build::Building;

/// So many complaints are heard before a schema is said to have no value.
const MOST_ROUNDS: usize = 150;

/// How much of what need not be there is made up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Extent {
    /// All of it, as the document's examples have it where there are some.
    #[default]
    Everything,
    /// As little as is allowed.
    Required,
    /// All of it, with other variants of choices and other values, none of which is an example.
    Others,
}

impl Extent {
    /// The extent of this name, as [`Prefer`](crate::Mock::start) has it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "everything" => Some(Self::Everything),
            "required" => Some(Self::Required),
            "others" => Some(Self::Others),
            _ => None,
        }
    }
}

/// What has been decided so far about the places in the value, each known by its JSON pointer.
#[derive(Debug, Default)]
struct Choices {
    chosen: BTreeMap<String, Choice>,
    omitted: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Choice {
    mode: usize,
    variant: usize,
}

/// What there was to choose from in one round.
#[derive(Debug, Default)]
struct Offers {
    /// How many modes and variants each place has.
    counts: BTreeMap<String, Choice>,
    optional: BTreeSet<String>,
}

/// Makes a valid value.
///
/// Many documents say `oneOf` of variants that no value tells apart. Where there is nothing better, a value that fits
/// more than one of them will do, with a note.
pub(crate) fn make(checked: &Checked, extent: Extent, schemas: &Schemas) -> Result<Value, Problem> {
    let mut made = search(checked, extent);
    if made.is_err() && extent == Extent::Others {
        made = search(checked, Extent::Everything);
    }
    let (value, is_ambiguous) = made?;
    if is_ambiguous {
        schemas.note(format!("#{}: no value was found that fits only one variant of a `oneOf` in here", checked.pointer));
    }
    Ok(value)
}

/// Whether values that are made up fit more than one variant of a `oneOf`, for want of better.
pub(crate) fn is_ambiguous(checked: &Checked) -> bool {
    [Extent::Required, Extent::Everything, Extent::Others].into_iter().any(|extent| matches!(search(checked, extent), Ok((_, true))))
}

/// A valid value, and whether it fits more than one variant of a `oneOf`.
fn search(checked: &Checked, extent: Extent) -> Result<(Value, bool), Problem> {
    let mut choices = Choices::default();
    let mut complaint = None;
    let mut ambiguous = None;
    for _ in 0..MOST_ROUNDS {
        let (value, offers) = Building::new(&choices, checked.direction, extent).run(checked.view());
        let findings = checked.check_closely(&value);
        if findings.is_empty() {
            return Ok((value, false));
        }
        if findings.iter().all(|finding| finding.is_ambiguity) {
            ambiguous.get_or_insert(value);
        }
        let moved = choose_otherwise(&mut choices, &offers, &findings);
        complaint = findings.into_iter().next().or(complaint);
        if !moved {
            break;
        }
    }
    if let Some(value) = ambiguous {
        return Ok((value, true));
    }
    let detail = complaint.map_or_else(String::new, |finding| format!(": at `{}`, {}", finding.pointer, finding.message));
    Err(Problem(format!("no valid value could be made for the schema at `#{}`{detail}", checked.pointer)))
}

/// Answers each finding once; says whether anything was left to choose.
fn choose_otherwise(choices: &mut Choices, offers: &Offers, findings: &[Finding]) -> bool {
    let mut moved = BTreeSet::new();
    for finding in findings {
        let mut place = finding.pointer.as_str();
        loop {
            if moved.contains(place) || advance(choices, offers, place) {
                moved.insert(place.to_owned());
                break;
            }
            let Some((parent, _)) = place.rsplit_once('/') else { break };
            place = parent;
        }
    }
    !moved.is_empty()
}

fn advance(choices: &mut Choices, offers: &Offers, place: &str) -> bool {
    let offered = offers.counts.get(place).copied().unwrap_or_default();
    let chosen = choices.chosen.get(place).copied().unwrap_or_default();
    let next = if chosen.mode + 1 < offered.mode {
        Choice { mode: chosen.mode + 1, ..chosen }
    } else if chosen.variant + 1 < offered.variant {
        Choice { mode: 0, variant: chosen.variant + 1 }
    } else if offers.optional.contains(place) {
        return choices.omitted.insert(place.to_owned());
    } else {
        return false;
    };
    // What was chosen below belongs to what is now replaced.
    let below = format!("{place}/");
    choices.chosen.retain(|other, _| !other.starts_with(&below));
    choices.omitted.retain(|other| !other.starts_with(&below));
    choices.chosen.insert(place.to_owned(), next);
    true
}
