//! Checks: what was found before anything is sent.

use leptos::prelude::*;

use super::link::OutsideLink;
use super::status::{Status, Strength, Tone};

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckVerdict {
    /// Nothing in the way.
    Pass,
    /// Possible, with something to know.
    Warning,
    /// In the way.
    Fail,
    /// Could not be found out from here.
    Unknown,
    /// Being read.
    Reading,
}

/// The page a rule was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What the page is called.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The day it was read, in words.
    pub read: String,
}

impl CheckVerdict {
    /// The colour and icon of the verdict.
    pub fn tone(self) -> Tone {
        match self {
            CheckVerdict::Pass => Tone::Ok,
            CheckVerdict::Warning => Tone::Warn,
            CheckVerdict::Fail => Tone::Bad,
            CheckVerdict::Unknown => Tone::Unknown,
            CheckVerdict::Reading => Tone::Run,
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            CheckVerdict::Pass => "Passed",
            CheckVerdict::Warning => "Warning",
            CheckVerdict::Fail => "Failed",
            CheckVerdict::Unknown => "Not known",
            CheckVerdict::Reading => "Reading",
        }
    }

    fn name(self) -> &'static str {
        match self {
            CheckVerdict::Pass => "pass",
            CheckVerdict::Warning => "warning",
            CheckVerdict::Fail => "fail",
            CheckVerdict::Unknown => "unknown",
            CheckVerdict::Reading => "reading",
        }
    }
}

/// The list the checks stand in.
#[component]
pub fn Checks(
    /// What is checked; the accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The checks.
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="checks" role="list" aria-label=move || label.get()>
            {children()}
        </ul>
    }
}

/// One finding: the verdict, the reason, the rule's source and what would mend it.
#[component]
pub fn Check(
    /// What it came to.
    #[prop(into)]
    verdict: Signal<CheckVerdict>,
    /// What was found, in a sentence.
    #[prop(into)]
    title: Signal<String>,
    /// Why it matters.
    #[prop(into, optional)]
    reason: Signal<Option<String>>,
    /// The property and value it rests on, as Azure writes them.
    #[prop(into, optional)]
    evidence: Signal<Option<String>>,
    /// The page the rule was taken from.
    #[prop(into, optional)]
    source: Signal<Option<Source>>,
    /// The button that mends it, or more about it.
    #[prop(into, optional)]
    action: Option<ViewFnOnce>,
) -> impl IntoView {
    let status = move || {
        let tone = verdict.get().tone();
        let strength = if tone == Tone::Ok {
            Strength::Quiet
        } else {
            Strength::Strong
        };
        view! { <Status tone=tone word=verdict.get().word() strength=strength/> }
    };
    let why = move || {
        let text = reason.get()?;
        Some(view! { " " <span class="check__reason">{text}</span> })
    };
    let ground = move || {
        let evidence = evidence
            .get()
            .map(|text| view! { <code>{text}</code> ". " });
        let source = source.get().map(cited);
        let any = evidence.is_some() || source.is_some();
        any.then(|| view! { <p class="check__source">{evidence} {source}</p> })
    };
    view! {
        <li class="check" data-verdict=move || verdict.get().name()>
            <span class="check__verdict">{status}</span>
            <div class="check__text">
                <p>{move || title.get()} {why}</p>
                {ground}
            </div>
            {action.map(|action| view! { <div class="check__action">{action.run()}</div> })}
        </li>
    }
    .into_any()
}

fn cited(Source { title, url, read }: Source) -> impl IntoView {
    view! { "Source: " <OutsideLink href=url label=title/> {format!(", read {read}")} }
}
