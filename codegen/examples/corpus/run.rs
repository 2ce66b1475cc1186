//! All documents, each in a process of its own, and then their crates.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::alone::{self, Outcome};
use crate::compile::{self, Compiled};
use crate::documents::{Document, documents};
use crate::progress::progress;
use crate::{Arguments, count, table};

/// Bytes of stack for those who count operations. They are taken only where they are used.
const STACK: usize = 1 << 30;

/// What there is to say about a document.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) document: Document,
    /// What came of it, or how its process ended instead.
    pub(crate) outcome: Result<Outcome, String>,
    /// Its operations, counted without the generator, where another reader can read it.
    pub(crate) operations: Option<Vec<String>>,
    pub(crate) compiled: Option<Compiled>,
}

impl Row {
    /// The operations that the crate does not have and no message names.
    pub(crate) fn lost(&self) -> Vec<&str> {
        let (Ok(outcome), Some(operations)) = (&self.outcome, &self.operations) else { return Vec::new() };
        // Where the whole document is refused, the errors are the word.
        let Some(kept) = &outcome.kept else { return Vec::new() };
        let is_known = |operation: &&String| kept.contains(operation) || outcome.left_out.iter().any(|(left, _)| left == *operation);
        operations.iter().filter(|operation| !is_known(operation)).map(String::as_str).collect()
    }

    /// How many operations the document has.
    pub(crate) fn total(&self) -> usize {
        let known = |outcome: &Outcome| outcome.kept.as_ref().map_or(0, Vec::len) + outcome.left_out.len();
        self.operations.as_ref().map(Vec::len).or_else(|| self.outcome.as_ref().ok().map(known)).unwrap_or(0)
    }

    fn is_good(&self) -> bool {
        self.outcome.is_ok() && self.lost().is_empty() && self.compiled.as_ref().is_none_or(Compiled::is_good)
    }
}

/// Runs everything, and prints the table. Whether all is as it must be.
pub(crate) fn run(arguments: &Arguments, out: &Path) -> io::Result<bool> {
    let mut documents = documents(&arguments.folder)?;
    documents.retain(|document| document.name.contains(&arguments.filter));
    if documents.is_empty() {
        return Err(io::Error::other(format!("{} has no document of this name", arguments.folder.display())));
    }
    for folder in ["crates", "outcomes"] {
        fs::create_dir_all(out.join(folder))?;
    }
    let mut rows = generated(documents, arguments, out)?;
    if arguments.check || arguments.each_feature {
        compile::prepare(out)?;
        let count = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            progress("compiling", index, count, &row.document.name);
            if row.outcome.as_ref().is_ok_and(|outcome| outcome.kept.is_some()) {
                row.compiled = Some(compile::compile(out, &row.document.package, arguments.each_feature)?);
            }
            // What is known so far, should the run be ended before its end.
            progress("", 0, 0, "");
            eprintln!("{}", table::line(row));
        }
        progress("", 0, 0, "");
    }
    let text = table::table(&rows);
    println!("{text}");
    if let Some(path) = &arguments.markdown {
        fs::write(path, table::page(&text))?;
    }
    Ok(rows.iter().all(Row::is_good))
}

/// Generates the documents, several at a time.
fn generated(documents: Vec<Document>, arguments: &Arguments, out: &Path) -> io::Result<Vec<Row>> {
    let program = std::env::current_exe()?;
    let limit = Duration::from_secs(arguments.limit);
    let (next, count) = (AtomicUsize::new(0), documents.len());
    let rows: Mutex<Vec<(usize, io::Result<Row>)>> = Mutex::default();
    let documents: Vec<Mutex<Option<Document>>> = documents.into_iter().map(|document| Mutex::new(Some(document))).collect();
    std::thread::scope(|scope| {
        for _ in 0..arguments.jobs.max(1) {
            // Documents that attack readers with their depth are counted in this process.
            let thread = std::thread::Builder::new().stack_size(STACK);
            let spawned = thread.spawn_scoped(scope, || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(index).and_then(|document| document.lock().ok()?.take()) else { break };
                    progress("generating", index, count, &document.name);
                    let row = row(&program, document, limit, out);
                    if let Ok(mut rows) = rows.lock() {
                        rows.push((index, row));
                    }
                }
            });
            if let Err(error) = spawned {
                eprintln!("error: {error}");
            }
        }
    });
    progress("", 0, 0, "");
    let mut rows = rows.into_inner().map_err(|_| io::Error::other("a thread has panicked"))?;
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(program: &Path, document: Document, limit: Duration, out: &Path) -> io::Result<Row> {
    let file = alone::outcome_file(out, &document.package);
    let log = file.with_extension("log");
    let _ = fs::remove_file(&file);
    let mut child = Command::new(program)
        .arg(&document.entry)
        .args(["--alone", &document.package, "--out"])
        .arg(out)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&log)?)
        .spawn()?;
    let start = Instant::now();
    let ended = loop {
        match child.try_wait()? {
            Some(status) => break Some(status),
            None if start.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let outcome = match ended {
        None => Err(format!("not done after {} s", limit.as_secs())),
        Some(status) if status.success() => {
            serde_json::from_slice(&fs::read(&file)?).map_err(|error| format!("its outcome is unreadable: {error}"))
        }
        Some(status) => Err(last_words(status, &fs::read_to_string(&log).unwrap_or_default())),
    };
    let operations = count::operations(&document.entry);
    Ok(Row { document, outcome, operations, compiled: None })
}

/// What a process that failed has said: the first line of a panic has its place, the second its message.
fn last_words(status: ExitStatus, log: &str) -> String {
    let words: Vec<&str> = log.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("note:")).take(2).collect();
    format!("{status}: {}", words.join(" "))
}
