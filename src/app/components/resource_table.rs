//! Resources as rows to compare: found by a filter, ordered by the heads of the columns.

use cmk_console::resources::rows::{self, By, Row};
use leptos::attr::custom::CustomAttribute as _;
use leptos::prelude::*;

use super::verdicts::VerdictCell;
use crate::ui::{Button, Column, Direction, Sort, Status, Strength, Table, Tone};

/// So many rows are drawn before somebody asks for more.
const PAGE: usize = 100;

/// A row with the address of its page.
pub type Link = Callback<Row, String>;

/// Rows of resources.
#[component]
pub fn ResourceTable(
    /// What the rows are; the accessible name.
    #[prop(into)]
    caption: Signal<String>,
    /// Every row, in any order.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
    /// Only rows with all of these words are shown.
    #[prop(into)]
    filter: Signal<String>,
    /// What they are ordered by.
    #[prop(into)]
    sort: Signal<Sort>,
    /// Called when a head is pressed.
    #[prop(into)]
    on_sort: Callback<Sort>,
    /// Whether rows of several types stand side by side.
    several_types: bool,
    /// Where a row leads.
    #[prop(into)]
    href: Link,
) -> impl IntoView {
    let limit = RwSignal::new(PAGE);
    let kept = Memo::new(move |_| {
        let filter = filter.get();
        let all = rows.read();
        let mut kept: Vec<Row> = all
            .iter()
            .filter(|it| it.matches(&filter))
            .cloned()
            .collect();
        let Sort { column, direction } = sort.get();
        let by = By::named(column).unwrap_or(By::Name);
        rows::sort(&mut kept, by, direction == Direction::Descending);
        kept
    });
    let shown = move || {
        let kept = kept.read();
        kept.iter().take(limit.get()).cloned().collect::<Vec<_>>()
    };
    let more = move || {
        let left = kept.read().len().saturating_sub(limit.get());
        (left > 0).then(|| {
            let label = format!("Show {} more of {left}", left.min(PAGE));
            view! {
                <div class="panel__foot">
                    <Button label=label press=move |()| limit.update(|it| *it += PAGE)/>
                </div>
            }
        })
    };
    let key = |row: &Row| {
        (
            row.id.lower(),
            row.configuration.headline.clone(),
            row.is_at_work,
        )
    };
    view! {
        <Table
            caption=caption
            columns=columns(several_types)
            sort=Signal::derive(move || Some(sort.get()))
            on_sort=on_sort
        >
            <For each=shown key=key let:row>
                <Line row=row several_types=several_types href=href/>
            </For>
        </Table>
        {more}
    }
    .into_any()
}

#[component]
fn Line(row: Row, several_types: bool, href: Link) -> impl IntoView {
    let address = href.run(row.clone());
    let kind = several_types.then(|| view! { <td>{row.label}</td> });
    let health = match row.has_key {
        true => "not read",
        false => "does not apply",
    };
    let configuration = match row.is_at_work {
        true => view! {
            <Status tone=Tone::Run word="Being changed" strength=Strength::Quiet/>
        }
        .into_any(),
        false => view! { <VerdictCell verdict=row.configuration/> }.into_any(),
    };
    let key = match row.key.as_str() {
        "" => view! { <td class="muted">"none"</td> }.into_any(),
        _ => view! { <td><code>{row.key}</code></td> }.into_any(),
    };
    // When the first one is painted is what `cargo xtask bench` measures.
    let name = view! { <th scope="row"><a href=address>{row.name}</a></th> };
    let name = name.attr("elementtiming", "row");
    view! {
        <tr>
            {name}
            {kind}
            <td>{configuration}</td>
            <td class="muted">{health}</td>
            {key}
            <td>{row.group}</td>
            <td>{row.subscription}</td>
            <td>{row.location}</td>
        </tr>
    }
}

fn columns(several_types: bool) -> Vec<Column> {
    let all = [
        Column::new("name", "Name").sortable(),
        Column::new("type", "Type").sortable(),
        Column::new("configuration", "Configuration").sortable(),
        Column::new("health", "Health"),
        Column::new("key", "Key").sortable(),
        Column::new("group", "Resource group").sortable(),
        Column::new("subscription", "Subscription").sortable(),
        Column::new("location", "Region").sortable(),
    ];
    all.into_iter()
        .filter(|it| several_types || it.id != "type")
        .collect()
}
