//! The icons of resource types, by the names the registry gives them.

use crate::ui::Icon;

/// The icon with a name; a type without a drawing of its own gets a plain one.
pub fn of_type(name: &str) -> Icon {
    match name {
        "storage" => Icon::Storage,
        "vault" => Icon::Vault,
        "key" => Icon::Key,
        "identity" => Icon::Identity,
        "logs" => Icon::Logs,
        "workspace" => Icon::Workspace,
        "foundry" => Icon::Foundry,
        "integration" => Icon::Integration,
        _ => Icon::Link,
    }
}
