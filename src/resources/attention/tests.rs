//! Which verdicts need somebody, and what is said to mend them.

use serde_json::json;

use super::mend::{AT_THE_RESOURCE, AT_THE_VAULT};
use super::*;
use crate::resources::{ALL, of};

const ACCOUNT: &str = "Microsoft.Storage/storageAccounts";
const VAULT: &str = "Microsoft.KeyVault/vaults";

fn resource(arm_type: &str, properties: serde_json::Value) -> Resource {
    let id = ResourceId::of_group("s", "rg").provider(arm_type, "one");
    let wire = json!({
        "id": id.to_string(),
        "name": "one",
        "location": "westeurope",
        "properties": properties,
    });
    Resource::read(&wire).expect("a resource")
}

fn entry(arm_type: &str, properties: serde_json::Value) -> Entry {
    let kind = of(arm_type).expect("a type");
    let resource = resource(arm_type, properties);
    Entry {
        kind,
        configuration: kind.configuration(&resource),
        resource,
        at: None,
    }
}

fn vault() -> Resource {
    let own = json!({
        "tenantId": "t",
        "sku": {"family": "A", "name": "standard"},
        "vaultUri": "https://one.vault.azure.net/",
        "enableSoftDelete": true,
    });
    resource(VAULT, own)
}

fn verdict(tone: Tone, label: &str, word: &str) -> Verdict {
    let rests = vec![Evidence::new(label, tone, word, "")];
    Verdict::new(tone, "Headline", "Reason").because(rests)
}

fn found(health: &Verdict, vault: Option<&Resource>) -> Option<Finding> {
    let good = Verdict::new(Tone::Ok, "Uses your key", "");
    finding(&entry(ACCOUNT, json!({})), &good, Some(health), vault)
}

#[test]
fn what_is_good_or_cannot_be_judged_by_nature_needs_nobody() {
    for tone in [Tone::Ok, Tone::None] {
        assert!(found(&Verdict::new(tone, "", ""), None).is_none());
    }
    for tone in [Tone::Warn, Tone::Unknown, Tone::Bad] {
        let found = found(&Verdict::new(tone, "", ""), None);
        assert!(found.expect("a finding").mend.is_none(), "{tone:?}");
    }
}

#[test]
fn an_unprotected_vault_is_mended_at_the_vault() {
    let health = verdict(Tone::Warn, "Vault", "Not recoverable");
    let vault = vault();
    let found = found(&health, Some(&vault)).expect("a finding");
    let mend = found.mend.expect("a way to mend it");
    assert_eq!(mend.target, vault.id);
    assert_eq!(mend.action, "turn-on-purge-protection");
}

#[test]
fn an_action_that_does_not_apply_mends_nothing() {
    // The account names no key, so there is nothing to restore.
    let health = verdict(Tone::Bad, "Grant", "Missing");
    assert!(found(&health, None).expect("a finding").mend.is_none());
}

#[test]
fn every_action_that_is_named_exists() {
    let exists = |id: &str| ALL.iter().any(|it| it.action(id).is_some());
    let vault = of(VAULT).expect("vaults");
    for id in AT_THE_RESOURCE.iter().flat_map(|it| it.2) {
        assert!(exists(id), "{id}");
    }
    for (_, _, id) in AT_THE_VAULT {
        assert!(vault.action(id).is_some(), "{id}");
    }
}

#[test]
fn of_two_verdicts_the_one_that_is_known_to_be_wrong_is_told() {
    let old = Verdict::new(Tone::Warn, "Pinned to an old version", "");
    let told = |health: Option<&Verdict>| {
        let found = finding(&entry(ACCOUNT, json!({})), &old, health, None);
        found.expect("a finding").verdict.headline
    };
    assert_eq!(told(None), old.headline);
    let unknown = Verdict::new(Tone::Unknown, "Not known", "");
    assert_eq!(told(Some(&unknown)), old.headline);
    let warn = Verdict::new(Tone::Warn, "Key expires soon", "");
    assert_eq!(told(Some(&warn)), warn.headline);
}

#[test]
fn a_key_is_named_where_the_action_asks_for_one() {
    let vault = vault();
    let at = |label: &str, word: &str| {
        let verdict = verdict(Tone::Warn, label, word);
        let mend = mend::at_the_vault(&vault, &verdict, Some("orders"));
        mend.map(|it| (it.action, it.key))
    };
    let orders = Some("orders".to_owned());
    assert_eq!(at("Key", "Expired"), Some(("rotate-key", orders)));
    let protects = Some(("turn-on-purge-protection", None));
    assert_eq!(at("Vault", "Not recoverable"), protects);
    assert_eq!(at("Vault", "Unreachable"), None);
}

#[test]
fn the_worst_comes_first() {
    let named = |name: &str, tone| Finding {
        name: name.into(),
        ..found(&Verdict::new(tone, "", ""), None).expect("a finding")
    };
    let mut all = [
        named("a", Tone::Unknown),
        named("b", Tone::Warn),
        named("c", Tone::Bad),
        named("A", Tone::Warn),
    ];
    sort(&mut all);
    assert_eq!(all.map(|it| it.name), ["c", "A", "b", "a"]);
}
