//! The steps of a preparation: by Microsoft Graph, or by people where it may not be asked.

use serde_json::Value;

use super::Offered;
use crate::directory::graph::{self, Credential};
use crate::form::Answers;
use crate::keys::commands;
use crate::keys::identity::Identity;
use crate::plan::{Condition, HandOver, Step, Watch};
use crate::resources::across::{APPLICATION, CLIENT};

impl Offered<'_> {
    pub(super) fn see(&self) -> Step {
        let title = format!(
            "See that {} may act as {}",
            self.identity.name(),
            self.which.name(self.ask)
        );
        let watch = self
            .shown()
            .expect("a credential that was read can be read again");
        Step::watch("see", title, watch)
            .needs(graph::READ)
            .expected(1)
    }

    pub(super) fn trust(&self, identity: &Identity) -> Step {
        let shown_by = self.shown().expect("Graph answers");
        let (credential, about) = self.credential(identity);
        let request = graph::add(&self.object(), &credential, about, self.ask.cloud);
        Step::send("trust", self.trust_title(), request, shown_by)
            .why("A federated identity credential: tokens that this directory issues to the identity count as the application's. No secret is made. The least role is owner of the application.")
            .needs(graph::WRITE)
            .patience(&graph::NOT_YET, graph::ARRIVES)
            .undo("Delete the credential from the application.")
    }

    pub(super) fn trust_by_hand(&self, identity: &Identity) -> Step {
        let (credential, about) = self.credential(identity);
        let body = graph::add("", &credential, about, self.ask.cloud).body;
        let body = body.unwrap_or(Value::Null);
        let lines = commands::add_credential(&self.client(), &body);
        Step::hand_over("trust", self.trust_title(), HandOver::new("an owner of the application", lines))
            .why("A federated identity credential: tokens that this directory issues to the identity count as the application's. No secret is made.")
            .expected(300)
            .undo("Delete the credential from the application.")
    }

    fn trust_title(&self) -> String {
        format!(
            "Let {} act as {}",
            self.identity.name(),
            self.which.name(self.ask)
        )
    }

    fn credential(&self, identity: &Identity) -> (Credential, &str) {
        let answers: &Answers = self.ask.answers;
        let name = match answers.text("credential-name") {
            "" => identity.id.name(),
            name => name,
        };
        let credential = Credential {
            name: name.to_owned(),
            issuer: self.issuer(),
            subject: identity.principal_id.clone(),
        };
        (credential, answers.text("credential-about"))
    }
}

/// Registers the application, and reads the IDs it was given: its name is the only one of its kind.
pub(super) fn register(name: &str, page: &str) -> [Step; 2] {
    let read = graph::named_read(name).request;
    let there = Condition::Has("/value".into(), "/displayName".into(), name.to_owned());
    let known = Condition::All(vec![
        there.clone(),
        Condition::Present("/value/0/appId".into()),
    ]);
    [
        Step::send("register", format!("Register the application {name}"), graph::register(name, page), Watch::new(read.clone(), there))
            .why("For accounts in any directory, so that customers can install it. It gets no permission and no secret. The least role is Application Developer.")
            .needs(graph::WRITE)
            .undo("Delete the registration while nobody has installed it."),
        Step::watch("registered", "Read the IDs it was given", Watch::new(read, known).paced(5, graph::ARRIVES))
            .why("The directory takes a moment to show a new application everywhere.")
            .needs(graph::READ)
            .capture(APPLICATION, "/value/0/id")
            .capture(CLIENT, "/value/0/appId"),
    ]
}

pub(super) fn register_by_hand(name: &str, page: &str) -> Step {
    let lines = commands::register_application(name, page);
    let hand_over = HandOver::new(
        "somebody who may register applications (Application Developer)",
        lines,
    )
    .gives(CLIENT, "Application (client) ID");
    Step::hand_over("register", format!("Register the application {name}"), hand_over)
        .why("For accounts in any directory, so that customers can install it. It gets no permission and no secret.")
        .expected(300)
        .undo("Delete the registration while nobody has installed it.")
}

pub(super) fn open(application: &graph::Application) -> Step {
    let read = graph::application_read(&application.app_id).request;
    let opened = Condition::Is("/value/0/signInAudience".into(), graph::MULTI_TENANT.into());
    let request = graph::let_others_in(&application.id);
    Step::send(
        "open",
        format!("Let other directories install {}", application.name),
        request,
        Watch::new(read, opened),
    )
    .why("It is for this directory only so far. The least role is owner of the application.")
    .needs(graph::WRITE)
    .undo("Set signInAudience to AzureADMyOrg again; installed copies stop working.")
}
