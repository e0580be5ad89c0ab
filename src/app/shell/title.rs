//! The title of the document: what is at work, what is shown, and whether it is simulated.

use cmk_console::plan::words;
use leptos::prelude::*;

use crate::backend::Backend;
use crate::clock::Clock;
use crate::runner::Runs;
use crate::session::Session;

/// What the page on screen is called.
#[derive(Clone, Copy)]
pub struct Title(RwSignal<String>);

impl Title {
    /// Makes the title of the application; called once, at the root.
    pub fn provide() -> Title {
        let title = Title(RwSignal::new(String::new()));
        provide_context(title);
        let (runs, backend, session) = (Runs::expect(), Backend::expect(), Session::expect());
        Effect::new(move |_| {
            session.person().track();
            let mark = if backend.simulated() {
                "[Sandbox] "
            } else {
                ""
            };
            let page = title.0.get();
            let name = if page.is_empty() {
                "cmk-console".to_owned()
            } else {
                format!("{page} · cmk-console")
            };
            document().set_title(&format!("{}{mark}{name}", at_work(runs)));
        });
        title
    }

    /// Names the page, and again whenever the name changes: "Storage accounts". The shell adds
    /// the rest.
    pub fn of_page(name: impl Fn() -> String + 'static) {
        let Title(title) = expect_context();
        Effect::new(move |_| title.set(name()));
    }
}

/// `Step 3 of 5 · `, so that a tab in the background tells how far it is.
fn at_work(runs: Runs) -> String {
    let all = runs.all();
    let all = all.read();
    let Some(run) = all.iter().find(|it| it.outcome.is_none()) else {
        return String::new();
    };
    let (step, of) = (run.position + 1, run.plan.steps.len() + 1);
    let now = Clock::expect().now();
    let left = run.due().and_then(|it| it.left(now.get()));
    match left {
        Some(left) => format!("{} left · ", words::ticking(left)),
        None => format!("Step {} of {of} · ", step.min(of)),
    }
}
