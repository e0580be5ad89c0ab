//! What people paste where a key is asked for, and why some of it will not do.

use percent_encoding::percent_decode_str;

use super::resource_id::of_resource_id;
use super::{EXAMPLE, KeyUri, VaultKind};
use crate::arm::{Cloud, Origin, ResourceId};
use crate::keys::names::{self, Unfit};

/// A key that was pasted, in any of its forms: an identifier with or without version, on a vault
/// or a Managed HSM; the resource ID of a key; the address of a key's page in the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The key.
    pub key: KeyUri,
    /// The vault's resource ID, where the form named it.
    pub vault_id: Option<ResourceId>,
}

/// More than this is no identifier, whatever it begins with.
const LONGEST: usize = 4096;

pub(super) fn parse(text: &str, cloud: &Cloud) -> Result<Pasted, Unfit> {
    let text = text.trim_matches(|it: char| {
        it.is_whitespace() || matches!(it, '"' | '\'' | '`' | '<' | '>' | ',' | ';' | '\u{200b}')
    });
    let refuse = |why: &str| Unfit::new(why, example(cloud));
    if text.is_empty() {
        return Err(refuse("A key identifier is needed."));
    }
    if text.len() > LONGEST {
        return Err(refuse("This is far longer than a key identifier."));
    }
    if let Some(pasted) = of_resource_id(text, cloud)? {
        return Ok(pasted);
    }
    if let Some(fragment) = portal_fragment(text, cloud)? {
        return of_portal(&fragment, cloud);
    }
    of_address(text, cloud)
}

fn of_address(text: &str, cloud: &Cloud) -> Result<Pasted, Unfit> {
    let refuse = |why: String| Unfit::new(why, example(cloud));
    if text
        .get(..7)
        .is_some_and(|it| it.eq_ignore_ascii_case("http://"))
    {
        return Err(refuse(
            "A key identifier begins with https://, not with http://.".into(),
        ));
    }
    let whole = match text.get(..8) {
        Some(it) if it.eq_ignore_ascii_case("https://") => text.to_owned(),
        // The host alone, as people copy it from a browser's address bar.
        _ if !text.contains("://") && text.split('/').next().is_some_and(|it| it.contains('.')) => {
            format!("https://{text}")
        }
        _ => {
            return Err(refuse(
                "This is neither a key identifier nor the resource ID of a key.".into(),
            ));
        }
    };
    let origin = Origin::of(&whole).map_err(|it| refuse(format!("{it}.")))?;
    let host = origin.as_str().trim_start_matches("https://").to_owned();
    vault_host(&host, cloud)?;
    let key = KeyUri::read(&whole).map_err(|it| refuse(it.why))?;
    Ok(Pasted {
        key,
        vault_id: None,
    })
}

/// Checks that a host is a vault of this cloud.
pub(super) fn vault_host(host: &str, cloud: &Cloud) -> Result<(), Unfit> {
    let refuse = |why: String| Err(Unfit::new(why, example(cloud)));
    match owner(host, cloud) {
        Some((kind, name)) => {
            let fit = match kind {
                VaultKind::Vault => names::vault(name),
                VaultKind::ManagedHsm => names::managed_hsm(name),
            };
            fit.or_else(|it| refuse(it.why))
        }
        None => match Cloud::all().find(|it| owner(host, it).is_some()) {
            Some(other) => refuse(format!(
                "This vault lies in {}; this console works with {}.",
                other.name, cloud.name
            )),
            None => refuse(format!(
                "The host of a key ends with .{} or .{}.",
                cloud.vault_suffix, cloud.hsm_suffix
            )),
        },
    }
}

/// The kind and the name of the vault a host belongs to.
fn owner<'a>(host: &'a str, cloud: &Cloud) -> Option<(VaultKind, &'a str)> {
    [VaultKind::Vault, VaultKind::ManagedHsm]
        .into_iter()
        .find_map(|kind| {
            let suffix = kind.suffix(cloud).to_ascii_lowercase();
            let name = host.strip_suffix(&suffix)?.strip_suffix('.')?;
            Some((kind, name))
        })
}

/// The decoded fragment of an address of the portal.
fn portal_fragment(text: &str, cloud: &Cloud) -> Result<Option<String>, Unfit> {
    let Some((page, fragment)) = text.split_once('#') else {
        return Ok(None);
    };
    let Ok(origin) = Origin::of(page) else {
        return Ok(None);
    };
    // Preview portals and the portal of one tenant have a name before the portal's own.
    let is_portal = |cloud: &Cloud| {
        let portal = cloud.portal.trim_end_matches('/');
        let host = portal.trim_start_matches("https://");
        origin.as_str() == portal || origin.as_str().ends_with(&format!(".{host}"))
    };
    if is_portal(cloud) {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        return Ok(Some(decoded.into_owned()));
    }
    match Cloud::all().find(is_portal) {
        Some(other) => Err(Unfit::new(
            format!(
                "This page belongs to the portal of {}; this console works with {}.",
                other.name, cloud.name
            ),
            example(cloud),
        )),
        None => Ok(None),
    }
}

fn of_portal(fragment: &str, cloud: &Cloud) -> Result<Pasted, Unfit> {
    let lower = fragment.to_ascii_lowercase();
    // The tail of a decoded fragment can hold characters of any width; the index is still one of
    // the original, because ASCII lower case keeps every length.
    if let Some(at) = lower.find("https://") {
        let address: String = fragment[at..]
            .chars()
            .take_while(|it| !it.is_whitespace() && !"?#&".contains(*it))
            .collect();
        return of_address(&address, cloud);
    }
    if let Some(at) = lower.find("/subscriptions/") {
        let id = fragment[at..]
            .split(['?', '#', '&'])
            .next()
            .unwrap_or_default();
        if let Some(pasted) = of_resource_id(id, cloud)? {
            return Ok(pasted);
        }
    }
    Err(Unfit::new(
        "This page of the portal names no key. Open the key's version and copy its key identifier.",
        example(cloud),
    ))
}

fn example(cloud: &Cloud) -> String {
    EXAMPLE.replace("vault.azure.net", &cloud.vault_suffix)
}
