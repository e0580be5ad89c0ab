//! What a tab remembers of signing in, and how it forgets: the directory, MSAL's id of the person,
//! and whether they have insisted. Never a token, a code or a claim.

use crate::platform::tab;

const PERSON: &str = "cmk-console.azure";
const INSISTED: &str = "cmk-console.azure.insisted";

/// How the names of MSAL's own values begin.
///
/// Source: AzureAD/microsoft-authentication-library-for-js, `lib/msal-browser/src/cache/CacheKeys.ts` and
/// `lib/msal-common/src/network/ThrottlingUtils.ts`, read 23 Nov 2026.
const OF_MSAL: [&str; 2] = ["msal.", "throttling."];

/// Whose tab it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// The directory: a tenant id, or what was asked for until one is known.
    pub directory: String,
    /// MSAL's id of the person; empty until it is known.
    pub home: String,
}

/// What this tab remembers.
pub(super) fn recall() -> Option<Kept> {
    let text = tab::remembered(PERSON)?;
    let (directory, home) = text.split_once(' ').unwrap_or((&text, ""));
    Some(Kept {
        directory: directory.to_owned(),
        home: home.to_owned(),
    })
}

/// Remembers whose tab it is.
pub(super) fn keep(directory: &str, home: &str) {
    tab::remember(PERSON, &format!("{directory} {home}"));
}

/// Whether the person has signed in because of a 401.
pub(super) fn has_insisted() -> bool {
    tab::remembered(INSISTED).is_some()
}

/// Remembers that the person is about to.
pub(super) fn insist() {
    tab::remember(INSISTED, "yes");
}

/// Forgets that they have: a token was accepted.
pub(super) fn accepted() {
    tab::forget(INSISTED);
}

/// Forgets the person, and whatever MSAL has left in this tab or this browser.
pub(super) fn forget() {
    tab::forget(PERSON);
    tab::forget(INSISTED);
    tab::sweep(&OF_MSAL);
}

/// The origin of this page.
pub(super) fn origin() -> String {
    let location = web_sys::window().map(|it| it.location());
    location.and_then(|it| it.origin().ok()).unwrap_or_default()
}
