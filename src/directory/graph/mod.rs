//! Microsoft Graph: the requests of a key across directories, and what their answers say.
//!
//! An *application* is registered once, by the provider. A *federated identity credential* on it
//! lets a managed identity act as the application. A *service principal* is the application as one
//! directory knows it: each customer has one of their own, with an object ID of its own.
//!
//! Source: microsoftgraph/microsoft-graph-docs-contrib, `api-reference/v1.0/api`, read 21 Aug 2026.

mod applications;
mod credentials;
mod people;
mod service_principals;

pub use applications::{
    Application, MULTI_TENANT, application, application_read, applications, applications_read,
    let_others_in, named_read, register,
};
pub use credentials::{
    Credential, LIMIT, add, audience, credentials, credentials_read, issuer, of_identity,
};
pub use people::{INSTALLERS, admin_consent, roles, roles_read, sign_in, who_may_install};
pub use service_principals::{Installed, install, installed, installed_read};

use serde_json::Value;

use crate::arm::{Audience, Method, Request};

/// Reading applications and service principals.
pub const READ: &str = "Application.Read.All";

/// Registering applications and installing them.
pub const WRITE: &str = "Application.ReadWrite.All";

/// The codes with which Graph says that what was made just now has not arrived everywhere.
///
/// Source: microsoftgraph/msgraph-bicep-types#193, read 21 Aug 2026.
pub const NOT_YET: [&str; 1] = ["Request_ResourceNotFound"];

/// Seconds for which it says so.
pub const ARRIVES: u32 = 300;

fn get(path: &str) -> Request {
    Request::get(format!("/v1.0{path}"), "").to(Audience::Graph)
}

fn post(path: &str, body: Value) -> Request {
    Request::post(format!("/v1.0{path}"), "", Some(body)).to(Audience::Graph)
}

fn patch(path: &str, body: Value) -> Request {
    Request {
        method: Method::Patch,
        ..post(path, body)
    }
}

fn text(value: &Value, at: &str) -> String {
    let found = value.pointer(at).and_then(Value::as_str);
    found.unwrap_or_default().to_owned()
}
