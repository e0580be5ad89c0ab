//! Keys by the time that is left to them: a picture, and the table with the same numbers.

use cmk_console::arm::Timestamp;
use cmk_console::keys::expiry::Expiry;
use cmk_console::resources::inventory::{Inventory, KeyRow};
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::ui::{Column, Status, Strength, Table, Tone};

/// The keys that end in one span of time.
struct Bucket {
    expiry: Expiry,
    count: usize,
    /// The first of them to expire.
    soonest: Option<KeyRow>,
}

fn buckets(found: &Inventory) -> [Bucket; 7] {
    Expiry::ALL.map(|expiry| {
        // They are in the order in which they expire.
        let here = found.keys.iter().filter(|it| it.expiry == expiry);
        let soonest = here.clone().find(|it| it.expires.is_some()).cloned();
        Bucket {
            expiry,
            count: here.count(),
            soonest,
        }
    })
}

/// How many keys expire when, as bars.
#[component]
pub fn ExpiryChart(found: Memo<Inventory>) -> impl IntoView {
    let words = move || {
        let counts =
            buckets(&found.read()).map(|it| format!("{}: {}", it.expiry.label(), it.count));
        format!(
            "Keys by time to expiry. {}. The table has the same numbers.",
            counts.join(", ")
        )
    };
    let bars = move || {
        let buckets = buckets(&found.read());
        let most = buckets.iter().map(|it| it.count).max().unwrap_or(0).max(1);
        let bar = |(place, it): (usize, &Bucket)| bar(place, it, most);
        buckets.iter().enumerate().map(bar).collect_view()
    };
    view! {
        <figure class="histogram__frame">
            <svg class="histogram" viewBox="0 0 406 172" role="img" aria-label=words>
                <path class="histogram__axis" d="M0 149.5h406"></path>
                {bars}
            </svg>
        </figure>
    }
    .into_any()
}

/// So high is the highest bar.
const HIGHEST: usize = 120;

fn bar(place: usize, it: &Bucket, most: usize) -> impl IntoView + use<> {
    let middle = place * 58 + 29;
    let height = (it.count * HIGHEST).div_ceil(most);
    let top = 149 - height;
    let status = tone(it).map(Tone::name);
    view! {
        <line class="histogram__bar" data-status=status x1=middle x2=middle y1=149 y2=top></line>
        <text class="histogram__value" x=middle y=top - 6>{it.count}</text>
        <text class="histogram__label" x=middle y="166">{short(it.expiry)}</text>
    }
}

/// What a span of time means where keys are in it.
fn tone(it: &Bucket) -> Option<Tone> {
    match it.expiry {
        _ if it.count == 0 => None,
        Expiry::Expired => Some(Tone::Bad),
        Expiry::Month => Some(Tone::Warn),
        Expiry::NotRead => Some(Tone::Unknown),
        Expiry::Quarter | Expiry::Year | Expiry::Later | Expiry::Never => None,
    }
}

fn short(expiry: Expiry) -> &'static str {
    match expiry {
        Expiry::Month => "30 days",
        Expiry::Quarter => "90 days",
        Expiry::Year => "1 year",
        other => other.label(),
    }
}

/// How many keys expire when, and which is the first of them.
#[component]
pub fn ExpiryTable(found: Memo<Inventory>) -> impl IntoView {
    let columns = || {
        vec![
            Column::new("when", "Expires"),
            Column::new("keys", "Keys").end(),
            Column::new("soonest", "The first of them"),
        ]
    };
    view! {
        <Table caption="Number of keys by time to expiry" columns=columns()>
            {move || buckets(&found.read()).map(line).into_iter().collect_view()}
        </Table>
    }
    .into_any()
}

fn line(it: Bucket) -> impl IntoView {
    let label = it.expiry.label();
    let words = match tone(&it) {
        Some(tone) => view! { <Status tone=tone word=label strength=Strength::Quiet/> }.into_any(),
        None => label.into_any(),
    };
    let head = match it.count {
        0 => words,
        _ => view! { <a href=filtered(label)>{words}</a> }.into_any(),
    };
    let soonest = it.soonest.map(|key| {
        let day = key.expires.map(Timestamp::day).unwrap_or_default();
        view! {
            <a href=Route::Resource(key.vault).path()>{key.name}</a>
            " "
            <span class="muted small">{day}</span>
        }
    });
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td data-align="end">{it.count}</td>
            <td>{soonest}</td>
        </tr>
    }
}

/// The keys of one span of time, on the page of keys.
fn filtered(label: &str) -> String {
    let words = label.to_lowercase().replace(' ', "%20");
    format!("{}?filter={words}", Route::Keys.path())
}
