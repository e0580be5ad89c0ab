//! Theme and contrast.

use leptos::prelude::*;

use crate::shell::theme::{Choice as Of, Theme};
use crate::ui::{Choice, Panel, RadioField};

/// The same choices as in the top bar, with words.
#[component]
pub(super) fn Looks() -> impl IntoView {
    view! {
        <Panel title="Appearance">
            <One of=Of::Theme/>
            <One of=Of::Contrast/>
        </Panel>
    }
}

#[component]
fn One(of: Of) -> impl IntoView {
    let theme = Theme::expect();
    let options: Vec<Choice> = of
        .values()
        .iter()
        .map(|(value, label)| Choice::new(*value, *label))
        .collect();
    view! {
        <RadioField
            label=of.label()
            options=Signal::stored(options)
            value=theme.get(of)
            change=move |value: String| theme.set(of, &value)
        />
    }
}
