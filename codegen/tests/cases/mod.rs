//! What the tests of the library share: the golden documents, and generating in memory.
#![allow(dead_code, reason = "each test is a program of its own and uses a part of this")]

use std::fs;
use std::path::{Path, PathBuf};

use openapi_codegen::config::Config;
use openapi_codegen::ir::Api;
use openapi_codegen::names::{LOCK, Lock};
use openapi_codegen::output::{Files, MARK};
use openapi_codegen::report::{Report, Style, render};
use openapi_codegen::source::{Source, Sources};

/// The stamp of what is generated here: not that of the inputs, so that a remark in a document changes no output.
const STAMP: &str = "0000000000000000";

/// What generating gave, and what there was to say about the document.
pub(crate) struct Generated {
    /// `None`: the report has errors.
    pub(crate) files: Option<Files>,
    /// The client.
    pub(crate) api: Option<Api>,
    /// The codes of the report.
    pub(crate) codes: Vec<&'static str>,
    /// The report as text; empty where there is nothing to say.
    pub(crate) report: String,
}

/// Generates the crate of a document. `name` is what messages call it.
pub(crate) fn generate(name: &str, document: impl Into<Vec<u8>>, config: &Config) -> Generated {
    generate_again(name, document, config, &Lock::default())
}

/// As [`generate`], where names were given before.
pub(crate) fn generate_again(name: &str, document: impl Into<Vec<u8>>, config: &Config, lock: &Lock) -> Generated {
    let (sources, mut report) = (Sources::new(), Report::new());
    report.reading(sources.insert(Source::parse(name, document)));
    made(&sources, report, config, lock)
}

/// Generates the crate of the document that a file starts.
pub(crate) fn generate_file(path: &Path, config: &Config, lock: &Lock) -> Generated {
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, path);
    made(&sources, report, config, lock)
}

fn made(sources: &Sources, mut report: Report, config: &Config, lock: &Lock) -> Generated {
    let generated = openapi_codegen::generate(sources, config, lock, "", "version = \"*\"", &mut report);
    let (files, api) = generated.map(|generated| (generated.files, generated.api)).unzip();
    let files = files.map(|mut files: Files| {
        let root = files.0.get_mut("src/lib.rs").expect("each crate has one");
        let (_, rest) = root.split_once('\n').expect("it has a first line");
        *root = format!("{MARK}, inputs {STAMP}. Do not edit.\n{rest}");
        files
    });
    report.sort();
    let codes = report.iter().map(|diagnostic| diagnostic.code).collect();
    // Its last line only counts.
    let report = if report.is_empty() { String::new() } else { render(&report, sources, Style::Plain) };
    Generated { files, api, codes, report }
}

/// As [`generate`], for a document that has to come out.
pub(crate) fn files(name: &str, document: &str) -> Files {
    let generated = generate(name, document, &Config::default());
    generated.files.unwrap_or_else(|| panic!("{name} is not generated:\n{}\n{document}", generated.report))
}

/// Where the golden cases are.
pub(crate) fn goldens() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens")
}

/// A golden case: a folder with a document.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    pub(crate) document: String,
    pub(crate) config: Config,
    /// The names that were given before; mostly none.
    pub(crate) lock: Lock,
}

/// All golden cases, by name.
pub(crate) fn cases() -> Vec<Case> {
    let folder = goldens().join("cases");
    let mut cases: Vec<Case> = fs::read_dir(&folder)
        .expect("the folder of the cases is there")
        .map(|entry| {
            let folder = entry.expect("it can be listed").path();
            let text = |name: &str| fs::read_to_string(folder.join(name));
            let name = folder.file_name().and_then(|name| name.to_str()).expect("a name in UTF-8").to_owned();
            let document = text("openapi.yaml").unwrap_or_else(|error| panic!("{name}/openapi.yaml: {error}"));
            let config = Config::parse(&text("codegen.toml").unwrap_or_default()).expect("its codegen.toml is right");
            let lock = Lock::parse(&text(LOCK).unwrap_or_default()).expect("its names.lock is right");
            Case { name, folder, document, config, lock }
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

impl Case {
    /// What the generator makes of it.
    pub(crate) fn generate(&self) -> Generated {
        let mut generated = generate_file(&self.folder.join("openapi.yaml"), &self.config, &self.lock);
        // Messages call its files what they are called within the case.
        generated.report = generated.report.replace(&format!("{}/", self.folder.display()), "");
        generated
    }
}

/// Random numbers that are the same in every run (xorshift64*, Vigna 2016).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        // What modulo favours does not matter here.
        usize::try_from(self.next() >> 33).unwrap_or_default() % limit.max(1)
    }

    pub(crate) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }

    /// Another order (Fisher-Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
