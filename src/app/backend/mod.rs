//! Azure, or the sandbox that plays it, as the pages and the runner see it.
#![allow(dead_code, unused_imports, reason = "the pages that use it land next")]

mod page_facts;

pub use page_facts::PageFacts;

use cmk_console::arm::operation::Answer;
use cmk_console::arm::{Cloud, Failure, Lost, Origin, Read, Request, Timestamp};
use cmk_console::config::{Config, Mode};
use leptos::prelude::*;
use serde_json::Value;

/// Where requests go.
#[derive(Clone, Copy)]
pub struct Backend {
    config: StoredValue<Config>,
    changes: RwSignal<u32>,
}

impl Backend {
    /// Makes the backend of the application; called once, at the root.
    pub fn provide(config: Config) -> Backend {
        let backend = Backend {
            config: StoredValue::new(config),
            changes: RwSignal::new(0),
        };
        provide_context(backend);
        backend
    }

    /// The backend of the application.
    pub fn expect() -> Backend {
        expect_context()
    }

    /// The deployment's configuration.
    pub fn config(self) -> Config {
        self.config.get_value()
    }

    /// The addresses of Azure.
    pub fn cloud(self) -> Cloud {
        self.config.read_value().cloud.clone()
    }

    /// The Resource Manager whose addresses may be followed.
    pub fn origin(self) -> Option<Origin> {
        Origin::of(&self.config.read_value().cloud.arm).ok()
    }

    /// What the console may do here.
    pub fn mode(self) -> Mode {
        self.config.read_value().mode
    }

    /// Whether what is on screen is simulated; nobody who has not entered sees any of it.
    pub fn simulated(self) -> bool {
        self.config.read_value().offers_sandbox()
    }

    /// The time where the data comes from.
    pub fn now(self) -> Timestamp {
        crate::clock::wall()
    }

    /// Counts what has changed in Azure as far as this browser knows; [`PageFacts`] reads again.
    pub fn changes(self) -> Signal<u32> {
        self.changes.into()
    }

    /// Sends one request with a token of this directory (tenant id). The only way out of the
    /// console.
    pub async fn send(self, request: &Request, directory: &str) -> Answer {
        let _ = (request, directory);
        Err(Lost::NotSent("the console is being built".into()))
    }

    /// Reads something in the directory of the person: with every page of a list, tried again
    /// while Azure says "not now". Gives the time at which the answer came.
    pub async fn read(self, read: &Read) -> (Timestamp, Result<Value, Failure>) {
        let _ = read;
        let failure = Failure::Lost(Lost::NotSent("the console is being built".into()));
        (self.now(), Err(failure))
    }
}
