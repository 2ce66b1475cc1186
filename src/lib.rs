//! A client for the [Dfns](https://www.dfns.co) API.
//!
//! ```no_run
//! use dfns::{Client, OrgId, SendRecoveryCodeEmailRequest, Server};
//!
//! // A literal is checked when this compiles.
//! const ORG: OrgId = OrgId::from_static("or-30tnh-itmjs-s235s5ontr3r23h2");
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::new(Server::Europe);
//! let request = SendRecoveryCodeEmailRequest::new("alice@example.com".parse()?).with_org_id(ORG);
//! let reply = client.send_recovery_code_email(&request).await?;
//! println!("{}", reply.message);
//! # Ok(())
//! # }
//! ```
//!
//! Everything about the API itself is generated from its `OpenAPI` document, version [`SPEC_VERSION`], into the crate
//! `dfns-api`, and re-exported here. What the document cannot say is added by hand: so far, nothing has to be.
//!
//! - A request is validated before it is sent, and all that is wrong with it is reported at once.
//! - A reply is read tolerantly: properties and values that the document does not list yet do not fail a call.
//! - An error of the API, though the document declares none, is [`Error::Api`] with its status, headers and body.
//! - Without the feature `reqwest`, which is on by default, the client sends through any `tower` service over `http`
//!   types: [`ClientBuilder::transport`].

pub use dfns_api::{
    ApiError, ApiResponse, BuildError, Call, Client, ClientBuilder, Error, SPEC_VERSION, Server, auth, openapi_client, types,
};

#[doc(no_inline)]
pub use dfns_api::types::*;
