//! What the generator makes of the small documents in `cases/`, as modules: they compile without a warning, and the tests of this crate use them.
//!
//! `codegen/tests/golden.rs` compares each with what the generator makes of its document today, writes it with `BLESS=1`, and fails for a case that is
//! missing here. A case shows one concern. Its `report.txt`, where there is one, is what the generator has to say about the document.
#![deny(warnings)]

#[path = "../cases/argument_names/src/lib.rs"]
pub mod argument_names;
#[path = "../cases/arrays/src/lib.rs"]
pub mod arrays;
#[path = "../cases/bodies/src/lib.rs"]
pub mod bodies;
#[path = "../cases/credentials/src/lib.rs"]
pub mod credentials;
#[path = "../cases/cycles/src/lib.rs"]
pub mod cycles;
#[path = "../cases/deprecated/src/lib.rs"]
pub mod deprecated;
#[path = "../cases/enums/src/lib.rs"]
pub mod enums;
#[path = "../cases/enums_of_anything/src/lib.rs"]
pub mod enums_of_anything;
#[path = "../cases/enums_of_integers/src/lib.rs"]
pub mod enums_of_integers;
#[path = "../cases/header_parameters/src/lib.rs"]
pub mod header_parameters;
#[path = "../cases/list_constraints/src/lib.rs"]
pub mod list_constraints;
#[path = "../cases/maps/src/lib.rs"]
pub mod maps;
#[path = "../cases/module_files/src/lib.rs"]
pub mod module_files;
#[path = "../cases/names/src/lib.rs"]
pub mod names;
#[path = "../cases/number_constraints_30/src/lib.rs"]
pub mod number_constraints_30;
#[path = "../cases/number_constraints_31/src/lib.rs"]
pub mod number_constraints_31;
#[path = "../cases/objects/src/lib.rs"]
pub mod objects;
#[path = "../cases/parameter_names/src/lib.rs"]
pub mod parameter_names;
#[path = "../cases/path_parameters/src/lib.rs"]
pub mod path_parameters;
#[path = "../cases/presence_30/src/lib.rs"]
pub mod presence_30;
#[path = "../cases/presence_31/src/lib.rs"]
pub mod presence_31;
#[path = "../cases/primitives/src/lib.rs"]
pub mod primitives;
#[path = "../cases/prose/src/lib.rs"]
pub mod prose;
#[path = "../cases/query_parameters/src/lib.rs"]
pub mod query_parameters;
#[path = "../cases/responses/src/lib.rs"]
pub mod responses;
#[path = "../cases/servers/src/lib.rs"]
pub mod servers;
#[path = "../cases/shadowing/src/lib.rs"]
pub mod shadowing;
#[path = "../cases/shadowing_operations/src/lib.rs"]
pub mod shadowing_operations;
#[path = "../cases/sharing/src/lib.rs"]
pub mod sharing;
#[path = "../cases/tags/src/lib.rs"]
pub mod tags;
#[path = "../cases/text_constraints/src/lib.rs"]
pub mod text_constraints;
