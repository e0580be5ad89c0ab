//! Microsoft Graph: applications, their federated credentials and service principals, and what
//! somebody is in their directory.
//!
//! Source: microsoftgraph/microsoft-graph-docs-contrib, `api-reference/v1.0/api/{application-*,
//! serviceprincipal-*,federatedidentitycredential-*}.md`, read 21 Aug 2026. The sentences of
//! refusals are those of public issue reports, named where they are used.
//!
//! An application belongs to one directory; a service principal stands for it in each directory
//! that has installed it, under an object ID of its own.

mod application_body;
mod applications;
mod consents;
mod credentials;
pub(super) mod directory;
pub(super) mod federation;
pub(super) mod gate;
pub(super) mod installing;
mod me;
mod odata;
mod permission_grants;
mod refusals;
mod rights;
mod service_principals;

use crate::resources::simulated::{Route, Simulated};

pub(super) use application_body::redirect_uris;
pub use consents::Consent;
pub(super) use consents::{give, is_given};
pub(super) use refusals::{answer, unreadable};
pub(super) use rights::check_permission;

/// Applications and their federated credentials.
pub(super) struct Applications;
/// Service principals and what was consented to.
pub(super) struct ServicePrincipals;
/// Who asks, and their directory.
pub(super) struct Me;

impl Simulated for Applications {
    fn types(&self) -> &'static [&'static str] {
        &[directory::APPLICATIONS, directory::CREDENTIALS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[]
    }

    fn routes(&self) -> &'static [Route] {
        &[]
    }

    fn graph_routes(&self) -> &'static [Route] {
        applications::ROUTES
    }
}

impl Simulated for ServicePrincipals {
    fn types(&self) -> &'static [&'static str] {
        &[directory::SERVICE_PRINCIPALS, directory::CONSENTS]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[]
    }

    fn routes(&self) -> &'static [Route] {
        &[]
    }

    fn graph_routes(&self) -> &'static [Route] {
        service_principals::ROUTES
    }
}

impl Simulated for Me {
    fn types(&self) -> &'static [&'static str] {
        &[]
    }

    fn api_versions(&self) -> &'static [&'static str] {
        &[]
    }

    fn routes(&self) -> &'static [Route] {
        &[]
    }

    fn graph_routes(&self) -> &'static [Route] {
        me::ROUTES
    }
}
