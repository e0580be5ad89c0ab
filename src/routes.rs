//! Every address of the console, built and parsed in one place.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::arm::ResourceId;

/// A page of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Who to be, before anything else.
    Welcome,
    /// What needs attention.
    Overview,
    /// The resources of one ARM type; of all types when there is none.
    Resources(Option<String>),
    /// One resource.
    Resource(ResourceId),
    /// The plan sheet of an action on a resource.
    Act {
        /// The resource.
        target: ResourceId,
        /// The action's id.
        action: String,
    },
    /// The plan sheet of an action that makes a resource.
    Create {
        /// The ARM type.
        arm_type: String,
        /// The action's id.
        action: String,
    },
    /// Keys that lie in one directory and are used in another.
    Across,
    /// What a provider asks for; the link is in the fragment.
    KeyRequest,
    /// What a customer answers; the link is in the fragment.
    KeyReceipt,
    /// Every key in sight, and what uses it.
    Keys,
    /// Runs, at work and past.
    Operations,
    /// One run.
    Operation(String),
    /// How the console looks, where it works, what it keeps.
    Settings,
    /// No page has this address.
    Unknown(String),
}

/// One row of the table: how a page's address looks, and one that can be opened in a fresh sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What the page is called in files and messages: `resource`.
    pub name: &'static str,
    /// The shape of its path.
    pub path: &'static str,
    /// An address of this shape, with something at it in the sandbox that a visitor first meets.
    pub example: &'static str,
    /// Whether it is shown to somebody who has not entered.
    pub is_open: bool,
}

/// Every page. Screenshots, the accessibility audit and the browser tests go through this list.
pub const ALL: [Pattern; 14] = [
    Pattern::open("welcome", "/welcome", "/welcome"),
    Pattern::of("overview", "/", "/"),
    Pattern::of("all-resources", "/resources", "/resources"),
    Pattern::of(
        "resources",
        "/resources/{namespace}/{type}",
        "/resources/Microsoft.Storage/storageAccounts",
    ),
    Pattern::of("resource", "/resource/{resource ID}", EXAMPLE),
    Pattern::of("act", "/act/{action}/{resource ID}", EXAMPLE_ACT),
    Pattern::of(
        "create",
        "/create/{namespace}/{type}/{action}",
        "/create/Microsoft.Storage/storageAccounts/create-with-my-key",
    ),
    Pattern::of("across", "/across", "/across"),
    Pattern::of("key-request", "/key-request", "/key-request"),
    Pattern::of("key-receipt", "/key-receipt", "/key-receipt"),
    Pattern::of("operations", "/operations", "/operations"),
    Pattern::of("operation", "/operations/{run}", "/operations/none"),
    Pattern::of("keys", "/keys", "/keys"),
    Pattern::of("settings", "/settings", "/settings"),
];

const EXAMPLE: &str = "/resource/subscriptions/f1ce8c24-1e3f-5e19-a6ef-bb2b23f2ba9c/resourceGroups/rg-orders-weu/providers/Microsoft.Storage/storageAccounts/fabrikamorders";
const EXAMPLE_ACT: &str = "/act/use-my-key/subscriptions/f1ce8c24-1e3f-5e19-a6ef-bb2b23f2ba9c/resourceGroups/rg-orders-weu/providers/Microsoft.Storage/storageAccounts/fabrikamorders";

