//! The customer's first step: the provider's application becomes known in their directory.

mod checks;

use super::Graph;
use crate::arm::{Read, Reading, Request};
use crate::directory::capsule::Request as Asked;
use crate::directory::graph::{self, Installed};
use crate::form::{Field, Input};
use crate::keys::commands;
use crate::plan::{Check, Condition, HandOver, Step, Watch};
use crate::resources::Ask;
use crate::resources::own_key::{PRINCIPAL, Principal};

/// Installing the application that a request names.
pub struct Install<'a> {
    /// The wish.
    pub ask: &'a Ask<'a>,
    /// What was asked for.
    pub asked: &'a Asked,
}

/// The ways to install an application, in the order in which Microsoft recommends them.
#[must_use]
pub fn way_question() -> Field {
    let ways = Input::choice(&[
        (
            "sign-in",
            "Sign in to the application",
            "Recommended. You open its page and sign in; that makes it known here.",
        ),
        (
            "graph",
            "Let this console install it",
            "By Microsoft Graph, with your rights in this directory.",
        ),
        (
            "consent",
            "An administrator consents",
            "By a page of Microsoft's, for everybody in this directory.",
        ),
    ]);
    Field::new("install", "How the application is installed", ways)
        .help("Not asked for where it is installed already. Being installed lets it use nothing.")
        .initial("sign-in")
}

impl Install<'_> {
    /// What must be read about the application and about the person.
    #[must_use]
    pub fn reads(&self) -> Vec<Read> {
        if !self.ask.graph {
            return Vec::new();
        }
        let mut reads = vec![self.read()];
        if self.installed() == Reading::Missing {
            reads.push(graph::roles_read());
        }
        reads
    }

    /// The object ID that the key is granted to.
    #[must_use]
    pub fn principal(&self) -> Principal {
        let found = self.installed().into_found();
        found.map_or(Principal::Later, |it| Principal::Known(it.id))
    }

    /// Whose application it is, and whether it is installed or can be.
    #[must_use]
    pub fn checks(&self) -> Vec<Check> {
        let mut checks = vec![self.who()];
        let read = [self.read()];
        checks.extend(self.graph().check(self.ask, &read));
        match self.installed() {
            Reading::Found(it) => checks.extend([self.owner(&it), self.state(&it)]),
            Reading::Missing => checks.extend([self.way(), self.right()]),
            Reading::NotRead | Reading::Failed(_) => checks.push(self.way()),
        }
        let as_of = self.ask.facts.as_of(&read);
        checks.into_iter().map(|it| it.as_of(as_of)).collect()
    }

    /// Installs it where it is not installed yet, and learns its object ID here.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let answers = self.graph().answers();
        if answers && self.installed().found().is_some() {
            return vec![self.see()];
        }
        let mut steps = vec![self.install(answers)];
        if answers {
            steps.push(self.see());
        }
        steps
    }

    /// What is known of it in this directory.
    #[must_use]
    pub fn installed(&self) -> Reading<Installed> {
        graph::installed(&self.asked.application, self.ask.facts)
    }

    fn graph(&self) -> Graph {
        Graph::of(self.ask, &[self.read()])
    }

    fn read(&self) -> Read {
        graph::installed_read(&self.asked.application)
    }

    fn name(&self) -> &str {
        match self.asked.application_name.as_str() {
            "" => &self.asked.application,
            name => name,
        }
    }

    fn provider(&self) -> String {
        match self.asked.provider_name.as_str() {
            "" => "A provider".into(),
            name => name.to_owned(),
        }
    }

    fn install(&self, answers: bool) -> Step {
        let title = format!("Install {} in this directory", self.name());
        let step = match self.by_hand() {
            None if answers => self.by_graph(title),
            None => {
                let lines = commands::install_application(&self.asked.application, self.ask.tenant);
                Step::hand_over(
                    "install",
                    title,
                    self.watched(HandOver::new(installer(), lines), answers),
                )
            }
            Some((to, mut lines)) => {
                if !answers {
                    let find = commands::find_installed(&self.asked.application, self.ask.tenant);
                    lines.extend(find);
                }
                Step::hand_over(
                    "install",
                    title,
                    self.watched(HandOver::new(to, lines), answers),
                )
            }
        };
        step.why("A service principal: the application as this directory knows it, with an object ID of its own. It may use nothing yet.")
            .undo("Delete it under Enterprise applications; its grants go with it.")
    }

    fn by_graph(&self, title: String) -> Step {
        let shown_by = Watch::new(self.seen(), self.is_there());
        Step::send(
            "install",
            title,
            graph::install(&self.asked.application),
            shown_by,
        )
        .needs(graph::WRITE)
        .already(&["Request_MultipleObjectsWithSameKeyValue"])
        .expected(5)
    }

    /// Who opens which page; none for the way that needs no page.
    fn by_hand(&self) -> Option<(String, Vec<(String, String)>)> {
        let (cloud, tenant, app) = (self.ask.cloud, self.ask.tenant, &self.asked.application);
        let page = &self.asked.return_page;
        let line = |name: &str, url: String| vec![(name.to_owned(), url)];
        match self.ask.answers.text("install") {
            "graph" => None,
            "consent" => {
                let url = graph::admin_consent(cloud, tenant, app, page);
                Some((installer(), line("Page of Microsoft's", url)))
            }
            _ => {
                let url = graph::sign_in(cloud, tenant, app, page);
                Some((
                    "you, or anybody of this directory".into(),
                    line("Page of Microsoft's", url),
                ))
            }
        }
    }

    fn watched(&self, hand_over: HandOver, answers: bool) -> HandOver {
        if answers {
            return hand_over.shown_by(Watch::new(self.seen(), self.is_there()).paced(5, 3600));
        }
        hand_over.gives(PRINCIPAL, "Object ID of the application in this directory")
    }

    /// The object ID of whichever directory's application has this ID is known only here.
    fn see(&self) -> Step {
        let owned = Condition::Is(
            "/value/0/appOwnerOrganizationId".into(),
            self.asked.provider.clone(),
        );
        let all = vec![Condition::Present("/value/0/id".into()), owned];
        let watch = Watch::new(self.seen(), Condition::All(all)).paced(5, graph::ARRIVES);
        Step::watch("installed", "Read the object ID it has here", watch)
            .why("The grant names this object ID, and goes on only if the application belongs to the directory that the link names.")
            .needs(graph::READ)
            .capture(PRINCIPAL, "/value/0/id")
    }

    fn seen(&self) -> Request {
        self.read().request
    }

    fn is_there(&self) -> Condition {
        let app = self.asked.application.clone();
        Condition::Has("/value".into(), "/appId".into(), app)
    }
}

fn installer() -> String {
    format!(
        "somebody who may install applications ({})",
        graph::who_may_install()
    )
}
