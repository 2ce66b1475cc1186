//! Is this crate current? See the file itself.
include!("../build.rs");
