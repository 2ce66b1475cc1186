//! Asks the API to send a user a recovery code.
//!
//! Without arguments the request goes to a mock of the API, which this starts in its own process:
//!
//! ```text
//! cargo run --example send_recovery_code
//! cargo run --example send_recovery_code -- --server europe --username alice@example.com --org-id or-…
//! ```

use std::error::Error;
use std::process::ExitCode;

use dfns::{Client, SPEC_VERSION, SendRecoveryCodeEmailRequest, Server};
use openapi_mock::Mock;

const USAGE: &str = "\
usage: send_recovery_code [--server NAME] [--username NAME] [--org-id ID] [--tenant-id ID]

  --server NAME     a server of the API: europe, uae or staging [default: a mock on this machine]
  --username NAME   whom to send the code to [default, with the mock only: alice@example.com]
  --org-id ID       the user's organization
  --tenant-id ID    the user's tenant";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Some(arguments) = Arguments::parse(std::env::args().skip(1))? else {
        println!("{USAGE}");
        return Ok(());
    };
    let request = arguments.request()?;
    let (client, _mock) = if let Some(server) = arguments.server {
        println!("sending to {server} ({})", server.url());
        (Client::new(server), None)
    } else {
        let mock = Mock::start(serde_yaml::from_str(include_str!("../openapi.yaml"))?)?;
        println!("sending to a mock of version {SPEC_VERSION} at {}", mock.url());
        (Client::builder().base_url(mock.url()).build()?, Some(mock))
    };
    let reply = client.send_recovery_code_email(&request).await?;
    println!("{}: {}", reply.status(), reply.message);
    Ok(())
}

/// What the command line says.
#[derive(Default)]
struct Arguments {
    server: Option<Server>,
    username: Option<String>,
    org_id: Option<String>,
    tenant_id: Option<String>,
}

impl Arguments {
    /// `None`: help was asked for.
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, Box<dyn Error>> {
        let mut parsed = Self::default();
        while let Some(name) = arguments.next() {
            if name == "--help" || name == "-h" {
                return Ok(None);
            }
            let known = ["--server", "--username", "--org-id", "--tenant-id"].contains(&name.as_str());
            let value = arguments.next().filter(|_| known);
            let value = value.ok_or_else(|| {
                if known { format!("{name} needs a value\n\n{USAGE}") } else { format!("unknown argument {name}\n\n{USAGE}") }
            })?;
            match name.as_str() {
                "--server" => {
                    let names: Vec<&str> = Server::ALL.iter().map(|server| server.name()).collect();
                    let unknown = |_| format!("there is no server `{value}`; there are: {}", names.join(", "));
                    parsed.server = Some(value.parse().map_err(unknown)?);
                }
                "--username" => parsed.username = Some(value),
                "--org-id" => parsed.org_id = Some(value),
                _ => parsed.tenant_id = Some(value),
            }
        }
        Ok(Some(parsed))
    }

    /// The request. With the real API, only ever what the user gave.
    fn request(&self) -> Result<SendRecoveryCodeEmailRequest, Box<dyn Error>> {
        let username = match (&self.username, self.server) {
            (Some(username), _) => username,
            (None, None) => "alice@example.com",
            (None, Some(_)) => return Err(format!("--username says whom to send the code to\n\n{USAGE}").into()),
        };
        let mut request = SendRecoveryCodeEmailRequest::new(username.parse()?);
        if let Some(org_id) = &self.org_id {
            request = request.with_org_id(org_id.parse()?);
        }
        if let Some(tenant_id) = &self.tenant_id {
            request = request.with_tenant_id(tenant_id.parse()?);
        }
        Ok(request)
    }
}
