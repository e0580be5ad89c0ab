//! The sandbox over real connections.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use cmk_console::sandbox::Fault;

use super::*;
use crate::call::tests::told_by;

fn silent() -> Hear {
    Box::new(|_, _| {})
}

fn started(options: &Options) -> Running {
    Running::start(options, silent()).expect("a server")
}

fn plain() -> Options {
    Options {
        transport: Transport::Http,
        ..Options::default()
    }
}

/// Everything a plain server answers to a text, until it ends the connection.
fn raw(running: &Running, request: &str) -> String {
    let base = running.ready["arm"].as_str().unwrap_or_default();
    let address = base.replace("http://localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).expect("a connection");
    let request = format!("{request}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .expect("an answer or none");
    answer
}

#[test]
fn https_is_believed_by_whom_is_given_the_authority() {
    let running = started(&Options::default());
    let url = format!(
        "{}/subscriptions?api-version=2022-12-01",
        running.ready["arm"].as_str().unwrap_or_default()
    );
    let authority = running.ready["certificate"]
        .as_str()
        .map(std::path::Path::new);
    assert!(authority.is_some(), "{}", running.ready);
    let told = told_by("GET", &url, authority);
    assert_eq!(told["error"]["code"], "AuthenticationFailed", "{told}");
    let told = told_by("GET", &url, None);
    assert_eq!(told["error"]["code"], "NotSent", "{told}");
}

#[test]
fn the_host_decides_the_names_and_headers_pass() {
    let running = started(&plain());
    let answer = raw(
        &running,
        "GET /subscriptions HTTP/1.1\r\nHost: management.usgovcloudapi.net",
    );
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert!(
        answer.contains("https://login.microsoftonline.us/"),
        "{answer}"
    );
    assert!(
        answer.contains("\r\nx-ms-correlation-request-id: "),
        "{answer}"
    );

    let host = running.ready["arm"]
        .as_str()
        .unwrap_or_default()
        .replace("http://", "");
    let answer = raw(
        &running,
        &format!("GET /subscriptions HTTP/1.1\r\nHost: {host}"),
    );
    assert!(answer.contains(&format!("\"http://{host}/")), "{answer}");

    let preflight = format!(
        "OPTIONS /subscriptions HTTP/1.1\r\nHost: {host}\r\nOrigin: https://a.example\r\n\
         Access-Control-Request-Method: PUT"
    );
    let answer = raw(&running, &preflight);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        answer.contains("access-control-allow-methods: "),
        "{answer}"
    );
}

#[test]
fn a_dropped_request_cuts_the_connection() {
    let options = Options {
        faults: vec![Fault::DroppedRequest],
        ..plain()
    };
    let answer = raw(
        &started(&options),
        "GET /subscriptions?api-version=2022-12-01 HTTP/1.1\r\nHost: localhost",
    );
    assert_eq!(answer, "");
}

#[test]
fn the_ready_line_names_every_vault() {
    let options = Options {
        cloud: cmk_console::arm::Cloud::named("china"),
        ..Options::default()
    };
    let ready = started(&options).ready;
    let hosts: Vec<_> = ready["hosts"].as_array().into_iter().flatten().collect();
    for host in [
        "127.0.0.1 management.chinacloudapi.cn",
        "127.0.0.1 kv-fabrikam-prod.vault.localhost",
        "127.0.0.1 kv-contoso-prod.vault.azure.cn",
        "127.0.0.1 hsm-fabrikam.managedhsm.azure.cn",
    ] {
        assert!(hosts.iter().any(|it| *it == host), "{host}: {ready:#}");
    }
    let port = ready["arm"]
        .as_str()
        .and_then(|it| it.rsplit(':').next())
        .unwrap_or_default();
    assert_eq!(ready["vaultSuffix"], format!(".vault.localhost:{port}"));
    assert_eq!(ready["subscriptions"][0]["name"], "Fabrikam Documents");
    assert_eq!(ready["clients"][0]["roles"][0], "Owner");
}

#[test]
fn chosen_ids_and_applications_sign_in_and_are_listed() {
    let id = "00000000-0000-0000-0000-00000000000a";
    let options = Options {
        seed: cmk_console::sandbox::Seed::of(1)
            .with_tenant(id)
            .with_subscription(id),
        ..plain()
    };
    let running = started(&options);
    let text = |at: &str| {
        running
            .ready
            .pointer(at)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    assert_eq!(text("/tenants/0/id"), id);
    assert_eq!(text("/subscriptions/0/id"), id);
    let base = text("/arm");
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&scope={}%2F%2F.default",
        text("/clients/0/clientId"),
        text("/clients/0/clientSecret").replace('~', "%7E"),
        base.replace(':', "%3A").replace('/', "%2F"),
    );
    let host = base.replace("http://", "");
    let answer = raw(
        &running,
        &format!(
            "POST /{id}/oauth2/v2.0/token HTTP/1.1\r\nHost: {host}\r\nContent-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{form}",
            form.len()
        ),
    );
    let token = answer
        .split("\"access_token\":\"")
        .nth(1)
        .and_then(|it| it.split('"').next());
    let token = token.unwrap_or_else(|| panic!("no token: {answer}"));
    let list = format!(
        "GET /subscriptions?api-version=2022-12-01 HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}"
    );
    let answer = raw(&running, &list);
    assert!(answer.contains(&format!("/subscriptions/{id}")), "{answer}");
}
