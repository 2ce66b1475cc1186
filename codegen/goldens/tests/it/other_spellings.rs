//! What is spelled in another way is on the wire as if it were spelled as OpenAPI does.

use openapi_goldens::other_spellings::Client;
use openapi_goldens::other_spellings::types::{AddPlaceRequest, Nobody, Owner, Pet, Place};

use crate::support::{Fake, round_trip, violations};

#[tokio::test]
async fn bodies_among_the_parameters_are_bodies() {
    let fake = Fake::answering(200, r#"{"name":"Rex"}"#);
    let client: Client = fake.client();
    let pet = client.change_pet(7, &Pet::new("Rex")).with_tags(&["a".to_owned(), "b".to_owned()]).await.unwrap();
    assert_eq!(pet.name, "Rex");
    let request = fake.request();
    assert_eq!(request.uri(), "https://api.example.com/v1/pets/7?tags=a,b");
    assert_eq!(request.body().as_bytes().unwrap(), r#"{"name":"Rex"}"#);
}

#[tokio::test]
async fn fields_among_the_parameters_are_a_form() {
    let fake = Fake::answering(200, r#"[1,"a"]"#);
    let client: Client = fake.client();
    let place = client.add_place(&AddPlaceRequest::new("here").with_note("a b")).await.unwrap();
    assert_eq!(*place, Place(1, "a".to_owned()));
    let request = fake.request();
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(request.body().as_bytes().unwrap(), "name=here&note=a%20b");
}

#[tokio::test]
async fn forms_without_fields_are_sent_as_they_are_given() {
    let fake = Fake::answering(200, r#""a.png""#);
    let client: Client = fake.client();
    let name = client.add_files("--b--").header("Content-Type", "multipart/form-data; boundary=b").await.unwrap();
    assert_eq!(*name, "a.png");
    let request = fake.request();
    assert_eq!(request.headers()["content-type"], "multipart/form-data; boundary=b");
    assert_eq!(request.body().as_bytes().unwrap(), "--b--");
}

#[test]
fn keywords_of_earlier_drafts_say_what_the_later_ones_do() {
    let owner: Owner = round_trip(r#"{"name":"Ann","age":7}"#);
    assert_eq!((owner.name.as_deref(), owner.additional_properties["age"]), (Some("Ann"), 7));
    let owner: Owner = round_trip(r#"{"name":"Ann"}"#);
    assert_eq!(violations(&owner), ["body must have the property `age` where it has `name` (found 1 property)"]);
    let nobody: Nobody = serde_json::from_str(r#"{"age":7}"#).unwrap();
    assert_eq!(violations(&nobody), ["body /age must not be there"]);
}
