"""The Python SDKs against a sandbox. Prints a line of JSON when a step begins and one when it
ended, and stops at the first difference."""

import json
import os
import sys

from azure.core.exceptions import HttpResponseError
from azure.identity import ClientSecretCredential
from azure.keyvault.keys import KeyClient
from azure.mgmt.authorization import AuthorizationManagementClient
from azure.mgmt.keyvault import KeyVaultManagementClient
from azure.mgmt.msi import ManagedServiceIdentityClient
from azure.mgmt.resource import ResourceManagementClient
from azure.mgmt.storage import StorageManagementClient

READY = json.loads(os.environ["CMK_SANDBOX"])
ARM = READY["arm"]
CLIENT = READY["clients"][0]
SUBSCRIPTION = CLIENT["subscriptionId"]
TENANT = CLIENT["tenantId"]
GROUP = "rg-sdk"
ENCRYPTION_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6"

CREDENTIAL = ClientSecretCredential(
    TENANT,
    CLIENT["clientId"],
    CLIENT["clientSecret"],
    authority=READY["login"],
    disable_instance_discovery=True,
)


def management(kind):
    scopes = [f"{ARM}/.default"]
    return kind(
        CREDENTIAL,
        SUBSCRIPTION,
        base_url=ARM,
        credential_scopes=scopes,
        polling_interval=1,
    )


RESOURCES = management(ResourceManagementClient)
IDENTITIES = management(ManagedServiceIdentityClient).user_assigned_identities
KEY_VAULT = management(KeyVaultManagementClient)
VAULTS = KEY_VAULT.vaults
ASSIGNMENTS = management(AuthorizationManagementClient).role_assignments
ACCOUNTS = management(StorageManagementClient).storage_accounts

KEPT = {}
STEPS = []


def step(what):
    def add(function):
        STEPS.append((what, function))
        return function

    return add


def same(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what} is {found!r} instead of {wanted!r}")


@step("resource group create")
def _():
    group = RESOURCES.resource_groups.create_or_update(GROUP, {"location": "westeurope"})
    same(group.properties.provisioning_state, "Succeeded", "provisioningState")


@step("identity create")
def _():
    identity = IDENTITIES.create_or_update(GROUP, "id-sdk", {"location": "westeurope"})
    KEPT["identity"] = identity.id
    KEPT["principal"] = identity.principal_id
    same(identity.tenant_id, TENANT, "tenantId")


def vault(name, properties):
    body = {
        "location": "westeurope",
        "properties": {
            "tenantId": TENANT,
            "sku": {"family": "A", "name": "standard"},
            **properties,
        },
    }
    return VAULTS.begin_create_or_update(GROUP, name, body).result()


@step("vault create, roles, purge protection")
def _():
    made = vault(
        "kv-sdk-roles",
        {"enableRbacAuthorization": True, "enablePurgeProtection": True, "accessPolicies": []},
    )
    KEPT["vault"] = made.id
    KEPT["vault_uri"] = made.properties.vault_uri.rstrip("/")
    same(made.properties.enable_purge_protection, True, "enablePurgeProtection")


@step("vault create, access policies")
def _():
    made = vault("kv-sdk-policies", {"enableRbacAuthorization": False, "accessPolicies": []})
    same(made.properties.enable_rbac_authorization, False, "enableRbacAuthorization")


@step("vault purge protection")
def _():
    patch = {"properties": {"enablePurgeProtection": True}}
    made = VAULTS.update(GROUP, "kv-sdk-policies", patch)
    same(made.properties.enable_purge_protection, True, "enablePurgeProtection")


def policies(kind):
    entry = {
        "tenantId": TENANT,
        "objectId": KEPT["principal"],
        "permissions": {"keys": ["get", "wrapKey", "unwrapKey"]},
    }
    body = {"properties": {"accessPolicies": [entry]}}
    VAULTS.update_access_policy(GROUP, "kv-sdk-policies", kind, body)
    found = VAULTS.get(GROUP, "kv-sdk-policies").properties.access_policies
    return [it.object_id for it in found]


@step("access policy add")
def _():
    same(policies("add"), [KEPT["principal"]], "accessPolicies")


@step("access policy remove")
def _():
    same(policies("remove"), [], "accessPolicies")


@step("key create through ARM")
def _():
    body = {"properties": {"kty": "RSA", "keySize": 3072}}
    key = KEY_VAULT.keys.create_if_not_exist(GROUP, "kv-sdk-roles", "k-arm", body)
    same(key.properties.key_size, 3072, "keySize")


def keys():
    # azure-cli pins a preview of this client, which asks for a version of its own; the released
    # clients ask for this one.
    return KeyClient(KEPT["vault_uri"], CREDENTIAL, api_version="2025-07-01")


