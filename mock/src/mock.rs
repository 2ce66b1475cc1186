//! The [`Mock`]: a played document on a thread of its own.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use serde_json::Value;
use tokio::sync::oneshot;

use crate::make::Extent;
use crate::play::Play;
use crate::problem::Error;
use crate::record::Recorded;
use crate::rehearse::{Rehearsed, rehearse};
use crate::reply::Reply;
use crate::sample::{Sample, samples};
use crate::schemas::lock;
use crate::script::Script;
use crate::server;

/// Validators of deeply nested schemas recurse; address space costs nothing until it is used.
const STACK: usize = 64 << 20;

/// A server that plays a document. It stops when dropped.
#[derive(Debug)]
pub struct Mock {
    play: Arc<Play>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// A mock to be: what it plays, where, and with what scripted replies.
#[derive(Debug)]
pub struct Builder {
    document: Value,
    address: SocketAddr,
    script: Script,
}

impl Mock {
    /// Plays a document on a free port of the loopback interface.
    ///
    /// A request may say by `Prefer` which reply it is after (`code=404`, `example=name`, `extent=required` or `extent=others` as in [`Extent`]), and which key of
    /// `paths` it means where several fit (`path="/pets#old"`).
    ///
    /// # Errors
    ///
    /// If the value is no `OpenAPI` 3.0, 3.1 or 3.2 document with paths, or the server cannot be started.
    /// What is wrong further in, such as a reference to nowhere, shows where a request meets it: status 500.
    pub fn start(document: Value) -> Result<Self, Error> {
        Self::builder(document).start()
    }

    /// Plays a document, with more to say about how.
    #[must_use]
    pub fn builder(document: Value) -> Builder {
        Builder { document, address: (Ipv4Addr::LOCALHOST, 0).into(), script: Script::default() }
    }

    /// The URL that stands for the document's servers, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.play.recorded).clone()
    }

    /// What of the document the mock has had to overlook so far, such as a pattern that cannot be compiled, and where.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        self.play.schemas.notes()
    }

    /// Scripts another reply, as [`Builder::reply`] does.
    pub fn reply(&self, method: &str, path: &str, reply: Reply) {
        lock(&self.play.script).add(method, path, reply);
    }

    /// Makes the success reply of every operation without any request, to see which the document makes possible.
    #[must_use]
    pub fn rehearse(&self) -> Vec<Rehearsed> {
        self.apart(rehearse)
    }

    /// Makes arguments for every operation, with which a client can be tried.
    #[must_use]
    pub fn samples(&self, extent: Extent) -> Vec<Sample> {
        self.apart(move |play| samples(play, extent))
    }

    /// Runs on a thread with room for deep schemas.
    fn apart<T: Send + 'static>(&self, run: impl FnOnce(&Play) -> Vec<T> + Send + 'static) -> Vec<T> {
        let play = Arc::clone(&self.play);
        let thread = thread::Builder::new().stack_size(STACK).spawn(move || run(&play));
        thread.ok().and_then(|thread| thread.join().ok()).unwrap_or_default()
    }
}

impl Builder {
    /// Listens on this address. Port 0 stands for any free one.
    #[must_use]
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Answers requests of a method and a path in this way, if they conform to the document.
    ///
    /// The path is a key of the document's `paths` or any other path or template; with one that the document does not have, the
    /// mock plays that too, unchecked. Several replies for the same are sent in turn, and the last one stays: to send a
    /// reply only once, let [`Reply::documented`] follow.
    #[must_use]
    pub fn reply(mut self, method: &str, path: &str, reply: Reply) -> Self {
        self.script.add(method, path, reply);
        self
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// As [`Mock::start`].
    pub fn start(self) -> Result<Mock, Error> {
        let play = Arc::new(Play::new(self.document, self.script)?);
        let listener = TcpListener::bind(self.address)?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let server = Arc::clone(&play);
        let thread = thread::Builder::new().name("openapi-mock".to_owned()).stack_size(STACK).spawn(move || {
            // A runtime that cannot be built shows as connections that no one accepts.
            let _served = server::run(listener, &server, stopped);
        })?;
        Ok(Mock { play, address, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic in there has been printed already.
            let _joined = thread.join();
        }
    }
}

/// Plays a document on an address until the process ends; `ready` gets the URL once requests are accepted.
///
/// # Errors
///
/// As [`Mock::start`].
pub fn serve(document: Value, address: SocketAddr, ready: impl FnOnce(&str)) -> Result<(), Error> {
    let mut mock = Mock::builder(document).address(address).start()?;
    ready(&mock.url());
    if let Some(thread) = mock.thread.take() {
        let _joined = thread.join();
    }
    Ok(())
}
