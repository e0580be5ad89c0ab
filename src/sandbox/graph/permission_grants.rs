//! What people and administrators have consented to.
//!
//! Source: graph docs, `api-reference/v1.0/resources/oauth2permissiongrant.md`, read 27 Nov 2026.

use super::directory::{CONSENTS, all};
use super::odata::{Filter, list};
use crate::resources::simulated::{Exchange, Outcome};

pub(super) fn find(exchange: &mut Exchange<'_>) -> Outcome {
    let filter = Filter::of(exchange, &["clientId", "principalId", "resourceId"])?;
    let rows = all(&*exchange.world, CONSENTS, &exchange.caller.tenant).map(|it| &it.body);
    let rows = rows.filter(|it| filter.lets(it)).cloned().collect();
    list(exchange, "oauth2PermissionGrants", rows)
}
