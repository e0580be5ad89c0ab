//! Accounts, projects and deleted accounts as a client reads them.

use serde_json::{Value, json};

use super::ACCOUNTS;
use super::state::doing;
use crate::resources::simulated::place::named;
use crate::resources::simulated::{Document, World, text};

pub(super) fn show(world: &dyn World, document: &Document) -> Value {
    let mut shown = document.envelope();
    if document.id.is(ACCOUNTS) || document.id.is(super::PROJECTS) {
        let state = doing(world, document).map_or(json!("Succeeded"), |it| json!(it));
        shown["properties"]["provisioningState"] = state;
    }
    spell_identity(&mut shown);
    let properties = &mut shown["properties"];
    // With Microsoft's key nothing is said, which hashicorp/terraform-provider-azurerm#28368 shows.
    if properties["encryption"].is_null() {
        if let Some(members) = properties.as_object_mut() {
            members.remove("encryption");
        }
        return shown;
    }
    let key = &mut properties["encryption"]["keyVaultProperties"];
    key["keyVaultUri"] = json!(named(text(key, "/keyVaultUri"), world.names()));
    shown
}

/// This service spells both kinds with a blank between them.
fn spell_identity(shown: &mut Value) {
    if text(shown, "/identity/type") == "SystemAssigned,UserAssigned" {
        shown["identity"]["type"] = json!("SystemAssigned, UserAssigned");
    }
}
