//! Requests and hand-overs, and the lines they become; the quoting is tried in a real shell.

use std::process::Command;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::keys::grant::{SERVICE_ENCRYPTION_USER, assignment, hsm as local_role, policy};
use crate::keys::key_uri::KeyUri;
use crate::keys::vault::AccessPolicy;

const OID: &str = "aaaaaaaa-0000-0000-0000-000000000001";

fn vault() -> ResourceId {
    ResourceId::of_group("s", "rg").provider("Microsoft.KeyVault/vaults", "contoso")
}

#[test]
fn requests_become_lines() {
    let cloud = Cloud::public();
    let key = vault().child("keys", "orders");
    let name = assignment::name(&key, SERVICE_ENCRYPTION_USER, OID);
    let grant = assignment::create(&key, SERVICE_ENCRYPTION_USER, OID, &name);
    let granted = ResourceId::parse(grant.path()).expect("an id");
    let protect = json!({"properties": {"enablePurgeProtection": true}});
    let old = AccessPolicy {
        tenant: "t".into(),
        object_id: OID.into(),
        application_id: None,
        keys: vec!["get".into()],
        secrets: Vec::new(),
        certificates: Vec::new(),
    };
    let rows = [
        (
            grant,
            format!("az role assignment create --assignee-object-id {OID} --assignee-principal-type ServicePrincipal --role {SERVICE_ENCRYPTION_USER} --scope {key}"),
        ),
        (
            assignment::remove(&granted),
            format!("az role assignment delete --ids {granted}"),
        ),
        (
            policy::add(&vault(), "t", OID, &["get", "wrapKey", "unwrapKey"]),
            format!("az keyvault set-policy --name contoso --object-id {OID} --key-permissions get wrapKey unwrapKey"),
        ),
        (
            policy::remove(&vault(), &old),
            format!("az keyvault delete-policy --name contoso --object-id {OID}"),
        ),
        (
            Request::patch(vault(), "2026-02-01", protect),
            "az keyvault update --name contoso --enable-purge-protection true".into(),
        ),
        (
            Request::patch("/subscriptions/s/x", "1", json!({"a": "it's"})),
            r#"az rest --method patch --url 'https://management.azure.com/subscriptions/s/x?api-version=1' --body '{"a":"it'\''s"}'"#.into(),
        ),
        (
            Request {
                audience: Audience::Graph,
                ..Request::get("/v1.0/me", "")
            },
            "az rest --method get --url https://graph.microsoft.com/v1.0/me --resource https://graph.microsoft.com".into(),
        ),
    ];
    for (request, line) in rows {
        assert_eq!(az(&request, &cloud), line);
    }
    assert_eq!(
        powershell(
            &Request::put("/subscriptions/s/x", "1", json!({"a": 1})),
            &cloud
        ),
        r#"Invoke-AzRestMethod -Method PUT -Path '/subscriptions/s/x?api-version=1' -Payload '{"a":1}'"#
    );
}

#[test]
fn a_principal_of_no_known_type_is_looked_up_by_the_shell() {
    let request = assignment::create_for_object(&vault(), SERVICE_ENCRYPTION_USER, OID);
    let line = format!(
        "az role assignment create --assignee {OID} --role {SERVICE_ENCRYPTION_USER} --scope {}",
        vault()
    );
    assert_eq!(az(&request, &Cloud::public()), line);
}

