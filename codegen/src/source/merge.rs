//! Merge keys: `<<: *defaults`, or a list of such. Not in YAML 1.2, but people who write documents by hand use them.

use super::{Data, Node, Object, SourceError};

/// Adds what the values of `<<` bring. A member that is there already wins, and so does an earlier source over a later one.
/// Returns what is wrong with them.
pub(super) fn fill_up(members: &mut Object, merges: Vec<Node>) -> Vec<SourceError> {
    let mut errors = Vec::new();
    for Node { span, data } in merges {
        let sources = if let Data::Array(items) = data { items } else { vec![Node { span, data }] };
        for source in sources {
            let kind = source.kind();
            let Data::Object(added) = source.data else {
                let error = SourceError::new("bad-merge", format!("`<<` takes over objects, found {kind}"));
                errors.push(error.at(source.span).help("to have a key of that name, quote it"));
                continue;
            };
            for (name, member) in *added {
                members.entry(name).or_insert(member);
            }
        }
    }
    errors
}
