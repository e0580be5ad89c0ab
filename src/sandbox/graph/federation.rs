//! An identity that speaks for an application in another directory.
//!
//! Source: azure-docs, `articles/storage/common/
//! customer-managed-keys-configure-cross-tenant-existing-account.md`; entra-docs,
//! `docs/workload-id/workload-identity-federation-config-app-trust-managed-identity.md` (identity
//! and application in one directory), read 21 Aug 2026.

use super::credentials::AUDIENCE;
use super::directory::{
    CREDENTIALS, all, application, installed, is_known, is_multi_tenant, tenant_of,
};
use crate::arm::Cloud;
use crate::resources::simulated::{Document, NotFederated, World};

/// Who stands for an application in a directory when an identity speaks for it: the object ID.
///
/// # Errors
/// Why nobody does.
pub(in crate::sandbox) fn stands_in(
    world: &dyn World,
    (client, identity): (&str, &str),
    tenant: &str,
) -> Result<String, NotFederated> {
    let found = application(world, client).filter(|it| is_known(world, it));
    let found = found.ok_or(NotFederated::NoApplication)?;
    let own = tenant_of(&found.id);
    let speaker = world.principal(identity).filter(|it| it.tenant == own);
    let is_meant = |it: &&Document| {
        found.id.contains(&it.id)
            && it.text("/subject") == identity
            && is_issuer(it.text("/issuer"), own)
            && it.text("/audiences/0") == AUDIENCE
            && is_known(world, it)
    };
    if speaker.is_none() || all(world, CREDENTIALS, own).find(is_meant).is_none() {
        return Err(NotFederated::NoCredential);
    }
    if own != tenant && !is_multi_tenant(found) {
        return Err(NotFederated::NotInstalled);
    }
    let principal = installed(world, tenant, client).filter(|it| is_known(world, it));
    let principal = principal.ok_or(NotFederated::NotInstalled)?;
    if principal.body["accountEnabled"] != true {
        return Err(NotFederated::Disabled);
    }
    Ok(principal.id.name().to_owned())
}

/// Whether an issuer is Entra's for a directory, under whichever name the sandbox was reached when
/// the credential was made.
fn is_issuer(given: &str, tenant: &str) -> bool {
    let base = given.strip_suffix(&format!("/{tenant}/v2.0"));
    base.is_some_and(|base| {
        base.starts_with("https://localhost") || Cloud::all().any(|it| it.login == base)
    })
}
