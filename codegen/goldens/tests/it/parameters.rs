//! Parameters, byte for byte.

use openapi_client::{Credential, Uuid};
use openapi_goldens::{
    constant_parameters, credentials, header_parameters, parameter_names, path_parameters, query_parameters, servers, tags,
};

use crate::support::Fake;

#[tokio::test]
async fn paths() {
    use path_parameters::types::{Ext, UserId};

    const USER: UserId = UserId::from_static("u-1");
    for (name, expected) in
        [("a", "a"), ("a/b c?d#e%f", "a%2Fb%20c%3Fd%23e%25f"), ("ä.{ext}", "%C3%A4.%7Bext%7D"), ("..", "..")]
    {
        let fake = Fake::answering(204, "");
        fake.client::<path_parameters::Client>()
            .get_users_user_id_files_name_ext(&USER, name, &Ext::Txt)
            .await
            .unwrap();
        assert_eq!(fake.line(), format!("GET https://api.example.com/v1/users/u-1/files/{expected}.txt"));
    }
    let fake = Fake::answering(204, "");
    let (date, uuid) = ("2024-02-29".parse().unwrap(), "123e4567-e89b-12d3-a456-426614174000".parse().unwrap());
    fake.client::<path_parameters::Client>().look(&date, i64::MAX, false, &[1, -2], 0.5, &uuid).await.unwrap();
    assert_eq!(
        fake.line(),
        "GET https://api.example.com/v1/at/2024-02-29/9223372036854775807/false/1,-2/0.5/123e4567-e89b-12d3-a456-426614174000"
    );
}

#[tokio::test]
async fn what_can_be_one_thing_only_is_sent_by_itself() {
    let fake = Fake::answering(204, "");
    let client: constant_parameters::Client = fake.client();
    client.list_queues("a b").with_sort(&constant_parameters::types::Sort::Name).await.unwrap();
    let request = fake.request();
    let query = "Action=ListQueues&Version=2012-11-05&prefix=a%20b&sort=name";
    assert_eq!(request.uri().to_string(), format!("https://api.example.com/v1/v1%20beta/queues?{query}"));
    assert_eq!((&request.headers()["x-level"], &request.headers()["cookie"]), (&"2".parse().unwrap(), &"beta=true".parse().unwrap()));
}

#[tokio::test]
async fn queries() {
    use query_parameters::types::{Field, Order};

    let fake = Fake::answering(200, "[]");
    let client: query_parameters::Client = fake.client();
    client.search("", &[]).await.unwrap();
    assert_eq!(fake.line(), "GET https://api.example.com/v1/search?q=");

    let ids = ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"]
        .map(|id| id.parse::<Uuid>().unwrap());
    client
        .search("a&b=c d+e", &[Field::Title, Field::Body])
        .with_limit(100)
        .with_order(&Order::Desc)
        .with_tag(&["x,y".to_owned(), String::new()])
        .with_ids(&ids)
        .with_token(&"s#cret".into())
        .with_page(-1)
        .with_exact(true)
        .with_radius(1.5e-7)
        .await
        .unwrap();
    assert_eq!(
        fake.line(),
        "GET https://api.example.com/v1/search?q=a%26b%3Dc%20d%2Be&in=title&in=body&limit=100&order=desc&tag%5B%5D=x%2Cy&tag%5B%5D=\
         &ids=00000000-0000-0000-0000-000000000001,00000000-0000-0000-0000-000000000002&token=s%23cret&page=-1&exact=true&radius=0.00000015"
    );
}

#[tokio::test]
async fn headers() {
    let fake = Fake::answering(204, "");
    let client: header_parameters::Client = fake.client();
    let id = "00000000-0000-0000-0000-000000000001".parse().unwrap();
    let reason = "why, not".parse().unwrap();
    let tags = ["\"a\"".to_owned(), "*".to_owned()];
    client.delete_things(&id, &tags).with_x_reason(&reason).with_x_dry_run(false).await.unwrap();
    let request = fake.request();
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap());
    assert_eq!(header("x-request-id"), Some("00000000-0000-0000-0000-000000000001"));
    assert_eq!(header("if-match"), Some("\"a\",*"));
    assert_eq!(header("x-reason"), Some("why, not"));
    assert_eq!(header("x-dry-run"), Some("false"));
    assert_eq!(header("user-agent"), Some("test"));

    client.delete_things(&id, &tags).await.unwrap();
    let request = fake.request();
    assert!(!request.headers().contains_key("x-reason") && !request.headers().contains_key("x-dry-run"));
    assert!(!request.headers().contains_key("authorization"));
}

