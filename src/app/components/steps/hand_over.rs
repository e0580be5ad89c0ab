//! A step for somebody else: who, the lines to copy, and how it goes on.

use cmk_console::plan::Work;
use cmk_console::plan::{HandOver, words};
use leptos::prelude::*;

use super::Shown;
use super::saving::SaveFile;
use crate::ui::{Button, ButtonKind, Code, CopyButton, Piece, StepState};

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
    let goes_on = move || match work.read().as_ref().map(|it| it.shown_by.is_some()) {
        Some(true) => "This console watches for the effect and goes on by itself.",
        _ => "Nothing shows the effect from here, so say when it is done.",
    };
    let done = move || {
        let press = shown.handed_over?;
        Some(view! {
            <Button
                label="It is done"
                press=press
                kind=ButtonKind::Primary
                unavailable=unsaved
            />
        })
    };
    let content = move || {
        work.get()
            .map(|it| view! { <Commands hand_over=it shown=shown/> })
    };
    let live = move || is_asked.get().then_some("warn");
    view! {
        <div class="step__live" data-status=live>
            {content}
            <Show when=move || is_asked.get()>
                {saving}
                <p>{goes_on}</p>
                <div class="cluster">{done}</div>
            </Show>
        </div>
    }
}

#[component]
fn Commands(hand_over: HandOver, shown: Shown) -> impl IntoView {
    let row = |(name, line): (String, String)| {
        let label = name.clone();
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
            </div>
        }
    };
    view! {
        <p>{format!("For {}.", hand_over.to)}</p>
        {hand_over.commands.into_iter().map(row).collect_view()}
    }
}
