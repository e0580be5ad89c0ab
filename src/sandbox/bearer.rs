//! Whom a token speaks for: before it is signed, and after it was read.

use super::clients::Client;
use super::people::{Person, guid};
use super::seed::Seed;
use super::token::{Claims, STRONG};
use crate::resources::simulated::Caller;

/// The application that asks for tokens.
const CLIENT: &str = "cmk-console";

/// Whom an access token speaks for, and what it lets them do.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bearer {
    pub(super) tenant: String,
    pub(super) object: String,
    /// The user principal name and the name; none for an application.
    pub(super) user: Option<(String, &'static str)>,
    pub(super) application: String,
    /// What `scp` says; applications have none.
    pub(super) permissions: String,
    /// What `roles` says; people have none.
    pub(super) roles: Vec<String>,
    /// What `wids` says.
    pub(super) directory_roles: Vec<String>,
    /// Authentication contexts that were satisfied.
    pub(super) contexts: Vec<String>,
    /// Whether the client can meet a claims challenge.
    pub(super) capable: bool,
}

impl Claims {
    /// Whoever sends a request with this token.
    pub(super) fn into_caller(self) -> Caller {
        let words = self.scp.split_whitespace().map(str::to_owned);
        Caller {
            name: self.caller(),
            permissions: words.chain(self.roles).collect(),
            tenant: self.tid,
            object: self.oid,
            strong: self.acrs.iter().any(|it| it == STRONG),
            directory_roles: self.wids,
        }
    }
}

/// The templates of a person's roles in their directory.
pub(super) fn templates(person: &Person) -> Vec<String> {
    let roles = person.roles.iter();
    roles.map(|it| it.template().to_owned()).collect()
}

/// The token in an `Authorization` header.
pub(super) fn bearer(header: &str) -> Option<&str> {
    let scheme = header.get(..7)?;
    let token = header[scheme.len()..].trim();
    scheme.eq_ignore_ascii_case("bearer ").then_some(token)
}

impl Bearer {
    pub(super) fn person(seed: Seed, person: &Person) -> Self {
        Self {
            tenant: person.home.tenant(seed),
            object: person.object(seed),
            user: Some((person.user_principal_name(), person.name)),
            application: guid(seed, CLIENT),
            permissions: "user_impersonation".to_owned(),
            roles: Vec::new(),
            directory_roles: templates(person),
            contexts: Vec::new(),
            capable: true,
        }
    }

    pub(super) fn client(seed: Seed, client: &Client) -> Self {
        Self {
            tenant: client.home.tenant(seed),
            object: client.object(seed),
            user: None,
            application: client.application(seed),
            permissions: String::new(),
            roles: client.graph.iter().map(|it| (*it).to_owned()).collect(),
            directory_roles: Vec::new(),
            contexts: Vec::new(),
            capable: false,
        }
    }
}
