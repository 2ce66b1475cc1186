//! `check`: says whether the crate is what the generator would write.

use std::fs;

use clap::Args;
use openapi_codegen::output::{Difference, Files};
use similar::TextDiff;

use super::Ending;
use super::generate::{failure, files};
use super::input::{Input, Target};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(Arguments { input, target }: &Arguments) -> Ending {
    let mut loaded = input.load();
    let compared = files(&mut loaded, target).and_then(|files| match files.differences(&target.out) {
        Ok(differences) => Some((files, differences)),
        Err(error) => {
            loaded.report.push(failure("read", &error));
            None
        }
    });
    input.print(&mut loaded);
    match compared {
        None => Ending::Failed,
        Some((_, differences)) if differences.is_empty() => {
            println!("{} is current", target.out.display());
            Ending::Done
        }
        Some((files, differences)) => {
            for difference in &differences {
                print!("{}", shown(target, &files, difference));
            }
            println!("{} is not current: {} differ", target.out.display(), counted(differences.len()));
            println!("run: openapi-codegen generate {} --out {}", input.spec.display(), target.out.display());
            Ending::Failed
        }
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
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
