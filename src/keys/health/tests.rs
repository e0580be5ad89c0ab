//! Health over facts of every kind, and the order in which it asks for them.

use serde_json::{Value, json};

use super::*;
use crate::arm::access::{roles, subscriptions};
use crate::arm::{ArmError, Failure};
use crate::keys::configuration::{Following, KeyReference, KeySource, UsedIdentity};
use crate::keys::key::tests::wire as key_wire;
use crate::keys::vault::tests::wire as vault_wire;

const NOW: Timestamp = Timestamp(1_790_000_000_000);
const VERSION: &str = "11111111111111111111111111111111";
const NEWER: &str = "22222222222222222222222222222222";

fn account() -> ResourceId {
    ResourceId::of_group("s", "rg").provider("Microsoft.Storage/storageAccounts", "sto")
}

fn configuration() -> Configuration {
    let key = KeyUri::read("https://contoso.vault.azure.net/keys/orders").expect("a key");
    let in_use = KeyUri::read(&format!("{key}/{VERSION}")).expect("a version");
    Configuration {
        source: KeySource::Customer(KeyReference {
            key,
            following: Following::Latest,
            identity: UsedIdentity {
                id: None,
                principal_id: Some("p".into()),
            },
            federated_client: None,
        }),
        in_use: Some(in_use),
        last_rotation: None,
        expires: None,
    }
}

/// An Azure that answers what it holds, by the path asked for.
struct Azure {
    vault: Value,
    key: Value,
    version: Value,
    role: &'static str,
    refuse: Option<&'static str>,
}

impl Azure {
    fn well() -> Self {
        Self {
            vault: json!({}),
            key: json!({}),
            version: json!({}),
            role: "Key Vault Crypto Service Encryption User",
            refuse: None,
        }
    }

    fn answer(&self, read: &Read) -> Result<Value, Failure> {
        let path = read.request.path();
        if self.refuse.is_some_and(|it| path.contains(it)) {
            return Err(Failure::Refused(Box::new(ArmError {
                status: 403,
                ..ArmError::default()
            })));
        }
        let vault = vault_wire("s", "contoso", &self.vault);
        let list = |row: Value| json!({"value": [row]});
        Ok(match path {
            "/subscriptions" => list(json!({"subscriptionId": "s"})),
            it if it.ends_with("/vaults") => list(vault),
            it if it.ends_with("/roleAssignments") => list(json!({
                "id": "/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/g",
                "properties": {
                    "roleDefinitionId": roles::by_name(self.role).expect("a role").id,
                    "principalId": "p",
                    "scope": vault["id"],
                },
            })),
            it if it.ends_with(VERSION) => key_wire("contoso", "orders", VERSION, &self.version),
            it if it.ends_with("/keys/orders") => key_wire("contoso", "orders", NEWER, &self.key),
            _ => vault,
        })
    }
}

/// Reads until nothing new is wanted, as a planner does.
fn read_all(azure: &Azure, configuration: &Configuration) -> Facts {
    let mut facts = Facts::default();
    for _ in 0..10 {
        let mut wanted = reads(&account(), configuration, &facts);
        wanted.retain(|it| facts.get(it).is_none());
        if wanted.is_empty() {
            return facts;
        }
        for read in wanted {
            facts.insert(&read, NOW, azure.answer(&read));
        }
    }
    panic!("health never has enough");
}

fn judged(azure: &Azure) -> Verdict {
    let configuration = configuration();
    let facts = read_all(azure, &configuration);
    health(&account(), &configuration, &facts, NOW)
}

fn check(azure: &Azure, tone: Tone, headline: &str) {
    let verdict = judged(azure);
    let found = (verdict.tone, verdict.headline.as_str());
    assert_eq!(found, (tone, headline), "{:#?}", verdict.evidence);
    assert_eq!(verdict.as_of, Some(NOW), "{headline}");
    assert!(!verdict.reason.is_empty(), "{headline}");
}

#[test]
fn each_ill_of_the_key_is_named() {
    check(&Azure::well(), Tone::Ok, "Key can be used");
    let disabled = || json!({"attributes": {"enabled": false}});
    let expires = |at: i64| json!({"attributes": {"exp": at}});
    let rows = [
        (disabled(), Tone::Bad, "Key disabled"),
        (expires(5), Tone::Bad, "Key expired"),
        (expires(1_790_100_000), Tone::Warn, "Key expires soon"),
    ];
    for (version, tone, headline) in rows {
        let azure = Azure {
            version,
            ..Azure::well()
        };
        check(&azure, tone, headline);
    }
    let newest = Azure {
        key: disabled(),
        ..Azure::well()
    };
    check(&newest, Tone::Warn, "Newest version disabled");
}

#[test]
fn each_ill_of_grant_and_vault_is_named() {
    let owner = Azure {
        role: "Owner",
        ..Azure::well()
    };
    check(&owner, Tone::Bad, "Grant missing");
    let rows = [
        (
            json!({"enablePurgeProtection": null}),
            Tone::Warn,
            "Vault not recoverable",
        ),
        (
            json!({"networkAcls": {"defaultAction": "Deny", "bypass": "None"}}),
            Tone::Bad,
            "Vault network blocked",
        ),
    ];
    for (vault, tone, headline) in rows {
        let azure = Azure {
            vault,
            ..Azure::well()
        };
        check(&azure, tone, headline);
    }
}

#[test]
fn what_may_not_be_read_is_not_known() {
    for path in ["/vaults", "/roleAssignments", "/keys/orders/versions"] {
        let azure = Azure {
            refuse: Some(path),
            ..Azure::well()
        };
        check(&azure, Tone::Unknown, "Not known");
    }
}

#[test]
fn taking_any_one_fact_away_leaves_no_green() {
    let configuration = configuration();
    let whole = read_all(&Azure::well(), &configuration);
    let green = health(&account(), &configuration, &whole, NOW);
    assert_eq!(green.tone, Tone::Ok);
    let needed = reads(&account(), &configuration, &whole);
    assert!(needed.len() >= 4, "{needed:#?}");
    for read in needed {
        // The newest version is not the one in use; not to know it hides nothing that works.
        if read.request.path().ends_with("/keys/orders") {
            continue;
        }
        let mut facts = whole.clone();
        facts.forget(&read);
        let verdict = health(&account(), &configuration, &facts, NOW);
        assert_ne!(verdict.tone, Tone::Ok, "green without {}", read.request.url);
    }
}

#[test]
fn a_key_of_another_directory_is_not_judged_from_here() {
    let mut configuration = configuration();
    if let KeySource::Customer(reference) = &mut configuration.source {
        reference.federated_client = Some("app".into());
    }
    assert!(reads(&account(), &configuration, &Facts::default()).is_empty());
    let verdict = health(&account(), &configuration, &Facts::default(), NOW);
    assert_eq!(verdict.tone, Tone::Unknown);
    let none = Configuration::microsoft_managed();
    assert_eq!(
        health(&account(), &none, &Facts::default(), NOW).tone,
        Tone::None
    );
}

#[test]
fn nothing_is_asked_twice_and_the_search_stops_where_the_vault_is() {
    let configuration = configuration();
    let facts = read_all(&Azure::well(), &configuration);
    assert!(
        facts.get(&subscriptions::read()).is_none(),
        "the vault was found in the resource's own subscription"
    );
    let newest = newest(&account(), &configuration, &facts);
    assert_eq!(
        newest.map(|it| it.version_text().to_owned()).as_deref(),
        Some(NEWER)
    );
}
