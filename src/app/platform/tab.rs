//! What a tab remembers over a reload, and what the browser remembers for every tab.

use web_sys::Storage;

/// A value this tab remembers.
pub fn remembered(name: &str) -> Option<String> {
    of_tab()?.get_item(name).ok().flatten()
}

/// Remembers a value for this tab. A browser without storage forgets it at the next reload.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = of_tab() {
        let _ = storage.set_item(name, value);
    }
}

/// Forgets a value of this tab.
pub fn forget(name: &str) {
    if let Some(storage) = of_tab() {
        let _ = storage.remove_item(name);
    }
}

/// A preference of this browser.
pub fn preference(name: &str) -> Option<String> {
    of_browser()?.get_item(name).ok().flatten()
}

/// Keeps a preference. A browser without storage forgets it at the next reload.
pub fn prefer(name: &str, value: &str) {
    if let Some(storage) = of_browser() {
        let _ = storage.set_item(name, value);
    }
}

/// Removes what has a name that begins so, from both storages.
pub fn sweep(beginnings: &[&str]) {
    for storage in of_tab().into_iter().chain(of_browser()) {
        let names = (0..storage.length().unwrap_or_default()).map(|it| storage.key(it));
        let names: Vec<String> = names.filter_map(|it| it.ok().flatten()).collect();
        for name in names {
            if beginnings.iter().any(|it| name.starts_with(it)) {
                let _ = storage.remove_item(&name);
            }
        }
    }
}

fn of_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn of_browser() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
