//! Properties: what must hold for any name, any order, any prose. The random numbers are the same in every run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;

use std::collections::{BTreeMap, BTreeSet};

use cases::{Random, files, generate};
use openapi_codegen::config::Config;
use openapi_codegen::names::{Field, Ident, Kind, Method, Module, Type, Variant, resolve, spellings};
use openapi_codegen::output::Files;
use openapi_codegen::source::Source;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value, json};

/// What names are made of: words, signs, case, keywords, other scripts, characters that are nothing in an identifier.
const PARTS: &[&str] = &[
    "a", "A", "b", "id", "ID", "Id", "user", "User", "1", "42", "0", "_", "__", "-", "+", ".", "/", " ", "@", "$", "#", "'", "\"", "`",
    "\\", "{", "}", "[", "]", "(", ")", "<", ">", "=", "*", "&", "%", "!", "?", ",", ":", ";", "~", "^", "|", "type", "self", "Self",
    "crate", "super", "fn", "async", "gen", "try", "r#type", "Unknown", "None", "new", "client", "std", "ß", "é", "ñ", "日本", "Ж", "Ⅷ",
    "²", "ª", "🦀", "\u{200d}", "\u{202e}", "\n", "\t", "\u{0}", "HTTP", "XMLHttp", "2FA", "i18n",
];

fn name(random: &mut Random) -> String {
    (0..=random.below(4)).map(|_| *random.pick(PARTS)).collect()
}

/// Some names, no two of them equal.
fn names(random: &mut Random, count: usize) -> Vec<String> {
    let mut names: Vec<String> = (0..count).map(|_| name(random)).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn identifiers_are_legal() {
    fn legal<K: Kind>(name: &str) {
        let ident = Ident::<K>::new(name);
        let parsed = syn::parse_str::<syn::Ident>(ident.as_str()).unwrap_or_else(|error| panic!("{name:?} became {ident}: {error}"));
        assert_eq!(parsed, ident.as_str());
        assert!(!K::TAKEN.contains(&ident.as_str()), "{name:?} became {ident}, which is taken");
    }
    let mut random = Random::new(1);
    for _ in 0..20_000 {
        let name = name(&mut random);
        legal::<Field>(&name);
        legal::<Type>(&name);
        legal::<Variant>(&name);
        legal::<Method>(&name);
        legal::<Module>(&name);
    }
}

#[test]
fn identifiers_of_a_scope_differ_and_no_order_matters() {
    fn check<K: Kind>(random: &mut Random) -> bool {
        let count = random.below(7) + 2;
        let mut names = names(random, count);
        let resolved = |names: &[String]| {
            let mut candidates: Vec<Vec<Ident<K>>> = names.iter().map(|name| spellings(name).collect()).collect();
            resolve(&mut candidates)
                .map(|idents| names.iter().cloned().zip(idents.iter().map(ToString::to_string)).collect::<BTreeMap<_, _>>())
        };
        let before = resolved(&names);
        random.shuffle(&mut names);
        let after = resolved(&names);
        match (before, after) {
            (Ok(before), Ok(after)) => {
                assert_eq!(before, after, "the order decides the names");
                let distinct: BTreeSet<&String> = before.values().collect();
                assert_eq!(distinct.len(), before.len(), "{before:?}");
                true
            }
            (Err(_), Err(_)) => false,
            (before, after) => panic!("the order decides whether there are names: {before:?}, {after:?}"),
        }
    }
    let mut random = Random::new(2);
    let told_apart = (0..5_000).filter(|_| check::<Field>(&mut random) & check::<Variant>(&mut random)).count();
    // The others are a message with both places: nothing tells 日 and 日\u{200d} apart.
    assert!(told_apart > 3_500, "{told_apart}");
}

/// Whole documents of such names: what comes out is Rust whose items do not clash.
#[test]
fn items_of_generated_files_differ() {
    let mut random = Random::new(3);
    let (mut generated, mut refused) = (0, 0);
    for _ in 0..300 {
        let document = named_document(&mut random).to_string();
        let result = generate("names.json", document.as_str(), &Config::default());
        let Some(files) = result.files else {
            let named = |code: &&str| *code == "name-clash";
            assert!(result.codes.iter().any(named), "{}\n{document}", result.report);
            assert!(!result.codes.contains(&"internal"), "{}\n{document}", result.report);
            refused += 1;
            continue;
        };
        generated += 1;
        let mut methods = BTreeSet::new();
        for (path, text) in files.0.iter().filter(|(path, _)| path.starts_with("src/")) {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            distinct(&file, path, &document, &mut methods);
        }
    }
    assert!(generated > refused, "{generated} generated, {refused} refused");
}

/// A document that uses random names for everything that has one.
fn named_document(random: &mut Random) -> Value {
    let values = names(random, 4);
    let text = |_: &String| json!({ "type": "string" });
    let object = |names: &[String]| json!({ "type": "object", "properties": names.iter().map(|name| (name.clone(), text(name))).collect::<Map<_, _>>() });
    let component = |name: &String| name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)) && !name.is_empty();
    let schemas: Map<String, Value> = names(random, 6)
        .into_iter()
        .filter(component)
        .map(|name| (name, if random.below(2) == 0 { object(&names(random, 5)) } else { json!({ "type": "string", "enum": values }) }))
        .collect();
    let paths: Map<String, Value> = (0..3)
        .map(|index| {
            let names = names(random, 4);
            // What may be the name of a header may be one of a parameter in the query too.
            let token = |name: &String| name.chars().all(|c| c.is_ascii_graphic() && !"\"(),/:;<=>?@[\\]{}".contains(c));
            let parameter = |name: String| json!({ "name": name, "in": random.pick(&["query", "header"]), "schema": { "type": "string" } });
            let parameters: Vec<Value> = names.into_iter().filter(token).map(parameter).collect();
            let id = format!("{} {index}", name(random));
            let operation = json!({
                "operationId": id, "tags": [name(random)],
                "parameters": parameters,
                "requestBody": { "content": { "application/json": { "schema": object(&self::names(random, 3)) } } },
                "responses": { "200": { "description": "", "content": { "application/json": { "schema": object(&self::names(random, 3)) } } } },
            });
            (format!("/p{index}"), json!({ "post": operation }))
        })
        .collect();
    json!({ "openapi": "3.1.0", "info": { "title": name(random), "version": "1" }, "paths": paths, "components": { "schemas": schemas } })
}

