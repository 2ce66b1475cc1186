//! Groups → a document: each group's schema in a file of its own, so that its references lead where JSON Schema says.

use std::fs;
use std::io;
use std::path::Path;

use openapi_codegen::config::{Config, Package};
use openapi_codegen::names::Lock;
use openapi_codegen::report::{Diagnostic, Report, Severity};
use openapi_codegen::source::Sources;
use openapi_codegen::{Generated, generate};
use serde_json::{Map, Value, json};

use crate::build::runtime;
use crate::groups::Group;

/// What the package of the crate is called.
pub(crate) const CLIENT: &str = "client";

/// What the generator says of a document.
pub(crate) struct Said {
    /// The crate. `None`: it is refused.
    pub(crate) generated: Option<Generated>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Said {
    /// What it is refused for.
    pub(crate) fn errors(&self) -> String {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors.map(|error| error.message.clone()).collect::<Vec<_>>().join("; ")
    }

    /// Whether a message names a keyword.
    pub(crate) fn names(&self, keyword: &str) -> bool {
        let quoted = format!("`{keyword}`");
        self.diagnostics.iter().any(|diagnostic| diagnostic.message.contains(&quoted))
    }
}

/// Writes the document of some groups (each with its number), and generates its crate.
pub(crate) fn generated(groups: &[(usize, &Group)], folder: &Path) -> io::Result<Said> {
    // What an earlier run has left is no part of it.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    for (number, group) in groups {
        fs::write(folder.join(format!("group-{number}.json")), schema(group).to_string())?;
    }
    let entry = folder.join("openapi.json");
    fs::write(&entry, document(groups).to_string())?;
    let package = Package { name: Some(CLIENT.to_owned()), workspace_member: true, features: Some(false), ..Package::default() };
    let (sources, mut report) = (Sources::new(), Report::new());
    report.read(&sources, &entry);
    let generated = generate(&sources, &Config { package, ..Config::default() }, &Lock::default(), "schema-suite", &runtime(), &mut report);
    report.sort();
    Ok(Said { generated: generated.filter(|_| !report.has_errors()), diagnostics: report.into_iter().collect() })
}

/// One operation replies with a group's value, one takes it: as the property of an object, since some schemas are no JSON as a whole body.
fn document(groups: &[(usize, &Group)]) -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for (number, _) in groups {
        let name = format!("Group{number}");
        let value = json!({ "$ref": format!("#/components/schemas/{name}") });
        let schema = json!({ "type": "object", "required": ["value"], "properties": { "value": value } });
        let content = json!({ "application/json": { "schema": schema } });
        paths.insert(
            format!("/{number}"),
            json!({
                "get": { "operationId": format!("receive_{number}"), "responses": { "200": { "description": "", "content": content } } },
                "put": { "operationId": format!("send_{number}"), "requestBody": { "required": true, "content": content },
                    "responses": { "204": { "description": "" } } },
            }),
        );
        schemas.insert(name, json!({ "$ref": format!("group-{number}.json") }));
    }
    json!({ "openapi": "3.1.0", "info": { "title": "Schemas", "version": "1" }, "paths": paths, "components": { "schemas": schemas } })
}

/// The schema, without `format` where the suite has it assert nothing: the generator's types always assert theirs, as OpenAPI's users expect.
fn schema(group: &Group) -> Value {
    let mut schema = group.schema.clone();
    if let Some(object) = schema.as_object_mut().filter(|_| !group.asserts_formats()) {
        object.shift_remove("format");
    }
    schema
}
