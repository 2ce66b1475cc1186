//! Where requests go.

use openapi_client::{Constraint, Error};
use openapi_goldens::{own_servers, server_variables};

use crate::support::Fake;

#[tokio::test]
async fn variables() {
    use server_variables::Server;
    use server_variables::server::{NameExampleNetUrl, PlainUrl, ProductionUrl, Region, TenantUrl};

    assert_eq!(Server::ALL, [Server::Production, Server::Plain]);
    for (url, expected) in [
        (Server::Production.url().to_owned(), "https://eu-west-1.example.com:8443/v2"),
        (ProductionUrl::default().into(), Server::Production.url()),
        (
            ProductionUrl::default().with_region(Region::UsEast1).with_port("443").with_base_path("a/b").into(),
            "https://us-east-1.example.com:443/a/b",
        ),
        (PlainUrl::default().into(), "http://us-east-1.example.com"),
        (TenantUrl::default().with_tenant("acme").into(), "https://acme.example.org"),
        (NameExampleNetUrl::default().with_name("x").into(), "https://x.example.net"),
    ] {
        assert_eq!(url, expected);
        let fake = Fake::answering(204, "");
        let client: server_variables::Client = fake.builder().base_url(url).build().unwrap();
        client.health().await.unwrap();
        assert_eq!(fake.line(), format!("GET {expected}/health"));
    }
    let built = Fake::answering(204, "").builder::<server_variables::Client>().base_url(TenantUrl::default()).build();
    assert!(built.is_err());
}

#[tokio::test]
async fn of_operations() {
    use own_servers::server::UploadsUrl;
    use own_servers::{Client, Server};

    let fake = Fake::answering(204, "");
    let production: Client = fake.builder().server(Server::Production).build().unwrap();
    let sandbox: Client = fake.builder().server(Server::Sandbox).build().unwrap();
    let own: Client = fake.builder().base_url("http://localhost:8080/proxy").build().unwrap();
    for (client, files, upload, health, token) in [
        (
            &production,
            "https://files.example.com",
            "https://up.example.com/upload",
            "https://api.example.com",
            "https://api.example.com/auth",
        ),
        (
            &sandbox,
            "https://files.sandbox.example.com",
            "https://up.example.com/upload",
            "https://api.sandbox.example.com",
            "https://api.sandbox.example.com/auth",
        ),
        (
            &own,
            "http://localhost:8080/proxy",
            "http://localhost:8080/proxy",
            "http://localhost:8080",
            "http://localhost:8080/auth",
        ),
    ] {
        client.list_files().await.unwrap();
        assert_eq!(fake.line(), format!("GET {files}/files"));
        client.upload().with_name("n").await.unwrap();
        assert_eq!(fake.line(), format!("POST {upload}/files?name=n"));
        client.health().await.unwrap();
        assert_eq!(fake.line(), format!("GET {health}/health"));
        client.token().await.unwrap();
        assert_eq!(fake.line(), format!("POST {token}/token"));
    }

    let elsewhere = UploadsUrl::default().with_host("eu.example.com");
    own.upload().into_call().base_url(elsewhere).await.unwrap();
    assert_eq!(fake.line(), "POST https://eu.example.com/upload/files");
    let Error::InvalidRequest(invalid) = own.health().base_url("elsewhere").await.unwrap_err() else { panic!() };
    assert_eq!(invalid.violations()[0].constraint, Constraint::BaseUrl);
}
