//! The resources of one type, or of all types: filter and order are in the address.

use cmk_console::arm::Reading;
use cmk_console::resources::rows::{By, Row};
use cmk_console::resources::{self, ResourceType};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::gaps::Gaps;
use super::listed::Listed;
use super::{crumbs, not_found};
use crate::backend::PageFacts;
use crate::components::{ReadAgain, ResourceTable, Unread};
use crate::place::Place;
use crate::shell::{Title, icons};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Direction, Empty, Icon, InputKind, Loading, Menu, PageHead,
    Panel, PanelBody, Sort, TextField,
};

/// The list of one type; of all types without one.
pub fn page(arm_type: Option<&str>) -> AnyView {
    let kinds = match arm_type {
        None => resources::ALL.to_vec(),
        Some(arm_type) => match resources::of(arm_type) {
            Some(kind) => vec![kind],
            None => {
                return not_found::page(format!("This console knows no resource type {arm_type}."));
            }
        },
    };
    view! { <ListPage kinds=kinds/> }.into_any()
}

#[component]
fn ListPage(kinds: Vec<&'static dyn ResourceType>) -> impl IntoView {
    let known = PageFacts::new();
    let listed = Listed::new(known, kinds.clone());
    let title = match kinds.as_slice() {
        [only] => crumbs::capital(only.plural()),
        _ => "All resources".to_owned(),
    };
    let heading = title.clone();
    Title::of_page(move || title.clone());
    let several_types = kinds.len() != 1;
    let icon = match kinds.as_slice() {
        [only] => icons::of_type(only.icon()),
        _ => Icon::Overview,
    };
    let create = StoredValue::new(kinds);
    let actions = move || {
        view! {
            <ReadAgain known=known/>
            <CreateButtons kinds=create/>
        }
    };
    view! {
        <PageHead title=heading.clone() actions=actions/>
        <div class="stack">
            <Gaps listed=listed/>
            <Rows title=heading listed=listed several_types=several_types icon=icon/>
        </div>
    }
    .into_any()
}

/// What can be made here: a button for one, a menu for several.
#[component]
fn CreateButtons(kinds: StoredValue<Vec<&'static dyn ResourceType>>) -> impl IntoView {
    let made = kinds.get_value().into_iter().flat_map(|kind| {
        let makes = kind.actions().iter().filter(|it| it.creates());
        makes.map(move |it| {
            let (arm_type, action) = (kind.arm_type().to_owned(), it.id().to_owned());
            let label = format!("{}: {}", crumbs::capital(kind.label()), it.label());
            (label, it.label(), Route::Create { arm_type, action }.path())
        })
    });
    let made: Vec<_> = made.collect();
    match made.as_slice() {
        [] => ().into_any(),
        [(_, label, href)] => {
            let (label, href) = (label.to_owned(), href.clone());
            view! {
                <ButtonLink label=label href=href kind=ButtonKind::Primary icon=Icon::Plus/>
            }
            .into_any()
        }
        _ => {
            let link = |(label, _, href)| view! { <a class="menu__item" href=href>{label}</a> };
            view! {
                <Menu label="Create" icon=Icon::Plus kind=ButtonKind::Primary>
                    {made.clone().into_iter().map(link).collect_view()}
                </Menu>
            }
            .into_any()
        }
    }
}

#[component]
fn Rows(title: String, listed: Listed, several_types: bool, icon: Icon) -> impl IntoView {
    let place = Place::expect();
    let filter = place.query("filter");
    let filter = Signal::derive(move || filter.get().unwrap_or_default());
    let sort = sort_of(place);
    let rows = Memo::new(move |_| listed.rows());
    let is_opening = Memo::new(move |_| listed.is_opening());
    let found = Memo::new(move |_| {
        let filter = filter.get();
        rows.read().iter().filter(|it| it.matches(&filter)).count()
    });
    let count = move || match (rows.read().len(), found.get()) {
        (all, kept) if all == kept => Some(all.to_string()),
        (all, kept) => Some(format!("{kept} of {all}")),
    };
    let note = move || is_opening.get().then(|| listed.word());
    let on_sort = move |Sort { column, direction }: Sort| {
        let value = match direction {
            Direction::Ascending => column.to_owned(),
            Direction::Descending => format!("-{column}"),
        };
        place.set_query("sort", &value);
    };
    let caption = title.clone();
    let table = move || {
        let href = |row: Row| Route::Resource(row.id).path();
        view! {
            <ResourceTable
                caption=caption.clone()
                rows=rows
                filter=filter
                sort=sort
                on_sort=on_sort
                several_types=several_types
                href=href
            />
        }
    };
    let content = move || {
        let is_empty = rows.read().is_empty();
        match listed.subscriptions() {
            Reading::Failed(failure) => {
                view! { <Unread what="Your subscriptions" failure=failure/> }.into_any()
            }
            _ if is_empty && is_opening.get() => {
                view! { <Loading word=listed.word() rows=6/> }.into_any()
            }
            _ if is_empty => view! { <NoRows listed=listed icon=icon/> }.into_any(),
            _ if found.get() == 0 => {
                let clear = move |()| place.set_query("filter", "");
                view! {
                    <Empty icon=Icon::Filter title="Nothing matches the filter">
                        <Button label="Show all" press=clear/>
                    </Empty>
                }
                .into_any()
            }
            _ => table().into_any(),
        }
    };
    view! {
        <Show when=move || !rows.read().is_empty()>
            <FilterField filter=filter/>
        </Show>
        <Panel title=title count=count note=note body=PanelBody::Flush busy=is_opening>
            {content}
        </Panel>
    }
    .into_any()
}

/// The filter; every letter goes into the address.
#[component]
fn FilterField(filter: Signal<String>) -> impl IntoView {
    let place = Place::expect();
    view! {
        <div class="filter">
        <TextField
            label="Filter"
            value=filter
            change=move |text: String| place.set_query("filter", &text)
            kind=InputKind::Search
            help="Words of the name, the key, the verdict, the group, the subscription or the region."
        />
        </div>
    }
}

/// Nothing there: why, and what to do about it.
#[component]
fn NoRows(listed: Listed, icon: Icon) -> impl IntoView {
    let words = move || match listed.subscriptions() {
        _ if !listed.gaps().is_empty() => "What could be read holds none.",
        Reading::Found(all) if all.is_empty() => {
            "You can see no subscription in this directory. Ask for the Reader role on one."
        }
        _ => "Your subscriptions were read, and hold none that you can see.",
    };
    view! {
        <Empty icon=icon title="Nothing here yet">
            <p class="small">{words}</p>
        </Empty>
    }
}

/// The order in the address: a column, with a minus sign for the other way round.
fn sort_of(place: Place) -> Signal<Sort> {
    let query = place.query("sort");
    Signal::derive(move || {
        let text = query.get().unwrap_or_default();
        let (name, direction) = match text.strip_prefix('-') {
            Some(name) => (name, Direction::Descending),
            None => (text.as_str(), Direction::Ascending),
        };
        let known = By::ALL.iter().find(|(it, _)| *it == name);
        Sort {
            column: known.map_or("name", |it| it.0),
            direction,
        }
    })
}
