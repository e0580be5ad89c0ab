//! Whether a newer console was deployed while this tab was open.

use cmk_console::arm::Timestamp;
use cmk_console::sandbox::port::WireRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use crate::clock::wall;
use crate::platform::fetch::fetch;
use crate::platform::wake;

/// What is known of a newer console.
#[derive(Clone, Copy)]
pub struct Version {
    is_newer: RwSignal<bool>,
    looked: StoredValue<Timestamp>,
}

/// A tab that is shown again and again looks no more often.
const APART: Duration = Duration::from_secs(60);

impl Version {
    /// Makes it; called once, at the root. Looks whenever the tab is shown again.
    pub fn provide() -> Version {
        let version = Version {
            is_newer: RwSignal::new(false),
            looked: StoredValue::new(wall()),
        };
        wake::on_return(move || version.look());
        provide_context(version);
        version
    }

    /// What is known of a newer console.
    pub fn expect() -> Version {
        expect_context()
    }

    /// Whether there is one.
    pub fn is_newer(self) -> Signal<bool> {
        self.is_newer.into()
    }

    /// The document names its files by their content, so another console is another document.
    fn look(self) {
        let is_due = wall().since(self.looked.get_value()) >= APART;
        let Some(own) = own_file().filter(|_| is_due && !wake::is_offline()) else {
            return;
        };
        self.looked.set_value(wall());
        spawn_local(async move {
            let request = WireRequest {
                method: "GET".into(),
                url: "/index.html".into(),
                ..WireRequest::default()
            };
            let answer = fetch(&request).await;
            // A proxy's page, or no answer, says nothing about the console.
            if answer.status == 200 && answer.body.contains("data-wasm=") {
                self.is_newer.set(!answer.body.contains(&own));
            }
        });
    }
}

/// The name of the WebAssembly file that this tab runs.
pub fn own_file() -> Option<String> {
    let script = document().query_selector("script[data-wasm]").ok()??;
    script.get_attribute("data-wasm")
}