#[test]
fn hand_overs_name_the_vault_or_the_hsm() {
    let key = |text: &str| KeyUri::read(text).expect(text);
    let version = "11111111111111111111111111111111";
    let vaulted = key(&format!(
        "https://contoso.vault.azure.net/keys/orders/{version}"
    ));
    let hsm = key("https://chsm.managedhsm.azure.net/keys/orders");
    let rows = [
        (
            rotate(&vaulted),
            vec![
                "az keyvault key rotate --vault-name contoso --name orders".to_owned(),
                "Invoke-AzKeyVaultKeyRotation -VaultName contoso -Name orders".to_owned(),
            ],
        ),
        (rotate(&hsm), vec!["az keyvault key rotate --hsm-name chsm --name orders".to_owned()]),
        (
            disable(&vaulted),
            vec![
                format!("az keyvault key set-attributes --vault-name contoso --name orders --version {version} --enabled false"),
                format!("Update-AzKeyVaultKey -VaultName contoso -Name orders -Version {version} -Enable $false"),
            ],
        ),
        (
            enable(&hsm),
            vec![
                "az keyvault key set-attributes --hsm-name chsm --name orders --enabled true".to_owned(),
                "Update-AzKeyVaultKey -HsmName chsm -Name orders -Enable $true".to_owned(),
            ],
        ),
        (
            local_role::give(&hsm, "o'id"),
            vec![
                r"az keyvault role assignment create --hsm-name chsm --role 'Managed HSM Crypto Service Encryption User' --assignee-object-id 'o'\''id' --assignee-principal-type ServicePrincipal --scope /keys/orders".to_owned(),
                "New-AzKeyVaultRoleAssignment -HsmName chsm -RoleDefinitionName 'Managed HSM Crypto Service Encryption User' -ObjectId 'o''id' -Scope /keys/orders".to_owned(),
            ],
        ),
        (
            local_role::take_back(&hsm, OID),
            vec![
                format!("az keyvault role assignment delete --hsm-name chsm --role 'Managed HSM Crypto Service Encryption User' --assignee {OID} --scope /keys/orders"),
                format!("Remove-AzKeyVaultRoleAssignment -HsmName chsm -RoleDefinitionName 'Managed HSM Crypto Service Encryption User' -ObjectId {OID} -Scope /keys/orders"),
            ],
        ),
    ];
    for (lines, expected) in rows {
        let found: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn key_material_goes_into_a_vault_from_a_file() {
    let rows = [
        (
            import_file("contoso", "orders", true),
            vec![
                "az keyvault key import --vault-name contoso --name orders --pem-file orders.pem --protection hsm".to_owned(),
                "Add-AzKeyVaultKey -VaultName contoso -Name orders -KeyFilePath orders.pfx -KeyFilePassword (Read-Host -AsSecureString 'Password') -Destination HSM".to_owned(),
            ],
        ),
        (
            exchange_key("contoso", "kek"),
            vec![
                "az keyvault key create --kty RSA-HSM --size 4096 --name kek --ops import --vault-name contoso && az keyvault key download --name kek --vault-name contoso --file kek.publickey.pem".to_owned(),
                "Add-AzKeyVaultKey -VaultName contoso -Name kek -Destination HSM -Size 4096 -KeyOps import; Get-AzKeyVaultKey -VaultName contoso -KeyName kek -OutFile kek.publickey.pem".to_owned(),
            ],
        ),
        (
            import_transfer("contoso", "orders"),
            vec![
                "az keyvault key import --vault-name contoso --name orders --byok-file orders.byok --kty RSA-HSM --ops wrapKey unwrapKey".to_owned(),
                "Add-AzKeyVaultKey -VaultName contoso -Name orders -KeyFilePath orders.byok".to_owned(),
            ],
        ),
    ];
    for (lines, expected) in rows {
        let found: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
        assert_eq!(found, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A shell hands the text on as it was.
    #[test]
    fn a_quoted_text_is_one_word(text in "[ -~\u{e9}\n$`'\"\\\\!*{}]{0,40}") {
        let line = format!("printf %s {}", quote(&text));
        let output = Command::new("sh").args(["-c", &line]).output().expect("a shell");
        prop_assert_eq!(String::from_utf8_lossy(&output.stdout).into_owned(), text);
    }

    #[test]
    fn a_powershell_word_leaves_no_quote_open(text in "[ -~\u{2019}$`'\"]{0,40}") {
        let word = quote_powershell(&text);
        if let Some(inner) = word.strip_prefix('\'').and_then(|it| it.strip_suffix('\'')) {
            for quotes in inner.split(|it| !matches!(it, '\'' | '\u{2019}')) {
                prop_assert_eq!(quotes.chars().count() % 2, 0, "{}", word);
            }
        } else {
            prop_assert!(text.chars().all(|it| it.is_ascii_alphanumeric() || "-_./:".contains(it)));
        }
    }
}
