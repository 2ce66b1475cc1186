//! A part of a document makes what a document of only that part would make.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod cases;

use cases::{Generated, generate};
use openapi_codegen::config::Config;

/// What the operation that is selected needs. A whole document has more where the comments are.
const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
security: [{ token: [] }]
tags: [{ name: pets, description: All about pets. }]
paths:
  /pets/{id}:
    parameters: [{ $ref: '#/components/parameters/id' }]
    # OPERATIONS
    get:
      operationId: getPet
      tags: [pets, animals]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  # PATHS
components:
  securitySchemes:
    # SCHEMES
    token: { type: http, scheme: bearer }
  parameters:
    id: { name: id, in: path, required: true, schema: { $ref: '#/components/schemas/Id' } }
  schemas:
    # SCHEMAS
    Id: { type: string, pattern: '^[a-z]+$' }
    Owner: { type: object, properties: { first: { type: string }, pets: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
    Pet: { type: object, required: [id], properties: { id: { $ref: '#/components/schemas/Id' }, owner: { $ref: '#/components/schemas/Owner' } } }
";

/// Everything that can be wrong with what is not selected.
const MORE: &[(&str, &str)] = &[
    ("# OPERATIONS", "delete: { operationId: get_pet, tags: [pets], responses: { oops: {} }, requestBody: 3 }"),
    (
        "# PATHS",
        "/owners/{}: { get: { operationId: getPet, tags: [people], security: [{ key: [] }], responses: { '200': { $ref: '#/components/responses/gone' } } } }
  /people: { get: { tags: [people], responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/pet' } } } } } } }",
    ),
    ("# SCHEMES", "key: { type: apiKey, in: nowhere, name: key }"),
    ("# SCHEMAS", "pet: { type: object, minProperties: -1, properties: { id: { type: string, pattern: '(' } } }"),
];

fn whole() -> String {
    let document = format!("{DOCUMENT}webhooks: {{ pet: {{ post: {{ requestBody: {{ content: 3 }} }} }} }}\n");
    MORE.iter().fold(document, |document, (place, text)| {
        assert!(document.contains(place), "{place}");
        document.replace(place, text)
    })
}

fn selected(document: &str, select: &str) -> Generated {
    generate("openapi.yaml", document, &Config::parse(&format!("[select]\n{select}\n")).expect("it is right"))
}

#[test]
fn a_part_is_what_it_would_be_alone() {
    let alone = generate("openapi.yaml", DOCUMENT, &Config::default());
    let alone = alone.files.unwrap_or_else(|| panic!("{}", alone.report));
    for select in [
        "operations = ['GET /pets/{id}']",
        "operations = ['get  /pets/{id} ']",
        "tags = ['animals']",
        "operations = ['GET /pets/{id}']\ntags = ['animals']",
    ] {
        let part = selected(&whole(), select);
        assert_eq!(part.report, "", "{select}");
        let part = part.files.expect("nothing is wrong with it");
        assert_eq!(part.0.keys().collect::<Vec<_>>(), alone.0.keys().collect::<Vec<_>>(), "{select}");
        for (path, text) in &alone.0 {
            assert_eq!(*text, part.0[path], "{select}: {path}");
        }
    }
    assert!(generate("openapi.yaml", whole(), &Config::default()).files.is_none());
}

#[test]
fn what_selects_nothing_is_an_error() {
    for (select, message, help) in [
        ("operations = ['GET /pet/{id}']", "no operation is `GET /pet/{id}`", "did you mean `GET /pets/{id}`?"),
        ("operations = ['getPets']", "no operation is `getPets`", "did you mean `getPet`?"),
        ("operations = ['createOwner']", "no operation is `createOwner`", "name one by method and path"),
        ("tags = ['pet']", "no operation has the tag `pet`", "did you mean `pets`?"),
        ("tags = ['vehicles']", "no operation has the tag `vehicles`", "there are `pets`, `animals`"),
    ] {
        let wrong = selected(DOCUMENT, select);
        assert!(wrong.files.is_none(), "{select}");
        assert!(wrong.report.contains(message) && wrong.report.contains(help), "{select}: {}", wrong.report);
    }
}

/// Schemas that are reached by a discriminator only, and references into parts that are not selected.
#[test]
fn all_that_is_reached_is_there() {
    let document = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets: { get: { operationId: listPets, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } } } } }
  /dogs: { get: { operationId: listDogs, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Dog' } } } } } } }
components:
  schemas:
    Pet: { type: object, required: [kind], properties: { kind: { type: string } } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
    Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { barks: { type: boolean } } }] }
";
    let text = |document: &str| {
        let part = selected(document, "operations = ['listPets']");
        let files = part.files.unwrap_or_else(|| panic!("{}", part.report)).0;
        files.into_values().collect::<String>()
    };
    let cats = text(document);
    assert!(cats.contains("pub struct Cat") && cats.contains("pub struct Pet") && !cats.contains("Dog"), "{cats}");
}
