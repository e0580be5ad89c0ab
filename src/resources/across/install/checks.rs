//! Whose application it is, and whether it is installed or can be.

use super::Install;
use crate::arm::{Reading, Source};
use crate::directory::graph::{self, Installed};
use crate::plan::{Check, Finding, Fix};
use crate::resources::across::PAGE;

const CONSENT: Source = Source::new(
    "Unexpected consent prompts and errors",
    "https://learn.microsoft.com/entra/identity/enterprise-apps/application-sign-in-unexpected-user-consent-error",
    "2026-08-21",
);

impl Install<'_> {
    /// Names in a link are claims.
    pub(super) fn who(&self) -> Check {
        let headline = format!(
            "{} asks to use your key, by the application {}.",
            self.provider(),
            self.name()
        );
        let reason = "Both names are what the link says, and nobody has checked them. Compare the directory with what your provider has told you by another way.";
        Check::new("who", Finding::Warning, headline)
            .reason(reason)
            .evidence(format!(
                "directory {}, application {}",
                self.asked.provider, self.asked.application
            ))
            .source(&PAGE)
    }

    /// The one thing about an application that nobody can claim falsely.
    pub(super) fn owner(&self, installed: &Installed) -> Check {
        let same = installed.owner.eq_ignore_ascii_case(&self.asked.provider);
        let evidence = format!("appOwnerOrganizationId {}", installed.owner);
        let check = if same {
            Check::new(
                "owner",
                Finding::Passed,
                "The application belongs to the directory that the link names.",
            )
        } else {
            Check::new(
                "owner",
                Finding::Failed,
                "The application belongs to another directory than the link says.",
            )
            .reason("Grant it nothing. Ask your provider which application is theirs.")
        };
        check.evidence(evidence)
    }

    pub(super) fn state(&self, installed: &Installed) -> Check {
        let (name, publisher) = (&installed.name, &installed.publisher);
        if !installed.enabled {
            return Check::new("installed", Finding::Failed, format!("{name} is installed here, and switched off."))
                .reason("Somebody has blocked its sign-in under Enterprise applications. Find out why before you switch it on again.")
                .evidence("accountEnabled false");
        }
        let verified = match publisher {
            Some(publisher) => format!("Its publisher {publisher} is verified."),
            None => "Its publisher is not verified, as is usual where a company publishes for its own customers.".into(),
        };
        Check::new(
            "installed",
            Finding::Passed,
            format!("{name} is installed in this directory."),
        )
        .reason(verified)
        .evidence(format!("object ID {}", installed.id))
    }

    /// Two of the ways need a page to come back to.
    pub(super) fn way(&self) -> Check {
        let name = self.name();
        let by_page = !self.ask.answers.is("install", "graph");
        if by_page && self.asked.return_page.is_empty() {
            return Check::new("way", Finding::Failed, format!("{name} has no page to sign in on or to consent to."))
                .reason("Microsoft sends people back only to pages that an application has registered, and the link names none.")
                .fix(Fix::Answer {
                    label: "Let this console install it".into(),
                    field: "install".into(),
                    value: "graph".into(),
                });
        }
        Check::new("way", Finding::Passed, format!("{name} is not known to be installed here; the plan installs it."))
            .reason("Being installed lets it use nothing. Its publisher may be unverified: Microsoft then says so where you consent.")
    }

    pub(super) fn right(&self) -> Check {
        let who = graph::who_may_install();
        let held = graph::roles(self.ask.facts);
        let check = match held {
            Reading::Found(roles) if roles.iter().any(|it| is_installer(it)) => Check::new(
                "right-install",
                Finding::Passed,
                "Your role in this directory lets you install applications.",
            ),
            Reading::Found(_) => Check::new(
                "right-install",
                Finding::Warning,
                "Your directory may not let you install applications.",
            )
            .reason(format!("You hold none of the roles that always may. If a policy blocks it, one of these can: {who}. Send them the link, or activate the role if you are eligible.")),
            Reading::Missing | Reading::NotRead | Reading::Failed(_) => Check::new(
                "right-install",
                Finding::Unknown,
                "Whether you may install applications is not known.",
            )
            .reason(format!("If a policy blocks it, one of these can: {who}.")),
        };
        check.source(&CONSENT)
    }
}

fn is_installer(role: &str) -> bool {
    graph::INSTALLERS
        .iter()
        .any(|(_, it)| it.eq_ignore_ascii_case(role))
}
