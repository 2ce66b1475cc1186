//! Types that references lead to, wherever they stand: one and the same on the wire and in Rust.

use openapi_goldens::{files_of_all_kinds, references, references_to_files};

use crate::support::round_trip;

#[test]
fn parts_of_the_document_are_shared_by_those_who_refer_to_them() {
    use references::types::{Address, Note, Owner, Pet, Shop, ShopOwner, Sign, Tag, Toy};

    let shop: Shop = round_trip(
        r#"{"owner":{"alias":"Al","tag":{"label":"a","parent":{"label":"b"}}},"toy":{"colour":"red"},"sign":"open","note":{"text":"t"}}"#,
    );
    let tag = Tag::new().with_label("a").with_parent(Tag::new().with_label("b"));
    let made = Shop::new()
        .with_owner(ShopOwner::new().with_alias("Al").with_tag(tag.clone()))
        .with_toy(Toy::new().with_colour("red"))
        .with_sign(Sign::Open)
        .with_note(Note::new().with_text("t"));
    assert_eq!(shop, made);
    let pet: Pet =
        round_trip(r#"{"name":"Rex","tag":{"label":"a","parent":{"label":"b"}},"toys":[{"colour":"red"}],"out/door~sign":"closed"}"#);
    assert_eq!((pet.tag, pet.toys), (Some(tag), Some(vec![Toy::new().with_colour("red")])));
    let owner: Owner = round_trip(r#"{"address":{"street":"s"},"alias":"Al"}"#);
    assert_eq!(owner.address, Some(Address::new().with_street("s")));
}

#[test]
fn files_refer_to_each_other() {
    use references_to_files::types::{ModelsStatus, Owner, Pet, Problem, Status};

    let pet: Pet = round_trip(r#"{"name":"Rex","owner":{"pets":[{"name":"Kim","status":"awake"}],"born":"today"},"status":"asleep"}"#);
    let other = Pet::new("Kim").with_status(ModelsStatus::Awake);
    let made = Pet::new("Rex").with_owner(Owner::new().with_pets(vec![other]).with_born("today")).with_status(ModelsStatus::Asleep);
    assert_eq!(pet, made);
    assert_eq!(round_trip::<Problem>(r#"{"title":"no","pet":{"name":"Rex"}}"#).pet, Some(Pet::new("Rex")));
    assert_eq!(round_trip::<Status>(r#""open""#), Status::Open);
}

#[test]
fn files_of_all_kinds_are_one_document() {
    use files_of_all_kinds::types::{Animal, Full, Keeper, Pet, PetId, PetResponse};

    let reply: PetResponse = round_trip(r#"{"pet":{"id":"pet-1","keeper":{"name":"Kim","boss":{"name":"Al"}}}}"#);
    let keeper = Keeper::new().with_name(Full::from_static("Kim")).with_boss(Keeper::new().with_name(Full::from_static("Al")));
    let pet: Animal = Pet::new(PetId::from_static("pet-1")).with_keeper(keeper);
    assert_eq!(reply.pet, pet);
}
