//! The server over a real connection.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::LazyLock;

use super::*;
use cmk_console::config::Config;
use cmk_console::deployment::Transport;

/// A site of a few files, written once for all tests.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = crate::paths::made("target/xtask/server-test").expect("a folder");
    let files = [
        ("index.html", "<!doctype html>"),
        ("app-0123456789abcdef.js", "export default 1"),
        ("config.json", r#"{"source":"sandbox"}"#),
        ("auth/redirect.html", "<!doctype html>"),
    ];
    crate::paths::made("target/xtask/server-test/auth").expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    folder
});

/// The address of a new server.
fn server(config: SiteConfig) -> String {
    let deployment = Config::parse(r#"{"source":"sandbox"}"#).expect("valid");
    let policy = Policy::new(&deployment, Transport::Loopback);
    let port = Port::any().expect("a free port");
    let running = Running::start(FOLDER.clone(), config, policy, port).expect("a server");
    running.address.replace("http://localhost", "127.0.0.1")
}

/// The whole answer to a request, over a connection of its own.
fn ask(config: SiteConfig, request: &str) -> String {
    let mut stream = TcpStream::connect(server(config)).expect("a connection");
    let request = format!("{request} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn every_answer_has_the_policy_a_type_and_a_cache_rule() {
    let rows = [
        ("GET /", "200", "text/html", "no-cache"),
        ("GET /resources/a/b?tab=c", "200", "text/html", "no-cache"),
        ("GET /groups/my.group", "200", "text/html", "no-cache"),
        (
            "GET /app-0123456789abcdef.js",
            "200",
            "text/javascript",
            "immutable",
        ),
        ("GET /config.json", "200", "application/json", "no-cache"),
        (
            "GET /auth/redirect.html?code=x",
            "200",
            "text/html",
            "no-store",
        ),
        ("GET /gone.js", "404", "text/plain", "no-cache"),
        ("GET /../Cargo.json", "404", "text/plain", "no-cache"),
        ("POST /", "405", "text/plain", "no-cache"),
    ];
    for (request, status, media, cache) in rows {
        let answer = ask(SiteConfig::OfFolder, request);
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{request}: {answer}"
        );
        for part in [
            format!("Content-Type: {media}"),
            "Content-Security-Policy: default-src 'none'".into(),
            "X-Content-Type-Options: nosniff".into(),
        ] {
            assert!(
                answer.contains(&part),
                "{request}: {part} is missing: {answer}"
            );
        }
        let line = answer.lines().find(|it| it.starts_with("Cache-Control: "));
        assert!(
            line.is_some_and(|it| it.contains(cache)),
            "{request}: {line:?}"
        );
    }
}

/// Browsers open connections before they need them, and keep them when they no longer do.
#[test]
fn connections_that_say_nothing_keep_nobody_waiting() {
    let address = server(SiteConfig::OfFolder);
    let open = || TcpStream::connect(&address).expect("a connection");
    for _ in 0..50 {
        let mut burst: Vec<_> = (0..6).map(|_| open()).collect();
        for stream in burst.iter_mut().rev() {
            let timeout = std::time::Duration::from_secs(3);
            stream.set_read_timeout(Some(timeout)).expect("a timeout");
            let request = b"GET /config.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
            stream.write_all(request).expect("sent");
            let mut begin = [0; 12];
            stream.read_exact(&mut begin).expect("an answer in time");
            assert_eq!(&begin, b"HTTP/1.1 200");
        }
    }
}

#[test]
fn only_the_return_page_shares_its_window_group() {
    let rows = [
        ("GET /", "same-origin"),
        ("GET /gone.js", "same-origin"),
        ("GET /auth/redirect.html?state=x", "unsafe-none"),
    ];
    for (request, opener) in rows {
        let answer = ask(SiteConfig::OfFolder, request);
        let line = format!("Cross-Origin-Opener-Policy: {opener}\r\n");
        assert!(answer.contains(&line), "{request}: {answer}");
        let headers = answer.matches("Cross-Origin-Opener-Policy").count();
        assert_eq!(headers, 1, "{request}");
    }
}

#[test]
fn a_file_that_has_not_changed_is_not_sent_again() {
    let first = ask(SiteConfig::OfFolder, "GET /index.html");
    let tag = first.lines().find_map(|it| it.strip_prefix("Etag: "));
    let again = format!(
        "GET /index.html HTTP/1.1\r\nIf-None-Match: {}\r\nX-Rest:",
        tag.expect("a tag")
    );
    let second = ask(SiteConfig::OfFolder, &again);
    assert!(second.starts_with("HTTP/1.1 304"), "{second}");
}

#[test]
fn a_site_can_have_another_configuration_or_none() {
    let rows = [
        (SiteConfig::Missing, "404", "no such file"),
        (SiteConfig::Text(b"{ broken".to_vec()), "200", "{ broken"),
    ];
    for (config, status, body) in rows {
        let answer = ask(config, "GET /config.json");
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{answer}"
        );
        assert!(answer.ends_with(body) || answer.contains(body), "{answer}");
    }
}
