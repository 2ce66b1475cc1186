//! `check`: says whether the crate is what the generator would write.

use std::fs;

use clap::Args;
use openapi_codegen::output::{Difference, Files};
use similar::TextDiff;

use super::Ending;
use super::bump;
use super::generate::{Made, failure, make};
use super::input::{Input, Target, program};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    target: Target,
    /// Do not look at versions: a bump may be in progress
    #[arg(long)]
    files_only: bool,
}

pub(super) fn run(Arguments { input, target, files_only }: &Arguments) -> Ending {
    let mut loaded = input.load();
    let compared = make(&mut loaded, target).and_then(|Made { files, since }| {
        if let Some(since) = since.filter(|_| !files_only) {
            let crates = bump::crates(&mut loaded, &files)?;
            loaded.report.extend(bump::too_low(&since, &crates, &bump::command(input, target)));
        }
        match files.differences(&target.out) {
            Ok(differences) => Some((files, differences)),
            Err(error) => {
                loaded.report.push(failure("read", &error));
                None
            }
        }
    });
    input.print(&mut loaded);
    match compared {
        None => Ending::Failed,
        Some((_, differences)) if differences.is_empty() => {
            input.say(&format!("{} is current\n", target.out.display()));
            if loaded.report.has_errors() { Ending::Failed } else { Ending::Done }
        }
        Some((files, differences)) => {
            for difference in &differences {
                input.say(&shown(target, &files, difference));
            }
            input.say(&format!("\n{} is not current: {}\n", target.out.display(), counted(differences.len())));
            for difference in &differences {
                input.say(&format!("  {}\n", listed(difference)));
            }
            input.say(&format!("run: {} generate {} {}\n", program(), input.arguments(), target.arguments()));
            Ending::Failed
        }
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 file differs".to_owned() } else { format!("{count} files differ") }
}

fn listed(difference: &Difference) -> String {
    match difference {
        Difference::Missing(path) => format!("{path} (missing)"),
        Difference::Changed(path, _) => path.clone(),
        Difference::Left(path) => format!("{path} (to be deleted)"),
    }
}

/// One difference as a unified diff from what is there to what should be.
fn shown(target: &Target, files: &Files, difference: &Difference) -> String {
    let path = difference.path();
    let (found, wanted) = match difference {
        Difference::Missing(_) => (String::new(), files.0[path].as_str()),
        Difference::Changed(_, found) => (found.clone(), files.0[path].as_str()),
        Difference::Left(_) => (fs::read_to_string(target.out.join(path)).unwrap_or_default(), ""),
    };
    let diff = TextDiff::from_lines(found.as_str(), wanted);
    diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
