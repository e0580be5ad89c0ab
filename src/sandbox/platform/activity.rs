//! The activity log: which changes Resource Manager let through in the last ninety days.
//!
//! Source: azure-rest-api-specs, `Microsoft.Insights` 2015-04-01, `ActivityLogs_List`; azure-monitor-docs,
//! `essentials/activity-log.md`, read 21 Aug 2026. Entries of refused requests are not simulated,
//! and what a service does by itself leaves none.

use std::time::Duration;

use serde_json::{Value, json};

use crate::arm::{Method, ResourceId, Timestamp};
use crate::resources::simulated::{
    Caller, Document, Exchange, Outcome, Refusal, Route, Simulated, World, page, text,
};
use crate::sandbox::people::guid;
use crate::sandbox::stage::Stage;

/// The activity log.
pub(in crate::sandbox) struct ActivityLog;

/// How long an entry is kept.
const KEPT: Duration = Duration::from_secs(90 * 86_400);

const ENTRIES: &str = "Microsoft.Insights/eventtypes";

static ROUTES: &[Route] = &[Route::at(
    Method::Get,
    "/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values",
    "Microsoft.Insights/eventtypes/values/read",
    list,
)];

impl Simulated for ActivityLog {
    fn types(&self) -> &'static [&'static str] {
        &[ENTRIES]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &["2015-04-01"]
    }

    fn routes(&self) -> &'static [Route] {
        ROUTES
    }
}

/// A change that was let through.
pub(in crate::sandbox) struct Change<'a> {
    pub(in crate::sandbox) caller: &'a Caller,
    pub(in crate::sandbox) id: &'a ResourceId,
    pub(in crate::sandbox) action: &'a str,
    pub(in crate::sandbox) method: Method,
    pub(in crate::sandbox) status: u16,
}

/// Remembers a change, and forgets what is too old.
pub(in crate::sandbox) fn note(stage: &mut Stage<'_>, change: &Change<'_>) {
    let Some(subscription) = change.id.subscription_id() else {
        return;
    };
    forget(stage, &subscription);
    let last = mine(stage, &subscription).last();
    let number = last.and_then(|it| it.id.name().parse::<u64>().ok());
    let number = number.map_or(0, |it| it + 1);
    let path = format!("{subscription}/providers/{ENTRIES}/{number:08}");
    let Ok(id) = ResourceId::parse(&path) else {
        return;
    };
    let arm_type = change.id.arm_type().unwrap_or_default();
    let body = json!({
        "authorization": { "action": change.action, "scope": change.id.as_str() },
        "caller": change.caller.name,
        // No minted GUID: what else has one must not depend on who keeps a log.
        "correlationId": guid(stage.state.seed, &format!("event {number} of {subscription}")),
        "eventTimestamp": stage.now.rfc3339(),
        "level": "Informational",
        "operationName": { "value": change.action, "localizedValue": change.action },
        "resourceId": change.id.as_str(),
        "resourceProviderName": { "value": arm_type.split('/').next() },
        "status": { "value": if change.status == 202 { "Accepted" } else { "Succeeded" } },
        "httpRequest": { "method": change.method.as_str() },
    });
    stage.put(Document::new(id, body));
}

/// The entries of a subscription, the oldest first.
fn mine<'a>(
    stage: &'a Stage<'_>,
    subscription: &'a ResourceId,
) -> impl Iterator<Item = &'a Document> {
    let entries = stage.state.of_kind(ENTRIES);
    entries.filter(move |it| subscription.contains(&it.id))
}

fn forget(stage: &mut Stage<'_>, subscription: &ResourceId) {
    let old = |it: &&Document| {
        let at = Timestamp::parse(it.text("/eventTimestamp"));
        at.is_none_or(|at| stage.now.since(at) > KEPT)
    };
    let old: Vec<ResourceId> = mine(stage, subscription)
        .take_while(old)
        .map(|it| it.id.clone())
        .collect();
    for id in old {
        stage.remove(&id);
    }
}

/// What a filter asks for.
struct Wanted {
    from: Timestamp,
    until: Option<Timestamp>,
    resource: Option<String>,
    provider: Option<String>,
}

fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let filter = exchange.query("$filter").unwrap_or_default();
    let wanted = wanted(filter)?;
    let now = exchange.world.now();
    if now.since(wanted.from) > KEPT {
        let message = "The start time cannot be more than 90 days in the past.";
        return Err(Refusal::bad("BadRequest", message));
    }
    let container = exchange.container();
    let mut rows: Vec<&Document> = exchange
        .world
        .documents(ENTRIES)
        .filter(|it| container.contains(&it.id) && wanted.has(&it.body))
        .collect();
    // The newest come first.
    rows.reverse();
    page(exchange, rows.into_iter().flat_map(entries_of).collect())
}

/// Azure writes two entries of one correlation ID: how a change was answered, and that it began.
fn entries_of(change: &Document) -> [Value; 2] {
    let mut began = change.body.clone();
    began["status"] = json!({ "value": "Started" });
    [change.body.clone(), began]
}

impl Wanted {
    fn has(&self, entry: &Value) -> bool {
        let at = Timestamp::parse(text(entry, "/eventTimestamp"));
        let in_time =
            at.is_some_and(|it| it >= self.from && self.until.is_none_or(|until| it <= until));
        let is = |wanted: &Option<String>, at: &str| {
            let found = text(entry, at);
            wanted
                .as_ref()
                .is_none_or(|it| it.eq_ignore_ascii_case(found))
        };
        in_time
            && is(&self.resource, "/resourceId")
            && is(&self.provider, "/resourceProviderName/value")
    }
}

/// Reads `eventTimestamp ge '…'`, `eventTimestamp le '…'`, `resourceUri eq '…'` and
/// `resourceProvider eq '…'`, joined by `and`; anything else is refused rather than ignored.
fn wanted(filter: &str) -> Result<Wanted, Refusal> {
    let refused = || {
        let message = format!("The filter '{filter}' is not valid: eventTimestamp ge is required.");
        Refusal::bad("BadRequest", message)
    };
    let mut from = None;
    let (mut until, mut resource, mut provider) = (None, None, None);
    for clause in filter.split(" and ") {
        let parts: Vec<&str> = clause.split_whitespace().collect();
        let [name, operator, value] = parts.as_slice() else {
            return Err(refused());
        };
        let value = value.trim_matches('\'').to_owned();
        let time = Timestamp::parse(&value);
        match (
            name.to_ascii_lowercase().as_str(),
            operator.to_ascii_lowercase().as_str(),
        ) {
            ("eventtimestamp", "ge") => from = time,
            ("eventtimestamp", "le") => until = Some(time.ok_or_else(refused)?),
            ("resourceuri", "eq") => resource = Some(value),
            ("resourceprovider", "eq") => provider = Some(value),
            _ => return Err(refused()),
        }
    }
    Ok(Wanted {
        from: from.ok_or_else(refused)?,
        until,
        resource,
        provider,
    })
}
