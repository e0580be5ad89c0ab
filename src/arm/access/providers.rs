//! Resource providers: registered in a subscription or not, and where their types are offered.
//!
//! Source: hashicorp/pandora, `resource-manager/Resources/2025-04-01`, read 21 Aug 2026.

use serde_json::Value;

use crate::arm::{Facts, Read, Reading, Request, versions};

/// A provider in a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// `Microsoft.KeyVault`.
    pub namespace: String,
    /// Whether the subscription may use it.
    pub state: State,
    /// Its types.
    pub types: Vec<Offered>,
}

/// How far the registration has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Ready.
    Registered,
    /// Under way; writes are accepted where the region is done.
    Registering,
    /// Nobody asked for it yet, or it was taken back.
    NotRegistered,
}

/// One type of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Below the namespace: `vaults`.
    pub name: String,
    /// Every API version this cloud knows, the newest first.
    pub api_versions: Vec<String>,
    /// Normalised locations.
    pub locations: Vec<String>,
}

/// Asks for a provider's state.
#[must_use]
pub fn read(subscription: &str, namespace: &str) -> Read {
    let path = format!("/subscriptions/{subscription}/providers/{namespace}");
    Read::one(Request::get(path, versions::RESOURCES))
}

/// A provider's state.
#[must_use]
pub fn registration(subscription: &str, namespace: &str, facts: &Facts) -> Reading<Registration> {
    facts.one(&read(subscription, namespace), parse)
}

/// Registers a provider. Doing so twice does no harm.
#[must_use]
pub fn register(subscription: &str, namespace: &str) -> Request {
    let path = format!("/subscriptions/{subscription}/providers/{namespace}/register");
    Request::post(path, versions::RESOURCES, None).repeatable()
}

/// The action that [`register`] needs at the subscription: `Microsoft.KeyVault/register/action`.
#[must_use]
pub fn register_action(namespace: &str) -> String {
    format!("{namespace}/register/action")
}

/// A location in the spelling to compare: `East US 2` is `eastus2`.
#[must_use]
pub fn normal_location(location: &str) -> String {
    location
        .chars()
        .filter(|it| !it.is_whitespace())
        .map(|it| it.to_ascii_lowercase())
        .collect()
}

impl Registration {
    /// Whether a type is offered in a location; `None` where the provider does not say.
    #[must_use]
    pub fn offers(&self, kind: &str, location: &str) -> Option<bool> {
        let offered = self
            .types
            .iter()
            .find(|it| it.name.eq_ignore_ascii_case(kind))?;
        let location = normal_location(location);
        (!offered.locations.is_empty()).then(|| offered.locations.contains(&location))
    }
}

fn parse(value: &Value) -> Option<Registration> {
    let state = match value.get("registrationState")?.as_str()? {
        it if it.eq_ignore_ascii_case("Registered") => State::Registered,
        it if it.eq_ignore_ascii_case("Registering") => State::Registering,
        _ => State::NotRegistered,
    };
    let types = value.get("resourceTypes").and_then(Value::as_array);
    Some(Registration {
        namespace: value.get("namespace")?.as_str()?.to_owned(),
        state,
        types: types.into_iter().flatten().filter_map(offered).collect(),
    })
}

fn offered(value: &Value) -> Option<Offered> {
    let texts = |name: &str| -> Vec<&str> {
        let rows = value.get(name).and_then(Value::as_array);
        rows.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    };
    Some(Offered {
        name: value.get("resourceType")?.as_str()?.to_owned(),
        api_versions: texts("apiVersions")
            .into_iter()
            .map(str::to_owned)
            .collect(),
        locations: texts("locations")
            .into_iter()
            .map(normal_location)
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn states_and_locations_are_read_in_any_spelling() {
        let answer = json!({"namespace": "Microsoft.KeyVault", "registrationState": "registered",
            "resourceTypes": [{"resourceType": "vaults", "locations": ["East US 2"], "apiVersions": ["2026-02-01"]},
                              {"resourceType": "operations", "locations": []}]});
        let registration = parse(&answer).expect("readable");
        assert_eq!(registration.state, State::Registered);
        for (kind, location, offered) in [
            ("Vaults", "eastus2", Some(true)),
            ("vaults", "West Europe", Some(false)),
            ("operations", "eastus2", None),
            ("unheard", "eastus2", None),
        ] {
            assert_eq!(
                registration.offers(kind, location),
                offered,
                "{kind} in {location}"
            );
        }
    }

    #[test]
    fn registering_is_repeatable_and_no_read() {
        let request = register("s", "Microsoft.Storage");
        assert!(request.may_repeat() && !request.is_read());
    }
}
