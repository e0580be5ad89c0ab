//! The line that says the sandbox is ready, with everything a client must know.

use std::path::Path;

use cmk_console::arm::{Body, Cloud, versions};
use cmk_console::sandbox::{
    CLIENTS, Directory, PEOPLE, Person, Sandbox, Seed, WireRequest, Wish, reached,
};
use serde_json::{Value, json};

use super::options::{Options, Transport};
use crate::clock;

/// The server's own name.
pub(super) fn host(port: u16) -> String {
    format!("localhost:{port}")
}

/// What is printed. Asking the sandbox for its vaults does not count as use.
pub(super) fn line(
    sandbox: &mut Sandbox,
    options: &Options,
    port: u16,
    authority: Option<&Path>,
) -> Value {
    let (host, seed) = (host(port), options.seed);
    let scheme = match options.transport {
        Transport::Https => "https",
        Transport::Http => "http",
    };
    let base = format!("{scheme}://{host}");
    let mut bases = vec![format!("https://{host}")];
    bases.extend(options.cloud.as_ref().map(|it| it.arm.clone()));
    let found: Vec<Found> = bases.iter().map(|it| Found::at(sandbox, it)).collect();
    let mut hosts: Vec<String> = options.cloud.iter().flat_map(names).collect();
    hosts.extend(found.iter().flat_map(|it| it.vaults.clone()));
    let hosts: Vec<_> = hosts.iter().map(|it| format!("127.0.0.1 {it}")).collect();
    sandbox.clear_log();
    json!({
        "arm": base,
        "login": base,
        "graph": base,
        "vaultSuffix": format!(".vault.{host}"),
        "hosts": hosts,
        "certificate": authority,
        "cloud": options.cloud,
        "tenants": tenants(seed),
        "subscriptions": found.first().map(|it| &it.subscriptions),
        "people": people(seed),
        "clients": clients(seed),
    })
}

fn tenants(seed: Seed) -> [Value; 3] {
    Directory::ALL
        .map(|it| json!({ "id": it.tenant(seed), "name": it.label(), "domain": it.domain() }))
}

fn people(seed: Seed) -> [Value; 8] {
    PEOPLE.map(|it| {
        json!({
            "id": it.id,
            "name": it.name,
            "about": it.about,
            "userPrincipalName": it.user_principal_name(),
            "objectId": it.object(seed),
            "tenantId": it.home.tenant(seed),
        })
    })
}

/// The applications with a secret; what they may do, they may do on their subscription.
fn clients(seed: Seed) -> [Value; 4] {
    CLIENTS.map(|it| {
        json!({
            "id": it.id,
            "name": it.name,
            "tenantId": it.home.tenant(seed),
            "clientId": it.application(seed),
            "clientSecret": it.secret(seed),
            "objectId": it.object(seed),
            "subscriptionId": it.home.subscription(seed),
            "roles": it.roles,
        })
    })
}

fn names(cloud: &Cloud) -> Vec<String> {
    [&cloud.arm, &cloud.login, &cloud.graph]
        .map(|it| it.trim_start_matches("https://").to_owned())
        .to_vec()
}

/// What the owners of all directories see under one name of the server.
#[derive(Default)]
struct Found {
    subscriptions: Vec<Value>,
    /// The hosts of vaults and Managed HSMs.
    vaults: Vec<String>,
}

impl Found {
    fn at(sandbox: &mut Sandbox, base: &str) -> Self {
        let mut found = Self::default();
        for home in Directory::ALL {
            // People are listed with their directory's owner first.
            let owner = PEOPLE.iter().find(|it| it.home == home);
            let Some(owner) = owner else { continue };
            let mut ask = |path: &str| rows(sandbox, owner, &format!("{base}{path}"));
            let list = format!("/subscriptions?api-version={}", versions::SUBSCRIPTIONS);
            for subscription in ask(&list) {
                let id = text(&subscription, "/id");
                for (kind, uri) in VAULTS {
                    let path = format!("{id}/providers/{kind}?api-version={}", versions::KEY_VAULT);
                    let uris = ask(&path);
                    found
                        .vaults
                        .extend(uris.iter().map(|it| host_of(&text(it, uri))));
                }
                found.subscriptions.push(json!({
                    "id": text(&subscription, "/subscriptionId"),
                    "name": text(&subscription, "/displayName"),
                    "tenantId": text(&subscription, "/tenantId"),
                }));
            }
        }
        // ARM lists them by their IDs.
        let first = Directory::Fabrikam.first_subscription();
        found.subscriptions.sort_by_key(|it| it["name"] != first);
        found
    }
}

/// What has a host of its own, and where it says which.
const VAULTS: [(&str, &str); 2] = [
    ("Microsoft.KeyVault/vaults", "/properties/vaultUri"),
    ("Microsoft.KeyVault/managedHSMs", "/properties/hsmUri"),
];

/// `https://kv-a.vault.localhost:8443/` gives `kv-a.vault.localhost`.
fn host_of(uri: &str) -> String {
    let rest = uri.trim_start_matches("https://");
    let host = rest.split([':', '/']).next().unwrap_or_default();
    host.to_owned()
}

fn rows(sandbox: &mut Sandbox, person: &Person, url: &str) -> Vec<Value> {
    let Some((names, _)) = reached(url) else {
        return Vec::new();
    };
    let wish = Wish {
        person,
        directory: person.home,
        audience: &names.arm,
        claims: None,
    };
    let now = clock::now();
    let mut request = WireRequest {
        method: "GET".into(),
        url: url.to_owned(),
        ..WireRequest::default()
    };
    let token = sandbox.token(now, &wish);
    request
        .headers
        .set("authorization", format!("Bearer {token}"));
    match Body::read(&sandbox.handle(now, &request).body) {
        Body::Json(list) => list["value"].as_array().cloned().unwrap_or_default(),
        Body::Empty | Body::Text(_) => Vec::new(),
    }
}

fn text(value: &Value, at: &str) -> String {
    let found = value.pointer(at).and_then(Value::as_str);
    found.unwrap_or_default().to_owned()
}
