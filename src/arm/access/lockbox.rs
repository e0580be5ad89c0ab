//! Customer Lockbox: whether Microsoft's engineers have to ask before they look at data.
//!
//! Source: azure-rest-api-specs, `customerlockbox`, 2018-02-28-preview, read 27 Nov 2026.

use serde_json::Value;

use super::subscriptions;
use crate::arm::{Facts, Read, Reading, Request, versions};

/// What must be read to know of a subscription's directory; what is read last follows from the first.
#[must_use]
pub fn reads(subscription: &str, facts: &Facts) -> Vec<Read> {
    let mut reads = vec![subscriptions::read()];
    reads.extend(opted_in(subscription, facts));
    reads
}

/// Whether the directory of a subscription has turned it on.
#[must_use]
pub fn is_on(subscription: &str, facts: &Facts) -> Reading<bool> {
    let Some(read) = opted_in(subscription, facts) else {
        return Reading::NotRead;
    };
    facts.one(&read, |it| it.get("isOptedIn").and_then(Value::as_bool))
}

fn opted_in(subscription: &str, facts: &Facts) -> Option<Read> {
    let all = subscriptions::all(facts).into_found()?;
    let found = all
        .iter()
        .find(|it| it.id.eq_ignore_ascii_case(subscription))?;
    let path = format!(
        "/providers/Microsoft.CustomerLockbox/tenantOptedIn/{}",
        found.tenant
    );
    Some(Read::one(Request::get(path, versions::CUSTOMER_LOCKBOX)))
}
