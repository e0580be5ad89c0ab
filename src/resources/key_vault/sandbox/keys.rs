//! Keys as Resource Manager shows them: created if absent, read, listed by version.
//!
//! Source: azure-rest-api-specs, `Microsoft.KeyVault` 2026-02-01, `keys`; the note on rights in
//! `articles/key-vault/keys/how-to-configure-key-rotation.md`, read 21 Aug 2026.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{HSMS, data_plane, hsm, rotation, vaults};
use crate::arm::{ResourceId, Response, Timestamp};
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, World, page, text};

pub(super) mod asked;
mod shown;

use shown::show_version;
pub(super) use shown::{address, show};

/// The ARM type of a vault's keys.
pub const OF_VAULTS: &str = "Microsoft.KeyVault/vaults/keys";
/// The ARM type of a Managed HSM's keys.
pub const OF_HSMS: &str = "Microsoft.KeyVault/managedHSMs/keys";

/// A key with everything in it; kept where only Azure sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// `RSA`, `RSA-HSM`, `EC`, `EC-HSM`.
    pub kty: String,
    /// The size of an RSA key.
    pub size: Option<u64>,
    /// The curve of an EC key.
    pub curve: Option<String>,
    /// What it may be used for.
    pub operations: Vec<String>,
    /// The rotation policy as it was given.
    pub policy: Value,
    /// Its versions, oldest first. There is always one.
    pub versions: Vec<Version>,
}

/// One version of a key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// 32 hexadecimal digits.
    pub id: String,
    /// When it was made.
    pub created: Timestamp,
    /// When its attributes last changed.
    pub updated: Timestamp,
    /// Whether it may be used.
    pub enabled: bool,
    /// From when on it may be used.
    pub not_before: Option<Timestamp>,
    /// Until when it may be used for something new.
    pub expires: Option<Timestamp>,
}

impl Key {
    /// What a key's document holds.
    #[must_use]
    pub fn of(document: &Document) -> Option<Self> {
        serde_json::from_value(document.inner.clone()).ok()
    }

    /// The version that counts where none is named.
    #[must_use]
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// A version by its ID; the newest where the ID is empty.
    #[must_use]
    pub fn version(&self, id: &str) -> Option<&Version> {
        if id.is_empty() {
            return self.newest();
        }
        self.versions
            .iter()
            .find(|it| it.id.eq_ignore_ascii_case(id))
    }

    /// Puts it back where it was found.
    pub fn keep(&self, world: &mut dyn World, mut document: Document) {
        document.inner = serde_json::to_value(self).unwrap_or_default();
        world.put(document);
    }
}

/// A new version that begins now.
pub(super) fn new_version(world: &mut dyn World, id: &ResourceId) -> Version {
    let now = world.now();
    let version = world.guid(&format!("version of {id}")).replace('-', "");
    // Key Vault counts whole seconds.
    let now = Timestamp::of_seconds(now.seconds());
    Version {
        id: version,
        created: now,
        updated: now,
        enabled: true,
        not_before: None,
        expires: None,
    }
}

/// The vault or HSM that a key is in.
pub(super) fn container(world: &dyn World, key: &ResourceId) -> Option<Document> {
    world.document(&key.parent()?).cloned()
}

/// The vault or HSM of the path, if its keys may be seen through Resource Manager.
fn opened(exchange: &Exchange<'_>) -> Result<Document, Refusal> {
    let path = exchange.path.split("/keys").next().unwrap_or_default();
    let id = ResourceId::parse(path).map_err(|why| Refusal::bad_request(why.to_string()))?;
    let container = exchange.world.document(&id).cloned();
    let container = container.ok_or_else(|| Refusal::not_found(&id))?;
    hsm::check_keys(&container)?;
    Ok(container)
}

fn arm_type(container: &Document) -> &'static str {
    if container.id.is(HSMS) {
        OF_HSMS
    } else {
        OF_VAULTS
    }
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let container = opened(exchange)?;
    let world = &*exchange.world;
    let rows = world.documents(arm_type(&container));
    let rows = rows
        .filter(|it| container.id.contains(&it.id))
        .map(|it| show(world, it));
    page(exchange, rows.collect())
}

fn found(exchange: &Exchange<'_>) -> Result<(Document, Key), Refusal> {
    let container = opened(exchange)?;
    let id = container.id.child("keys", exchange.param("key"));
    let document = exchange.world.document(&id).cloned();
    let document = document.ok_or_else(|| Refusal::not_found(&id))?;
    let key = Key::of(&document).ok_or_else(|| Refusal::not_found(&id))?;
    Ok((document, key))
}

pub(super) fn one(exchange: &mut Exchange<'_>) -> Outcome {
    let (document, _) = found(exchange)?;
    Ok(Response::json(200, show(exchange.world, &document)))
}

pub(super) fn versions(exchange: &mut Exchange<'_>) -> Outcome {
    let (document, key) = found(exchange)?;
    let world = &*exchange.world;
    let rows = key.versions.iter().rev();
    let rows = rows.map(|it| show_version(world, &document, &key, it));
    page(exchange, rows.collect())
}

pub(super) fn version(exchange: &mut Exchange<'_>) -> Outcome {
    let (document, key) = found(exchange)?;
    let id = exchange.param("version");
    let version = key
        .version(id)
        .ok_or_else(|| Refusal::not_found(&document.id.child("versions", id)))?;
    let shown = show_version(exchange.world, &document, &key, version);
    Ok(Response::json(200, shown))
}

/// Creates a key. One that is there is answered as it is, whatever the body says.
pub(super) fn put(exchange: &mut Exchange<'_>) -> Outcome {
    let container = opened(exchange)?;
    let name = exchange.param("key").to_owned();
    let id = container.id.child("keys", &name);
    if let Some(there) = exchange.world.document(&id) {
        return Ok(Response::json(200, exchange.world.show(there)));
    }
    if !container.id.is(HSMS) && !vaults::is_ready(exchange.world, &container) {
        let message = format!("The vault '{}' is not ready yet.", container.id.name());
        return Err(Refusal::new(409, "ConflictError", message));
    }
    data_plane::check_free(exchange.world, &container, &name)?;
    let key = asked::key(exchange, &container, &id)?;
    let document = Document::new(
        id.clone(),
        json!({
            "location": container.text("/location"),
            "tags": exchange.body.get("tags").cloned().unwrap_or(json!({})),
        }),
    );
    key.keep(exchange.world, document);
    rotation::schedule(exchange.world, &id);
    let shown = exchange
        .world
        .document(&id)
        .map(|it| exchange.world.show(it));
    Ok(Response::json(200, shown.unwrap_or_default()))
}

/// The tier of a vault.
pub(super) fn is_premium(container: &Document) -> bool {
    container.id.is(HSMS)
        || text(&container.body, "/properties/sku/name").eq_ignore_ascii_case("premium")
}
