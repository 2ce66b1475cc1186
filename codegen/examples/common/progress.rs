//! How far a long run is.

use std::io::{self, IsTerminal, Write};

/// One line that is written over, where somebody looks.
pub(crate) fn progress(what: &str, index: usize, count: usize, name: &str) {
    let mut stderr = io::stderr();
    if !stderr.is_terminal() {
        return;
    }
    let line = if count == 0 { String::new() } else { format!("{what} {:>4} of {count}  {name}", index + 1) };
    // Where nobody reads, nothing is lost.
    let _ = write!(stderr, "\r\x1b[2K{line}");
    let _ = stderr.flush();
}
