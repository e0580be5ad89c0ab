//! Whether a vault itself is asked from here, or somebody with a shell does what only it can do.

use super::Ask;
use crate::arm::{Read, Source};
use crate::keys::data_plane::{self, Answers, Deed};
use crate::keys::vault::Vault;
use crate::plan::{Check, Finding};

const CORS: Source = Source::new(
    "Azure SDK for JavaScript: services without CORS",
    "https://github.com/Azure/azure-sdk-for-js/blob/main/samples/cors/ts/README.md",
    "2026-08-21",
);

/// The question that shows whether it answers; none where the configuration does not list it.
pub(super) fn read(vault: &Vault, ask: &Ask<'_>) -> Option<Read> {
    data_plane::probe(vault, ask.vault_hosts)
}

/// Whether it can do something for this person from here.
pub(super) fn is_open(deed: &Deed, vault: &Vault, ask: &Ask<'_>) -> bool {
    let answers = data_plane::answers(vault, ask.vault_hosts, ask.facts);
    let allowed = data_plane::allowed(deed, vault, ask.person, ask.facts);
    answers == Some(Answers::Keys) && allowed == Some(true)
}

/// What came of asking it; nothing where it was not asked.
pub(super) fn check(vault: &Vault, ask: &Ask<'_>) -> Option<Check> {
    let host = &vault.host;
    let (finding, headline, reason) = match data_plane::answers(vault, ask.vault_hosts, ask.facts)?
    {
        Answers::Keys => (
            Finding::Passed,
            format!("{host} answers this browser."),
            "What only the vault can do is asked of it from here, where you have the right.",
        ),
        Answers::Refusal => (
            Finding::Warning,
            format!("{host} answers this browser, and shows you no keys."),
            "Somebody with the right runs the lines in a shell, or you are given the right first.",
        ),
        Answers::Nothing => (
            Finding::Warning,
            format!("{host} gave no answer that this browser may read."),
            "Vaults are not made for browsers, and a firewall may keep this one out. Somebody runs the lines in a shell.",
        ),
    };
    let check = Check::new("vault-answers", finding, headline);
    Some(check.reason(reason).source(&CORS))
}
