//! A step for somebody else: who, the lines to copy, and how it goes on.

use cmk_console::keys::names;
use cmk_console::plan::Work;
use cmk_console::plan::{HandOver, words};
use leptos::prelude::*;

use super::Shown;
use super::saving::SaveFile;
use crate::ui::{
    Button, ButtonKind, Code, CopyButton, InputKind, OutsideLink, Piece, StepState, TextField,
};

/// What a person with other rights does, and the word that it is done.
#[component]
pub(super) fn HandOverBox(
    position: usize,
    shown: Shown,
    #[prop(into)] state: Signal<StepState>,
) -> impl IntoView {
    let work = Memo::new(move |_| match &shown.plan.read().step(position)?.work {
        Work::HandOver(hand_over) => Some(hand_over.clone()),
        Work::Send { .. } | Work::Follow { .. } | Work::Watch(_) => None,
    });
    let is_asked = Memo::new(move |_| state.get() == StepState::Handover);
    let save = move || shown.plan.read().step(position)?.saves.clone();
    let must_save = Memo::new(move |_| save().is_some());
    let saved = RwSignal::new(false);
    let saving = move || save().map(|it| view! { <SaveFile save=it saved=saved/> });
    let unsaved = move || {
        let missing = must_save.get() && !saved.get();
        missing.then(|| "Save the file first.".to_owned())
    };
    let goes_on = move || match work.read().as_ref() {
        Some(it) if it.shown_by.is_some() => {
            "This console watches for the effect and goes on by itself."
        }
        Some(it) if it.gives.is_some() => {
            "Nothing shows the effect from here, so give back what came of it."
        }
        _ => "Nothing shows the effect from here, so say when it is done.",
    };
    let content = move || {
        work.get()
            .map(|it| view! { <Commands hand_over=it shown=shown/> })
    };
    let word = move || {
        let gives = work.get()?.gives.map(|it| it.label);
        Some(view! { <Word gives=gives shown=shown unsaved=unsaved/> })
    };
    let live = move || is_asked.get().then_some("warn");
    view! {
        <div class="step__live" data-status=live>
            {content}
            <Show when=move || is_asked.get()>
                {saving}
                <p>{goes_on}</p>
                {word}
            </Show>
        </div>
    }
}

/// The word that it is done, with the ID that it asks for.
#[component]
fn Word(
    gives: Option<String>,
    shown: Shown,
    /// Why it cannot be said yet.
    #[prop(into)]
    unsaved: Signal<Option<String>>,
) -> impl IntoView {
    let given = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let is_asked = gives.is_some();
    let wrong = move || {
        let unfit = names::guid(given.read().trim())
            .err()
            .filter(|_| is_asked)?;
        Some(format!("{} For example: {}", unfit.why, unfit.example))
    };
    let field = gives.map(|label| {
        view! {
            <TextField
                label=label
                value=given
                change=move |text| given.set(text)
                kind=InputKind::Code
                error=move || wrong().filter(|_| tried.get())
            />
        }
    });
    let done = shown.handed_over.map(|told| {
        let press = move |()| {
            tried.set(true);
            if wrong().is_none() {
                told.run(given.get_untracked());
            }
        };
        view! {
            <Button
                label="It is done"
                press=press
                kind=ButtonKind::Primary
                unavailable=unsaved
            />
        }
    });
    view! {
        {field}
        <div class="cluster">{done}</div>
    }
}

#[component]
fn Commands(hand_over: HandOver, shown: Shown) -> impl IntoView {
    let row = |(name, line): (String, String)| {
        let label = name.clone();
        let link = line.starts_with("https://").then(|| {
            let href = line.clone();
            view! { <p><OutsideLink href=href label="Open this page"/></p> }
        });
        let command = Memo::new(move |_| match shown.run.read().as_ref() {
            Some(run) => words::shown(&run.bound_command(&line)),
            None => words::shown(&line),
        });
        view! {
            <div class="stack" data-gap="tight">
                <p class="small">{name}</p>
                <div class="code-frame">
                    <Code label=label.clone() pieces=move || vec![Piece::Text(command.get())]/>
                    <CopyButton what=format!("the {label} line") value=command/>
                </div>
                {link}
            </div>
        }
    };
    view! {
        <p>{format!("For {}.", hand_over.to)}</p>
        {hand_over.commands.into_iter().map(row).collect_view()}
    }
}
