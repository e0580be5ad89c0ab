//! Work on an account that goes on after the answer.

use std::time::Duration;

use super::state::{Doing, UnderWay};
use crate::arm::{ResourceId, Response, Timestamp};
use crate::resources::simulated::{Document, Exchange, Monitor, Outcome, Work, World, text};

/// Begins work in a region. Azure says in two headers where it can be followed.
///
/// Source: Azure/azure-sdk-for-net#26526, which shows both, read 21 Aug 2026; the last segments of
/// the two addresses are assumed.
pub(super) fn begin(
    exchange: &mut Exchange<'_>,
    region: &str,
    takes: Duration,
    (result, answer): (Option<ResourceId>, Response),
) -> (Timestamp, Response) {
    let subscription = exchange.param("subscription");
    let locations =
        format!("/subscriptions/{subscription}/providers/Microsoft.CognitiveServices/locations");
    let work = |monitor, kind: &str| Work {
        monitor,
        below: format!("{locations}/{region}/{kind}"),
        api_version: exchange.api_version.clone(),
        takes,
        // What Azure says is not known: ARM allows ten seconds to ten minutes.
        retry_after: 10,
        result: result.clone(),
    };
    let status = work(Monitor::AsyncOperation, "operationStatuses");
    let results = work(Monitor::Location, "operationResults");
    let (until, answer) = status.begin(exchange.world, answer);
    let (_, answer) = results.begin(exchange.world, answer);
    (until, answer)
}

/// Answers with the document as it will be. It stays `Accepted` a little longer than the operation
/// that is followed.
///
/// Source: hashicorp/terraform-provider-azurerm#31712 and #31751, read 27 Nov 2026; for how long is
/// assumed.
pub(super) fn keep(
    exchange: &mut Exchange<'_>,
    mut document: Document,
    (status, what, takes): (u16, Doing, Duration),
) -> Outcome {
    let region = text(&document.body, "/location").to_owned();
    let result = Some(document.id.clone());
    let begun = (result, Response::empty(status));
    let (until, mut answer) = begin(exchange, &region, takes, begun);
    let about = format!("afterwards {}", document.id.lower());
    let until = until + Duration::from_secs(exchange.world.spread(&about, 5..=40));
    UnderWay { what, until }.keep(&mut document);
    document.body["etag"] = serde_json::json!(format!("\"{}\"", exchange.world.guid("etag")));
    exchange.world.put(document.clone());
    let shown = Response::json(status, exchange.world.show(&document));
    answer.body = shown.body;
    Ok(answer)
}

/// How long something takes, as the seed decides.
pub(super) fn spread(
    world: &dyn World,
    about: &str,
    seconds: std::ops::RangeInclusive<u64>,
) -> Duration {
    Duration::from_secs(world.spread(about, seconds))
}
