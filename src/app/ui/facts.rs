//! Facts: a name, a value, and what it rests on.

use leptos::prelude::*;

/// How many facts stand side by side where there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FactColumns {
    /// One below the other.
    #[default]
    One,
    /// Two and two.
    Two,
}

/// A list of facts.
#[component]
pub fn Facts(
    /// How many stand side by side.
    #[prop(optional)]
    columns: FactColumns,
    /// The facts.
    children: Children,
) -> impl IntoView {
    let columns = (columns == FactColumns::Two).then_some("2");
    view! {
        <dl class="facts" data-columns=columns>
            {children()}
        </dl>
    }
}

/// One fact.
#[component]
pub fn Fact(
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// The property it was read from, or when.
    #[prop(into, optional)]
    as_of: Signal<Option<String>>,
    /// The value.
    children: Children,
) -> impl IntoView {
    let note = move || {
        as_of
            .get()
            .map(|note| view! { <span class="facts__asof">{note}</span> })
    };
    view! {
        <div>
            <dt>{move || name.get()}</dt>
            <dd>{children()} {note}</dd>
        </div>
    }
}
