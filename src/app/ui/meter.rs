//! Meters: progress of known length.

use leptos::prelude::*;

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What is done.
    pub value: f64,
    /// What there is to do.
    pub max: f64,
}

/// A bar that fills; not drawn while the length is not known.
#[component]
pub fn Meter(
    /// What is measured; the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// How far it has come.
    #[prop(into)]
    progress: Signal<Option<Progress>>,
) -> impl IntoView {
    let is_known = Memo::new(move |_| progress.read().is_some());
    let value = move || {
        progress
            .get()
            .map(|it| it.value.clamp(0.0, it.max).to_string())
    };
    let max = move || progress.get().map(|it| it.max.to_string());
    view! {
        <Show when=move || is_known.get()>
            <progress class="meter" value=value max=max aria-label=move || label.get()></progress>
        </Show>
    }
}
