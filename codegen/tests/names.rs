//! Names that stay: what a document inserts, moves or changes renames nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;

use cases::{Generated, generate_again};
use openapi_codegen::config::Config;
use openapi_codegen::names::{LOCK, Lock};

/// A document of some paths and components.
fn document(paths: &str, components: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: Names, version: '1' }}\npaths:\n{paths}\ncomponents:\n  schemas:\n{components}\n")
}

/// An operation that sends `schema`.
fn sends(path: &str, id: &str, schema: &str) -> String {
    format!(
        "  {path}:\n    post:\n      operationId: {id}\n      requestBody:\n        required: true\n        content: {{ application/json: {{ schema: {schema} }} }}\n      responses: {{ '204': {{ description: Done. }} }}\n"
    )
}

/// The crate of a document after that of another, and its names.
fn bumped(old: &str, new: &str) -> (Generated, String) {
    let lock = names(&generate_again("openapi.yaml", old, &Config::default(), &Lock::default()));
    let generated = generate_again("openapi.yaml", new, &Config::default(), &Lock::parse(&lock).expect("it was just written"));
    let names = names(&generated);
    (generated, names)
}

fn names(generated: &Generated) -> String {
    generated.files.as_ref().unwrap_or_else(|| panic!("not generated:\n{}", generated.report)).0[LOCK].clone()
}

/// The names whose lines in a lock contain `part`, those of members where it says so.
fn named<'n>(names: &'n str, part: &str) -> Vec<&'n str> {
    names
        .lines()
        .filter(|line| {
            !line.starts_with('#') && line.contains(part) && (part.contains('#') || !line.contains('#') || part.contains("/oneOf/"))
        })
        .filter_map(|line| line.split(" = ").nth(1))
        .collect()
}

const STATUS: &str = "{ type: object, properties: { status: { type: string, enum: [up, down] } } }";
const OTHER: &str = "{ type: object, properties: { status: { type: string, enum: [open, closed] } } }";

#[test]
fn what_is_inserted_before_renames_nothing() {
    let old = document(&sends("/b", "send", STATUS), "    X: { type: string }");
    let new =
        document(&(sends("/a", "Send", OTHER) + &sends("/b", "send", STATUS)), "    Status: { type: integer }\n    X: { type: string }");
    let (_, names) = bumped(&old, &new);
    assert_eq!(named(&names, "~1b/post"), ["send", "SendRequest", "Status"]);
    assert_eq!(named(&names, "schemas/Status"), ["StatusSchema"]);
    assert_eq!(named(&names, "~1a/post"), ["post_a", "PostARequest", "PostARequestStatus"]);
}

#[test]
fn what_moves_takes_its_name_along() {
    let item = "{ title: Item, type: object, properties: { id: { type: string, minLength: 1 } } }";
    let old = document(&(sends("/a", "first", item) + &sends("/b", "second", item)), "    X: { type: string }");
    let lock = names(&generate_again("openapi.yaml", old.as_str(), &Config::default(), &Lock::default()));
    let edited = lock.replace("= first\n", "= begin\n").replace("= Id\n", "= ItemKey\n");
    assert_ne!(lock, edited);
    let lock = Lock::parse(&edited).expect("it is right");
    // The first place of the type is gone, the operation that has the other has moved.
    let new = document(&(sends("/c", "second", item) + &sends("/d", "first", "{ type: string }")), "    X: { type: string }");
    let names = names(&generate_again("openapi.yaml", new.as_str(), &Config::default(), &lock));
    assert_eq!(named(&names, "~1c/post"), ["second", named(&edited, "~1a/post")[1], "ItemKey"]);
    assert_eq!(named(&names, "~1d/post"), ["begin"]);
}

