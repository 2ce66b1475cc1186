//! What is printed, compiled and run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::env;
use std::fs;
use std::process::Command;

use quote::{format_ident, quote};

use super::{matcher, matcher_in};
use crate::pattern::tests::{corpus::real, samples};
use crate::pattern::{Compiled, Length, compile, mended};

/// At least one for each way to print something.
const PATTERNS: &[&str] = &[
    "^or-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}$",
    "or-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{14,16}",
    "^[^<>]{1,10}$",
    "^[^<>]+x",
    "^[^<>]{2,4}>$",
    "^[^a]{3}b",
    "^https://",
    "^https://[^/]+/",
    "github",
    "ab",
    "[A-Z]{2}",
    "\\.json$",
    "[0-9]{3}$",
    "[a-z]{12}$",
    "^$",
    "^abcdef$",
    "^(0x)?[0-9a-fA-F]{64}$",
    "^(0x)?([0-9a-fA-F][0-9a-fA-F])*$",
    "^[A-Z_]*(,[A-Z_]+)*$",
    "^[a-z][a-z0-9-]{0,30}[a-z0-9]$",
    "^([01]\\d|2[0-3]):?([0-5]\\d)$",
    "^refs/(heads|tags|pull)/",
    "^(heads|tags|)[.]$",
    "^(a[0-9]+|b)*z$",
    "^refs/(?:heads/|[a-c]x[0-9]+y|z)",
    "^(?:a[0-9]+b|c|ddd+)x*",
    "^(?:ab|c|[d-f][0-9]*;)",
    "^(?:x[ab]*){3,5}$",
    "^(?:-?[0-9a-f]{4}){9}$",
    "^(?:[a-z]{1,3}\\.){1,4}(?:(?:x\\d{2,3}){2,}-){9}$",
    "^(?:(?:[^:]{1,2}:){9}[^;]{2,3};){1,10}$",
    "^\\d+(\\.\\d+)?$",
    "^\\d{2,3}-\\d{1,}x?$",
    "^[a-zA-Z0-9_.:/+ =@-]{1,100}$",
    "^[!#%&*+,.:;=?@_|~-]+>$",
    "^[a-zA-Z0-9 _.:,;/!?+-]+@$",
    "^🐲*é$",
    "^\\cJ\\0\\x7f\"\\\\'$",
    "^(?!x)[a-z]+$",
    "^[^:]+:.+$",
    "^.{1,255}$",
    "^.{3,}$",
    "^(?=.{1,20}$)([a-z]+\\.)+[a-z]+$",
    "^$|^((25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$",
    "^\\p{L}+$",
    "^[\\p{L}\\p{N} '-]{2,40}$",
    "^[a-zA-ZÀ-ÿ]+(?: [a-zA-ZÀ-ÿ]+)*$",
    "^(?:[a-z]{2}-){1,150}x?$",
    "^(?:[A-Za-z0-9\\-_]{48}|\\d+:[a-fA-F0-9]{64})$",
    "\\bfoo\\b(?<!a.*)",
    "(?<=a)b(?=c)",
    "\\S+",
    "[]",
    "^[\\s\\S]{2,5}$",
    "^[\\s\\S]{3}b",
    "^b[\\s\\S]*aa$",
    "^[\\s\\S]{3,}$",
];

#[test]
fn what_is_printed_says_what_the_plan_says() {
    let mut program = quote! {};
    let mut checks = quote! {};
    for (at, pattern) in PATTERNS.iter().enumerate() {
        let Compiled { plan, .. } = compile(pattern, Length::default()).unwrap();
        let body = matcher(&plan);
        let name = format_ident!("matches_{at}");
        let (yes, no): (Vec<String>, Vec<String>) = samples(pattern, 30).into_iter().partition(|value| plan.matches(value) == Some(true));
        let verdict = !yes.is_empty();
        let sample = if verdict { yes.last() } else { no.last() }.unwrap();
        program.extend(quote! {
            const fn #name(value: &str) -> bool {
                #body
            }
            // In a constant too.
            const _: () = assert!(#name(#sample) == #verdict);
        });
        checks.extend(quote! {
            for value in [#(#yes),*] as [&str; _] {
                assert!(#name(value), "{} matches {value:?}", #pattern);
            }
            for value in [#(#no),*] as [&str; _] {
                assert!(!#name(value), "{} does not match {value:?}", #pattern);
            }
        });
    }
    let text = format!("#![deny(warnings)]\n{}\nfn main() {{ {checks} }}", pretty(program));
    run(&text);
}

/// How large the checks of real patterns are: the figures are in `docs/performance.md`.
#[test]
fn half_of_the_real_patterns_are_printed_in_25_lines_or_1_kib() {
    let Some(found) = real() else { return };
    let mut sizes: Vec<(usize, usize)> = found
        .iter()
        .filter_map(|pattern| compile(&mended(pattern), Length::default()).ok())
        .map(|compiled| {
            let body = matcher(&compiled.plan);
            let text = pretty(quote! { const fn matches(value: &str) -> bool { #body } });
            (text.lines().count(), text.len())
        })
        .collect();
    sizes.sort_unstable();
    let (lines, bytes) = sizes[sizes.len() / 2];
    let largest = sizes.iter().map(|(_, bytes)| bytes).max().unwrap();
    eprintln!("{} checks: the median has {lines} lines and {bytes} bytes, the largest {largest} bytes", sizes.len());
    assert!(lines < 25 || bytes < 1024, "{lines} lines, {bytes} bytes");
}

fn pretty(tokens: proc_macro2::TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

/// Compiles and runs a program.
fn run(text: &str) {
    let folder = env::temp_dir().join(format!("openapi-codegen-matcher-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (source, program) = (folder.join("main.rs"), folder.join("main"));
    fs::write(&source, text).unwrap();
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let compiled = Command::new(rustc).args(["--edition=2024", "-o"]).args([&program, &source]).output().unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let ran = Command::new(&program).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_seed_reads_as_if_written_by_hand() {
    let Compiled { plan, .. } = compile("^or-[a-z0-9]{5}-[a-z0-9]{14,16}$", Length::default()).unwrap();
    let body = matcher(&plan);
    let expected: proc_macro2::TokenStream = r"
        const fn allowed(bytes: &[u8]) -> bool {
            let mut all = true;
            let mut at = 0;
            while at < bytes.len() {
                all &= matches!(bytes[at], b'0'..=b'9' | b'a'..=b'z');
                at += 1;
            }
            all
        }
        let rest = value.as_bytes();
        let [b'o', b'r', b'-', rest @ ..] = rest else {
            return false;
        };
        let rest = match rest.split_at_checked(5) {
            Some((part, rest)) if allowed(part) => rest,
            _ => return false,
        };
        let [b'-', rest @ ..] = rest else {
            return false;
        };
        matches!(rest.len(), 14..=16) && allowed(rest)
    "
    .parse()
    .unwrap();
    let function = |body| pretty(quote! { const fn matches(value: &str) -> bool { #body } });
    assert_eq!(function(body), function(expected));
}

#[test]
fn names_of_the_prelude_can_be_others() {
    let Compiled { plan, .. } = compile("^https://[a-z]{9}", Length::default()).unwrap();
    let body = matcher_in(&plan, &|name| {
        let name = format_ident!("{name}");
        quote! { ::core::option::Option::#name }
    });
    assert!(body.to_string().contains(":: core :: option :: Option :: Some ((part , _)) if"));
    assert!(!body.to_string().contains("= Some"));
}