/// Fails where two items, members, variants or methods of a file have one name. `client` collects the client's methods, which come from several files.
fn distinct(file: &syn::File, path: &str, document: &str, client: &mut BTreeSet<String>) {
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut add = |of: String, name: String| {
        assert!(seen.insert((of.clone(), name.clone())), "{path}: `{name}` twice in {of}\n{document}");
    };
    for item in &file.items {
        match item {
            syn::Item::Struct(item) => {
                add("types".to_owned(), item.ident.to_string());
                item.fields
                    .iter()
                    .filter_map(|field| field.ident.as_ref())
                    .for_each(|field| add(format!("struct {}", item.ident), field.to_string()));
            }
            syn::Item::Enum(item) => {
                add("types".to_owned(), item.ident.to_string());
                item.variants.iter().for_each(|variant| add(format!("enum {}", item.ident), variant.ident.to_string()));
            }
            syn::Item::Type(item) => add("types".to_owned(), item.ident.to_string()),
            syn::Item::Mod(item) => add("modules".to_owned(), item.ident.to_string()),
            syn::Item::Impl(item) if item.trait_.is_none() => {
                let of = item.self_ty.as_ref();
                let syn::Type::Path(of) = of else { continue };
                let of = of.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
                let is_client = of == "Client" && path != "src/types.rs";
                for member in &item.items {
                    let syn::ImplItem::Fn(method) = member else { continue };
                    let name = method.sig.ident.to_string();
                    if is_client {
                        assert!(client.insert(name.clone()), "{path}: `Client::{name}` twice\n{document}");
                    } else {
                        add(format!("impl {of}"), name.clone());
                    }
                    let arguments: Vec<String> = method.sig.inputs.iter().filter_map(argument).collect();
                    let distinct: BTreeSet<&String> = arguments.iter().collect();
                    assert_eq!(distinct.len(), arguments.len(), "{path}: arguments of `{name}`\n{document}");
                }
            }
            _ => {}
        }
    }
}