#[test]
fn a_component_that_is_written_out_and_one_that_was_keep_their_names() {
    let pet = "{ type: object, required: [name], properties: { name: { type: string } } }";
    let (inline, component) = (
        document(&sends("/a", "send", pet), "    X: { type: string }"),
        document(&sends("/a", "send", "{ $ref: '#/components/schemas/Pet' }"), &format!("    Pet: {pet}")),
    );
    let (_, names) = bumped(&inline, &component);
    assert_eq!(named(&names, "schemas/Pet"), ["SendRequest"]);
    let (_, names) = bumped(&component, &inline);
    assert_eq!(named(&names, "~1a/post"), ["send", "Pet"]);
}

#[test]
fn members_keep_their_names() {
    let schema = |properties: &str, values: &str, cases: &str| {
        format!(
            "    S:\n      type: object\n      properties: {{ {properties}orgId: {{ type: string }}, kind: {{ type: string, enum: [{values}asc] }} }}\n    U:\n      oneOf: [{cases}{{ type: object, required: [b], properties: {{ b: {{ type: string }} }} }}, {{ type: string }}]\n"
        )
    };
    let old = document(&sends("/a", "send", "{ $ref: '#/components/schemas/S' }"), &schema("", "", ""));
    let case = "{ type: object, required: [a], properties: { a: { type: string }, b: { type: integer } } }, ";
    let new = document(
        &sends("/a", "send", "{ $ref: '#/components/schemas/S' }"),
        &schema("org-id: { type: string }, org_id: { type: string }, ", "ASC, Asc, ", case),
    );
    let (generated, names) = bumped(&old, &new);
    assert_eq!(named(&names, "orgId#field"), ["org_id"]);
    assert_eq!(named(&names, "org-id#field"), ["org_minus_id"]);
    assert_eq!(named(&names, "enum/asc#variant"), ["Asc"]);
    let all = generated.files.unwrap().0.into_values().collect::<String>();
    assert!(all.contains("AscUpper") && all.contains("pub org_id_field"), "{}\n{all}", generated.report);
    let (_, before) = bumped(&old, &old);
    let of_unions = |names: &str| named(names, "/oneOf/").iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(of_unions(&before).iter().all(|name| of_unions(&names).contains(name)), "{before}\n{names}");
}

#[test]
fn variants_of_one_type_are_told_apart() {
    let union = "    U: { oneOf: [{ type: integer, format: int32 }, { type: integer, format: int64 }, { type: string }] }";
    let document = document(&sends("/a", "send", "{ $ref: '#/components/schemas/U' }"), union);
    let (generated, _) = bumped(&document, &document);
    assert!(generated.files.is_some(), "{}", generated.report);
}

#[test]
fn types_stay_in_their_files() {
    let components = |from: usize, to: usize| {
        let component = |at| format!("    Type{at}:\n      type: object\n      properties: {{ a: {{ type: integer }} }}\n");
        (from..to).map(component).collect::<Vec<_>>().concat()
    };
    let paths = sends("/a", "send", "{ $ref: '#/components/schemas/Type30' }");
    let (generated, _) = bumped(&document(&paths, &components(10, 69)), &document(&paths, &components(10, 75)));
    let files = generated.files.expect("it was generated").0;
    assert!(files.contains_key("src/types.rs") && !files.keys().any(|path| path.starts_with("src/types/")), "{:?}", files.keys());
}

#[test]
fn what_can_be_no_name_is_said() {
    let document = document(&sends("/b", "send", STATUS), "    X: { type: string, maxLength: 3 }");
    let lock = names(&generate_again("openapi.yaml", document.as_str(), &Config::default(), &Lock::default()));
    let report = |edited: String| {
        assert_ne!(edited, lock);
        generate_again("openapi.yaml", document.as_str(), &Config::default(), &Lock::parse(&edited).expect("it can be read")).report
    };
    let found = report(lock.replace("= send\n", "= Send\n"));
    assert!(found.contains("`Send` cannot be the name of `/paths/~1b/post`: its case is not") && found.contains("`send` could"), "{found}");
    let found = report(lock.replace("= X\n", "= Status\n"));
    assert!(found.contains("`Status` is the name of `/components/schemas/X` and of `/paths/~1b/post"), "{found}");
}
