//! How long something is to stay: `deprecated`, `x-sunset`, `x-stability-level`.

use super::compare::Pair;
use super::view::Schema;
use crate::diff::Part;
use crate::diff::wire::document::flag;
use crate::diff::wire::words::{quoted, value};
use crate::diff::wire::{Comparison, Policy, Stability};
use crate::source::Node;

const SUNSET: &str = "x-sunset";
const STABILITY: &str = "x-stability-level";

/// Something that may be deprecated, in both documents.
pub(in crate::diff::wire) struct Lifecycle<'s> {
    pub(in crate::diff::wire) old: &'s Node,
    pub(in crate::diff::wire) new: &'s Node,
    /// How stable it is.
    pub(in crate::diff::wire) stability: Stability,
}

/// What to say of it.
pub(in crate::diff::wire) struct Say<'s> {
    pub(in crate::diff::wire) kind: &'static str,
    pub(in crate::diff::wire) says: String,
    pub(in crate::diff::wire) old: Option<&'s Node>,
    pub(in crate::diff::wire) new: Option<&'s Node>,
}

/// What `x-sunset` says.
pub(in crate::diff::wire) enum Sunset {
    /// Nothing.
    Open,
    /// No date.
    Unclear,
    /// A day, counted from 1970-01-01.
    Day(i64),
}

impl Sunset {
    pub(in crate::diff::wire) fn of(node: &Node) -> Self {
        match node.get(SUNSET) {
            None => Self::Open,
            Some(value) => value.as_str().and_then(day).map_or(Self::Unclear, Self::Day),
        }
    }
}

/// How stable something is. `Err`: it says what nobody knows.
pub(in crate::diff::wire) fn stability(node: &Node) -> Result<Stability, &Node> {
    let Some(value) = node.get(STABILITY) else { return Ok(Stability::Stable) };
    match value.as_str() {
        Some("draft") => Ok(Stability::Draft),
        Some("alpha") => Ok(Stability::Alpha),
        Some("beta") => Ok(Stability::Beta),
        Some("stable") => Ok(Stability::Stable),
        _ => Err(value),
    }
}

impl<'s> Lifecycle<'s> {
    /// What changed in how long it is to stay.
    pub(in crate::diff::wire) fn changes(&self, policy: &Policy) -> Option<Say<'s>> {
        let (old, new) = (flag(self.old, "deprecated"), flag(self.new, "deprecated"));
        let spot = |node: &'s Node| node.get(SUNSET).or_else(|| node.get("deprecated"));
        let say = |kind: &'static str, says: String| Some(Say { kind, says, old: spot(self.old), new: spot(self.new) });
        let days = i64::from(policy.days(self.stability));
        let written = |node: &'s Node| node.get(SUNSET).map(value).unwrap_or_default();
        match (old, new) {
            (false, true) => match Sunset::of(self.new) {
                Sunset::Open if days > 0 => say("deprecated-sunset-missing", "is deprecated without saying when it ends".to_owned()),
                Sunset::Open => say("deprecated", "is deprecated".to_owned()),
                Sunset::Unclear => say("deprecated-sunset-invalid", format!("is deprecated, and its end {} is no date", written(self.new))),
                Sunset::Day(day) if day - policy.today < days => {
                    say("sunset-too-soon", format!("is deprecated and ends on {}, in less than {days} days", written(self.new)))
                }
                Sunset::Day(_) => say("deprecated-with-sunset", format!("is deprecated and ends on {}", written(self.new))),
            },
            (true, false) => say("reactivated", "is no longer deprecated".to_owned()),
            (true, true) => match (Sunset::of(self.old), Sunset::of(self.new)) {
                (_, Sunset::Unclear) if self.old.get(SUNSET) != self.new.get(SUNSET) => {
                    say("sunset-invalid", format!("ends on {}, which is no date", written(self.new)))
                }
                (Sunset::Unclear, Sunset::Day(_)) => say("sunset-invalid", format!("ended on {}, which is no date", written(self.old))),
                (Sunset::Day(_) | Sunset::Unclear, Sunset::Open) => {
                    say("sunset-deleted", format!("no longer says that it ends on {}", written(self.old)))
                }
                (Sunset::Day(old), Sunset::Day(new)) if new < old && new - policy.today < days.max(1) => {
                    say("sunset-moved-too-soon", format!("ends on {} already, not on {}", written(self.new), written(self.old)))
                }
                _ => None,
            },
            (false, false) => None,
        }
    }
}