/// What a path must not hold as it is.
const SEGMENTS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Route {
    /// The page of a path, as `location.pathname` gives it.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let unknown = || Self::Unknown(path.to_owned());
        let Ok(text) = percent_decode_str(path.trim_end_matches('/')).decode_utf8() else {
            return unknown();
        };
        let text = text.strip_prefix('/').unwrap_or(&text);
        let (head, tail) = text.split_once('/').unwrap_or((text, ""));
        let id = |it: &str| ResourceId::parse(it).ok();
        match (head, tail) {
            ("", _) => Some(Self::Overview),
            ("welcome", "") => Some(Self::Welcome),
            ("across", "") => Some(Self::Across),
            ("key-request", "") => Some(Self::KeyRequest),
            ("key-receipt", "") => Some(Self::KeyReceipt),
            ("keys", "") => Some(Self::Keys),
            ("settings", "") => Some(Self::Settings),
            ("operations", "") => Some(Self::Operations),
            ("operations", run) if !run.contains('/') => Some(Self::Operation(run.to_owned())),
            ("resources", "") => Some(Self::Resources(None)),
            ("resources", arm_type) if arm_type.contains('/') => {
                Some(Self::Resources(Some(arm_type.to_owned())))
            }
            ("resource", tail) => id(tail).map(Self::Resource),
            ("act", tail) => tail.split_once('/').and_then(|(action, target)| {
                let (action, target) = (action.to_owned(), id(target)?);
                Some(Self::Act { target, action })
            }),
            ("create", tail) => tail.rsplit_once('/').and_then(|(arm_type, action)| {
                let (arm_type, action) = (arm_type.to_owned(), action.to_owned());
                arm_type
                    .contains('/')
                    .then_some(Self::Create { arm_type, action })
            }),
            _ => None,
        }
        .unwrap_or_else(unknown)
    }

    /// The path of the page, ready for a link.
    #[must_use]
    pub fn path(&self) -> String {
        let text = match self {
            Self::Welcome => "/welcome".into(),
            Self::Overview => "/".into(),
            Self::Resources(None) => "/resources".into(),
            Self::Resources(Some(arm_type)) => format!("/resources/{arm_type}"),
            Self::Resource(id) => format!("/resource{id}"),
            Self::Act { target, action } => format!("/act/{action}{target}"),
            Self::Create { arm_type, action } => format!("/create/{arm_type}/{action}"),
            Self::Across => "/across".into(),
            Self::KeyRequest => "/key-request".into(),
            Self::KeyReceipt => "/key-receipt".into(),
            Self::Keys => "/keys".into(),
            Self::Settings => "/settings".into(),
            Self::Operations => "/operations".into(),
            Self::Operation(run) => format!("/operations/{run}"),
            Self::Unknown(path) => return path.clone(),
        };
        utf8_percent_encode(&text, SEGMENTS).to_string()
    }

    /// The row of the table that this page belongs to; none for an unknown address.
    #[must_use]
    pub fn pattern(&self) -> Option<&'static Pattern> {
        let name = match self {
            Self::Welcome => "welcome",
            Self::Overview => "overview",
            Self::Resources(None) => "all-resources",
            Self::Resources(Some(_)) => "resources",
            Self::Resource(_) => "resource",
            Self::Act { .. } => "act",
            Self::Create { .. } => "create",
            Self::Across => "across",
            Self::KeyRequest => "key-request",
            Self::KeyReceipt => "key-receipt",
            Self::Operations => "operations",
            Self::Operation(_) => "operation",
            Self::Keys => "keys",
            Self::Settings => "settings",
            Self::Unknown(_) => return None,
        };
        ALL.iter().find(|it| it.name == name)
    }
}

impl Pattern {
    const fn of(name: &'static str, path: &'static str, example: &'static str) -> Self {
        Self {
            name,
            path,
            example,
            is_open: false,
        }
    }

    const fn open(name: &'static str, path: &'static str, example: &'static str) -> Self {
        Self {
            is_open: true,
            ..Self::of(name, path, example)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_parsed_as_its_own_row_and_built_again() {
        for pattern in ALL {
            let route = Route::parse(pattern.example);
            let found = route.pattern().map(|it| it.name);
            assert_eq!(found, Some(pattern.name), "{}", pattern.example);
            assert_eq!(route.path(), pattern.example, "{}", pattern.name);
        }
    }

    #[test]
    fn names_that_need_escaping_survive() {
        let id =
            ResourceId::parse("/subscriptions/s/resourceGroups/Zürich (test)/providers/A.B/c/d")
                .expect("an ID");
        let route = Route::Resource(id);
        assert!(route.path().is_ascii(), "{}", route.path());
        assert_eq!(Route::parse(&route.path()), route);
    }

    #[test]
    fn what_is_no_page_stays_what_it_was() {
        for path in [
            "/nowhere",
            "/welcome/back",
            "/resources/Microsoft.Storage",
            "/resource/x",
            "/act/use-my-key",
            "/create/storageAccounts/x",
            "/operations/a/b",
            "/%ff",
        ] {
            assert_eq!(Route::parse(path), Route::Unknown(path.into()), "{path}");
            assert_eq!(Route::parse(path).path(), path);
        }
    }

    #[test]
    fn a_trailing_slash_is_forgiven() {
        assert_eq!(Route::parse("/operations/"), Route::Operations);
        assert_eq!(Route::parse("//"), Route::Overview);
    }
}
