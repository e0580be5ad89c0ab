//! The page a rule comes from, with the day it was read as people write days.

use cmk_console::arm::{Source, Timestamp};
use leptos::prelude::*;

use crate::ui::{self, OutsideLink};

/// A source as the building blocks draw it.
pub fn drawn(source: &Source) -> ui::Source {
    ui::Source {
        title: source.title.to_string(),
        url: source.url.to_string(),
        read: day(source),
    }
}

/// A source as a sentence of its own.
#[component]
pub fn Cited(
    /// The source.
    source: Source,
) -> impl IntoView {
    let read = format!(", read {}", day(&source));
    view! {
        "Source: "
        <OutsideLink href=source.url.to_string() label=source.title.to_string()/>
        {read}
    }
}

fn day(source: &Source) -> String {
    let read = Timestamp::parse(&format!("{}T00:00:00Z", source.read));
    read.map_or_else(|| source.read.to_string(), Timestamp::day)
}
