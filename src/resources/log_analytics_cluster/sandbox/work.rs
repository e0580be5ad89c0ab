//! Work on a cluster that goes on after the answer.

use std::time::Duration;

use super::following;
use super::state::{Doing, Inner, UnderWay};
use crate::arm::{ResourceId, Response};
use crate::resources::simulated::{Document, Exchange, Monitor, Outcome, Work};

/// Work on a cluster, to be followed below the region's operations.
pub(super) fn work(
    exchange: &Exchange<'_>,
    region: &str,
    takes: Duration,
    result: Option<ResourceId>,
) -> Work {
    Work {
        monitor: Monitor::AsyncOperation,
        below: format!(
            "/subscriptions/{}/providers/Microsoft.OperationalInsights/locations/{region}/operationStatuses",
            exchange.param("subscription"),
        ),
        api_version: exchange.api_version.clone(),
        takes,
        // What Azure says is not known: ARM allows ten seconds to ten minutes.
        retry_after: if takes > Duration::from_secs(1800) {
            600
        } else {
            120
        },
        result,
    }
}

/// Answers 202. The cluster is busy a little longer than the operation that is followed.
///
/// Source: hashicorp/terraform-provider-azurerm, `log_analytics_cluster_resource.go`, which polls
/// the cluster after the operation, read 21 Aug 2026; for how long is assumed.
pub(super) fn begin(
    exchange: &mut Exchange<'_>,
    mut document: Document,
    mut inner: Inner,
    (what, takes): (Doing, Duration),
) -> Outcome {
    let work = work(
        exchange,
        document.text("/location"),
        takes,
        Some(document.id.clone()),
    );
    let (until, answer) = work.begin(exchange.world, Response::empty(202));
    let about = format!("afterwards {}", document.id.lower());
    let until = until + Duration::from_secs(exchange.world.spread(&about, 60..=240));
    inner.work = Some(UnderWay { what, until });
    inner.keep(&mut document);
    let id = document.id.clone();
    exchange.world.put(document);
    if inner.key.is_some() {
        following::begin(exchange.world, &id, until);
    }
    Ok(answer)
}
