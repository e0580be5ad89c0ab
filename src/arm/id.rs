//! Resource IDs: where a thing is in Azure, compared ignoring case as ARM does.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// A path below `https://management.azure.com`: a subscription, a resource group, a resource, a
/// child resource or an extension resource.
///
/// Azure changes the casing of IDs between answers (`resourcegroups`), so equality, order and
/// hash ignore ASCII case while the text is kept as it was given.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ResourceId(String);

/// Why a text is no resource ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidId(pub String);

impl ResourceId {
    /// Reads an ID. A missing leading slash is forgiven, because published request bodies leave
    /// it out; a trailing one is dropped.
    ///
    /// # Errors
    /// Says what is wrong when the text is empty, has an empty segment, a query or a character
    /// that no ID holds, or does not begin with `/subscriptions/` or `/providers/`.
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        let text = text.trim().trim_end_matches('/');
        let path = format!("/{}", text.strip_prefix('/').unwrap_or(text));
        let forbidden = |it: char| {
            it.is_control() || it.is_whitespace() && it != ' ' || "?#\\<>\"%".contains(it)
        };
        if let Some(bad) = path.chars().find(|it| forbidden(*it)) {
            return Err(InvalidId(format!("it contains {bad:?}")));
        }
        let segments: Vec<&str> = path[1..].split('/').collect();
        if segments.iter().any(|it| it.is_empty()) {
            return Err(InvalidId("a part between two slashes is empty".into()));
        }
        let root = segments[0].to_ascii_lowercase();
        if !matches!(root.as_str(), "subscriptions" | "providers") {
            return Err(InvalidId("it does not begin with /subscriptions/".into()));
        }
        if root == "subscriptions" && segments.len() < 2 {
            return Err(InvalidId("the subscription is missing".into()));
        }
        Ok(Self(path))
    }

    /// The subscription of this ID as an ID of its own.
    #[must_use]
    pub fn of_subscription(subscription: &str) -> Self {
        Self(format!("/subscriptions/{subscription}"))
    }

    /// A resource group in a subscription.
    #[must_use]
    pub fn of_group(subscription: &str, group: &str) -> Self {
        Self(format!(
            "/subscriptions/{subscription}/resourceGroups/{group}"
        ))
    }

    /// A top-level resource, or an extension resource, below this ID.
    #[must_use]
    pub fn provider(&self, arm_type: &str, name: &str) -> Self {
        Self(format!("{}/providers/{arm_type}/{name}", self.0))
    }

    /// A child: `keys`, `my-key` below a vault.
    #[must_use]
    pub fn child(&self, kind: &str, name: &str) -> Self {
        Self(format!("{}/{kind}/{name}", self.0))
    }

    /// The ID as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The subscription's GUID, if the ID lies in one.
    #[must_use]
    pub fn subscription(&self) -> Option<&str> {
        self.after("subscriptions")
    }

    /// The resource group's name, if the ID lies in one.
    #[must_use]
    pub fn resource_group(&self) -> Option<&str> {
        self.after("resourceGroups")
    }

    /// The subscription as an ID.
    #[must_use]
    pub fn subscription_id(&self) -> Option<Self> {
        self.subscription().map(Self::of_subscription)
    }

    /// The resource group as an ID.
    #[must_use]
    pub fn group_id(&self) -> Option<Self> {
        Some(Self::of_group(self.subscription()?, self.resource_group()?))
    }

    /// The ARM type of the innermost resource: `Microsoft.KeyVault/vaults/keys`.
    #[must_use]
    pub fn arm_type(&self) -> Option<String> {
        let segments: Vec<&str> = self.segments().collect();
        let start = segments
            .iter()
            .rposition(|it| it.eq_ignore_ascii_case("providers"))?;
        let (namespace, rest) = segments.get(start + 1..)?.split_first()?;
        let kinds: Vec<&str> = rest.iter().step_by(2).copied().collect();
        (!kinds.is_empty()).then(|| format!("{namespace}/{}", kinds.join("/")))
    }

    /// Whether this is a resource of the given ARM type.
    #[must_use]
    pub fn is(&self, arm_type: &str) -> bool {
        self.arm_type()
            .is_some_and(|it| it.eq_ignore_ascii_case(arm_type))
    }

    /// The resource this one is a child or extension of; for a top-level resource its group.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let segments: Vec<&str> = self.segments().collect();
        let provider = segments
            .iter()
            .rposition(|it| it.eq_ignore_ascii_case("providers"));
        let keep = match provider {
            Some(start) if segments.len() - start <= 4 => start,
            _ => segments.len().checked_sub(2)?,
        };
        (keep > 0).then(|| Self(format!("/{}", segments[..keep].join("/"))))
    }

    /// Whether `other` is this or lies below it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let (outer, inner) = (self.lower(), other.lower());
        inner == outer
            || inner
                .strip_prefix(&outer)
                .is_some_and(|it| it.starts_with('/'))
    }

    /// The text to compare and to index by.
    #[must_use]
    pub fn lower(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    fn segments(&self) -> impl Iterator<Item = &str> {
        self.0[1..].split('/')
    }

    fn after(&self, word: &str) -> Option<&str> {
        let mut pairs = self.segments();
        while let Some(kind) = pairs.next() {
            if kind.eq_ignore_ascii_case("providers") {
                return None;
            }
            let value = pairs.next();
            if kind.eq_ignore_ascii_case(word) {
                return value;
            }
        }
        None
    }
}

