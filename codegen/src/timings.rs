//! How long the stages of a run took.

use std::fmt;
use std::time::{Duration, Instant};

/// Stages by name, in the order they came up, and how long each took. Displays as a table in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    /// Runs a stage. What several runs of one stage take adds up.
    pub fn of<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.add(stage, start.elapsed());
        result
    }

    /// Adds what a stage took.
    pub fn add(&mut self, stage: &'static str, took: Duration) {
        match self.0.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, sum)) => *sum += took,
            None => self.0.push((stage, took)),
        }
    }

    /// The stages.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        self.0.iter().copied()
    }

    /// All stages together.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.0.iter().map(|(_, took)| *took).sum()
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (stage, took) in self.iter().chain([("total", self.total())]) {
            writeln!(formatter, "{stage:>7} {:9.1} ms", took.as_secs_f64() * 1000.0)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_one_stage_add_up_and_keep_their_order() {
        let mut timings = Timings::default();
        timings.add("read", Duration::from_millis(2));
        timings.add("emit", Duration::from_millis(1));
        timings.add("read", Duration::from_millis(3));
        assert_eq!(timings.of("emit", || 7), 7);
        assert_eq!(timings.iter().map(|(stage, _)| stage).collect::<Vec<_>>(), ["read", "emit"]);
        assert!(timings.to_string().starts_with("   read       5.0 ms\n   emit "), "{timings}");
    }
}
