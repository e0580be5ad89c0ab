//! Where requests go, so that they can be shown whole.

use cmk_console::arm::{Audience, Cloud, Request};
use leptos::prelude::GetUntracked as _;

use crate::backend::Backend;
use crate::session::Session;

/// A cloud and a directory in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The cloud.
    pub cloud: Cloud,
    /// The tenant id of the directory the person works in.
    pub tenant: String,
    /// What people call that directory.
    pub directory: String,
}

impl Destination {
    /// The cloud of this deployment and the directory of the person at the console.
    pub fn here() -> Destination {
        let person = Session::expect().person().get_untracked();
        let (tenant, directory) = person
            .map(|it| (it.tenant, it.tenant_name))
            .unwrap_or_default();
        Destination {
            cloud: Backend::expect().cloud(),
            tenant,
            directory,
        }
    }

    /// The whole address of a request.
    pub fn url(&self, request: &Request) -> String {
        if !request.url.starts_with('/') {
            return request.url.clone();
        }
        let base = match request.audience {
            Audience::Arm => &self.cloud.arm,
            Audience::Graph => &self.cloud.graph,
            Audience::Vault => "",
        };
        format!("{}{}", base.trim_end_matches('/'), request.url)
    }

    /// The name of a directory, where it is known.
    pub fn directory_of(&self, tenant: &str) -> String {
        if tenant.is_empty() || tenant.eq_ignore_ascii_case(&self.tenant) {
            return self.directory.clone();
        }
        tenant.to_owned()
    }
}
