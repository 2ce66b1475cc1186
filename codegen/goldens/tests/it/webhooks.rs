//! What webhooks and callbacks carry, read as it arrives.

use openapi_goldens::webhooks::payloads::{ExportDone, ImportDone, PetChangedPost, PetChangedPut, PetCreated};

use crate::support::round_trip;

#[test]
fn payloads() {
    let created: PetCreated = round_trip(r#"{"kind":"pet.created","pet":{"name":"Rex"}}"#);
    assert_eq!(created.pet.name, "Rex");
    let changed: PetChangedPut = round_trip(r#"[{"name":"Rex"}]"#);
    assert_eq!(changed, [round_trip::<PetChangedPost>(r#"{"name":"Rex"}"#)]);
    assert_eq!(round_trip::<ImportDone>(r#"{"count":2}"#).count, Some(2));
    assert_eq!(round_trip::<ExportDone>(r#"{"file":"f"}"#).file, "f");
}
