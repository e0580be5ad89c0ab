//! The way to an action that makes what is missing from a list.

use cmk_console::form::Answers;
use leptos::prelude::*;

use super::question::Asked;
use crate::ui::Icon;

/// The way to another action, in another tab, so that the answers given here stay.
pub(super) fn elsewhere(
    asked: Asked,
    label: &'static str,
    (arm_type, action): (&str, &str),
    query: &str,
) -> impl IntoView + use<> {
    let path = asked
        .hrefs
        .create
        .run((arm_type.to_owned(), action.to_owned()));
    view! {
        <a
            class="button"
            data-kind="quiet"
            data-size="small"
            href=format!("{path}{query}")
            target="_blank"
        >
            <Icon icon=Icon::Plus/>
            {label}
            <span class="visually-hidden">" (opens in a new tab)"</span>
        </a>
    }
}

/// Answers as a link brings them along.
pub(super) fn query(answers: &Answers) -> String {
    let pairs = answers.iter().filter(|it| !it.1.is_empty());
    let pair = |(field, answer): (&str, &str)| {
        let answer = js_sys::encode_uri_component(answer);
        format!("{field}={}", String::from(answer))
    };
    let pairs: Vec<String> = pairs.map(pair).collect();
    format!("?{}", pairs.join("&"))
}
