//! Three directories at work: accounts, vaults and keys as a busy admin has them, well kept and not.
//!
//! Everything in it came about by requests that Azure would have accepted at the time, and what
//! has gone wrong since was done by somebody. `docs/sandbox.md` says what each thing is for.

use std::time::Duration;

use serde_json::json;

use super::script::Script;
use super::{customers, environments, foundry, logs, provider, revoked};
use crate::arm::ResourceId;
use crate::resources::key_vault::sandbox::shell;
use crate::resources::simulated::World as _;
use crate::resources::storage_account::sandbox::plant_unfinished;
use crate::sandbox::people::Directory;
use crate::sandbox::platform::policy::{self, Rule};
use crate::sandbox::platform::{locks, providers};

const DAY: Duration = Duration::from_secs(86_400);

pub(super) fn write(script: &mut Script) {
    let places = Places::of(script);
    vaults(script, &places);
    accounts(script, &places);
    let contoso = contoso(script);
    // 14 March 2026: own keys become the rule.
    script.wait(795 * DAY);
    identities(script, &places);
    script.wait(DAY / 24);
    keys(script, &places);
    let own = json!({ "kty": "RSA", "keySize": 3072 });
    script.key_of("aiko", &contoso, "contoso-cmk", own);
    script.wait(DAY);
    put_under_keys(script, &places);
    hsms(script, &places);
    what_happened_since(script, &places);
    logs::write(script, &places.keys);
    revoked::write(script, &places.keys);
    script.scope(
        &places.docs.provider(ACCOUNT, "fabrikamdocs"),
        "contracts",
        "docs-cmk",
    );
    customers::write(script, &places.keys, &contoso);
    environments::write(script, &places.keys);
    logs::write_queries(script, &places.keys);
    provider::write(script);
    // It goes on until an hour before the beginning, so what follows may not wait.
    foundry::write(script, &places.keys);
    if let Some(subscription) = contoso.subscription_id() {
        script.role("mara-at-contoso", "Reader", &subscription);
    }
}

/// The groups of Fabrikam.
struct Places {
    keys: ResourceId,
    orders: ResourceId,
    docs: ResourceId,
    restricted: ResourceId,
}

impl Places {
    fn of(script: &mut Script) -> Self {
        let documents = script.first_subscription(Directory::Fabrikam);
        for (person, role) in [
            ("mara", "Owner"),
            ("priya", "Key Vault Administrator"),
            ("priya", "Key Vault Contributor"),
            ("priya", "Role Based Access Control Administrator"),
            ("deniz", "Log Analytics Contributor"),
            ("tom", "Reader"),
        ] {
            script.role(person, role, &documents);
        }
        script.clients(Directory::Fabrikam, &documents);
        let mut group = |name: &str| script.group("mara", &documents, name);
        let places = Self {
            keys: group("rg-keys-weu"),
            orders: group("rg-orders-weu"),
            docs: group("rg-docs-weu"),
            restricted: group("rg-restricted-weu"),
        };
        group("rg-new-weu");
        young(script);
        places
    }
}

/// A subscription that nobody has used for storage or keys yet.
fn young(script: &mut Script) {
    let labs = script.subscription(Directory::Fabrikam, "Fabrikam Labs");
    script.role("mara", "Owner", &labs);
    script.role("tom", "Reader", &labs);
    let id = labs.subscription().unwrap_or_default().to_owned();
    for namespace in ["Microsoft.Storage", "Microsoft.KeyVault"] {
        providers::plant(&mut script.stage(), &id, namespace, "NotRegistered");
    }
    script.group("mara", &labs, "rg-labs-weu");
}

fn vaults(script: &mut Script, places: &Places) {
    let group = &places.keys;
    script.vault(group, "kv-fabrikam-prod", json!({}));
    script.vault(
        group,
        "kv-fabrikam-premium",
        json!({ "sku": { "family": "A", "name": "premium" } }),
    );
    script.vault(
        group,
        "kv-fabrikam-dev",
        json!({ "enablePurgeProtection": null }),
    );
    script.vault(
        group,
        "kv-fabrikam-policies",
        json!({ "enableRbacAuthorization": false, "accessPolicies": [] }),
    );
    script.vault(group, "kv-fabrikam-net", json!({}));
}

