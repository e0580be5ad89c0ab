//! Looks at this deployment the way a visitor's browser does.

use cmk_console::arm::access::subscriptions;
use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Lost, Method};
use cmk_console::deployment::policy::RETURN_PAGE;
use cmk_console::deployment::{Finding, Policy, Transport, check};
use cmk_console::keys::data_plane;
use cmk_console::sandbox::port::WireRequest;
use leptos::prelude::window;

use crate::backend::Backend;
use crate::clock::wall;
use crate::platform::fetch::fetch;
use crate::version::own_file;

/// Files that signing in needs.
const FOR_SIGNING_IN: [&str; 3] = [
    "auth/redirect.js",
    "vendor/msal-redirect-bridge.min.js",
    "vendor/msal-browser.min.js",
];

/// Asks this site for its files, Resource Manager for the subscriptions, and each listed vault for
/// its keys. Nothing is changed.
pub(super) async fn observe(backend: Backend) -> Vec<Finding> {
    let config = backend.config();
    let policy = Policy::new(&config, transport());
    let asked = wall();
    let document = ask(Method::Get, "index.html").await;
    let answered = wall();
    let mut findings = check::page(&policy, &document);
    let date = document.as_ref().ok().and_then(|it| it.headers.get("date"));
    findings.push(check::clock(date, asked, answered));

    let script = own_file().map(|it| it.trim_start_matches('/').to_owned());
    let mut files: Vec<String> = ["config.json", "boot.js"].map(str::to_owned).into();
    files.extend(script);
    if config.offers_azure() {
        findings.push(check::file(
            &policy,
            RETURN_PAGE,
            &ask(Method::Get, RETURN_PAGE).await,
        ));
        files.extend(FOR_SIGNING_IN.map(str::to_owned));
    }
    for path in files {
        let answer = ask(Method::Head, &path).await;
        findings.push(check::file(&policy, &path, &answer));
    }

    let directory = backend.directory();
    let read = subscriptions::read().request;
    // How it is answered is no matter here: what was readable of the answer is taken note of.
    let _ = backend.send(&read, &directory).await;
    findings.extend(backend.heard().findings());

    for host in &config.vault_hosts {
        let probe = data_plane::probe_of(host).request;
        findings.push(check::vault(host, &backend.send(&probe, &directory).await));
    }
    findings
}

async fn ask(method: Method, path: &str) -> Answer {
    let request = WireRequest {
        method: method.as_str().into(),
        url: format!("/{path}"),
        ..WireRequest::default()
    };
    fetch(&request).await.response().ok_or(Lost::NoAnswer)
}

/// Without TLS it is a try on one's own machine: browsers offer no console anywhere else.
fn transport() -> Transport {
    match window().location().protocol().as_deref() {
        Ok("http:") => Transport::Loopback,
        _ => Transport::Https,
    }
}
