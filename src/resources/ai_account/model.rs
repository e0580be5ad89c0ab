//! What an account says about its key.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, `microsoft.cognitiveservices/2025-06-01`, read 21 Aug
//! 2026.

use crate::arm::{Resource, Unreadable};
use crate::keys::configuration::{Following, KeyReference, KeySource, UsedIdentity};
use crate::keys::{Attached, Configuration, KeyUri, KeyVersion};

/// Reads `properties.encryption`. An account with Microsoft's key says nothing there, which
/// hashicorp/terraform-provider-azurerm#28368 shows; read 21 Aug 2026.
pub(super) fn configuration(resource: &Resource) -> Result<Configuration, Unreadable> {
    let part = |name: &str| resource.text(&format!("/encryption/keyVaultProperties/{name}"));
    let source = resource.text("/encryption/keySource");
    if !source.eq_ignore_ascii_case("Microsoft.KeyVault") {
        return Ok(Configuration::microsoft_managed());
    }
    let key = KeyUri::of_parts(part("keyVaultUri"), part("keyName"), "")
        .map_err(|it| Unreadable(it.why))?;
    let following = match part("keyVersion") {
        "" => Following::Latest,
        version => Following::Pinned(KeyVersion::parse(version).map_err(|it| Unreadable(it.why))?),
    };
    // The account never says which version it uses beside the one that it names.
    let in_use = match &following {
        Following::Pinned(version) => key.versioned(version.clone()),
        Following::Latest | Following::Unsaid(_) => key.clone(),
    };
    let reference = KeyReference {
        key,
        following,
        identity: identity(resource, part("identityClientId")),
        federated_client: None,
    };
    Ok(Configuration {
        source: KeySource::Customer(reference),
        in_use: Some(in_use),
        last_rotation: None,
        expires: None,
    })
}

/// The identity that opens the vault, which is named by its client ID; by none for the account's
/// own.
fn identity(resource: &Resource, client: &str) -> UsedIdentity {
    let attached = Attached::parse(&resource.identity);
    if client.is_empty() {
        return UsedIdentity {
            id: None,
            principal_id: attached.system,
        };
    }
    let is_it = |it: &Option<String>| {
        let it = it.as_deref().unwrap_or_default();
        it.eq_ignore_ascii_case(client)
    };
    let mut users = attached.user.into_iter();
    let found = users.find(|it| is_it(&it.client_id));
    UsedIdentity {
        principal_id: found.as_ref().and_then(|it| it.principal_id.clone()),
        id: found.map(|it| it.id),
    }
}

/// What an account says about its key, as the rest of a sentence that begins with its name.
pub(super) fn in_words(account: &Resource) -> String {
    match configuration(account).map(|it| it.source) {
        Ok(KeySource::Customer(reference)) => match &reference.following {
            Following::Latest => format!(
                "follows the latest version of your key {} now",
                reference.key.name()
            ),
            Following::Pinned(version) | Following::Unsaid(version) => format!(
                "uses version {} of your key {} now",
                version.short(),
                reference.key.name()
            ),
        },
        Ok(_) => "uses a Microsoft-managed key now".into(),
        Err(_) => "says nothing that can be understood about its key".into(),
    }
}

/// Why nothing is offered for an account whose answer surprised us.
pub(super) fn not_understood(why: &Unreadable) -> String {
    format!(
        "What it says about its key cannot be understood: {}.",
        why.0
    )
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const VERSION: &str = "0682afdd9c104f4285df20107e956cad";
    const USER: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";

    fn read(encryption: Value) -> Result<Configuration, Unreadable> {
        let value = json!({
            "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a",
            "kind": "AIServices",
            "identity": {
                "type": "SystemAssigned, UserAssigned",
                "principalId": "own",
                "userAssignedIdentities": { USER: { "principalId": "user", "clientId": "C" } },
            },
            "properties": { "encryption": encryption },
        });
        configuration(&Resource::read(&value)?)
    }

    fn block(name: &str, version: &str, client: &str) -> Value {
        json!({ "keySource": "Microsoft.KeyVault", "keyVaultProperties": {
            "keyVaultUri": "https://kv.vault.azure.net/",
            "keyName": name, "keyVersion": version, "identityClientId": client,
        }})
    }

    #[test]
    fn a_version_is_pinned_and_none_follows() {
        let pinned = read(block("k", VERSION, "")).expect("readable");
        let version = KeyVersion::parse(VERSION).expect("a version");
        let following = |it: &Configuration| it.key().map(|it| it.following.clone());
        assert_eq!(following(&pinned), Some(Following::Pinned(version)));
        let latest = read(block("k", "", "")).expect("readable");
        assert_eq!(following(&latest), Some(Following::Latest));
        let in_use = latest.in_use.expect("a key");
        assert_eq!((in_use.name(), in_use.version()), ("k", None));
    }

    #[test]
    fn the_client_id_says_who_opens_the_vault() {
        for (client, principal) in [("", Some("own")), ("c", Some("user")), ("gone", None)] {
            let found = read(block("k", "", client)).expect("readable");
            let identity = found.key().expect("a key").identity.clone();
            assert_eq!(identity.principal_id.as_deref(), principal, "{client}");
        }
    }

    #[test]
    fn nothing_and_microsofts_source_are_microsofts_and_half_a_key_is_neither() {
        for none in [
            Value::Null,
            json!({ "keySource": "Microsoft.CognitiveServices" }),
        ] {
            let found = read(none).expect("readable");
            assert_eq!(found.source, KeySource::MicrosoftManaged);
        }
        for half in [block("", "", ""), block("k", "newest", "")] {
            assert!(read(half.clone()).is_err(), "{half}");
        }
    }
}