fn identities(script: &mut Script, places: &Places) {
    for (group, name) in [
        (&places.orders, "id-orders-cmk"),
        (&places.docs, "id-docs-cmk"),
        (&places.orders, "id-payroll-cmk"),
        (
            &places.docs,
            "id-a-name-that-is-as-long-as-a-managed-identity-may-have-it-in-azure",
        ),
    ] {
        script.identity(group, name);
    }
}

fn keys(script: &mut Script, places: &Places) {
    let vault = |name: &str| places.keys.provider("Microsoft.KeyVault/vaults", name);
    let prod = vault("kv-fabrikam-prod");
    let rsa = |size: u32| json!({ "kty": "RSA", "keySize": size });
    for (name, properties) in [
        (
            "orders-cmk",
            json!({ "kty": "RSA", "keySize": 3072, "attributes": { "exp": 1_804_982_400 } }),
        ),
        (
            "docs-cmk",
            json!({ "kty": "RSA", "keySize": 3072, "attributes": { "exp": 1_796_083_200 } }),
        ),
        ("payroll-cmk", rsa(2048)),
        ("retired-cmk", rsa(2048)),
        (
            "legacy-cmk",
            json!({ "kty": "RSA", "keySize": 2048, "attributes": { "exp": 1_793_491_200 } }),
        ),
        (
            "next-year-cmk",
            json!({ "kty": "RSA", "keySize": 4096, "attributes": { "nbf": 1_798_761_600 } }),
        ),
        ("signing-ec", json!({ "kty": "EC", "curveName": "P-256" })),
        (
            "a-key-with-a-name-that-is-as-long-as-the-names-of-keys-that-tools-make-up-by-themselves-0123456789-0123456789-0123456789",
            rsa(2048),
        ),
    ] {
        script.key(&prod, name, properties);
    }
    script.key(&vault("kv-fabrikam-dev"), "dev-cmk", rsa(2048));
    script.key(&vault("kv-fabrikam-policies"), "policies-cmk", rsa(2048));
    script.key(&vault("kv-fabrikam-net"), "net-cmk", rsa(2048));
    let hard = json!({ "kty": "RSA-HSM", "keySize": 3072 });
    script.key(&vault("kv-fabrikam-premium"), "premium-cmk", hard);
    for (name, identity) in [
        ("docs-cmk", places.docs.provider(IDENTITY, "id-docs-cmk")),
        (
            "payroll-cmk",
            places.orders.provider(IDENTITY, "id-payroll-cmk"),
        ),
    ] {
        script.grant(&prod.child("keys", name), &identity);
    }
    let payroll = places.orders.provider(IDENTITY, "id-payroll-cmk");
    script.policy(&vault("kv-fabrikam-policies"), &payroll);
}

const IDENTITY: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";
const ACCOUNT: &str = "Microsoft.Storage/storageAccounts";

fn accounts(script: &mut Script, places: &Places) {
    for (group, name) in [
        (&places.orders, "fabrikamorders"),
        (&places.orders, "fabrikampayroll"),
        (&places.orders, "fabrikamlegacy"),
        (&places.docs, "fabrikamdocs"),
        (&places.docs, "fabrikaminvoices"),
        (&places.docs, "fabrikamunfinished"),
        (&places.docs, "fabrikamarchive000000024"),
        (&places.restricted, "fabrikamstage01"),
    ] {
        script.account(group, name);
    }
}