fn argument(argument: &syn::FnArg) -> Option<String> {
    match argument {
        syn::FnArg::Typed(syn::PatType { pat, .. }) => match pat.as_ref() {
            syn::Pat::Ident(ident) => Some(ident.ident.to_string()),
            _ => None,
        },
        syn::FnArg::Receiver(_) => None,
    }
}

/// Moving a component or a path changes no file of types. Methods are in the document's order, so that only their order may change.
#[test]
fn the_order_of_a_document_does_not_decide_its_types() {
    let mut random = Random::new(4);
    let mut wrong = Vec::new();
    // What is shuffled stands alone, without the other files of its folder.
    let alone = |case: &cases::Case| !case.folder.join("inputs.txt").exists();
    for case in cases::cases().into_iter().filter(alone) {
        let document = Source::parse("openapi.yaml", case.document.as_str()).expect("it is YAML").root().to_json();
        let made = |document: &Value| types(&files(&case.name, &document.to_string()));
        let before = made(&document);
        for section in ["/components/schemas", "/paths"] {
            let several = document.pointer(section).and_then(Value::as_object).is_some_and(|members| members.len() > 1);
            if several && (0..8).any(|_| made(&shuffled(&document, section, &mut random)) != before) {
                wrong.push(format!("{}: the order of {section}", case.name));
            }
        }
    }
    assert_eq!(wrong, [""; 0], "what depends on order");
}

