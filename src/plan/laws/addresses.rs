//! Where a plan may send: below the address of a service, or to a vault that Resource Manager shows.

use super::{Blame, Law};
use crate::arm::{Audience, Origin, Request};
use crate::plan::step::Step;
use crate::plan::work::Work;

pub(super) fn own_origin(step: &Step, request: &Request, blame: &mut Blame<'_>) {
    let is_path = request.url.starts_with('/') && !request.url.starts_with("//");
    if !is_path && !asks_its_vault(step, request) {
        blame(
            Law::OwnOriginOnly,
            format!("{} is not below the configured origin", request.url),
        );
    }
}

/// Vaults have addresses of their own. One is asked only for what a read of the same vault at
/// Resource Manager shows.
fn asks_its_vault(step: &Step, request: &Request) -> bool {
    let Work::Send { shown_by, .. } = &step.work else {
        return false;
    };
    let Ok(origin) = Origin::of(&request.url) else {
        return false;
    };
    let host = origin.as_str().trim_start_matches("https://");
    let vault = host.split('.').next().unwrap_or_default();
    let read = shown_by.read.path().to_ascii_lowercase();
    request.audience == Audience::Vault
        && shown_by.read.audience == Audience::Arm
        && read.contains(&format!("/providers/microsoft.keyvault/vaults/{vault}/"))
}