/// Which removal it is, and what there is to say about it.
pub(in crate::diff::wire) fn removal(node: &Node, policy: &Policy) -> (&'static str, String) {
    let written = || node.get(SUNSET).map(value).unwrap_or_default();
    match (flag(node, "deprecated"), Sunset::of(node)) {
        (false, _) => ("removed", String::new()),
        (true, Sunset::Open) => ("removed-with-deprecation", "; it was deprecated".to_owned()),
        (true, Sunset::Unclear) => ("sunset-invalid", format!("; it ended on {}, which is no date", written())),
        (true, Sunset::Day(day)) if policy.today < day => ("removed-before-sunset", format!(" before its end on {}", written())),
        (true, Sunset::Day(_)) => ("removed-after-sunset", format!("; it ended on {}", written())),
    }
}

/// Compares how long schemas are to stay.
pub(super) fn compare<'s>(cx: &mut Comparison<'s>, pair: &Pair<'_, 's>) {
    let holder =
        |schema: &Schema<'s>, key: &str| schema.nodes().into_iter().find(|node| node.get(key).is_some()).or_else(|| schema.place());
    let subject = pair.subject;
    if let (Some(old), Some(new)) = (holder(pair.old, "deprecated"), holder(pair.new, "deprecated"))
        && !matches!(pair.side.part, Part::Parameter | Part::HeaderParameter | Part::SharedParameter)
    {
        let stability = pair.side.stability;
        if let Some(Say { kind, says, old, new }) = (Lifecycle { old, new, stability }).changes(cx.policy) {
            cx.say_part(pair, pair.side.part.inner(), kind, old, new, format!("{subject} {says}"));
        }
    }
    let (Some(old), Some(new)) = (holder(pair.old, STABILITY), holder(pair.new, STABILITY)) else { return };
    match (stability(old), stability(new)) {
        (Err(level), _) | (_, Err(level)) if old.get(STABILITY) != new.get(STABILITY) => {
            let message = format!("{} is no `x-stability-level` of {subject}", value(level));
            cx.note(
                pair.unit,
                pair.side.part,
                "stability-invalid",
                (old.get(STABILITY).unwrap_or(old), new.get(STABILITY).unwrap_or(new)),
                message,
            );
        }
        (Ok(before), Ok(now)) if before != now && before >= cx.policy.stability => {
            let kind = if now > before { "stability-increased" } else { "stability-decreased" };
            let message = format!("{subject} is now {}, not {}", quoted(now.name()), quoted(before.name()));
            cx.say(pair, kind, old.get(STABILITY), new.get(STABILITY), message);
        }
        _ => {}
    }
}

/// A date as the days since 1970-01-01: `2030-12-31`, also with a time behind it (RFC 3339).
fn day(text: &str) -> Option<i64> {
    let date = text.get(..10)?;
    let rest = &text[10..];
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let lengths = [31, if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = lengths.get(usize::try_from(month - 1).ok()?)?;
    if !(1..=*length).contains(&day) || !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    // Days of a calendar that begins in March, so that the leap day is a year's last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(before + (153 * month + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn dates_are_counted() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01"), Some(11_017));
        assert_eq!(day("2024-02-29T10:00:00Z"), Some(19_782));
        assert_eq!(day("2023-02-29"), None);
        assert_eq!(day("9999-08-10"), Some(2_932_753));
        assert_eq!(day("soon"), None);
    }
}