/// Three accounts got a key of Fabrikam's own: one pinned, two that follow.
fn put_under_keys(script: &mut Script, places: &Places) {
    let first = script.newest(&key_in_prod(places, "docs-cmk"));
    for (account, key, version, identity) in [
        (
            places.docs.provider(ACCOUNT, "fabrikamdocs"),
            "docs-cmk",
            first.as_str(),
            places.docs.provider(IDENTITY, "id-docs-cmk"),
        ),
        (
            places.docs.provider(ACCOUNT, "fabrikaminvoices"),
            "docs-cmk",
            "",
            places.docs.provider(IDENTITY, "id-docs-cmk"),
        ),
        (
            places.orders.provider(ACCOUNT, "fabrikampayroll"),
            "payroll-cmk",
            "",
            places.orders.provider(IDENTITY, "id-payroll-cmk"),
        ),
    ] {
        script.attach(&account, &identity);
        script.set_key(&account, ("kv-fabrikam-prod", key, version), &identity);
    }
}

/// Hardware: one HSM that works, one whose security domain nobody has fetched yet.
fn hsms(script: &mut Script, places: &Places) {
    let hsm = |name: &str| places.keys.provider("Microsoft.KeyVault/managedHSMs", name);
    let mut stage = script.stage();
    shell::plant_hsm(&mut stage, &hsm("hsm-fabrikam"), (true, true));
    shell::plant_hsm_key(&mut stage, &hsm("hsm-fabrikam"), "vault-root-cmk");
    shell::plant_hsm(&mut stage, &hsm("hsm-fabrikam-new"), (false, false));
}

/// Rotations, and what people did that they should not have done.
fn what_happened_since(script: &mut Script, places: &Places) {
    let docs = key_in_prod(places, "docs-cmk");
    for days in [110, 122] {
        script.wait(days * DAY);
        script.done(|world| shell::rotate_key(world, &docs));
    }
    script.wait(18 * DAY);
    for name in ["payroll-cmk", "retired-cmk"] {
        let key = key_in_prod(places, name);
        script.done(|world| shell::set_enabled(world, &key, "", false));
    }
    let net = places
        .keys
        .provider("Microsoft.KeyVault/vaults", "kv-fabrikam-net");
    script.done(|world| shell::set_firewall(world, &net, "Deny", "None", "Enabled"));
    let mut stage = script.stage();
    let legacy = places.orders.provider(ACCOUNT, "fabrikamlegacy");
    let lock = ("do-not-touch", "ReadOnly", "Under legal hold, ask Legal.");
    locks::plant(&mut stage, &legacy, lock);
    let unfinished = places.docs.provider(ACCOUNT, "fabrikamunfinished");
    let ready = stage.now() + 3650 * DAY;
    plant_unfinished(&mut stage, &unfinished, ready);
    let names = (
        "fabrikam-storage-own-key",
        "Storage in this group keeps Microsoft's key",
        "Ask the platform team for an exemption.",
    );
    policy::plant(&mut stage, &places.restricted, names, &only_microsofts());
}

/// What a cautious platform team assigns to a staging group: no keys that somebody could lose.
fn only_microsofts() -> Rule {
    Rule {
        arm_type: ACCOUNT.into(),
        alias: "Microsoft.Storage/storageAccounts/encryption.keySource".into(),
        pointer: "/properties/encryption/keySource".into(),
        allowed: vec!["Microsoft.Storage".into()],
        effect: "Deny".into(),
        definition: "Storage accounts use keys managed by Microsoft".into(),
    }
}

fn key_in_prod(places: &Places, name: &str) -> ResourceId {
    let vault = places
        .keys
        .provider("Microsoft.KeyVault/vaults", "kv-fabrikam-prod");
    vault.child("keys", name)
}

/// The customer: one vault, with nothing granted yet.
fn contoso(script: &mut Script) -> ResourceId {
    let subscription = script.first_subscription(Directory::Contoso);
    script.role("aiko", "Owner", &subscription);
    script.clients(Directory::Contoso, &subscription);
    let group = script.group("aiko", &subscription, "rg-keys-weu");
    script.vault_of("aiko", &group, "kv-contoso-prod", json!({}))
}
