//! Names of accounts and their sub-domains, which are unique in all of Azure.

use serde_json::json;

use super::{ACCOUNTS, DELETED, errors};
use crate::arm::{ResourceId, Response};
use crate::keys::names;
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, World, text};

const AT: &str = "/properties/customSubDomainName";

/// Whether the sub-domain of a new or changed account is well formed and free.
pub(super) fn check_sub_domain(
    world: &dyn World,
    id: &ResourceId,
    name: &str,
) -> Result<(), Refusal> {
    names::sub_domain(&name.to_ascii_lowercase()).map_err(|_| errors::bad_sub_domain(name))?;
    if is_taken(world, Some(id), name) {
        return Err(errors::sub_domain_in_use(name));
    }
    Ok(())
}

/// A deleted account keeps its sub-domain.
fn is_taken(world: &dyn World, own: Option<&ResourceId>, name: &str) -> bool {
    let has = |it: &Document| it.text(AT).eq_ignore_ascii_case(name) && Some(&it.id) != own;
    world.documents(ACCOUNTS).any(has) || world.documents(DELETED).any(has)
}

/// `checkDomainAvailability`. What `reason` says of a taken name is assumed to be what the refusal
/// of a creation says.
pub(super) fn check(exchange: &mut Exchange<'_>) -> Outcome {
    let name = text(&exchange.body, "/subdomainName").to_owned();
    if name.is_empty() || !text(&exchange.body, "/type").eq_ignore_ascii_case(ACCOUNTS) {
        return Err(Refusal::bad(
            "BadRequest",
            "Both subdomainName and type are needed.",
        ));
    }
    let reason = match names::sub_domain(&name.to_ascii_lowercase()) {
        Err(_) => Some(errors::bad_sub_domain(&name).message),
        Ok(()) if is_taken(exchange.world, None, &name) => {
            Some(errors::sub_domain_in_use(&name).message)
        }
        Ok(()) => None,
    };
    let answer = json!({
        "isSubdomainAvailable": reason.is_none(),
        "reason": reason,
        "subdomainName": name,
        "type": ACCOUNTS,
    });
    Ok(Response::json(200, answer))
}
