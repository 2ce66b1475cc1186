//! Which version number follows from a diff (Semantic Versioning 2.0.0, and what cargo makes of 0.x).

use semver::{Prerelease, Version};

use super::{Bump, Diff, Level};

impl Diff {
    /// What follows for the crate's version: the larger of the two verdicts. None: nothing has changed.
    ///
    /// A crate whose requests the server refuses is as broken as one that does not compile, so that what breaks on the wire is a major change. What may
    /// break there is a minor one: whoever reads "minor" looks at what is new.
    #[must_use]
    pub fn bump(&self) -> Option<Bump> {
        let wire = self.wire().map(|level| match level {
            Level::Breaking => Bump::Major,
            Level::Warning => Bump::Minor,
            Level::Info => Bump::Patch,
        });
        self.source().max(wire)
    }
}

impl Bump {
    /// The first version after a released one that may have such a change.
    ///
    /// Below 1.0.0 cargo takes the second number for the first, and below 0.1.0 the third, so that a major change raises that, and any other what is left.
    /// A pre-release promises nothing: the next one is the next of its kind.
    #[must_use]
    pub fn after(self, released: &Version) -> Version {
        let Version { major, minor, patch, pre, .. } = released;
        if !pre.is_empty() {
            return Version { pre: next(pre), ..Version::new(*major, *minor, *patch) };
        }
        match (self, major, minor) {
            (Self::Major, 0, 1..) => Version::new(0, minor + 1, 0),
            (_, 0, _) | (Self::Patch, ..) => Version::new(*major, *minor, patch + 1),
            (Self::Major, ..) => Version::new(major + 1, 0, 0),
            (Self::Minor, ..) => Version::new(*major, minor + 1, 0),
        }
    }
}

/// `beta.2` after `beta.1`, `beta.1` after `beta`.
fn next(pre: &Prerelease) -> Prerelease {
    let (kept, number) = match pre.rsplit_once('.').map(|(kept, last)| (kept, last.parse::<u64>())) {
        Some((kept, Ok(number))) => (kept, number.saturating_add(1)),
        _ => (pre.as_str(), 1),
    };
    Prerelease::new(&format!("{kept}.{number}")).unwrap_or_else(|_| pre.clone())
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_cargo() {
        for (released, major, minor, patch) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.2.3", "0.3.0", "0.2.4", "0.2.4"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("2.0.0-beta.9", "2.0.0-beta.10", "2.0.0-beta.10", "2.0.0-beta.10"),
            ("2.0.0-rc", "2.0.0-rc.1", "2.0.0-rc.1", "2.0.0-rc.1"),
            ("1.2.3+5", "2.0.0", "1.3.0", "1.2.4"),
        ] {
            let version = Version::parse(released).expect("a version");
            let after = [Bump::Major, Bump::Minor, Bump::Patch].map(|bump| bump.after(&version).to_string());
            assert_eq!(after, [major, minor, patch], "{released}");
        }
    }
}
