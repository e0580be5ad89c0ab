//! Real refusals, word for word as the threads quote them, and what is said of them.

use serde_json::{Value, json};

use super::*;

fn error(status: u16, code: &str, message: &str) -> ArmError {
    ArmError {
        status,
        code: code.into(),
        message: message.into(),
        ..ArmError::default()
    }
}

#[test]
fn the_complaints_people_really_file_are_explained() {
    let rows = "
        403 | KeyVaultAuthenticationFailure | The operation failed because of authentication issue on the keyvault. | may not use the key yet | NotYet
        400 | PrincipalNotFound | Principal x does not exist in the directory y. | does not know the identity yet | NotYet
        409 | RoleAssignmentExists | The role assignment already exists. | granted already | Already
        400 | | Managed Service Identity (MSI) is not set for this account | no identity | Final
        400 | InvalidValuesForRequestParameters | encryption.identity, encryption.keyvaultproperties cannot be updated in a single operation | in one request | Final
        400 | InvalidValuesForRequestParameters | Values for request parameters are invalid: properties.encryption.identity. | not attached | Final
        400 | | Missing pre-requisites to enable EncryptionAtRest/Customer Managed Key for this storage account | is missing | Final
        409 | KeyVaultPolicyError | Keyvault policy recoverable is not set | could lose the key | Final
        403 | Forbidden | Client address is not authorized and caller is not a trusted service. | firewall | Final
        409 | MissingSubscriptionRegistration | The subscription is not registered | does not use this service yet | Final
        429 | TooManyRequests | slow down | too much at once | Busy
        409 | AnotherOperationInProgress | x | under way | Busy
        400 | | Gateway authentication failed: AADSTS700016: Application not found | does not know the application | Final
        400 | BadRequest | Failed to validate key in Key Vault. Could be due to lack of permissions or when key doesn't exist. | cannot use the key | NotYet
        400 | BadRequest | Key isn't recoverable. Key Vault must be set to Soft-delete and Purge-protection. | could lose the key | Final
        400 | OperationNotAllowed | Operation can't be executed now. Async operation is in progress. | at work | Busy
        400 | | Cluster is in deleting state. Wait for the Async operation to complete and try again. | being deleted | Final
        400 | | KeyVaultProperties isn't empty but has a bad format. | not named as | Final
        400 | | southcentralus doesn't support Double Encryption for clusters. | does not encrypt twice | Final
        409 | Conflict | Conflict: a cluster named x was deleted in the last 14 days, and its name is kept reserved. | is reserved | Final
        403 | Forbidden | Forbidden. The managed identity can't wrap and unwrap with the key in the key store. | may not use the key yet | NotYet
        400 | BadRequest | Key store not found. | does not find the vault | Final
        400 | BadRequest | The encryption key must be recoverable and not purgeable | could lose the key | Final
        400 | BadRequest | KeyVaultProperties is invalid | not named as the account | Final
        400 | BadRequest | The account can't be updated from customer-managed keys to Microsoft-managed keys. | never returns | Final
        400 | BadRequest | Customer-managed keys can be updated only to keys in the same key store. | of the same vault | Final
        400 | BadRequest | Key version not supported. | does not take this key | Final
        409 | RequestConflict | Cannot modify resource with id 'x' because the resource entity provisioning state is not terminal. | at work | Busy
        409 | FlagMustBeSetForRestore | An existing resource with ID 'x' has been soft-deleted. | keeps this name | Final
        409 | CustomDomainInUse | Please pick a different name. | sub-domain is taken | Final
        400 | CustomDomainInvalid | Sub domain name 'x_y' is not valid. | accept the sub-domain | Final
        400 | InvalidApiSetId | The account type 'AIServices' is either invalid or unavailable in given region. | no such kind | Final
        409 | CannotDeleteResource | Cannot delete resource while nested resources exist. | still there | Final
        200 | OperationCanceled | x | cancelled | Final
        403 | Authorization_RequestDenied | Insufficient privileges to complete the operation. | does not let you | Final
        400 | Request_BadRequest | The appId 'x' of the service principal does not reference a valid application object. | can be installed | Final
        400 | InvalidFederatedIdentityCredentialValue | The number of FederatedIdentityCredentials on the object is limited to 20. | all the federated credentials | Final
        400 | InvalidFederatedIdentityCredentialValue | Issuer and subject combination already exists | does not take | Final
        400 | GatewayAuthenticationFailed | Gateway authentication failed. AADSTS700213: No matching federated identity record found | may not act | Final
        400 | GatewayAuthenticationFailed | Gateway authentication failed. AADSTS7000112: Application 'x' is disabled. | switched the application off | Final
    ";
    for row in rows.lines().filter(|it| it.contains('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let status = cells[0].parse().expect("a status");
        let it = explain(&error(status, cells[1], cells[2]));
        assert!(it.what.contains(cells[3]), "{row}: {}", it.what);
        assert_eq!(format!("{:?}", it.timing), cells[4], "{row}");
        assert!(it.source.is_some(), "{row} cites nothing");
    }
}

#[test]
fn a_code_below_the_first_counts_too() {
    let mut outer = error(409, "Conflict", "Something is in conflict");
    outer.details = vec![("KeyVaultPolicyError".into(), String::new())];
    assert!(explain(&outer).what.contains("could lose the key"));
}

#[test]
fn a_missing_right_names_the_action_the_place_and_the_roles() {
    let message = "The client 'reader@contoso.com' with object id 'o' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '/subscriptions/s/resourceGroups/rg' or the scope is invalid.";
    let it = explain(&error(403, "AuthorizationFailed", message));
    assert!(it.what.contains("roleAssignments/write"), "{}", it.what);
    assert!(
        it.why.contains("/subscriptions/s/resourceGroups/rg"),
        "{}",
        it.why
    );
    assert!(
        it.next.contains("User Access Administrator or Owner"),
        "{}",
        it.next
    );
    let linked = "The client has permission to perform action 'Microsoft.Storage/storageAccounts/write' on scope '/a'; however, it does not have permission to perform action(s) 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s) '/subscriptions/s/id' (respectively) or the linked scope(s) are invalid.";
    let it = explain(&error(403, "LinkedAuthorizationFailed", linked));
    assert!(it.what.contains("assign/action"), "{}", it.what);
    assert!(it.why.contains("at /subscriptions/s/id."), "{}", it.why);
    assert!(it.next.contains("Managed Identity Operator"), "{}", it.next);
    let two = "The client has permission to perform action 'a/write' on scope '/a'; however, it does not have permission to perform action(s) 'x/assign/action, y/subnets/join/action' on the linked scope(s) '/subscriptions/s/id, /subscriptions/s/net' (respectively) or the linked scope(s) are invalid.";
    let it = explain(&error(403, "LinkedAuthorizationFailed", two));
    let each =
        "x/assign/action at /subscriptions/s/id, or y/subnets/join/action at /subscriptions/s/net";
    assert!(it.why.contains(each), "{}", it.why);
    let bare = explain(&error(403, "AuthorizationFailed", "No."));
    assert_eq!(bare.why, "No.");
}

#[test]
fn a_lock_and_a_policy_are_named() {
    let message = "The scope '/a' cannot perform write operation because following scope(s) are locked: '/subscriptions/s'. Please remove the lock and try again.";
    let it = explain(&error(409, "ScopeLocked", message));
    assert!(it.why.contains("/subscriptions/s"), "{}", it.why);
    let mut denied = error(
        403,
        "RequestDisallowedByPolicy",
        "Resource was disallowed by policy.",
    );
    denied.raw = json!({"error": {"additionalInfo": [
        {"type": "PolicyViolation", "info": {"policyAssignmentDisplayName": "Keys for storage"}}]}});
    assert!(explain(&denied).why.contains("Keys for storage"));
    denied.raw = Value::Null;
    assert!(!explain(&denied).why.is_empty());
}

#[test]
fn what_nobody_has_seen_yet_keeps_azures_own_words() {
    for status in [200, 400, 401, 403, 404, 409, 412, 500, 503] {
        let it = explain(&error(status, "Unheard", "Azure's own words."));
        assert_eq!(it.why, "Azure's own words.", "{status}");
        assert!(!it.next.is_empty(), "{status}");
        assert_eq!(it.timing == Timing::Busy, status >= 500, "{status}");
    }
}

#[test]
fn every_way_of_failing_has_words() {
    for it in [
        Failure::Lost(Lost::NoAnswer),
        Failure::Lost(Lost::NotSent("Read-only mode.".into())),
        Failure::Unreadable("No status.".into()),
        Failure::Untrusted("https://evil.example".into()),
        Failure::Refused(Box::default()),
    ] {
        let explanation = failure(&it);
        assert!(
            explanation.what.ends_with('.') && !explanation.next.is_empty(),
            "{it:?}"
        );
    }
}

#[test]
fn the_codes_that_mean_not_yet_are_explained_so() {
    for code in GRANT_NOT_YET.iter().chain(&PRINCIPAL_NOT_YET) {
        assert_eq!(
            explain(&error(403, code, "")).timing,
            Timing::NotYet,
            "{code}"
        );
    }
}

#[test]
fn every_row_speaks_in_sentences_and_cites_a_page() {
    for row in keys::ROWS.iter().chain(&platform::ROWS) {
        for text in [row.what, row.why, row.next] {
            assert!(text.ends_with('.'), "{text}");
        }
        assert!(row.source.url.starts_with("https://"), "{}", row.what);
        assert!(
            !row.codes.is_empty() || !row.says.is_empty(),
            "{}",
            row.what
        );
        assert_eq!(row.says, row.says.to_ascii_lowercase(), "{}", row.what);
    }
}
