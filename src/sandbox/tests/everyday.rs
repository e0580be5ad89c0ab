//! What a visitor of the sandbox meets is as the scenario says.

use serde_json::Value;

use super::*;
use crate::arm::versions;
use crate::keys::KeySource;
use crate::resources;

fn everyday() -> VirtualTime {
    VirtualTime::new(Scenario::Everyday, 1)
}

fn account(time: &VirtualTime, group: &str, name: &str) -> Value {
    let subscription = time.subscription("mara", "Fabrikam Documents");
    let group = ResourceId::of_group(subscription.subscription().expect("its ID"), group);
    let id = group.provider("Microsoft.Storage/storageAccounts", name);
    let answer = time
        .as_person("mara")
        .ask(&Request::get(id, versions::STORAGE));
    assert_eq!(answer.status, 200, "{name}: {:?}", answer.body);
    answer.value().clone()
}

#[test]
fn the_accounts_are_under_the_keys_they_are_meant_to_be() {
    let time = everyday();
    for (group, name, wanted) in [
        ("rg-orders-weu", "fabrikamorders", "Microsoft's"),
        ("rg-docs-weu", "fabrikamdocs", "docs-cmk, pinned"),
        ("rg-docs-weu", "fabrikaminvoices", "docs-cmk, following"),
        ("rg-orders-weu", "fabrikampayroll", "payroll-cmk, following"),
        (
            "rg-customers-weu",
            "fabrikamcontoso",
            "fabrikam-cmk, following",
        ),
    ] {
        let shown = account(&time, group, name);
        let resource = crate::arm::Resource::read(&shown).expect("a resource");
        let kind = resources::of("Microsoft.Storage/storageAccounts").expect("a row");
        let configuration = kind.configuration(&resource).expect("a configuration");
        let said = match configuration.source {
            KeySource::Customer(it) => {
                let pinned = shown["properties"]["encryption"]["keyvaultproperties"]["keyversion"]
                    .as_str()
                    .is_some_and(|it| !it.is_empty());
                let how = if pinned { "pinned" } else { "following" };
                format!("{}, {how}", it.key.name())
            }
            _ => "Microsoft's".to_owned(),
        };
        assert_eq!(said, wanted, "{name}");
    }
}

#[test]
fn what_is_followed_is_the_newest_and_what_is_pinned_is_two_behind() {
    let time = everyday();
    let version = |name: &str| {
        let shown = account(&time, "rg-docs-weu", name);
        let key = &shown["properties"]["encryption"]["keyvaultproperties"];
        let address = key["currentVersionedKeyIdentifier"].as_str();
        let address = address.unwrap_or_default().to_owned();
        address.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let subscription = time.subscription("mara", "Fabrikam Documents");
    let group = ResourceId::of_group(subscription.subscription().expect("its ID"), "rg-keys-weu");
    let vault = group.provider("Microsoft.KeyVault/vaults", "kv-fabrikam-prod");
    let list = format!("{vault}/keys/docs-cmk/versions");
    let list = time
        .as_person("mara")
        .ask(&Request::get(list, versions::KEY_VAULT));
    let versions: Vec<String> = rows(&list)
        .iter()
        .map(|it| it["name"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(versions.len(), 3);
    assert_eq!(version("fabrikaminvoices"), versions[0]);
    assert_eq!(version("fabrikamdocs"), versions[2]);
}
