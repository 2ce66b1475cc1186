//! A server that plays any `OpenAPI` 3.0, 3.1 or 3.2 document, and checks each request against it.
//!
//! In comes the document as a [`serde_json::Value`]; out comes a [`Mock`], which listens on a loopback port, answers requests
//! that conform to the document with replies that do so too, and answers all others with what is wrong with them.
//!
//! ```
//! # fn main() -> Result<(), openapi_mock::Error> {
//! let document = serde_json::json!({
//!     "openapi": "3.1.0",
//!     "paths": { "/pets": { "get": { "responses": { "204": { "description": "None." } } } } }
//! });
//! let mock = openapi_mock::Mock::start(document)?;
//! // Point a client at `mock.url()`, and then:
//! assert!(mock.requests().iter().all(|request| request.violations.is_empty()));
//! # Ok(())
//! # }
//! ```
//!
//! The check is to be an independent one, so that it finds what a generator and its runtime get wrong alike: values are
//! validated by the `jsonschema` crate, and no code is shared with whatever generated the client.
//!
//! A request takes this way through the modules:
//!
//! | step | modules |
//! |---|---|
//! | it arrives | `server`, `request` |
//! | its operation is found | `route`, `template` |
//! | credentials, parameters and body are checked | `security`, `parameters` (`style`, `form`), `body` (`media`, `urlencoded`, `multipart`) |
//! | by schemas made self-contained and compiled when first needed | `document`, `close` (`keywords`, `discriminator`), `schemas`, `finding`, `view` |
//! | a reply is scripted or made | `script`, `respond`, `content`, `make` |
//! | it is remembered | `record` |
//!
//! `sample` and `rehearse` go through a whole document without any request.
//!
//! Deliberately absent: anything outside the document (a reference to another file or host is an error that names it), state
//! between requests, XML, and a look into files and into the parts of multipart bodies that are no forms.

mod body;
mod close;
mod content;
mod discriminator;
mod document;
mod finding;
mod form;
mod keywords;
mod make;
mod media;
mod mock;
mod multipart;
mod parameters;
mod play;
mod problem;
mod record;
mod rehearse;
mod reply;
mod request;
mod respond;
mod route;
mod sample;
mod schemas;
mod script;
mod security;
mod server;
mod style;
mod template;
mod urlencoded;
mod view;

pub use make::Extent;
pub use mock::{Builder, Mock, serve};
pub use problem::Error;
pub use record::{Part, Recorded, Violation};
pub use rehearse::Rehearsed;
pub use reply::Reply;
pub use sample::{Argument, Sample};
