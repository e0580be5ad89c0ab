//! Tables: rows to compare, sorted by the buttons in their head.

use leptos::prelude::*;

use super::column::{Align, Column, Direction, Order, Sort};
use super::icon::Icon;

/// A table in a region that scrolls sideways by itself and can be reached by keyboard.
#[component]
pub fn Table(
    /// What the rows are; the accessible name.
    #[prop(into)]
    caption: Signal<String>,
    /// The columns.
    columns: Vec<Column>,
    /// What the rows are ordered by now.
    #[prop(into, optional)]
    sort: Signal<Option<Sort>>,
    /// Called when a heading is pressed.
    #[prop(into, optional)]
    on_sort: Option<Callback<Sort>>,
    /// The rows: a `tr` each, its first cell a `th` of scope `row`.
    children: Children,
) -> impl IntoView {
    let heading = move |column| view! { <Heading column=column sort=sort on_sort=on_sort/> };
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=move || caption.get()>
            <table class="table">
                <caption class="visually-hidden">{move || caption.get()}</caption>
                <thead>
                    <tr>{columns.into_iter().map(heading).collect_view()}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Heading(
    column: Column,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Sort>>,
) -> impl IntoView {
    let Column {
        id,
        title,
        align,
        order,
    } = column;
    let direction = Memo::new(move |_| Some(sort.get().filter(|it| it.column == id)?.direction));
    let aria_sort = move || match direction.get()? {
        Direction::Ascending => Some("ascending"),
        Direction::Descending => Some("descending"),
    };
    let button = on_sort.filter(|_| order == Order::Sortable).map(|on_sort| {
        let press = move |_| on_sort.run(Sort::pressed(sort.get_untracked(), id));
        let arrow = move || direction.get().map(|_| view! { <Icon icon=Icon::Sort/> });
        view! { <button class="table__sort" type="button" on:click=press>{title} {arrow}</button> }
    });
    let words = button.is_none().then_some(title);
    view! {
        <th scope="col" aria-sort=aria_sort data-align=(align == Align::End).then_some("end")>
            {button}
            {words}
        </th>
    }
}
