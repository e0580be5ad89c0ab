//! What is missing from a list because it could not be read.

use cmk_console::arm::Failure;
use cmk_console::keys::explain;
use leptos::prelude::*;

use super::listed::{Gap, Listed};
use crate::ui::{Banner, Icon, Tone};

/// Which subscriptions are missing from the rows, and why.
#[component]
pub fn Gaps(listed: Listed) -> impl IntoView {
    let gaps = Memo::new(move |_| listed.gaps());
    let line = |gap: Gap| {
        let why = words(&gap.failure);
        view! { <li>{format!("{}, {}: {why}", gap.subscription, gap.plural)}</li> }
    };
    move || {
        let gaps = gaps.get();
        (!gaps.is_empty()).then(|| {
            let title = match gaps.len() {
                1 => "One list could not be read, so rows are missing".to_owned(),
                many => format!("{many} lists could not be read, so rows are missing"),
            };
            view! {
                <Banner tone=Tone::Unknown title=title icon=Icon::Unknown>
                    <ul class="small" role="list">{gaps.into_iter().map(line).collect_view()}</ul>
                </Banner>
            }
        })
    }
}

fn words(failure: &Failure) -> String {
    let what = explain::failure(failure).what;
    match failure.refusal() {
        Some(error) => format!("{what} ({} {})", error.status, error.code),
        None => what,
    }
}
