//! The activity log: what was changed, for what no resource says of itself.
//!
//! A change has several entries, from its beginning to its end; they share a correlation ID. The
//! log reaches back ninety days.
//!
//! Source: azure-rest-api-specs, `Microsoft.Insights` 2015-04-01, `ActivityLogs_List`, read 21 Aug
//! 2026.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use crate::arm::{Facts, Read, Reading, Request, Timestamp, versions};

/// A change that Azure let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What was done: `Microsoft.OperationalInsights/clusters/delete`.
    pub action: String,
    /// What it was done to, as the log spells it.
    pub resource: String,
    /// When.
    pub at: Timestamp,
}

const DAY: i64 = 86_400;

/// Asks for what was changed through a resource provider in the last days. The question stays the
/// same for a whole day, so that it is not asked again with every second.
#[must_use]
pub fn read(subscription: &str, provider: &str, days: i64, now: Timestamp) -> Read {
    let from = (now.seconds().div_euclid(DAY) - days) * DAY;
    let from = Timestamp::of_seconds(from);
    let path = format!(
        "/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values"
    );
    let filter = format!("eventTimestamp ge '{from}' and resourceProvider eq '{provider}'");
    Read::list(Request::get(path, versions::ACTIVITY_LOG).query("$filter", &filter))
}

/// The changes with one action, the latest first; those that were refused are left out.
#[must_use]
pub fn changes(read: &Read, action: &str, facts: &Facts) -> Reading<Vec<Changed>> {
    facts.all(read, |it| Some(entry(it))).map(|entries| {
        let wanted = entries.into_iter().flatten();
        let wanted = wanted.filter(|(_, it)| it.action.eq_ignore_ascii_case(action));
        let one_each: BTreeMap<String, Changed> = wanted.collect();
        let mut all: Vec<Changed> = one_each.into_values().collect();
        all.sort_by_key(|it| std::cmp::Reverse(it.at));
        all
    })
}

/// How many of them happened within a time before now, and when the oldest of those did.
#[must_use]
pub fn within(changes: &[Changed], time: Duration, now: Timestamp) -> (usize, Option<Timestamp>) {
    let recent = changes.iter().filter(|it| now.since(it.at) < time);
    let recent: Vec<Timestamp> = recent.map(|it| it.at).collect();
    (recent.len(), recent.into_iter().min())
}

/// An entry that says how a change was answered, by its correlation ID.
fn entry(value: &Value) -> Option<(String, Changed)> {
    let text = |at: &str| value.pointer(at).and_then(Value::as_str);
    let ended = text("/status/value")?;
    if !["Accepted", "Succeeded"].contains(&ended) {
        return None;
    }
    let changed = Changed {
        action: text("/operationName/value")?.to_owned(),
        resource: text("/resourceId")?.to_owned(),
        at: Timestamp::parse(text("/eventTimestamp")?)?,
    };
    let id = format!("{} {}", text("/correlationId")?, changed.resource);
    Some((id, changed))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const LINK: &str = "Microsoft.OperationalInsights/workspaces/linkedServices/write";

    #[test]
    fn a_change_counts_once_and_a_refused_one_not_at_all() {
        let now = Timestamp::parse("2026-11-23T14:30:00Z").expect("a time");
        let row = |id: &str, action: &str, status: &str, at: &str| {
            json!({ "correlationId": id, "operationName": { "value": action },
                "status": { "value": status }, "resourceId": "/w/linkedServices/Cluster",
                "eventTimestamp": at })
        };
        let log = [
            row("a", LINK, "Started", "2026-11-20T08:00:00Z"),
            row("a", LINK, "Accepted", "2026-11-20T08:00:01Z"),
            row("a", LINK, "Succeeded", "2026-11-20T09:00:00Z"),
            row("b", LINK, "Failed", "2026-11-21T08:00:00Z"),
            row(
                "c",
                &LINK.to_uppercase(),
                "Succeeded",
                "2026-10-20T08:00:00Z",
            ),
            row(
                "d",
                "Microsoft.X/y/write",
                "Succeeded",
                "2026-11-20T08:00:00Z",
            ),
        ];
        let read = read("s", "Microsoft.OperationalInsights", 40, now);
        let mut facts = Facts::default();
        facts.insert(&read, now, Ok(json!({ "value": log })));
        let found = changes(&read, LINK, &facts).into_found().expect("changes");
        assert_eq!(found.len(), 2, "{found:?}");
        let month = Duration::from_secs(30 * 86_400);
        assert_eq!(within(&found, month, now), (1, Some(found[0].at)));
        let later = now + Duration::from_secs(60);
        assert_eq!(
            read,
            super::read("s", "Microsoft.OperationalInsights", 40, later)
        );
    }
}
