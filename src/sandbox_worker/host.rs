//! Holds the sandbox, and keeps it in step with the other tabs.

use std::cell::RefCell;

use cmk_console::arm::Timestamp;
use cmk_console::sandbox::port::{Answer, Ask, Say, Somebody, Standing, TokenWish};
use cmk_console::sandbox::{Control, Directory, PEOPLE, Person, Sandbox, Scenario, Wish};
use wasm_bindgen_futures::spawn_local;

use crate::journal::{Found, Kept};
use crate::platform::bell::Bell;
use crate::platform::channel::Channel;
use crate::platform::database::Refused;
use crate::platform::locks::{Held, How, hold};
use crate::say;

/// The sandbox of this tab.
pub struct Host {
    sandbox: RefCell<Sandbox>,
    kept: Kept,
    channel: RefCell<Option<Channel>>,
}

/// One tab at a time reads what the others have added, answers, and adds its own.
const LOCK: &str = "cmk-console sandbox";
const CHANNEL: &str = "cmk-console sandbox";

const SEED: u64 = 1;

impl Host {
    /// The sandbox as it was kept, or a new one; lives as long as the worker.
    pub async fn start() -> Result<&'static Self, String> {
        let kept = Kept::open().await.map_err(|it| words(&it))?;
        let _alone = alone().await?;
        let (sandbox, notice) = load(&kept).await.map_err(|it| words(&it))?;
        let host: &'static Self = Box::leak(Box::new(Self {
            sandbox: RefCell::new(sandbox),
            kept,
            channel: RefCell::new(None),
        }));
        let channel = Channel::open(CHANNEL, move |_| {
            spawn_local(async move {
                // What another tab has added is read again with the next question in any case.
                let _ = host.look().await;
            });
        });
        host.channel.replace(channel);
        host.stands(false, notice);
        Ok(host)
    }

    /// Answers a question, or says why it cannot.
    pub async fn answer(&self, ask: Ask) -> Result<Answer, String> {
        if let Ask::Token(wish) = ask {
            return self.token(&wish);
        }
        let _alone = alone().await?;
        self.catch_up().await.map_err(|it| words(&it))?;
        let (began, before) = self.length();
        let answer = match ask {
            Ask::Send(request) => {
                Answer::Response(self.sandbox.borrow_mut().handle_page(wall(), &request))
            }
            Ask::Control(control) => self.control(control)?,
            Ask::Token(wish) => self.token(&wish)?,
        };
        let (begins, after) = self.length();
        if begins != began {
            self.begin().await?;
        } else if after != before {
            self.add(before).await?;
        } else {
            return Ok(answer);
        }
        self.stands(false, None);
        if let Some(channel) = &*self.channel.borrow() {
            channel.say("changed");
        }
        Ok(answer)
    }

    fn token(&self, wish: &TokenWish) -> Result<Answer, String> {
        let sandbox = self.sandbox.borrow();
        let person = Person::named(&wish.person).ok_or("Nobody in the sandbox is called so.")?;
        let mut directories = Directory::ALL.into_iter();
        let directory = directories.find(|it| sandbox.tenant(*it) == wish.tenant);
        let wish = Wish {
            person,
            directory: directory.ok_or("The sandbox has no such directory.")?,
            audience: &wish.audience,
            claims: wish.claims.as_deref(),
        };
        Ok(Answer::Token(sandbox.token(wall(), &wish)))
    }

    fn control(&self, control: Control) -> Result<Answer, String> {
        let mut sandbox = self.sandbox.borrow_mut();
        sandbox.control(wall(), control).map(|()| Answer::Done)
    }

    /// Takes over what another tab has added, and shows it.
    async fn look(&self) -> Result<(), String> {
        let _alone = alone().await?;
        let before = self.length();
        self.catch_up().await.map_err(|it| words(&it))?;
        if self.length() != before {
            self.stands(true, None);
        }
        Ok(())
    }

    async fn catch_up(&self) -> Result<(), Refused> {
        let (began, length) = self.length();
        match self.kept.head().await? {
            Found::Journal(head) if head.started == began => {
                match self.kept.entries(length).await? {
                    Ok(entries) if entries.is_empty() => {}
                    Ok(entries) => self.sandbox.borrow_mut().absorb(&entries),
                    Err(unknown) => return Err(Refused(unknown.to_string())),
                }
            }
            _ => {
                let (sandbox, _) = load(&self.kept).await?;
                self.sandbox.replace(sandbox);
            }
        }
        Ok(())
    }

    async fn begin(&self) -> Result<(), String> {
        let sandbox = self.sandbox.borrow().clone();
        self.kept.begin(&sandbox).await.map_err(|it| words(&it))
    }

    async fn add(&self, before: usize) -> Result<(), String> {
        let sandbox = self.sandbox.borrow().clone();
        self.kept
            .add(&sandbox, before)
            .await
            .map_err(|it| words(&it))
    }

    /// When it began, and how much has been journalled: two equal answers are the same sandbox.
    fn length(&self) -> (Timestamp, usize) {
        let sandbox = self.sandbox.borrow();
        (sandbox.journal().started, sandbox.journal().entries.len())
    }

    fn stands(&self, by_others: bool, notice: Option<String>) {
        let sandbox = self.sandbox.borrow();
        let seed = sandbox.journal().seed;
        let people = PEOPLE.iter().filter(|it| it.invited.is_none());
        let people = people.map(|it| Somebody {
            id: it.id.into(),
            name: it.name.into(),
            about: it.about.into(),
            oid: it.object(seed),
            tenant: sandbox.tenant(it.home),
            tenant_name: it.home.label().into(),
        });
        say(&Say::Standing(Box::new(Standing {
            began: sandbox.journal().started,
            scenario: sandbox.journal().scenario,
            clock: sandbox.clock().clone(),
            people: people.collect(),
            faults: sandbox.faults().to_vec(),
            cors: sandbox.cors(),
            entries: sandbox.journal().entries.len(),
            by_others,
            notice,
        })));
    }
}

/// The sandbox as it was kept, or a new one that is kept from now on, with what to say about it.
async fn load(kept: &Kept) -> Result<(Sandbox, Option<String>), Refused> {
    let notice = match kept.head().await? {
        Found::Nothing => None,
        Found::Journal(mut journal) => match kept.entries(0).await? {
            Ok(entries) => {
                journal.entries = entries;
                match Sandbox::replay(*journal) {
                    Ok(sandbox) => return Ok((sandbox, None)),
                    Err(unknown) => Some(unknown),
                }
            }
            Err(unknown) => Some(unknown),
        },
        Found::Unknown(unknown) => Some(unknown),
    };
    let sandbox = Sandbox::new(Scenario::default(), SEED, wall());
    kept.begin(&sandbox).await?;
    let notice = notice.map(|it| format!("{it} The sandbox has begun anew."));
    Ok((sandbox, notice))
}

async fn alone() -> Result<Held, String> {
    let held = hold(LOCK, How::Wait, &Bell::default()).await;
    held.ok_or_else(|| "The browser gives the sandbox no lock. Reload the page.".into())
}

fn words(refused: &Refused) -> String {
    format!(
        "This browser does not let the sandbox keep anything ({}). Allow storage for this site, or leave the private window.",
        refused.0
    )
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds fit until far beyond any date"
)]
fn wall() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}
