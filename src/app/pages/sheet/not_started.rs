//! Why a run was not begun, in words.

use cmk_console::plan::run::CannotStart;
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::runner::NotStarted;
use crate::ui::{Banner, ButtonLink, ButtonSize, Tone};

/// A banner for a run that was not begun.
pub(super) fn banner(why: NotStarted) -> impl IntoView {
    let (title, words, other) = match why {
        NotStarted::Forbidden(words) => ("Not started", words, None),
        NotStarted::NotKept(words) => (
            "Not started: this browser does not keep the run",
            format!("{words} A run that is not kept could not be found again after a reload."),
            None,
        ),
        NotStarted::Cannot(CannotStart::Busy(id)) => (
            "Not started: another run is at work on the same resource",
            "Azure takes one change of a resource at a time. Wait for it, or stop it.".into(),
            Some(id),
        ),
        NotStarted::Cannot(CannotStart::Blocked(checks)) => {
            let failed: Vec<String> = checks.into_iter().map(|it| it.headline).collect();
            ("Not started: a check forbids it", failed.join(" "), None)
        }
        NotStarted::Cannot(CannotStart::Unlawful(broken)) => {
            let found: Vec<String> = broken.iter().map(ToString::to_string).collect();
            (
                "Not started: the plan breaks a rule of this console",
                format!(
                    "This is a mistake of ours, and Azure has heard nothing. {}",
                    found.join(" ")
                ),
                None,
            )
        }
    };
    let link = other.map(|id| {
        view! {
            <ButtonLink label="Show it" href=Route::Operation(id).path() size=ButtonSize::Small/>
        }
    });
    view! {
        <Banner tone=Tone::Bad title=title>
            <p class="small">{words}</p>
            {link}
        </Banner>
    }
}