@step("key create in the vault")
def _():
    key = keys().create_rsa_key("k-sdk", size=2048)
    KEPT["first"] = key.properties.version
    same(key.key_type, "RSA", "kty")


@step("key show")
def _():
    same(keys().get_key("k-sdk").properties.version, KEPT["first"], "version")


@step("key rotate")
def _():
    KEPT["second"] = keys().rotate_key("k-sdk").properties.version
    same(KEPT["second"] == KEPT["first"], False, "the same version")


@step("key list versions")
def _():
    found = {it.version for it in keys().list_properties_of_key_versions("k-sdk")}
    same(found, {KEPT["first"], KEPT["second"]}, "versions")


@step("key disable")
def _():
    changed = keys().update_key_properties("k-sdk", version=KEPT["first"], enabled=False)
    same(changed.properties.enabled, False, "enabled")


@step("role assignment create")
def _():
    role = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{ENCRYPTION_USER}"
    body = {
        "properties": {
            "roleDefinitionId": role,
            "principalId": KEPT["principal"],
            "principalType": "ServicePrincipal",
        }
    }
    made = ASSIGNMENTS.create(KEPT["vault"], "4f1c3a52-6d0e-4c6b-9a57-0d9c2b7f1e11", body)
    KEPT["assignment"] = made.id
    same(made.principal_id, KEPT["principal"], "principalId")


@step("role assignment list")
def _():
    found = [it.id for it in ASSIGNMENTS.list_for_scope(KEPT["vault"], filter="atScope()")]
    same(KEPT["assignment"] in found, True, "the assignment in the list")


@step("storage account create")
def _():
    body = {
        "location": "westeurope",
        "kind": "StorageV2",
        "sku": {"name": "Standard_LRS"},
        "identity": {"type": "UserAssigned", "userAssignedIdentities": {KEPT["identity"]: {}}},
    }
    made = ACCOUNTS.begin_create(GROUP, "stsdk0001", body).result()
    same(made.provisioning_state, "Succeeded", "provisioningState")


@step("storage account show")
def _():
    found = ACCOUNTS.get_properties(GROUP, "stsdk0001")
    same(found.encryption.key_source, "Microsoft.Storage", "keySource")


def under(version):
    encryption = {
        "keySource": "Microsoft.Keyvault",
        "keyvaultproperties": {
            "keyvaulturi": KEPT["vault_uri"],
            "keyname": "k-sdk",
            "keyversion": version,
        },
        "identity": {"userAssignedIdentity": KEPT["identity"]},
    }
    body = {"properties": {"encryption": encryption}}
    found = ACCOUNTS.update(GROUP, "stsdk0001", body).encryption.key_vault_properties
    return found.current_versioned_key_identifier.rsplit("/", 1)[1]


@step("storage account update, latest version")
def _():
    same(under(""), KEPT["second"], "the version in use")


@step("storage account update, disabled version")
def _():
    try:
        under(KEPT["first"])
    except HttpResponseError as refused:
        same(refused.status_code // 100, 4, "status")
        return
    raise AssertionError("a disabled version was taken")


@step("storage account update, pinned version")
def _():
    same(under(KEPT["second"]), KEPT["second"], "the version in use")


@step("storage account update, Microsoft's key")
def _():
    body = {"properties": {"encryption": {"keySource": "Microsoft.Storage"}}}
    found = ACCOUNTS.update(GROUP, "stsdk0001", body)
    same(found.encryption.key_source, "Microsoft.Storage", "keySource")


@step("storage account show, the key of another directory")
def _():
    found = ACCOUNTS.get_properties("rg-customers-weu", "fabrikamcontoso").encryption
    key, opener = found.key_vault_properties, found.encryption_identity
    same(key.key_vault_uri, f"https://kv-contoso-prod{READY['vaultSuffix']}", "keyvaulturi")
    in_use = f"{key.key_vault_uri}/keys/fabrikam-cmk/"
    same(key.current_versioned_key_identifier.startswith(in_use), True, "the key in use")
    same(opener.encryption_user_assigned_identity.endswith("/id-customers-cmk"), True, "identity")
    same(len(opener.encryption_federated_identity_client_id), 36, "the application ID")


@step("role assignment delete")
def _():
    ASSIGNMENTS.delete_by_id(KEPT["assignment"])
    found = [it.id for it in ASSIGNMENTS.list_for_scope(KEPT["vault"], filter="atScope()")]
    same(KEPT["assignment"] in found, False, "the assignment in the list")


def main():
    for what, function in STEPS:
        print(json.dumps({"begins": what}), flush=True)
        difference = None
        try:
            function()
        except Exception as error:  # Whatever a client raises is what is looked for.
            difference = f"{type(error).__name__}: {error}"
        print(json.dumps({"what": what, "difference": difference}), flush=True)
        if difference:
            sys.exit(1)


main()
