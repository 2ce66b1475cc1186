//! What may fail: a list kept by hand, which may only shrink.

use crate::groups::Group;

/// So many tests may be on the list.
pub(crate) const LIMIT: usize = 10;

/// A test that may fail.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowed {
    /// The group's id.
    id: &'static str,
    /// The test's description.
    test: &'static str,
    pub(crate) reason: &'static str,
}

impl Allowed {
    pub(crate) fn name(&self) -> String {
        format!("{}, {}", self.id, self.test)
    }

    /// Whether the file of groups has the test: another one need not.
    pub(crate) fn is_in(&self, groups: &[Group]) -> bool {
        groups.iter().any(|group| group.id == self.id && group.tests.iter().any(|test| test.description == self.test))
    }
}

/// The list: a line for each, with the group, the test and the reason, tabs between them.
pub(crate) fn all() -> impl Iterator<Item = Allowed> {
    include_str!("allowed.tsv").lines().filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [id, test, reason] => Some(Allowed { id, test, reason }),
        _ => None,
    })
}

/// The entry of a test.
pub(crate) fn of(id: &str, test: &str) -> Option<Allowed> {
    all().find(|allowed| allowed.id == id && allowed.test == test)
}
