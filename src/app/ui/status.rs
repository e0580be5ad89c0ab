//! Status: always an icon, a word and a colour together.

use leptos::prelude::*;

use super::icon::Icon;

/// What a status means. It decides colour and icon; the word is the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Usable, proved by a read.
    Ok,
    /// Will break, or is not as meant.
    Warn,
    /// Broken or refused now.
    Bad,
    /// In progress; also plain information.
    Run,
    /// Not read, stale, switched off.
    Unknown,
    /// Cannot be undone.
    Door,
}

/// How loud a status is beside other text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strength {
    /// The point of its line.
    #[default]
    Strong,
    /// One of many, as in tables and facts.
    Quiet,
}

impl Tone {
    /// The icon of the tone; each has an outline of its own.
    pub fn icon(self) -> Icon {
        match self {
            Tone::Ok => Icon::Ok,
            Tone::Warn => Icon::Warn,
            Tone::Bad => Icon::Bad,
            Tone::Run => Icon::Run,
            Tone::Unknown => Icon::Unknown,
            Tone::Door => Icon::Door,
        }
    }

    /// The name the stylesheet knows it by, in `data-status`.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Ok => "ok",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
            Tone::Run => "run",
            Tone::Unknown => "unknown",
            Tone::Door => "door",
        }
    }
}

/// A status in running text, in a cell or in a list of facts.
#[component]
pub fn Status(
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
    /// What it is called here.
    #[prop(into)]
    word: Signal<String>,
    /// An icon that says more than the tone's own, such as the clock of stale data.
    #[prop(optional)]
    icon: Option<Icon>,
    /// How loud it is.
    #[prop(optional)]
    strength: Strength,
) -> impl IntoView {
    let quiet = (strength == Strength::Quiet).then_some("quiet");
    view! {
        <span class="status" data-status=move || tone.get().name() data-strength=quiet>
            {move || view! { <Icon icon=icon.unwrap_or_else(|| tone.get().icon())/> }}
            {move || word.get()}
        </span>
    }
}

/// A status as a pill, for something that is one of several words about a thing.
#[component]
pub fn Badge(
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
    /// What it is called here.
    #[prop(into)]
    word: Signal<String>,
    /// An icon that says more than the tone's own.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    view! {
        <span class="badge" data-status=move || tone.get().name()>
            {move || view! { <Icon icon=icon.unwrap_or_else(|| tone.get().icon())/> }}
            {move || word.get()}
        </span>
    }
}

/// A word without a status: a directory, "preview".
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    word: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="badge" data-plain="">
            {move || word.get()}
        </span>
    }
}
