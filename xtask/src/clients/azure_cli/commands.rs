//! The commands, in the order in which somebody would use them.

/// One command.
pub(super) struct Command {
    /// What it does, for the table.
    pub(super) what: &'static str,
    /// The words after `az`.
    pub(super) line: &'static str,
    pub(super) end: End,
    /// Names for later commands, and the pointers to what they stand for.
    pub(super) keep: &'static [(&'static str, &'static str)],
}

/// How it must end.
pub(super) enum End {
    /// The texts at these pointers of what it prints.
    Shows(&'static [(&'static str, &'static str)]),
    /// What it says holds this code.
    Refused(&'static str),
}

pub(super) const COMMANDS: &[Command] = &[
    Command {
        what: "cloud register",
        line: "cloud register -n sandbox --endpoint-resource-manager {arm}",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "cloud show",
        line: "cloud show -n sandbox",
        end: End::Shows(&[("/suffixes/keyvaultDns", "{suffix}")]),
        keep: &[],
    },
    Command {
        what: "cloud set",
        line: "cloud set -n sandbox",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "login",
        line: "login --service-principal -u {client} -p {secret} --tenant {tenant}",
        end: End::Shows(&[("/0/id", "{subscription}"), ("/0/tenantId", "{tenant}")]),
        keep: &[],
    },
    Command {
        what: "account show",
        line: "account show",
        end: End::Shows(&[("/id", "{subscription}"), ("/state", "Enabled")]),
        keep: &[],
    },
    Command {
        what: "group create",
        line: "group create -n rg-az -l westeurope",
        end: End::Shows(&[("/properties/provisioningState", "Succeeded")]),
        keep: &[],
    },
    Command {
        what: "identity create",
        line: "identity create -g rg-az -n id-az -l westeurope",
        end: End::Shows(&[("/tenantId", "{tenant}")]),
        keep: &[("identity", "/id"), ("principal", "/principalId")],
    },
    Command {
        what: "keyvault create, roles",
        line: "keyvault create -g rg-az -n kv-az-roles -l westeurope --enable-rbac-authorization true",
        end: End::Shows(&[("/properties/enableRbacAuthorization", "true")]),
        keep: &[("vault", "/id"), ("uri", "/properties/vaultUri")],
    },
    Command {
        what: "keyvault create, access policies",
        line: "keyvault create -g rg-az -n kv-az-policies -l westeurope --enable-rbac-authorization false --no-self-perms",
        end: End::Shows(&[("/properties/enableRbacAuthorization", "false")]),
        keep: &[],
    },
    Command {
        what: "keyvault update, purge protection",
        line: "keyvault update -g rg-az -n kv-az-roles --enable-purge-protection true",
        end: End::Shows(&[("/properties/enablePurgeProtection", "true")]),
        keep: &[],
    },
    Command {
        what: "keyvault set-policy",
        line: "keyvault set-policy -g rg-az -n kv-az-policies --object-id {principal} --key-permissions get wrapKey unwrapKey",
        end: End::Shows(&[("/properties/accessPolicies/0/objectId", "{principal}")]),
        keep: &[],
    },
    Command {
        what: "keyvault delete-policy",
        line: "keyvault delete-policy -g rg-az -n kv-az-policies --object-id {principal}",
        end: End::Shows(&[("/properties/accessPolicies", "[]")]),
        keep: &[],
    },
    Command {
        what: "keyvault show",
        line: "keyvault show -n kv-az-roles",
        end: End::Shows(&[
            ("/id", "{vault}"),
            ("/properties/enablePurgeProtection", "true"),
        ]),
        keep: &[],
    },
    Command {
        what: "keyvault key create",
        line: "keyvault key create --vault-name kv-az-roles -n k-az --kty RSA --size 2048",
        end: End::Shows(&[("/key/kty", "RSA"), ("/attributes/enabled", "true")]),
        keep: &[("first", "/key/kid")],
    },
    Command {
        what: "keyvault key show",
        line: "keyvault key show --vault-name kv-az-roles -n k-az",
        end: End::Shows(&[("/key/kid", "{first}")]),
        keep: &[],
    },
    Command {
        what: "keyvault key rotate",
        line: "keyvault key rotate --vault-name kv-az-roles -n k-az",
        end: End::Shows(&[("/key/kty", "RSA")]),
        keep: &[("second", "/key/kid")],
    },
    Command {
        what: "keyvault key list-versions",
        line: "keyvault key list-versions --vault-name kv-az-roles -n k-az --query length(@)",
        end: End::Shows(&[("", "2")]),
        keep: &[],
    },
    Command {
        what: "keyvault key set-attributes, disabled",
        line: "keyvault key set-attributes --vault-name kv-az-roles -n k-az --version {first.last} --enabled false",
        end: End::Shows(&[("/attributes/enabled", "false"), ("/key/kid", "{first}")]),
        keep: &[],
    },
    Command {
        what: "role assignment create",
        line: "role assignment create --assignee-object-id {principal} --assignee-principal-type ServicePrincipal --role 'Key Vault Crypto Service Encryption User' --scope {vault}",
        end: End::Shows(&[("/principalId", "{principal}"), ("/scope", "{vault}")]),
        keep: &[("assignment", "/id")],
    },
    Command {
        what: "role assignment list",
        line: "role assignment list --scope {vault}",
        end: End::Shows(&[
            ("/0/id", "{assignment}"),
            (
                "/0/roleDefinitionName",
                "Key Vault Crypto Service Encryption User",
            ),
        ]),
        keep: &[],
    },
    Command {
        what: "storage account create",
        line: "storage account create -g rg-az -n staz0001 -l westeurope --sku Standard_LRS --kind StorageV2 --identity-type UserAssigned --user-identity-id {identity}",
        end: End::Shows(&[("/provisioningState", "Succeeded")]),
        keep: &[("account", "/id")],
    },
    Command {
        what: "storage account show",
        line: "storage account show -g rg-az -n staz0001",
        end: End::Shows(&[("/encryption/keySource", "Microsoft.Storage")]),
        keep: &[],
    },
    Command {
        what: "storage account update, latest version",
        line: "storage account update -g rg-az -n staz0001 --encryption-key-source Microsoft.Keyvault --encryption-key-vault {uri} --encryption-key-name k-az --key-vault-user-identity-id {identity}",
        end: End::Shows(&[(IN_USE, "{second}")]),
        keep: &[],
    },
    Command {
        what: "storage account update, disabled version",
        line: "storage account update -g rg-az -n staz0001 --encryption-key-source Microsoft.Keyvault --encryption-key-vault {uri} --encryption-key-name k-az --encryption-key-version {first.last}",
        end: End::Refused("KeyVaultEncryptionKeyNotFound"),
        keep: &[],
    },
    Command {
        what: "storage account update, pinned version",
        line: "storage account update -g rg-az -n staz0001 --encryption-key-source Microsoft.Keyvault --encryption-key-vault {uri} --encryption-key-name k-az --encryption-key-version {second.last}",
        end: End::Shows(&[(IN_USE, "{second}"), (PINNED, "{second.last}")]),
        keep: &[],
    },
    Command {
        what: "storage account update, unpinned",
        line: "storage account update -g rg-az -n staz0001 --encryption-key-source Microsoft.Keyvault --encryption-key-vault {uri} --encryption-key-name k-az --encryption-key-version ''",
        end: End::Shows(&[(IN_USE, "{second}"), (PINNED, "")]),
        keep: &[],
    },
    Command {
        what: "storage account update, Microsoft's key",
        line: "storage account update -g rg-az -n staz0001 --encryption-key-source Microsoft.Storage",
        end: End::Shows(&[("/encryption/keySource", "Microsoft.Storage")]),
        keep: &[],
    },
    Command {
        what: "role assignment delete",
        line: "role assignment delete --ids {assignment}",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "ad app create",
        line: "ad app create --display-name 'Fabrikam keys' --sign-in-audience AzureADMultipleOrgs",
        end: End::Shows(&[("/signInAudience", "AzureADMultipleOrgs")]),
        keep: &[("app", "/appId"), ("object", "/id")],
    },
    Command {
        what: "ad app federated-credential create",
        line: "ad app federated-credential create --id {object} --parameters '{\"name\":\"storage\",\"issuer\":\"{arm}/{tenant}/v2.0\",\"subject\":\"{principal}\",\"audiences\":[\"api://AzureADTokenExchange\"]}'",
        end: End::Shows(&[("/subject", "{principal}")]),
        keep: &[],
    },
    Command {
        what: "ad app federated-credential create, again",
        line: "ad app federated-credential create --id {object} --parameters '{\"name\":\"again\",\"issuer\":\"{arm}/{tenant}/v2.0\",\"subject\":\"{principal}\",\"audiences\":[\"api://AzureADTokenExchange\"]}'",
        end: End::Refused("must be unique"),
        keep: &[],
    },
    Command {
        what: "ad app federated-credential list",
        line: "ad app federated-credential list --id {app}",
        end: End::Shows(&[("/0/name", "storage")]),
        keep: &[],
    },
    Command {
        what: "login, the customer",
        line: "login --service-principal -u {customerClient} -p {customerSecret} --tenant {customer}",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "ad sp create, the customer",
        line: "ad sp create --id {app}",
        end: End::Shows(&[("/appId", "{app}"), ("/appOwnerOrganizationId", "{tenant}")]),
        keep: &[("standin", "/id")],
    },
    Command {
        what: "ad sp show, the customer",
        line: "ad sp show --id {app}",
        end: End::Shows(&[("/id", "{standin}")]),
        keep: &[],
    },
    Command {
        what: "group create, the customer",
        line: "group create -n rg-az-theirs -l northeurope",
        end: End::Shows(&[("/properties/provisioningState", "Succeeded")]),
        keep: &[],
    },
    Command {
        what: "keyvault create, the customer",
        line: "keyvault create -g rg-az-theirs -n kv-az-theirs -l northeurope --enable-rbac-authorization true --enable-purge-protection true",
        end: End::Shows(&[("/properties/tenantId", "{customer}")]),
        keep: &[("theirs", "/id"), ("theirUri", "/properties/vaultUri")],
    },
    Command {
        what: "keyvault key create, the customer",
        line: "keyvault key create --vault-name kv-az-theirs -n k-theirs --kty RSA --size 3072",
        end: End::Shows(&[("/key/kty", "RSA")]),
        keep: &[("theirKey", "/key/kid")],
    },
    Command {
        what: "role assignment create, the customer",
        line: "role assignment create --assignee-object-id {standin} --assignee-principal-type ServicePrincipal --role 'Key Vault Crypto Service Encryption User' --scope {theirs}",
        end: End::Shows(&[("/principalId", "{standin}")]),
        keep: &[],
    },
    Command {
        what: "account set, the provider",
        line: "account set --subscription {subscription}",
        end: End::Shows(&[]),
        keep: &[],
    },
    Command {
        what: "storage account create, for the customer",
        line: "storage account create -g rg-az -n staz0002 -l westeurope --sku Standard_LRS --kind StorageV2 --identity-type UserAssigned --user-identity-id {identity}",
        end: End::Shows(&[("/provisioningState", "Succeeded")]),
        keep: &[],
    },
    Command {
        what: "storage account update, the customer's key alone",
        line: "storage account update -g rg-az -n staz0002 --encryption-key-source Microsoft.Keyvault --encryption-key-vault {theirUri} --encryption-key-name k-theirs --key-vault-user-identity-id {identity}",
        end: End::Refused("KeyVaultAuthenticationFailure"),
        keep: &[],
    },
    Command {
        what: "storage account update, the customer's key",
        line: "storage account update -g rg-az -n staz0002 --encryption-key-source Microsoft.Keyvault --encryption-key-vault {theirUri} --encryption-key-name k-theirs --key-vault-user-identity-id {identity} --key-vault-federated-client-id {app}",
        end: End::Shows(&[(IN_USE, "{theirKey}"), (FEDERATED, "{app}")]),
        keep: &[],
    },
    Command {
        what: "storage account show, the customer's key",
        line: "storage account show -g rg-az -n staz0002",
        end: End::Shows(&[(IN_USE, "{theirKey}"), (FEDERATED, "{app}")]),
        keep: &[],
    },
];

const IN_USE: &str = "/encryption/keyVaultProperties/currentVersionedKeyIdentifier";
const PINNED: &str = "/encryption/keyVaultProperties/keyVersion";
const FEDERATED: &str = "/encryption/encryptionIdentity/encryptionFederatedIdentityClientId";
