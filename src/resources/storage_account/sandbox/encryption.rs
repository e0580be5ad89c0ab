//! The encryption of a storage account: which key, opened by whom, and what storage refuses.

use serde_json::{Value, json};

use super::key_errors::{
    identity_and_key_together, identity_not_attached, missing_prerequisites, refusal,
    value_not_allowed,
};
use super::key_scope;
use super::opener::{KeyUser, Opener};
use crate::arm::{ResourceId, Timestamp};
use crate::resources::key_vault::sandbox::keys::Version;
use crate::resources::key_vault::sandbox::opening::{Opened, Wish, can_unwrap, open};
use crate::resources::simulated::place::{container_of, neutral};
use crate::resources::simulated::{Exchange, Refusal, World, identity, text};

/// An account whose encryption is to be decided.
pub(super) struct Account<'a> {
    pub(super) id: &'a ResourceId,
    pub(super) kind: &'a str,
    /// The identity block as it will be.
    pub(super) identity: &'a Value,
    /// Whether the same request attaches or detaches an identity.
    pub(super) identity_changes: bool,
    /// The encryption as it is; `None` for an account that is being made.
    pub(super) before: Option<&'a Value>,
}

impl<'a> Account<'a> {
    /// The directory of the account, and its identity block.
    fn place(&self, world: &dyn World) -> (String, &'a Value) {
        let tenant = world.tenant_of(self.id).unwrap_or_default();
        (tenant, self.identity)
    }
}

const OWN: &str = "Microsoft.Keyvault";
const MICROSOFTS: &str = "Microsoft.Storage";

/// The encryption after a write.
pub(super) fn changed(
    exchange: &Exchange<'_>,
    account: &Account<'_>,
    asked: Option<&Value>,
) -> Result<Value, Refusal> {
    let nothing = Value::Null;
    let asked = asked.filter(|it| !it.is_null()).unwrap_or(&nothing);
    if let (Value::Null, Some(before)) = (asked, account.before) {
        check_identity_stays(account, before)?;
        return Ok(before.clone());
    }
    let mut encryption = json!({
        "services": key_scope::changed(exchange, account, asked)?,
        "keySource": source(account, asked)?,
    });
    if key_scope::infrastructure(account, asked)? {
        encryption["requireInfrastructureEncryption"] = json!(true);
    }
    let world = &*exchange.world;
    if encryption["keySource"] == MICROSOFTS {
        check_can_leave(world, account, None)?;
        return Ok(encryption);
    }
    let opener = Opener::asked(account, asked)?;
    let key = key(exchange, account, asked)?;
    check_apart(account, &opener, &key, asked)?;
    if account.before.is_none() && opener.shown().is_none() {
        // At creation only an identity that exists already can open the vault.
        return Err(missing_prerequisites());
    }
    let user = opener.key_user(world, account.place(world), &key.address)?;
    check_can_leave(world, account, Some(&key))?;
    let opened = open(world, &key.wish(&user)).map_err(refusal)?;
    let before = account.before.map(|it| &it["keyvaultproperties"]);
    encryption["keyvaultproperties"] = key.shown(world, &opened, before);
    if let Some(opener) = opener.shown() {
        encryption["identity"] = opener;
    }
    Ok(encryption)
}

/// Refuses to detach the identity that opens the vault; that Azure refuses it is assumed.
fn check_identity_stays(account: &Account<'_>, held: &Value) -> Result<(), Refusal> {
    let opener = text(held, "/identity/userAssignedIdentity");
    if held["keySource"] != OWN || identity::principal(account.identity, opener).is_some() {
        return Ok(());
    }
    Err(identity_not_attached())
}

fn source(account: &Account<'_>, asked: &Value) -> Result<String, Refusal> {
    let given = text(asked, "/keySource");
    for known in [OWN, MICROSOFTS] {
        if given.eq_ignore_ascii_case(known) {
            return Ok(known.to_owned());
        }
    }
    if !given.is_empty() {
        return Err(value_not_allowed("encryption.keySource", given));
    }
    let held = account.before.map(|it| text(it, "/keySource"));
    Ok(held.unwrap_or(MICROSOFTS).to_owned())
}

/// The key that is asked for.
#[derive(Debug, PartialEq)]
struct Asked {
    /// Neutral.
    address: String,
    name: String,
    /// `None` where no version was said at all; that and an empty one mean the newest.
    version: Option<String>,
}

fn key(exchange: &Exchange<'_>, account: &Account<'_>, asked: &Value) -> Result<Asked, Refusal> {
    let given = asked.get("keyvaultproperties").filter(|it| !it.is_null());
    let held = account.before.and_then(|it| it.get("keyvaultproperties"));
    let held = held.filter(|it| !it.is_null());
    let Some(source) = given.or(held) else {
        let message = "Values for request parameters are invalid: encryption.keyvaultproperties.";
        return Err(Refusal::bad("InvalidValuesForRequestParameters", message));
    };
    let part = |name: &str| {
        let value = source.get(name).and_then(Value::as_str);
        value.filter(|it| !it.is_empty()).map(str::to_owned).ok_or_else(|| {
            let message = format!(
                "Values for request parameters are invalid: encryption.keyvaultproperties.{name}."
            );
            Refusal::bad("InvalidValuesForRequestParameters", message)
        })
    };
    let address = neutral(&part("keyvaulturi")?, exchange.world.names());
    let version = source.get("keyversion").and_then(Value::as_str);
    Ok(Asked {
        address,
        name: part("keyname")?,
        version: version.map(str::to_owned),
    })
}

