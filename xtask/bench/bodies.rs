//! The bodies that `cargo xtask bench` has a browser build: those of a storage account created
//! with its key.

use cmk_console::arm::ResourceId;
use cmk_console::keys::KeyUri;
use cmk_console::resources::storage_account::body::{CreateOnly, create};
use wasm_bindgen::prelude::wasm_bindgen;

/// Builds and serialises request bodies; gives their length.
#[wasm_bindgen]
#[must_use]
pub fn bodies(count: u32) -> usize {
    (0..count).map(|it| body(it).len()).sum()
}

fn body(number: u32) -> String {
    let subscription = "f1ce8c24-1e3f-5e19-a6ef-bb2b23f2ba9c";
    let group = ResourceId::of_group(subscription, &format!("rg-{number}"));
    let identity = group.provider(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        &format!("id-{number}"),
    );
    let key = format!("https://kv-{number}.vault.azure.net/keys/key-{number}");
    let Ok(key) = KeyUri::read(&key) else {
        return String::new();
    };
    let everything = CreateOnly {
        queues: true,
        tables: true,
        infrastructure: false,
    };
    create(
        "westeurope",
        "Standard_ZRS",
        (&key, ""),
        &identity,
        everything,
    )
    .to_string()
}

fn main() {}
