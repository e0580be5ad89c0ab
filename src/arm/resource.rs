//! The envelope that every ARM resource shares.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::id::ResourceId;

/// A resource as ARM answers it, with what only its own type understands left as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Where it is.
    pub id: ResourceId,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its ARM type, in whatever casing.
    #[serde(default, rename = "type")]
    pub arm_type: String,
    /// Its region's short name; empty for what has none.
    #[serde(default)]
    pub location: String,
    /// The service's own sub-type: `StorageV2`.
    #[serde(default)]
    pub kind: Option<String>,
    /// The managed identities attached to it.
    #[serde(default)]
    pub identity: Value,
    /// Its tier.
    #[serde(default)]
    pub sku: Value,
    /// Everything else.
    #[serde(default)]
    pub properties: Value,
}

/// An answer that is no resource, or whose parts are not as documented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable(pub String);

impl Resource {
    /// Reads an answer.
    ///
    /// # Errors
    /// When it has no resource ID.
    pub fn read(value: &Value) -> Result<Self, Unreadable> {
        let mut resource: Self =
            serde_json::from_value(value.clone()).map_err(|it| Unreadable(it.to_string()))?;
        if resource.name.is_empty() {
            resource.name = resource.id.name().to_owned();
        }
        Ok(resource)
    }

    /// The text at a pointer below `properties`; empty when there is none.
    #[must_use]
    pub fn text(&self, at: &str) -> &str {
        self.properties
            .pointer(at)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// `properties.provisioningState`; resources without one have nothing to wait for.
    #[must_use]
    pub fn provisioning_state(&self) -> &str {
        match self.text("/provisioningState") {
            "" => "Succeeded",
            state => state,
        }
    }

    /// Whether a write is still at work on it.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        !["succeeded", "failed", "canceled"]
            .contains(&self.provisioning_state().to_ascii_lowercase().as_str())
    }
}
