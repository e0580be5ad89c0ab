//! Which application opens the customers' vaults: a new one, or one that is registered.

use crate::arm::{Known, Read, Reading, Request, Source};
use crate::directory::graph::{self, Application};
use crate::form::{Answers, Field, Input, Invalid, Pick};
use crate::keys::names::{self, Unfit};
use crate::plan::{Check, Finding, Fix};
use crate::resources::Ask;

const PUBLISHER: Source = Source::new(
    "Publisher verification",
    "https://learn.microsoft.com/entra/identity-platform/publisher-verification-overview",
    "2026-08-21",
);

/// The application that customers install.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// One of this name that is registered first.
    New(String),
    /// The one with this application ID.
    Registered(String),
}

/// Which application.
#[must_use]
pub fn questions() -> Vec<Field> {
    let listed = Pick {
        read: Read::list(Request {
            audience: crate::arm::Audience::Graph,
            ..graph::applications_read().request
        }),
        value: "/appId",
        label: "/displayName",
        hint: "/appId",
        keep: Vec::new(),
        create: None,
        empty: "This directory has registered no application, or does not show it to you.",
    };
    let which = Input::choice(&[
        (
            "new",
            "Register a new application",
            "A name that your customers will see. It holds no secret and no permission.",
        ),
        (
            "listed",
            "Use one of this directory",
            "The same application serves any number of customers.",
        ),
        (
            "named",
            "Use the one with this ID",
            "Where this console may not list applications.",
        ),
    ]);
    vec![
        Field::new("application", "Application", which).initial("new"),
        Field::new(
            "application-name",
            "Name of the application",
            Input::Text(name),
        )
        .help("Your customers see it when they install it.")
        .example("Fabrikam storage keys")
        .only_when("application", &["new"]),
        Field::new(
            "application-id",
            "Registered application",
            Input::Pick(listed),
        )
        .only_when("application", &["listed"]),
        Field::new(
            "client-id",
            "Application (client) ID",
            Input::Text(names::guid),
        )
        .example("3109d1c4-a5de-4d84-8832-feabb916a4b6")
        .only_when("application", &["named"]),
    ]
}

fn name(text: &str) -> Result<(), Unfit> {
    let is_odd = |it: char| it.is_control() || "{}<>%&\\".contains(it);
    match text.chars().count() {
        1..=120 if !text.chars().any(is_odd) => Ok(()),
        _ => Err(Unfit::new(
            "A name has 1 to 120 characters, without braces and other marks of code.",
            "Fabrikam storage keys",
        )),
    }
}

impl Which {
    /// Reads the answers to [`questions`].
    ///
    /// # Errors
    /// The answer that will not do.
    pub fn of(answers: &Answers) -> Result<Self, Invalid> {
        let id = |field: &str| -> Result<Self, Invalid> {
            let id = answers.needed(field)?;
            names::guid(id).map_err(|it| Invalid::unfit(field, it))?;
            Ok(Self::Registered(id.to_ascii_lowercase()))
        };
        match answers.text("application") {
            "listed" => id("application-id"),
            "named" => id("client-id"),
            _ => {
                let text = answers.needed("application-name")?;
                name(text).map_err(|it| Invalid::unfit("application-name", it))?;
                Ok(Self::New(text.to_owned()))
            }
        }
    }

    /// What must be read about it.
    #[must_use]
    pub fn read(&self) -> Read {
        match self {
            Self::New(name) => graph::named_read(name),
            Self::Registered(id) => graph::application_read(id),
        }
    }

    /// The application, where it is registered and could be read.
    #[must_use]
    pub fn found(&self, ask: &Ask<'_>) -> Option<Application> {
        match self {
            Self::New(_) => None,
            Self::Registered(id) => graph::application(id, ask.facts).into_found(),
        }
    }

    /// What it is called on screen.
    #[must_use]
    pub fn name(&self, ask: &Ask<'_>) -> String {
        match self {
            Self::New(name) => name.clone(),
            Self::Registered(id) => self
                .found(ask)
                .map_or_else(|| format!("application {id}"), |it| it.name),
        }
    }

    /// Whether it is there, or can be made.
    #[must_use]
    pub fn check(&self, ask: &Ask<'_>) -> Check {
        let check = match self {
            Self::New(name) => is_new(name, ask),
            Self::Registered(id) => is_registered(id, ask),
        };
        check.as_of(ask.facts.as_of([&self.read()]))
    }

    /// Whether Microsoft has verified who publishes it; it has not for most.
    #[must_use]
    pub fn publisher(&self, ask: &Ask<'_>) -> Check {
        let publisher = self.found(ask).and_then(|it| it.publisher);
        let check = match publisher {
            Some(name) => Check::new(
                "publisher",
                Finding::Passed,
                format!("Microsoft has verified its publisher, {name}."),
            ),
            None => Check::new(
                "publisher",
                Finding::Warning,
                "Your customers see that its publisher is not verified.",
            )
            .reason("Some directories let only administrators install such an application. Verification is done by hand, in Partner Center; no program can do it."),
        };
        check.source(&PUBLISHER)
    }
}

fn is_new(name: &str, ask: &Ask<'_>) -> Check {
    let read = graph::named_read(name);
    let rows = || ask.facts.rows(&read);
    match ask.facts.known(&read) {
        Known::Present(_) if rows().next().is_some() => {
            let id = rows().find_map(|it| it["appId"].as_str());
            let check = Check::new(
                "application",
                Finding::Failed,
                format!("There is an application {name} in this directory already."),
            )
            .reason(
                "Two of one name could not be told apart. Use that one, or choose another name.",
            );
            match id {
                Some(_) => check.fix(Fix::Answer {
                    label: format!("Choose {name} from the list"),
                    field: "application".into(),
                    value: "listed".into(),
                }),
                None => check,
            }
        }
        Known::Present(_) | Known::Missing => Check::new(
            "application",
            Finding::Passed,
            format!("There is no application {name} yet; the plan registers it."),
        ),
        Known::NotRead | Known::Failed(_) => Check::new(
            "application",
            Finding::Unknown,
            format!("Whether there is an application {name} already is not known."),
        ),
    }
}

fn is_registered(id: &str, ask: &Ask<'_>) -> Check {
    match graph::application(id, ask.facts) {
        Reading::Found(it) if it.is_multi_tenant() => Check::new(
            "application",
            Finding::Passed,
            format!("{} can be installed in other directories.", it.name),
        )
        .evidence(format!("signInAudience {}", it.audience)),
        Reading::Found(it) => Check::new(
            "application",
            Finding::Warning,
            format!("{} is for this directory only; the plan opens it to others.", it.name),
        )
        .reason("Customers cannot install it before. Being installable gives nobody access to anything.")
        .evidence(format!("signInAudience {}", it.audience)),
        Reading::Missing => Check::new(
            "application",
            Finding::Failed,
            format!("This directory has registered no application {id}."),
        )
        .reason("Compare the application (client) ID; the object ID is another one."),
        Reading::NotRead | Reading::Failed(_) => Check::new(
            "application",
            Finding::Unknown,
            format!("Whether the application {id} is registered here is not known."),
        ),
    }
}
