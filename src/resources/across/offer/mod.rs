//! The provider's preparation: an application, and an identity that may act as it.

mod checks;
mod questions;
mod steps;

pub use questions::questions;

use super::application::Which;
use super::{APPLICATION, CLIENT, Graph};
use crate::arm::{Read, Resource, ResourceId, Timestamp};
use crate::directory::capsule::{self, Capsule};
use crate::directory::graph::{self, Credential};
use crate::form::Invalid;
use crate::keys::identity::{self, Identity};
use crate::plan::{Check, Condition, Step, Watch, reference};
use crate::resources::Ask;

/// What a provider prepares, as far as it is known.
pub struct Offered<'a> {
    ask: &'a Ask<'a>,
    resource: &'a Resource,
    which: Which,
    identity: ResourceId,
}

impl<'a> Offered<'a> {
    /// Reads the answers.
    ///
    /// # Errors
    /// The answer that will not do.
    pub fn of(ask: &'a Ask<'a>, resource: &'a Resource) -> Result<Self, Invalid> {
        let identity = ask.answers.id("identity")?;
        if !identity.is(identity::ARM_TYPE) {
            return Err(Invalid::new(
                "identity",
                "This is no user-assigned identity.",
            ));
        }
        let which = Which::of(ask.answers)?;
        Ok(Self {
            ask,
            resource,
            which,
            identity,
        })
    }

    /// What must be read about application, identity and credentials.
    #[must_use]
    pub fn reads(&self) -> Vec<Read> {
        let mut reads = vec![identity::read(&self.identity)];
        if self.ask.graph {
            reads.extend(self.graph_reads());
        }
        reads
    }

    /// What would be shown to the customer, and what has to be so before.
    #[must_use]
    pub fn checks(&self) -> Vec<Check> {
        let ask = self.ask;
        let mut checks = vec![self.identity_check(), self.which.publisher(ask)];
        let graph = self.graph();
        if graph.answers() {
            checks.push(self.which.check(ask));
            checks.extend(self.count());
        }
        checks.extend(graph.check(ask, &self.graph_reads()));
        checks
    }

    /// Registers, opens and trusts, as far as it is not so yet; none where the identity is not known.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let Some(identity) = self.identity() else {
            return Vec::new();
        };
        let mut all = match (&self.which, self.graph().answers()) {
            (Which::New(name), true) => steps::register(name, self.page()).into(),
            (Which::New(name), false) => vec![steps::register_by_hand(name, self.page())],
            (Which::Registered(_), _) => Vec::new(),
        };
        let found = self
            .which
            .found(self.ask)
            .filter(|it| !it.is_multi_tenant());
        all.extend(found.map(|it| steps::open(&it)));
        match self.graph().answers() {
            true if self.trusts().is_some() => all.push(self.see()),
            true => all.push(self.trust(&identity)),
            false => all.push(self.trust_by_hand(&identity)),
        }
        all
    }

    /// The read that shows the credential, where Graph answers.
    #[must_use]
    pub fn shown(&self) -> Option<Watch> {
        let identity = self.identity().filter(|_| self.graph().answers())?;
        let read = graph::credentials_read(&self.object()).request;
        let has = |at: &str, text: String| Condition::Has("/value".into(), at.into(), text);
        let all = vec![
            has("/subject", identity.principal_id),
            has("/issuer", self.issuer()),
        ];
        Some(Watch::new(read, Condition::All(all)).paced(5, graph::ARRIVES))
    }

    /// The read of what is changed last, where Graph answers.
    #[must_use]
    pub fn proof(&self) -> Option<Watch> {
        let closed = self
            .which
            .found(self.ask)
            .filter(|it| !it.is_multi_tenant());
        match closed.filter(|_| self.graph().answers() && self.trusts().is_some()) {
            Some(application) => steps::open(&application).shown_by().cloned(),
            None => self.shown(),
        }
    }

    /// What the customer is told.
    #[must_use]
    pub fn letter(&self) -> Capsule {
        let registered = self.which.found(self.ask).map(|it| it.return_page);
        Capsule::Request(capsule::Request {
            provider: self.ask.tenant.to_owned(),
            provider_name: self.ask.answers.text("provider-name").to_owned(),
            application: self.client(),
            application_name: self.which.name(self.ask),
            return_page: registered.unwrap_or_else(|| self.page().to_owned()),
            resource: self.resource.id.clone(),
            issued: Timestamp(0),
        })
    }

    fn graph(&self) -> Graph {
        Graph::of(self.ask, &self.graph_reads())
    }

    fn graph_reads(&self) -> Vec<Read> {
        let mut reads = vec![self.which.read()];
        let found = self.which.found(self.ask);
        reads.extend(found.map(|it| graph::credentials_read(&it.id)));
        reads
    }

    fn identity(&self) -> Option<Identity> {
        identity::one(&self.identity, self.ask.facts).into_found()
    }

    fn page(&self) -> &str {
        self.ask.answers.text("return-page")
    }

    fn issuer(&self) -> String {
        graph::issuer(self.ask.cloud, self.ask.tenant)
    }

    /// The application's object ID, or where it will stand.
    fn object(&self) -> String {
        let found = self.which.found(self.ask).map(|it| it.id);
        found.unwrap_or_else(|| reference(APPLICATION))
    }

    /// The application's client ID, or where it will stand.
    fn client(&self) -> String {
        match &self.which {
            Which::New(_) => reference(CLIENT),
            Which::Registered(id) => id.clone(),
        }
    }

    fn credentials(&self) -> Vec<Credential> {
        let found = self.which.found(self.ask);
        let all = found.and_then(|it| graph::credentials(&it.id, self.ask.facts).into_found());
        all.unwrap_or_default()
    }

    /// The credential with which the identity may act as the application already.
    fn trusts(&self) -> Option<Credential> {
        let (all, identity) = (self.credentials(), self.identity()?);
        graph::of_identity(&all, &self.issuer(), &identity.principal_id).cloned()
    }
}
