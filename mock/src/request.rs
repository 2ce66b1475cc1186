//! A request as it was received, and its check as a whole: in come the request and the operation it matched, out come all violations.

use crate::body;
use crate::finding::Finding;
use crate::parameters;
use crate::problem::Problem;
use crate::record::Violation;
use crate::route::Matched;
use crate::schemas::{Checked, Schemas};
use crate::style;
use serde_json::Value;

/// A request, complete with its body.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// As sent, without query.
    pub(crate) path: String,
    pub(crate) raw_query: String,
    /// Names in lower case, as hyper has them.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// The query's names and values, decoded.
    pub(crate) fn query(&self) -> Vec<(String, String)> {
        let pairs = style::form_pairs(&self.raw_query).into_iter();
        pairs.map(|(name, value)| (style::decode_form(name), style::decode_form(value))).collect()
    }

    /// The values of all headers of a name as one.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
        let values: Vec<&str> = values.collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The cookies, as sent.
    pub(crate) fn cookies(&self) -> Vec<(&str, &str)> {
        let headers = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("cookie"));
        let pairs = headers.flat_map(|(_, value)| value.split(';')).map(str::trim).filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect()
    }
}

/// What a check of a body may find beside violations.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    pub(crate) violations: Vec<Violation>,
    /// The content types that would have been accepted, if the one sent was not.
    pub(crate) unsupported: Option<Vec<String>>,
}

/// Checks parameters and body; credentials are checked before, and apart.
pub(crate) fn check(request: &Received, matched: &Matched<'_>, schemas: &Schemas) -> Result<Verdict, Problem> {
    let mut verdict = body::check(request, &matched.operation, schemas)?;
    let mut violations = parameters::check(request, matched, schemas)?;
    violations.append(&mut verdict.violations);
    Ok(Verdict { violations, ..verdict })
}

/// What is wrong with each reading of a text, if no reading is valid; of these, the first counts.
pub(crate) fn findings(schema: &Checked, candidates: &[Value]) -> Vec<Finding> {
    let mut first = None;
    for candidate in candidates {
        let findings = schema.check(candidate);
        if findings.is_empty() {
            return findings;
        }
        first.get_or_insert(findings);
    }
    first.unwrap_or_default()
}