impl Asked {
    fn wish<'a>(&'a self, user: &'a KeyUser) -> Wish<'a> {
        Wish {
            address: &self.address,
            key: &self.name,
            version: self.version.as_deref().unwrap_or_default(),
            principal: &user.principal,
            tenant: &user.tenant,
        }
    }

    fn of(held: &Value) -> Self {
        let version = held.get("keyversion").and_then(Value::as_str);
        Self {
            address: text(held, "/keyvaulturi").to_owned(),
            name: text(held, "/keyname").to_owned(),
            version: version.map(str::to_owned),
        }
    }

    fn same_key(&self, other: &Self) -> bool {
        let vault = |it: &Self| {
            let found = container_of(&it.address);
            found.map(|(name, is_hsm, _)| (name.to_ascii_lowercase(), is_hsm))
        };
        vault(self) == vault(other) && self.name.eq_ignore_ascii_case(&other.name)
    }

    fn same(&self, other: &Self) -> bool {
        let version = |it: &Self| it.version.clone().unwrap_or_default().to_ascii_lowercase();
        self.same_key(other) && version(self) == version(other)
    }

    /// What an account says about its key.
    fn shown(&self, world: &dyn World, opened: &Opened, before: Option<&Value>) -> Value {
        let version = if world.takes_wrong_version() {
            wrong(opened)
        } else {
            opened.version.clone()
        };
        let mut shown = json!({ "keyvaulturi": self.address, "keyname": self.name });
        if let Some(version) = &self.version {
            shown["keyversion"] = json!(version);
        }
        in_use(&mut shown, &version, world.now(), before);
        shown
    }
}

/// Writes down which version is in use.
pub(super) fn in_use(shown: &mut Value, version: &Version, now: Timestamp, before: Option<&Value>) {
    let base = text(shown, "/keyvaulturi").trim_end_matches('/');
    let identifier = format!("{base}/keys/{}/{}", text(shown, "/keyname"), version.id);
    let rotated = before
        .filter(|it| text(it, "/currentVersionedKeyIdentifier") == identifier)
        .map(|it| text(it, "/lastKeyRotationTimestamp").to_owned());
    shown["currentVersionedKeyIdentifier"] = json!(identifier);
    shown["lastKeyRotationTimestamp"] = json!(rotated.unwrap_or_else(|| now.rfc3339()));
    if let Some(expires) = version.expires {
        shown["currentVersionedKeyExpirationTimestamp"] = json!(expires.rfc3339());
    } else if let Some(members) = shown.as_object_mut() {
        members.remove("currentVersionedKeyExpirationTimestamp");
    }
}

/// The version that the fault `wrong-version` makes an account take.
fn wrong(opened: &Opened) -> Version {
    opened.before.clone().unwrap_or_else(|| {
        let reversed: String = opened.version.id.chars().rev().collect();
        Version {
            id: reversed,
            ..opened.version.clone()
        }
    })
}

/// Identity and key are not changed together; that the application for which the identity speaks
/// counts as a part of the identity is assumed. The sentence is known for an account that has a key
/// of its own; that a PATCH which attaches an identity and sets the key is refused as well is
/// stricter than Microsoft's own example and assumed.
fn check_apart(
    account: &Account<'_>,
    opener: &Opener,
    key: &Asked,
    asked: &Value,
) -> Result<(), Refusal> {
    let Some(before) = account.before else {
        return Ok(());
    };
    let own = before["keySource"] == OWN;
    let held = Asked::of(&before["keyvaultproperties"]);
    let new_key = !own || !asked["keyvaultproperties"].is_null() && !key.same(&held);
    let new_opener = own && !Opener::of(before).same(opener);
    if new_key && (new_opener || account.identity_changes) {
        return Err(identity_and_key_together());
    }
    Ok(())
}

/// An account can leave its key only while that key can still unwrap: what it has wrapped has to
/// be wrapped anew.
///
/// Source: Azure/azure-cli#27644, read 24 Nov 2026; code and sentence are assumed.
fn check_can_leave(
    world: &dyn World,
    account: &Account<'_>,
    new: Option<&Asked>,
) -> Result<(), Refusal> {
    let Some(before) = account.before.filter(|it| it["keySource"] == OWN) else {
        return Ok(());
    };
    let held = &before["keyvaultproperties"];
    let old = Asked::of(held);
    if new.is_some_and(|it| it.same_key(&old)) {
        return Ok(());
    }
    let user = Opener::of(before).key_user(world, account.place(world), &old.address)?;
    let identifier = text(held, "/currentVersionedKeyIdentifier");
    let version = identifier.rsplit('/').next().unwrap_or_default();
    let wish = Wish {
        version,
        ..old.wish(&user)
    };
    can_unwrap(world, &wish).map_err(refusal)
}
