//! The menu of theme and contrast.

use leptos::prelude::*;

use super::theme::{Choice, Theme};
use crate::ui::{Icon, Menu, MenuShape, unique};

/// A button that opens the choices of theme and contrast.
#[component]
pub fn Appearance() -> impl IntoView {
    view! {
        <Menu label="Appearance" icon=Icon::Appearance shape=MenuShape::IconOnly>
            <Options choice=Choice::Theme/>
            <Options choice=Choice::Contrast/>
        </Menu>
    }
}

#[component]
fn Options(choice: Choice) -> impl IntoView {
    let theme = Theme::expect();
    let chosen = theme.get(choice);
    let name = unique("appearance");
    let rows: Vec<_> = choice
        .values()
        .iter()
        .map(|(value, label)| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name.clone()
                        value=*value
                        prop:checked=move || *chosen.read() == *value
                        on:change=move |_| theme.set(choice, value)
                    />
                    {*label}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset>
            <legend>{choice.label()}</legend>
            {rows}
        </fieldset>
    }
}
