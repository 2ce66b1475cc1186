//! The program beside the crate: it has a client receive each value, and send it again.

use std::fmt::Write;

use openapi_codegen::ir::{Api, Operation};

use crate::document::CLIENT;

/// What is the same for all of them.
pub(crate) const SUPPORT: &str = include_str!("support.rs");

/// Its manifest.
pub(crate) fn manifest(package: &str) -> String {
    format!(
        "[package]\nname = {package:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         {CLIENT} = {{ path = \"{CLIENT}\", default-features = false }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"rt\"] }}\ntower-service = \"0.3\"\n"
    )
}

/// Its program.
pub(crate) fn program(api: &Api, numbers: &[usize]) -> String {
    let mut text = String::from(
        "//! Receives values, and sends them again.\n\nmod support;\n\nuse client::Client;\nuse support::Trouble;\n\nfn main() {\n    \
         support::run(perform);\n}\n\nasync fn perform(client: Client, group: usize) -> Result<(), Trouble> {\n    match group {\n",
    );
    for number in numbers {
        let _ = writeln!(text, "        {number} => Box::pin(group_{number}(&client)).await,");
    }
    text.push_str("        _ => Err(Trouble::new(\"unknown\", \"no such group\")),\n    }\n}\n");
    for number in numbers {
        let (Some(receive), Some(send)) = (operation(api, "GET", *number), operation(api, "PUT", *number)) else { continue };
        let _ = write!(
            text,
            "\nasync fn group_{number}(client: &Client) -> Result<(), Trouble> {{\n    \
             let value = client.{}().await.map_err(Trouble::receiving)?.into_inner();\n    \
             client.{}(&value).await.map_err(Trouble::sending)?;\n    Ok(())\n}}\n",
            receive.name.as_str(),
            send.name.as_str(),
        );
    }
    text
}

fn operation<'a>(api: &'a Api, method: &str, number: usize) -> Option<&'a Operation> {
    let path = format!("/{number}");
    let mut operations = api.modules.iter().flat_map(|module| &module.operations);
    operations.find(|operation| operation.method == method && operation.path == path)
}
