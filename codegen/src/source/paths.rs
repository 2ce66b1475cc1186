//! Paths as text: nothing here looks at a disk.

use std::path::{Component, Path, PathBuf};

/// A path without `.` and without what a `..` behind it takes back.
#[must_use]
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match (part, tidy.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(tidy.pop()),
            _ => tidy.push(part),
        }
    }
    tidy
}

/// The way from one folder to another place, with `/`. Both are from the root, or both from one folder.
#[must_use]
pub fn way(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - common);
    let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The way to a path from the folder of a file.
pub(super) fn seen_from(file: &Path, path: &Path) -> String {
    let (folder, path) = (tidy(file.parent().unwrap_or(file)), tidy(path));
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if folder.is_absolute() == path.is_absolute() { way(&folder, &path) } else { way(&whole(&folder), &whole(&path)) }
}
