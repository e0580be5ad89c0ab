//! The resource ID of a key: what Resource Manager calls it.

use super::paste::{Pasted, vault_host};
use super::{KeyUri, KeyVersion, VaultKind};
use crate::arm::{Cloud, ResourceId};
use crate::keys::names::{self, Unfit};

/// The key of a resource ID, if the text is a resource ID at all. What follows the key's own
/// segments is ignored, because the portal appends the page's name.
pub(super) fn of_resource_id(text: &str, cloud: &Cloud) -> Result<Option<Pasted>, Unfit> {
    let path = text.trim_start_matches('/');
    let is_id = path
        .get(..14)
        .is_some_and(|it| it.eq_ignore_ascii_case("subscriptions/"));
    if !is_id {
        return Ok(None);
    }
    let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let (kind, at) = vault_in(&segments)?;
    let vault = segments
        .get(at)
        .ok_or_else(|| refuse("This resource ID ends before the vault's name."))?;
    let name = key_in(&segments[at + 1..])?;
    let version = match segments[at + 1..] {
        [_, _, word, version, ..] if word.eq_ignore_ascii_case("versions") => {
            Some(KeyVersion::parse(version)?)
        }
        _ => None,
    };
    names::key(name)?;
    let id = ResourceId::parse(&segments[..=at].join("/"));
    let id = id.map_err(|it| refuse(&it.to_string()))?;
    let host = format!("{vault}.{}", kind.suffix(cloud)).to_ascii_lowercase();
    vault_host(&host, cloud)?;
    let name = name.to_owned();
    Ok(Some(Pasted {
        key: KeyUri {
            host,
            name,
            version,
        },
        vault_id: Some(id),
    }))
}

/// Which kind of vault the ID leads through, and where its name stands.
fn vault_in(segments: &[&str]) -> Result<(VaultKind, usize), Unfit> {
    let provider = segments.windows(3).enumerate().find_map(|(at, it)| {
        let matches = it[0].eq_ignore_ascii_case("providers")
            && it[1].eq_ignore_ascii_case("Microsoft.KeyVault");
        matches.then_some((at, it[2]))
    });
    match provider {
        Some((at, it)) if it.eq_ignore_ascii_case("vaults") => Ok((VaultKind::Vault, at + 3)),
        Some((at, it)) if it.eq_ignore_ascii_case("managedHSMs") => {
            Ok((VaultKind::ManagedHsm, at + 3))
        }
        _ => Err(refuse(
            "This is the resource ID of something else than a key.",
        )),
    }
}

/// The name of the key among what follows the vault's name.
fn key_in<'a>(rest: &[&'a str]) -> Result<&'a str, Unfit> {
    let is = |word: &str| rest.first().is_some_and(|it| it.eq_ignore_ascii_case(word));
    match rest.get(1) {
        Some(name) if is("keys") => Ok(name),
        _ if is("secrets") => Err(refuse("This is a secret; a key is needed.")),
        _ if is("certificates") => Err(refuse("This is a certificate; a key is needed.")),
        _ => Err(refuse("This names a vault and no key in it.")),
    }
}

fn refuse(why: &str) -> Unfit {
    Unfit::new(
        why,
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/contoso/keys/storage-key",
    )
}
