//! `readOnly` and `writeOnly` properties.

use openapi_goldens::directions::Client;
use openapi_goldens::directions::types::{
    AddNoteRequest, Herd, HerdRequest, HerdToSend, Leader, LeaderRequest, Owner, Pet, PetRequest, Receipt,
};

use crate::support::{Fake, round_trip};

#[tokio::test]
async fn what_is_sent_has_none_of_the_servers_properties() {
    let fake = Fake::answering(200, r#"{"id":1,"name":"Rex"}"#);
    let pet = PetRequest::new("Rex", "1234").with_owner(Owner::new().with_name("Ann"));
    let reply = fake.client::<Client>().add_pet(&pet).await.unwrap();
    assert_eq!((reply.id, reply.name.as_str()), (1, "Rex"));
    assert_eq!(fake.body().await.1, r#"{"name":"Rex","pin":"1234","owner":{"name":"Ann"}}"#);

    let fake = Fake::answering(200, r#"{"number":7}"#);
    assert_eq!(fake.client::<Client>().add_note(&AddNoteRequest::new("hello")).await.unwrap().number, 7);
    assert_eq!(fake.body().await.1, r#"{"text":"hello"}"#);
}

#[tokio::test]
async fn what_holds_it_goes_both_ways_too() {
    let fake = Fake::answering(200, r#"{"pets":[{"id":1,"name":"Rex"}],"leader":{"id":1,"name":"Rex"}}"#);
    let rex = || PetRequest::new("Rex", "1234");
    let herd = HerdToSend::new(vec![rex()]).with_leader(LeaderRequest::Pet(rex()));
    let reply = fake.client::<Client>().put_herd(&herd).await.unwrap();
    assert!(matches!(&reply.leader, Some(Leader::Pet(Pet { id: 1, .. }))));
    assert_eq!(fake.body().await.1, r#"{"pets":[{"name":"Rex","pin":"1234"}],"leader":{"name":"Rex","pin":"1234"}}"#);
}

#[test]
fn both_forms() {
    round_trip::<Pet>(r#"{"id":1,"name":"Rex","owner":{}}"#);
    round_trip::<Herd>(r#"{"pets":[],"leader":"nobody"}"#);
    let _ = round_trip::<HerdToSend>(r#"{"pets":[{"name":"Rex","pin":"1234"}]}"#);
    let _ = round_trip::<HerdRequest>(r#"{"size":2}"#);
    round_trip::<Receipt>(r#"{"number":7}"#);
}
