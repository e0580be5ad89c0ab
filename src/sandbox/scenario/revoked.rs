//! Claims, after an incident: an account and a cluster whose key was taken away on purpose, and
//! nobody has given it back yet.

use std::time::Duration;

use serde_json::json;

use super::script::Script;
use crate::arm::{Request, ResourceId, versions};
use crate::sandbox::people::guid;

const HOUR: Duration = Duration::from_secs(3600);

pub(super) fn write(script: &mut Script, vaults: &ResourceId) {
    let group = script.group("mara", vaults, "rg-claims-weu");
    let identity = group.provider(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "id-claims-cmk",
    );
    let vault = vaults.provider("Microsoft.KeyVault/vaults", "kv-fabrikam-prod");
    let key = vault.child("keys", "claims-cmk");
    script.identity(&group, "id-claims-cmk");
    script.key(
        &vault,
        "claims-cmk",
        json!({ "kty": "RSA", "keySize": 3072 }),
    );
    script.grant(&key, &identity);
    script.account(&group, "fabrikamclaims");
    script.wait(HOUR / 2);
    let account = group.provider("Microsoft.Storage/storageAccounts", "fabrikamclaims");
    script.attach(&account, &identity);
    script.set_key(&account, ("kv-fabrikam-prod", "claims-cmk", ""), &identity);
    let user = json!({
        "type": "UserAssigned",
        "userAssignedIdentities": { identity.as_str(): {} },
    });
    let with = json!({
        "keyVaultUri": "https://kv-fabrikam-prod.vault.azure.net",
        "keyName": "claims-cmk",
        "keyVersion": "",
    });
    script.cluster(&group, "law-claims-weu", (&user, with));
    script.wait(4 * HOUR);
    let name = guid(script.seed(), &format!("{key} {identity}"));
    let grant = key.provider("Microsoft.Authorization/roleAssignments", &name);
    script.act("mara", &Request::delete(&grant, versions::AUTHORIZATION));
    script.wait(HOUR);
}
