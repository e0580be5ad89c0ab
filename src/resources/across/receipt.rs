//! The provider's last part: what a receipt says, and what of it can be seen from this side.

use super::{Graph, OFFER, PAGE};
use crate::arm::{Read, Reading, Resource};
use crate::directory::capsule::Receipt;
use crate::directory::graph::{self, Application};
use crate::form::Invalid;
use crate::keys::identity::Identity;
use crate::keys::{KeyUri, Unfit};
use crate::plan::{Check, Claim, Finding, Fix};
use crate::resources::Ask;

/// A receipt that was taken for a resource.
pub struct Taken {
    /// What the customer says.
    pub receipt: Receipt,
    /// The customer's key.
    pub key: KeyUri,
}

impl Taken {
    /// Reads the answer that holds the link.
    ///
    /// # Errors
    /// Why the link is not taken.
    pub fn of(ask: &Ask<'_>, resource: &Resource) -> Result<Self, Invalid> {
        let link = ask.answers.needed(super::LINK)?;
        let receipt = Receipt::read(link, ask.tenant, ask.now);
        let receipt = receipt.and_then(|it| it.about(&resource.id));
        let receipt = receipt
            .map_err(|it| Invalid::new(super::LINK, &format!("{} {}", it.what(), it.next())))?;
        let key = KeyUri::parse(&receipt.key, ask.cloud);
        let key = key.map_err(|it: Unfit| Invalid::unfit(super::LINK, it))?;
        Ok(Self {
            key: key.key.versionless(),
            receipt,
        })
    }

    /// What must be read of the provider's own directory.
    #[must_use]
    pub fn reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        if ask.graph {
            self.graph_reads(ask)
        } else {
            Vec::new()
        }
    }

    /// What the customer says, and whether this side is as it has to be.
    #[must_use]
    pub fn checks(&self, identity: Option<&Identity>, ask: &Ask<'_>) -> Vec<Check> {
        let reads = self.graph_reads(ask);
        let mut checks = vec![self.said()];
        match Graph::of(ask, &reads) {
            Graph::Answers => {
                checks.push(self.application(ask));
                checks.extend(identity.map(|it| self.trust(it, ask)));
            }
            silent @ Graph::Silent(_) => {
                let headline =
                    "Whether the identity may act as the application cannot be seen from here.";
                let reason = "It was prepared before the link was made. Azure refuses the key if it is not so.";
                checks.push(Check::new("trust", Finding::Warning, headline).reason(reason));
                checks.extend(silent.check(ask, &reads));
            }
        }
        let as_of = ask.facts.as_of(&reads);
        checks.into_iter().map(|it| it.as_of(as_of)).collect()
    }

    /// The provider sees nothing of the customer's directory: the customer's word has to do, and
    /// Azure, which refuses the key where it is not so.
    fn said(&self) -> Check {
        let (key, customer) = (&self.key, &self.receipt.customer);
        Check::new(
            "receipt",
            Finding::Warning,
            format!("The customer says that the application may use {}.", key.name()),
        )
        .reason("Their console read it back when the receipt was made. None of it can be seen from this directory; Azure refuses the key if it is not so.")
        .evidence(format!(
            "directory {customer}, vault {}, object ID {}, {}",
            key.host(),
            self.receipt.principal,
            self.receipt.issued.day_and_clock()
        ))
        .source(&PAGE)
        .settles(Claim::recoverable(key.host()))
        .settles(Claim::granted(key.host(), key.name()))
    }

    fn application(&self, ask: &Ask<'_>) -> Check {
        let id = &self.receipt.application;
        match self.found(ask) {
            Reading::Found(it) if it.is_multi_tenant() => Check::new(
                "application",
                Finding::Passed,
                format!("{} is registered here, and can be installed elsewhere.", it.name),
            )
            .evidence(format!("signInAudience {}", it.audience)),
            Reading::Found(it) => Check::new(
                "application",
                Finding::Failed,
                format!("{} is for this directory only now.", it.name),
            )
            .reason("Azure takes no key through an application that is not installable elsewhere. Prepare it again.")
            .evidence(format!("signInAudience {}", it.audience))
            .fix(self.prepare()),
            Reading::Missing => Check::new(
                "application",
                Finding::Failed,
                format!("This directory has registered no application {id}."),
            )
            .reason("The receipt names another directory's application, or it was deleted."),
            Reading::NotRead | Reading::Failed(_) => Check::new(
                "application",
                Finding::Unknown,
                format!("Whether the application {id} is registered here is not known."),
            ),
        }
    }

    fn trust(&self, identity: &Identity, ask: &Ask<'_>) -> Check {
        let name = identity.id.name();
        let Reading::Found(application) = self.found(ask) else {
            let headline = format!("Whether {name} may act as the application is not known.");
            return Check::new("trust", Finding::Unknown, headline);
        };
        let issuer = graph::issuer(ask.cloud, ask.tenant);
        match graph::credentials(&application.id, ask.facts) {
            Reading::Found(all) => match graph::of_identity(&all, &issuer, &identity.principal_id) {
                Some(credential) => Check::new(
                    "trust",
                    Finding::Passed,
                    format!("{name} may act as {}.", application.name),
                )
                .evidence(format!("federated credential {}", credential.name)),
                None => Check::new(
                    "trust",
                    Finding::Failed,
                    format!("{name} may not act as {} yet.", application.name),
                )
                .reason("No federated credential of the application names this identity's object ID. Choose the identity that was prepared, or prepare this one.")
                .fix(self.prepare()),
            },
            Reading::Missing | Reading::NotRead | Reading::Failed(_) => Check::new(
                "trust",
                Finding::Unknown,
                format!("Whether {name} may act as {} is not known.", application.name),
            ),
        }
    }

    /// The first part once more, for the application of the receipt.
    fn prepare(&self) -> Fix {
        let answers = [
            ("application", "named".to_owned()),
            ("client-id", self.receipt.application.clone()),
        ];
        Fix::Action {
            label: "Prepare it".into(),
            target: self.receipt.resource.clone(),
            action: OFFER.into(),
            answers: answers.into_iter().collect(),
        }
    }

    fn found(&self, ask: &Ask<'_>) -> Reading<Application> {
        graph::application(&self.receipt.application, ask.facts)
    }

    fn graph_reads(&self, ask: &Ask<'_>) -> Vec<Read> {
        let mut reads = vec![graph::application_read(&self.receipt.application)];
        let found = self.found(ask).into_found();
        reads.extend(found.map(|it| graph::credentials_read(&it.id)));
        reads
    }
}