impl PartialEq for ResourceId {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for ResourceId {}

impl Hash for ResourceId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lower().hash(state);
    }
}

impl Ord for ResourceId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.lower().cmp(&other.lower())
    }
}

impl PartialOrd for ResourceId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for ResourceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, out)
    }
}

impl AsRef<str> for ResourceId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ResourceId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        Self::parse(&text)
    }
}

impl From<ResourceId> for String {
    fn from(id: ResourceId) -> Self {
        id.0
    }
}

impl fmt::Display for InvalidId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "This is no resource ID: {}.", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "/subscriptions/6f1c/resourcegroups/rg-a/providers/Microsoft.KeyVault/vaults/kv-a/keys/orders";

    fn id(text: &str) -> ResourceId {
        ResourceId::parse(text).expect("a valid id")
    }

    #[test]
    fn parts_are_found_whatever_the_casing() {
        let key = id(KEY);
        assert_eq!(key.subscription(), Some("6f1c"));
        assert_eq!(key.resource_group(), Some("rg-a"));
        assert_eq!(
            key.arm_type().as_deref(),
            Some("Microsoft.KeyVault/vaults/keys")
        );
        assert_eq!(key.name(), "orders");
        assert_eq!(key, id(&KEY.to_uppercase()));
    }

    #[test]
    fn parents_go_from_child_to_subscription() {
        let names: Vec<String> = std::iter::successors(Some(id(KEY)), ResourceId::parent)
            .map(|it| it.name().to_owned())
            .collect();
        assert_eq!(names, ["orders", "kv-a", "rg-a", "6f1c"]);
        let grant = id(KEY).provider("Microsoft.Authorization/roleAssignments", "g");
        assert_eq!(grant.parent(), Some(id(KEY)));
        assert_eq!(
            grant.arm_type().as_deref(),
            Some("Microsoft.Authorization/roleAssignments")
        );
    }

    #[test]
    fn a_group_contains_its_resources_and_no_namesake() {
        assert!(id("/subscriptions/6F1C/resourceGroups/RG-A").contains(&id(KEY)));
        assert!(!id("/subscriptions/6f1c/resourceGroups/rg").contains(&id(KEY)));
    }

    #[test]
    fn a_missing_leading_slash_is_forgiven_and_nonsense_is_not() {
        assert_eq!(id(&KEY[1..]), id(KEY));
        for bad in [
            "",
            "/",
            "hello",
            "/subscriptions",
            "/subscriptions//x",
            "/subscriptions/a?b",
            "/subscriptions/%2e",
        ] {
            assert!(ResourceId::parse(bad).is_err(), "{bad} was accepted");
        }
    }
}
