//! Permissions: what an action or a step needs, and where.

use serde::{Deserialize, Serialize};

/// Something a person must be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Permission {
    /// As Azure spells it: `Microsoft.Storage/storageAccounts/write`.
    pub action: &'static str,
    /// Whether it is a control-plane or a data-plane action.
    pub plane: Plane,
    /// Where it is needed.
    pub at: Place,
}

/// The two planes of Azure's roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plane {
    /// `actions`: what goes through Resource Manager.
    Control,
    /// `dataActions`: what goes to the service itself.
    Data,
}

/// Where a permission is needed, before the things have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The resource the action is about; its group when it does not exist yet.
    Resource,
    /// The resource group of the resource.
    Group,
    /// The subscription of the resource.
    Subscription,
    /// The vault that holds the key.
    Vault,
    /// The user-assigned identity.
    Identity,
}

impl Permission {
    /// A control-plane permission.
    #[must_use]
    pub const fn control(action: &'static str, at: Place) -> Self {
        Self {
            action,
            plane: Plane::Control,
            at,
        }
    }

    /// A data-plane permission.
    #[must_use]
    pub const fn data(action: &'static str, at: Place) -> Self {
        Self {
            action,
            plane: Plane::Data,
            at,
        }
    }
}
