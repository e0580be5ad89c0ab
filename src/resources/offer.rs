//! Whether an action is offered, and if not, why and what would help.

use super::Action;
use crate::arm::Resource;
use crate::arm::access::{Place, Rights, roles};

/// Whether an action can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// It can.
    Yes,
    /// It cannot, or not now.
    No {
        /// Why.
        reason: String,
        /// What would help; may be empty.
        help: String,
    },
}

/// Decides by the resource's state first, then by the person's rights on it. Rights that are not
/// known yet (`None`) do not forbid; the plan's own checks come before anything is sent. Rights
/// elsewhere, on a vault or an identity, are checked there too.
#[must_use]
pub fn offer(action: &dyn Action, resource: &Resource, rights: Option<&Rights>) -> Offer {
    if let Err(reason) = action.applies(resource) {
        return Offer::No {
            reason,
            help: String::new(),
        };
    }
    let Some(rights) = rights else {
        return Offer::Yes;
    };
    let mut here = action.needs().iter().filter(|it| it.at == Place::Resource);
    match here.find(|it| !rights.allows_on(it.plane, it.action)) {
        None => Offer::Yes,
        Some(missing) => {
            let roles = roles::that_allow(missing.plane, missing.action);
            let names: Vec<&str> = roles.iter().map(|it| it.name).collect();
            let any = match names.split_last() {
                None => None,
                Some((only, [])) => Some((*only).to_owned()),
                Some((last, rest)) => Some(format!("{} or {last}", rest.join(", "))),
            };
            let help = any.map(|it| {
                format!(
                    "{it} on {} would allow it; an eligible role counts once it is activated.",
                    resource.name
                )
            });
            let help = help.unwrap_or_default();
            Offer::No {
                reason: format!("Your roles here do not include {}.", missing.action),
                help,
            }
        }
    }
}
