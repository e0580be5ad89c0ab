//! The journal in the browser's database: the same simulated Azure for every tab, and after a
//! reload.

use cmk_console::sandbox::{Entry, Journal, Sandbox, UnknownJournal};

use crate::platform::database::{Database, Refused};

const NAME: &str = "cmk-console sandbox";
const LAYOUT: u32 = 1;
/// One row: the journal without its entries.
const HEAD: &str = "head";
/// The entries, by number.
const ENTRIES: &str = "entries";

/// What is kept of the sandbox.
pub struct Kept {
    database: Database,
}

/// What the database holds.
pub enum Found {
    /// Nothing yet.
    Nothing,
    /// A journal.
    Journal(Box<Journal>),
    /// A journal that this build cannot read.
    Unknown(UnknownJournal),
}

impl Kept {
    /// Opens it.
    pub async fn open() -> Result<Self, Refused> {
        let database = Database::open(NAME, LAYOUT, &[HEAD, ENTRIES]).await?;
        Ok(Self { database })
    }

    /// The journal without its entries.
    pub async fn head(&self) -> Result<Found, Refused> {
        let Some(text) = self.database.get(HEAD, HEAD).await? else {
            return Ok(Found::Nothing);
        };
        Ok(match Journal::read(&text) {
            Ok(journal) => Found::Journal(Box::new(journal)),
            Err(unknown) => Found::Unknown(unknown),
        })
    }

    /// The entries after the first so many; none that this build cannot read.
    pub async fn entries(
        &self,
        after: usize,
    ) -> Result<Result<Vec<Entry>, UnknownJournal>, Refused> {
        let rows = self.database.after(ENTRIES, number(after)).await?;
        let entries = rows.iter().map(|it| serde_json::from_str(it));
        let entries: Result<Vec<Entry>, _> = entries.collect();
        Ok(entries.map_err(|it| UnknownJournal::Unreadable(it.to_string())))
    }

    /// Adds the entries of a sandbox after the first so many.
    pub async fn add(&self, sandbox: &Sandbox, after: usize) -> Result<(), Refused> {
        let entries = sandbox.journal().entries.iter().skip(after);
        let rows: Vec<String> = entries.map(text).collect::<Result<_, _>>()?;
        self.database
            .add_all(ENTRIES, number(after) + 1, &rows)
            .await
    }

    /// Begins anew with the journal of this sandbox.
    pub async fn begin(&self, sandbox: &Sandbox) -> Result<(), Refused> {
        let journal = sandbox.journal();
        let head = Journal {
            entries: Vec::new(),
            ..journal.clone()
        };
        self.database.clear(ENTRIES).await?;
        self.database.put(HEAD, HEAD, &text(&head)?).await?;
        self.add(sandbox, 0).await
    }
}

fn text(what: &impl serde::Serialize) -> Result<String, Refused> {
    serde_json::to_string(what).map_err(|it| Refused(it.to_string()))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX - 1)
}
