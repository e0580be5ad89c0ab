//! Light or dark, and how much contrast: a preference of this browser.

use leptos::prelude::*;

use crate::platform::tab::{prefer, preference};

/// What was chosen, by name: `theme` is `system`, `light` or `dark`, `contrast` is `standard` or
/// `more`.
#[derive(Clone, Copy)]
pub struct Theme {
    theme: RwSignal<String>,
    contrast: RwSignal<String>,
}

/// One of the two choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Light, dark, or as the system.
    Theme,
    /// Standard, or more.
    Contrast,
}

/// Makes the theme of the application; called once, at the root. `boot.js` has set the attributes
/// already, so that nothing flashes.
pub fn provide() {
    let kept = |choice: Choice| preference(choice.key()).unwrap_or_else(|| choice.usual().into());
    provide_context(Theme {
        theme: RwSignal::new(kept(Choice::Theme)),
        contrast: RwSignal::new(kept(Choice::Contrast)),
    });
}

impl Theme {
    /// The theme of the application.
    pub fn expect() -> Theme {
        expect_context()
    }

    /// What is chosen.
    pub fn get(self, choice: Choice) -> Signal<String> {
        self.signal(choice).into()
    }

    /// Chooses, at once and for the next time.
    pub fn set(self, choice: Choice, value: &str) {
        prefer(choice.key(), value);
        self.signal(choice).set(value.to_owned());
        if let Some(root) = document().document_element() {
            // An attribute with a plain name can be set.
            let _ = root.set_attribute(choice.attribute(), value);
        }
    }

    fn signal(self, choice: Choice) -> RwSignal<String> {
        match choice {
            Choice::Theme => self.theme,
            Choice::Contrast => self.contrast,
        }
    }
}

impl Choice {
    /// Values and labels.
    pub fn values(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Theme => &[
                ("system", "As the system"),
                ("light", "Light"),
                ("dark", "Dark"),
            ],
            Self::Contrast => &[("standard", "Standard"), ("more", "More")],
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Theme => "Theme",
            Self::Contrast => "Contrast",
        }
    }

    fn usual(self) -> &'static str {
        self.values()[0].0
    }

    fn key(self) -> &'static str {
        match self {
            Self::Theme => "cmk-console.theme",
            Self::Contrast => "cmk-console.contrast",
        }
    }

    fn attribute(self) -> &'static str {
        match self {
            Self::Theme => "data-theme",
            Self::Contrast => "data-contrast",
        }
    }
}