/// The files of types.
fn types(files: &Files) -> BTreeMap<String, String> {
    files.0.iter().filter(|(path, _)| path.starts_with("src/types")).map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// The document with the members of one object in another order.
fn shuffled(document: &Value, pointer: &str, random: &mut Random) -> Value {
    let mut document = document.clone();
    if let Some(Value::Object(members)) = document.pointer_mut(pointer) {
        let mut list: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
        random.shuffle(&mut list);
        members.extend(list);
    }
    document
}

/// What prose is made of, where somebody means harm or does not care.
const PROSE: &[&str] = &[
    "text",
    "two words",
    " ",
    "  ",
    "    ",
    "     ",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\t",
    "\r\n",
    "\r",
    "`",
    "`",
    "``",
    "```",
    "````",
    "~~~",
    "```rust",
    "```should_panic",
    "``` text",
    "~~~ignore",
    ">",
    "> ",
    ">     ",
    ">\t",
    "- ",
    "* ",
    "+ ",
    "-     ",
    "1. ",
    "1.      ",
    "10) ",
    "#",
    "## ",
    "===",
    "---",
    "***",
    "|",
    "| a | b |\n|---|---|\n",
    "<b>",
    "</b>",
    "<",
    ">",
    "<script>alert(1)</script>",
    "<!-- ",
    " -->",
    "<![CDATA[",
    "<?php",
    "<!DOCTYPE",
    "<a href='x'>",
    "<https://a.example>",
    "<javascript:alert(1)>",
    "<a@b.example>",
    "https://a.example/b",
    "http://a.example",
    "https://",
    "www.a.example",
    "[",
    "]",
    "[Foo]",
    "[`Foo`]",
    "[a](b)",
    "[a](https://a.example)",
    "[a](javascript:x)",
    "[a](<b c>)",
    "[a][b]",
    "[a]: b",
    "[a]: https://a.example",
    "[^1]",
    "[^1]: note",
    "![i](https://a.example/i.png)",
    "![i](x)",
    "](",
    ")",
    "(",
    "\\",
    "\\\\",
    "\\<",
    "\\`",
    "\\[",
    "&lt;",
    "&#60;",
    "&#x3c;b&#62;",
    "&amp;lt;",
    "&",
    "*/",
    "/*",
    "//",
    "\"",
    "'",
    "#[doc]",
    "*a*",
    "__b__",
    "~~c~~",
    "- [ ] task",
    "- [x] done",
    ": definition",
    "[[wiki]]",
    "$x$",
    "{#id}",
    "\u{202e}",
    "\u{0}",
    "\u{b}",
    "\u{a0}",
    "é🦀",
];

/// Nothing that a document says becomes HTML, a doctest, or a link into the crate.
#[test]
fn prose_stays_prose() {
    const BATCH: usize = 50;
    let mut random = Random::new(5);
    let mut wrong = Vec::new();
    for _ in 0..100 {
        let prose: Vec<String> = (0..BATCH).map(|_| (0..=random.below(14)).map(|_| *random.pick(PROSE)).collect()).collect();
        let schemas: Map<String, Value> = prose
            .iter()
            .enumerate()
            .map(|(index, prose)| (format!("T{index}"), json!({ "type": "string", "description": prose })))
            .collect();
        let document = json!({ "openapi": "3.1.0", "info": { "title": "x", "version": "1" }, "components": { "schemas": schemas } });
        let made = files("prose.json", &document.to_string());
        let file = syn::parse_file(&made.0["src/types.rs"]).expect("it is Rust");
        for item in &file.items {
            let syn::Item::Type(item) = item else { continue };
            let index: usize = item.ident.to_string()[1..].parse().expect("a number");
            let docs = docs(&item.attrs);
            if let Some(why) = live(&docs) {
                wrong.push((why, prose[index].clone(), docs));
            }
        }
    }
    let shown = wrong.iter().take(10).map(|(why, prose, docs)| format!("{why}\n  prose: {prose:?}\n  docs:  {docs:?}"));
    assert!(wrong.is_empty(), "{} of 5000 are live, such as:\n{}", wrong.len(), shown.collect::<Vec<_>>().join("\n"));
}

/// An item's documentation as rustdoc sees it: without the indentation that all of its lines have.
fn docs(attributes: &[syn::Attribute]) -> String {
    let lines: Vec<String> = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            syn::Meta::NameValue(syn::MetaNameValue {
                path, value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }), ..
            }) if path.is_ident("doc") => Some(text.value()),
            _ => None,
        })
        .collect();
    let indent = |line: &&String| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(&line)).min().unwrap_or_default();
    lines.iter().map(|line| line.get(common..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// What is live in a text of Markdown, read with rustdoc's parser and rustdoc's options.
fn live(docs: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut into_the_crate = Vec::new();
    let mut collect = |link: BrokenLink<'_>| {
        into_the_crate.push(link.reference.to_string());
        Some((CowStr::from("https://broken.example"), CowStr::from("")))
    };
    let mut why = None;
    let mut links = 0;
    let mut code = 0;
    for event in Parser::new_with_broken_link_callback(docs, options, Some(&mut collect)) {
        let found = match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(format!("HTML {html:?}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("an indented block of code, which is a doctest".to_owned()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                code += 1;
                (&*language != "text").then(|| format!("a block of code in {language:?}"))
            }
            Event::End(TagEnd::CodeBlock) => {
                code -= 1;
                None
            }
            Event::Start(Tag::Link { dest_url: to, .. } | Tag::Image { dest_url: to, .. }) => {
                links += 1;
                let is_web = ["https://", "http://", "mailto:"].iter().any(|start| to.starts_with(start)) || to.contains('@');
                (!is_web).then(|| format!("a link to {to:?}"))
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                links -= 1;
                None
            }
            // rustdoc::bare_urls
            Event::Text(text) if links == 0 && code == 0 && (text.contains("https://a") || text.contains("http://a")) => {
                Some(format!("a bare URL in {text:?}"))
            }
            _ => None,
        };
        why = why.or(found);
    }
    why.or_else(|| into_the_crate.first().map(|link| format!("a link into the crate: {link:?}")))
}

/// The test's own eyes are good.
#[test]
fn what_is_live_is_seen() {
    for docs in [
        "a <b>c",
        "    code()",
        "a\n\n    code()",
        "> \n>      code()",
        "```\nx\n```",
        "[Foo]",
        "[`Foo`]",
        "[a](b)",
        "see https://a.example/b",
        "<!-- x -->",
        "- \n\n      x",
    ] {
        assert!(live(docs).is_some(), "{docs:?}");
    }
    for docs in
        ["a &lt;b&gt;", "`<b>`", "```text\nlet x;\n```", "\\[Foo\\]", "<https://a.example>", "[a](https://a.example)", "1 < 2", "- a\n  b"]
    {
        assert_eq!(live(docs), None, "{docs:?}");
    }
}
