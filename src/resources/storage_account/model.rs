//! What a storage account says about its key.
//!
//! Source: Azure/bicep-types-az @ 1f896de2, `microsoft.storage/2025-08-01`, read 21 Aug 2026.

use serde::Deserialize;

use crate::arm::{Resource, ResourceId, Timestamp, Unreadable};
use crate::keys::configuration::{Following, KeyReference, KeySource, UsedIdentity};
use crate::keys::{Attached, Configuration, KeyUri, KeyVersion};

/// `properties.encryption`, as far as it is read here.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Encryption {
    key_source: String,
    /// All lower case in this service, and in no other.
    #[serde(rename = "keyvaultproperties")]
    key: Option<KeyVaultProperties>,
    identity: Option<EncryptionIdentity>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct KeyVaultProperties {
    keyvaulturi: String,
    keyname: String,
    keyversion: Option<String>,
    #[serde(rename = "currentVersionedKeyIdentifier")]
    in_use: Option<String>,
    #[serde(rename = "lastKeyRotationTimestamp")]
    rotated: Option<String>,
    #[serde(rename = "currentVersionedKeyExpirationTimestamp")]
    expires: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct EncryptionIdentity {
    user_assigned_identity: Option<String>,
    federated_identity_client_id: Option<String>,
}

/// Reads `properties.encryption`; an account that says nothing uses Microsoft's key.
pub(super) fn configuration(resource: &Resource) -> Result<Configuration, Unreadable> {
    let Some(value) = resource.properties.get("encryption") else {
        return Ok(Configuration::microsoft_managed());
    };
    let encryption: Encryption = serde_json::from_value(value.clone())
        .map_err(|it| Unreadable(format!("properties.encryption: {it}")))?;
    if !encryption
        .key_source
        .eq_ignore_ascii_case("Microsoft.Keyvault")
    {
        return Ok(Configuration::microsoft_managed());
    }
    let key = encryption.key.unwrap_or_default();
    let reference = KeyReference {
        key: uri(&key.keyvaulturi, &key.keyname)?,
        following: match key.keyversion.as_deref().unwrap_or_default() {
            "" => Following::Latest,
            version => {
                Following::Pinned(KeyVersion::parse(version).map_err(|it| Unreadable(it.why))?)
            }
        },
        identity: identity(resource, encryption.identity.as_ref()),
        federated_client: encryption
            .identity
            .and_then(|it| it.federated_identity_client_id)
            .filter(|it| !it.is_empty()),
    };
    let time = |text: Option<String>| text.as_deref().and_then(Timestamp::parse);
    Ok(Configuration {
        source: KeySource::Customer(reference),
        in_use: key
            .in_use
            .as_deref()
            .filter(|it| !it.is_empty())
            .and_then(|it| KeyUri::read(it).ok()),
        last_rotation: time(key.rotated),
        expires: time(key.expires),
    })
}

/// What an account says about its key, as the rest of a sentence that begins with its name.
pub(super) fn in_words(account: &Resource) -> String {
    let found = configuration(account).map(|it| it.source);
    match found {
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

fn uri(vault: &str, name: &str) -> Result<KeyUri, Unreadable> {
    KeyUri::of_parts(vault, name, "").map_err(|it| Unreadable(it.why))
}

fn identity(resource: &Resource, named: Option<&EncryptionIdentity>) -> UsedIdentity {
    let attached = Attached::parse(&resource.identity);
    let id = named
        .and_then(|it| it.user_assigned_identity.as_deref())
        .filter(|it| !it.is_empty());
    match id.and_then(|it| ResourceId::parse(it).ok()) {
        Some(id) => UsedIdentity {
            principal_id: attached.user(&id).and_then(|it| it.principal_id.clone()),
            id: Some(id),
        },
        None => UsedIdentity {
            id: None,
            principal_id: attached.system,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(encryption: serde_json::Value) -> Result<Configuration, Unreadable> {
        let value = json!({
            "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/sto",
            "properties": { "encryption": encryption },
        });
        configuration(&Resource::read(&value)?)
    }

    #[test]
    fn an_empty_version_follows_the_latest_and_the_real_one_is_the_proof() {
        let version = "0682afdd9c104f4285df20107e956cad";
        let found = read(json!({
            "keySource": "Microsoft.Keyvault",
            "keyvaultproperties": {
                "keyvaulturi": "https://kv.vault.azure.net/", "keyname": "orders", "keyversion": "",
                "currentVersionedKeyIdentifier": format!("https://kv.vault.azure.net/keys/orders/{version}"),
            },
        }))
        .expect("readable");
        assert_eq!(
            found.key().map(|it| it.following.clone()),
            Some(Following::Latest)
        );
        assert_eq!(
            found
                .in_use
                .map(|it| it.version_text().to_owned())
                .as_deref(),
            Some(version)
        );
    }

    #[test]
    fn the_identity_that_opens_the_vault_is_known_by_its_object_id() {
        let id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
        for (named, expected) in [(json!(id), "user"), (json!(null), "own")] {
            let value = json!({
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/sto",
                "identity": {
                    "type": "SystemAssigned,UserAssigned",
                    "principalId": "own",
                    "userAssignedIdentities": { id: { "principalId": "user" } },
                },
                "properties": { "encryption": {
                    "keySource": "Microsoft.Keyvault",
                    "keyvaultproperties": { "keyvaulturi": "https://kv.vault.azure.net", "keyname": "orders" },
                    "identity": { "userAssignedIdentity": named },
                } },
            });
            let found = configuration(&Resource::read(&value).expect("a resource"));
            let key = found.expect("readable").key().cloned().expect("a key");
            assert_eq!(key.identity.principal_id.as_deref(), Some(expected));
        }
    }

    #[test]
    fn no_key_of_ones_own_is_microsofts() {
        for encryption in [json!({"keySource": "Microsoft.Storage"}), json!({})] {
            assert_eq!(
                read(encryption).expect("readable").source,
                KeySource::MicrosoftManaged
            );
        }
    }

    #[test]
    fn a_key_that_cannot_be_read_is_not_taken_for_microsofts() {
        assert!(read(json!({"keySource": "Microsoft.Keyvault"})).is_err());
        assert!(read(json!({"keySource": 5})).is_err());
    }
}
