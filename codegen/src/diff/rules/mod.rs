//! The rules: which kinds of change there are, and what each means. Data, in `rules.yaml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Bump, Level, Part, Policy};
use crate::source::Source;

/// A kind of change.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What it is called: in outputs, in the configuration.
    pub id: String,
    /// What it means, in one sentence.
    pub says: String,
    /// Which way the data goes that it is about.
    #[serde(default)]
    pub direction: Direction,
    /// What it means for programs already deployed.
    pub wire: Level,
    /// What it usually means for code that uses the generated crate. What it means for one crate, only that crate tells ([`Diff::items`](super::Diff::items)).
    pub rust: Bump,
    /// The ids that oasdiff has for it, by what of an operation it is ([`Part::name`](super::Part::name)).
    #[serde(default)]
    pub oasdiff: BTreeMap<String, Vec<String>>,
    /// Why there is no rule for the same thing the other way (request for response, added for removed, …).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<String>,
    /// A change of the kind.
    pub example: Example,
}

/// A change in a small document.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The document around it, by its name in the data.
    #[serde(rename = "in")]
    pub within: String,
    /// What stands there before, in YAML.
    pub old: String,
    /// What stands there then, in YAML.
    pub new: String,
    /// The other rules that the change comes under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// How many days before its end something must be deprecated, where that matters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub days: u32,
    /// The version of the document is looked at too.
    #[serde(default, skip_serializing_if = "is_default")]
    pub versions: bool,
}

/// Which way data goes.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To the server.
    Request,
    /// To the client.
    Response,
    /// None of them.
    #[default]
    Neither,
}

#[derive(Deserialize)]
struct Data {
    documents: HashMap<String, String>,
    rules: Vec<Rule>,
}

static DATA: LazyLock<Option<Data>> = LazyLock::new(|| {
    let source = Source::parse("rules.yaml", include_str!("rules.yaml")).ok()?;
    serde_json::from_value(source.root().to_json()).ok()
});

static BY_ID: LazyLock<HashMap<&'static str, &'static Rule>> =
    LazyLock::new(|| rules().iter().map(|rule| (rule.id.as_str(), rule)).collect());

/// All rules, in the order of the data.
#[must_use]
pub fn rules() -> &'static [Rule] {
    DATA.as_ref().map_or(&[], |data| &data.rules)
}

/// The rule of an id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    BY_ID.get(id).copied()
}

impl Rule {
    /// The ids that oasdiff has for it where it is about some part of an operation.
    #[must_use]
    pub fn oasdiff_ids(&self, part: Part) -> &[String] {
        let wider = match part {
            Part::RequiredProperty | Part::OptionalProperty => Some(Part::Property),
            Part::HeaderParameter => Some(Part::Parameter),
            Part::HeaderProperty => Some(Part::ParameterProperty),
            Part::Path => Some(Part::Whole),
            _ => None,
        };
        let found = std::iter::once(part).chain(wider).find_map(|part| self.oasdiff.get(part.name()));
        found.map_or(&[], Vec::as_slice)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Example {
    /// The agreement that it is about.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy { deprecation_days_stable: self.days, deprecation_days_beta: self.days, versions: self.versions, ..Policy::default() }
    }

    /// The two documents of the example.
    #[must_use]
    pub fn documents(&self) -> [String; 2] {
        let around = DATA.as_ref().and_then(|data| data.documents.get(&self.within)).map_or("", String::as_str);
        [&self.old, &self.new].map(|fragment| around.replace("HERE", fragment))
    }
}
