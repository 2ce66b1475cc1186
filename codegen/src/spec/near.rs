//! What a name was probably meant to be.

/// The known name that a mistyped one is most like. `None`: it is like none of them.
pub(super) fn nearest<'k>(known: impl IntoIterator<Item = &'k str>, name: &str) -> Option<&'k str> {
    let name = name.to_ascii_lowercase();
    let rated = known.into_iter().filter_map(|known| Some((likeness(&known.to_ascii_lowercase(), &name)?, known)));
    // The first of those that are equally near.
    rated.min_by_key(|(difference, _)| *difference).map(|(_, known)| known)
}

/// How much two names differ, in thousandths; `None` if too much for one to be meant by the other.
fn likeness(known: &str, name: &str) -> Option<usize> {
    let length = known.chars().count() + name.chars().count();
    let common = similar::TextDiff::from_chars(known, name);
    let equal: usize = common.iter_all_changes().filter(|change| change.tag() == similar::ChangeTag::Equal).count();
    let difference = (length - 2 * equal) * 1000 / length.max(1);
    (difference <= 250).then_some(difference)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_meant() {
        let known = ["minItems", "maxItems", "items", "title", "paths", "properties"];
        for (name, meant) in [
            ("maxItem", Some("maxItems")),
            ("titel", Some("title")),
            ("path", Some("paths")),
            ("Properties", Some("properties")),
            ("maxLength", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(known, name), meant, "{name}");
        }
        assert_eq!(nearest([], "x"), None);
    }
}