#[tokio::test]
async fn one_name_in_several_places() {
    let fake = Fake::answering(204, "");
    let client: parameter_names::Client = fake.client();
    // The operation's own `limit` is a required integer, the path's an optional string.
    client
        .get_a("in path", 7, "trace")
        .with_id_in_query("in query")
        .with_id_in_header("in header")
        .await
        .unwrap();
    let request = fake.request();
    assert_eq!(request.uri(), "https://api.example.com/v1/a/in%20path?limit=7&id=in%20query");
    assert_eq!(request.headers()["id"], "in header");
    assert_eq!(request.headers()["trace"], "trace");

    client.put_a("i", "b", "s", "t").with_type("y").with_limit("l").with_body("body").await.unwrap();
    let request = fake.request();
    assert_eq!(request.uri(), "https://api.example.com/v1/a/i?body=b&self=s&type=y&limit=l");
    assert_eq!(request.body().as_bytes().unwrap(), "\"body\"");
}

#[tokio::test]
async fn credentials() {
    let fake = Fake::answering(204, "");
    let client: credentials::Client = fake
        .builder()
        .credential(credentials::security::USER_TOKEN, Credential::bearer("tok"))
        .credential(credentials::security::BASIC, Credential::basic("user", "pass"))
        .credential(credentials::security::SESSION, Credential::api_key("sid"))
        .build()
        .unwrap();
    let sent = async |call: openapi_client::Call<()>| {
        call.await.unwrap();
        let request = fake.request();
        let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        (header("authorization"), header("cookie"), request.uri().query().map(str::to_owned))
    };
    let nothing = (None, None, None);
    assert_eq!(sent(client.by_default()).await, (Some("Bearer tok".to_owned()), None, None));
    assert_eq!(sent(client.either()).await, (Some("Basic dXNlcjpwYXNz".to_owned()), None, None));
    assert_eq!(sent(client.optional()).await, (None, Some("SID=sid".to_owned()), None));
    // There is no credential for `key` or `signature`: the request goes without.
    assert_eq!(sent(client.both()).await, nothing);
    assert_eq!(sent(client.none()).await, nothing);
    assert_eq!(sent(client.empty()).await, nothing);

    let keys = fake
        .builder()
        .credential(credentials::security::KEY, Credential::api_key("k"))
        .credential(credentials::security::DIGEST, Credential::api_key("Digest username=a"))
        .credential("signature", Credential::api_key("s&g"));
    let client: credentials::Client = keys.build().unwrap();
    client.both().await.unwrap();
    let request = fake.request();
    assert_eq!((request.headers()["x-api-key"].as_bytes(), request.uri().query()), (&b"k"[..], Some("sig=s%26g")));
    client.other().await.unwrap();
    assert_eq!(fake.request().headers()["authorization"], "Digest username=a");
}

#[tokio::test]
async fn servers() {
    use servers::{Client, Server};

    let expected = [
        ("production", "https://api.example.com/v1/health"),
        ("staging", "https://old.example.com/health"),
        ("region-eu-example-com", "https://eu.example.com/health"),
        ("region-us-example-com", "https://us.example.com/health"),
        ("localhost8080", "http://localhost:8080/health"),
        ("long-example-com", "https://long.example.com/health"),
    ];
    assert_eq!(Server::ALL.len(), expected.len());
    for (&server, (name, url)) in Server::ALL.iter().zip(expected) {
        assert_eq!((server.name(), server.to_string().as_str(), name.parse()), (name, name, Ok(server)));
        let fake = Fake::answering(204, "");
        let client: Client = fake.builder().server(server).build().unwrap();
        client.health().await.unwrap();
        assert_eq!(fake.line(), format!("GET {url}"));
    }
    assert!("Production".parse::<Server>().is_err());
}

#[tokio::test]
async fn operations_of_all_tags_are_methods_of_one_client() {
    let fake = Fake::answering(200, "");
    let client: tags::Client = fake.client();
    for (call, path) in [
        (client.list_wallets(), "wallets"),
        (client.list_types(), "types"),
        (client.list_crates(), "crates"),
        (client.get_client(), "client"),
        (client.get_health(), "health"),
    ] {
        call.await.unwrap();
        assert_eq!(fake.line(), format!("GET https://api.example.com/v1/{path}"));
    }
}

#[tokio::test]
async fn paths_that_differ_in_case() {
    let fake = Fake::answering(204, "");
    let client: openapi_goldens::operation_names_by_case::Client = fake.client();
    client.get_users_id_lower("a").await.unwrap();
    assert_eq!(fake.request().uri().path(), "/v1/users/a");
    client.get_users_id_capital("a").await.unwrap();
    assert_eq!(fake.request().uri().path(), "/v1/Users/a");
}
