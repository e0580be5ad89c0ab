//! A newer version of the key that a resource is pinned to, one press away.

use cmk_console::keys::{Configuration, Following, health};
use cmk_console::resources::{Offer, TAKE_NEWEST};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::doing::offered;
use super::{Shown, status::Judged};
use crate::ui::{Banner, ButtonKind, ButtonLink, Tone};

/// Says that there is a newer version, where the type knows how to take it.
#[component]
pub(super) fn NewerVersion(shown: Shown, judged: Judged) -> impl IntoView {
    let found = Memo::new(move |_| {
        let configuration = judged.configuration()?;
        newer(shown, &configuration)
    });
    move || {
        let (words, href) = found.get()?;
        Some(view! {
            <Banner tone=Tone::Warn title="There is a newer version of its key">
                <p class="small">{words}</p>
                <ButtonLink label="Take the newest version" href=href kind=ButtonKind::Primary/>
            </Banner>
        })
    }
}

/// What is said of a newer version, and the plan that takes it.
fn newer(shown: Shown, configuration: &Configuration) -> Option<(String, String)> {
    let id = shown.id.get_value();
    shown.kind.action(TAKE_NEWEST)?;
    let Following::Pinned(pinned) = &configuration.key()?.following else {
        return None;
    };
    let facts = shown.known.facts();
    let newest = facts.with(|it| health::newest(&id, configuration, it))?;
    let newest = newest
        .version()
        .filter(|it| *it != pinned)?
        .short()
        .to_owned();
    let href = Route::Act {
        target: id,
        action: TAKE_NEWEST.to_owned(),
    };
    let href = href.path();
    let may = offered(shown)
        .iter()
        .any(|it| it.href == href && it.offer == Offer::Yes);
    let words = format!(
        "{} has version {newest}; {} is named here, and new ones are not taken until somebody does.",
        configuration.key()?.key.name(),
        pinned.short()
    );
    may.then_some((words, href))
}
