//! The title of the document: what is at work, where, and whether it is simulated.

use leptos::prelude::*;

/// What the page on screen is called.
#[derive(Clone, Copy)]
pub struct Title(RwSignal<String>);

impl Title {
    /// Makes the title of the application; called once, at the root.
    pub fn provide() -> Title {
        let title = Title(RwSignal::new(String::new()));
        provide_context(title);
        title
    }

    /// Names the page, and again whenever the name changes: "Storage accounts". The shell adds
    /// the rest.
    pub fn of_page(name: impl Fn() -> String + 'static) {
        let Title(title) = expect_context();
        Effect::new(move |_| title.set(name()));
    }
}
