//! Putting what stands for an application into a directory, and taking it out.

use serde_json::{Value, json};

use super::application_body::redirect_uris;
use super::directory::{CONSENTS, all, new_object, root, tenant_of};
use crate::resources::simulated::{Document, Principal, World, replicated_from};

/// Puts what stands for an application into a directory.
pub(in crate::sandbox) fn install(
    world: &mut dyn World,
    application: &Document,
    tenant: &str,
) -> Value {
    let client = application.text("/appId").to_owned();
    let id = world.guid(&format!("service principal of {client} in {tenant}"));
    let shown = json!({
        "id": id,
        "appId": client,
        "displayName": application.text("/displayName"),
        "appDisplayName": application.text("/displayName"),
        "accountEnabled": true,
        "appOwnerOrganizationId": tenant_of(&application.id),
        "appRoleAssignmentRequired": false,
        "createdDateTime": world.now().rfc3339(),
        "disabledByMicrosoftStatus": null,
        "replyUrls": redirect_uris(&application.body),
        "servicePrincipalNames": [client],
        "servicePrincipalType": "Application",
        "signInAudience": application.text("/signInAudience"),
        "tags": [],
        "verifiedPublisher": application.body["verifiedPublisher"],
    });
    let principal = Principal {
        id: id.clone(),
        tenant: tenant.to_owned(),
        kind: "ServicePrincipal".to_owned(),
        name: application.text("/displayName").to_owned(),
        known_from: replicated_from(world, &id),
    };
    world.set_principal(&id, Some(principal));
    let place = root(tenant).child("servicePrincipals", &id);
    let document = new_object(world, place, shown.clone(), Vec::new());
    world.put(document);
    shown
}

/// Takes out of a directory what stands for an application, with what was consented to. Roles
/// that it was given stay behind without anybody to use them.
pub(super) fn remove(world: &mut dyn World, principal: &Document) {
    let tenant = tenant_of(&principal.id).to_owned();
    let id = principal.id.name().to_owned();
    let consents: Vec<_> = all(&*world, CONSENTS, &tenant)
        .filter(|it| it.text("/clientId").eq_ignore_ascii_case(&id))
        .map(|it| it.id.clone())
        .collect();
    for consent in consents {
        world.remove(&consent);
    }
    world.set_principal(&id, None);
    world.remove(&principal.id);
}
