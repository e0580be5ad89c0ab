//! The activity log: what was changed, and what a filter may ask.

use std::time::Duration;

use serde_json::json;

use super::clusters::{self, said};
use super::workshop::Workshop;
use super::*;

fn asked(shop: &Workshop, filter: &str) -> Response {
    let subscription = ResourceId::of_subscription(shop.group.subscription().expect("an ID"));
    let path = format!("{subscription}/providers/Microsoft.Insights/eventtypes/management/values");
    shop.mara(&Request::get(path, "2015-04-01").query("$filter", filter))
}

#[test]
fn changes_are_kept_for_ninety_days_twice_each_newest_first() {
    let shop = Workshop::new();
    let since = shop.time.now();
    clusters::put(&shop, "law-a", &json!({}));
    let refused = clusters::put(&shop, "law-a", &json!({ "sku": { "capacity": 1 } }));
    assert_eq!(refused.status, 400);
    let filter = format!(
        "eventTimestamp ge '{since}' and resourceProvider eq 'Microsoft.OperationalInsights'"
    );
    let found = rows(&asked(&shop, &filter));
    let words: Vec<String> = found
        .iter()
        .map(|it| format!("{} {}", it["operationName"]["value"], it["status"]["value"]))
        .collect();
    let write = "\"Microsoft.OperationalInsights/clusters/write\"";
    assert_eq!(
        words,
        [
            format!("{write} \"Accepted\""),
            format!("{write} \"Started\"")
        ]
    );
    assert_eq!(found[0]["correlationId"], found[1]["correlationId"]);
    shop.time.pass(Duration::from_secs(91 * 86_400));
    let old = asked(&shop, &filter);
    assert!(said(&old).contains("90 days"), "{}", said(&old));
}

#[test]
fn a_filter_that_is_not_understood_is_refused() {
    let shop = Workshop::new();
    let now = shop.time.now();
    for filter in [
        "",
        "resourceProvider eq 'Microsoft.Storage'",
        &format!("eventTimestamp ge '{now}' and caller eq 'mara'"),
        &format!("eventTimestamp ge '{now}' or caller eq 'mara'"),
    ] {
        assert_eq!(asked(&shop, filter).status, 400, "{filter}");
    }
}
