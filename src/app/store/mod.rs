//! What the console keeps in the browser: the runs of each person, apart from everybody else's.

use cmk_console::arm::Timestamp;
use cmk_console::plan::Run;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::platform::database::{Database, Refused};

const NAME: &str = "cmk-console";
const LAYOUT: u32 = 1;
const RUNS: &str = "runs";

/// The number of the format of a row. A row of another format is left alone until its time is
/// over: a newer build may have written it.
const FORMAT: u32 = 1;

/// Whose runs they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// `azure`, or a sandbox with the time it began: after a reset its runs are about nothing.
    pub source: String,
    /// The tenant id.
    pub tenant: String,
    /// The object id.
    pub oid: String,
}

/// The runs of one person.
#[derive(Clone)]
pub struct RunStore {
    database: Database,
    owner: Owner,
}

#[derive(Serialize, Deserialize)]
struct Row {
    format: u32,
    /// The wall time of the last writing.
    kept: Timestamp,
    run: Value,
}

impl RunStore {
    /// Opens the runs of a person.
    ///
    /// # Errors
    /// When the browser refuses storage.
    pub async fn open(owner: Owner) -> Result<Self, Refused> {
        let database = Database::open(NAME, LAYOUT, &[RUNS]).await?;
        Ok(Self { database, owner })
    }

    /// Every run of this person that can be read, the newest first.
    ///
    /// # Errors
    /// When the browser fails to read.
    pub async fn all(&self) -> Result<Vec<Run>, Refused> {
        let rows = self.database.beginning_with(RUNS, &self.prefix()).await?;
        let mut runs: Vec<Run> = rows.iter().filter_map(|it| run_of(it)).collect();
        runs.sort_by_key(|it| std::cmp::Reverse(it.started));
        Ok(runs)
    }

    /// One run as it was last kept.
    ///
    /// # Errors
    /// When the browser fails to read.
    pub async fn get(&self, id: &str) -> Result<Option<Run>, Refused> {
        let row = self.database.get(RUNS, &self.key(id)).await?;
        Ok(row.as_deref().and_then(run_of))
    }

    /// Keeps a run as it is now; it is on disk when this returns.
    ///
    /// # Errors
    /// When the browser fails to write.
    pub async fn put(&self, run: &Run, wall: Timestamp) -> Result<(), Refused> {
        let run_value = serde_json::to_value(run).map_err(|it| Refused(it.to_string()))?;
        let row = Row {
            format: FORMAT,
            kept: wall,
            run: run_value,
        };
        let row = serde_json::to_string(&row).map_err(|it| Refused(it.to_string()))?;
        self.database.put(RUNS, &self.key(&run.id), &row).await
    }

    /// Forgets runs that ended and were last written before a wall time, and the runs of sandboxes
    /// that are no more.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn prune(&self, before: Timestamp) -> Result<(), Refused> {
        for (key, row) in self.database.rows(RUNS).await? {
            let of_lost_sandbox = key.starts_with(SANDBOX)
                && self.owner.source.starts_with(SANDBOX)
                && !key.starts_with(&format!("{}|", self.owner.source));
            if of_lost_sandbox || is_over(&row, before) {
                self.database.remove(RUNS, &key).await?;
            }
        }
        Ok(())
    }

    /// Forgets the runs of this person that have not ended.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn forget_unfinished(&self) -> Result<(), Refused> {
        let unfinished = |it: &Run| it.outcome.is_none();
        for run in self.all().await?.into_iter().filter(unfinished) {
            self.database.remove(RUNS, &self.key(&run.id)).await?;
        }
        Ok(())
    }

    /// Forgets the runs of this person that have ended.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn forget_ended(&self) -> Result<(), Refused> {
        let ended = |it: &Run| it.outcome.is_some();
        for run in self.all().await?.into_iter().filter(ended) {
            self.database.remove(RUNS, &self.key(&run.id)).await?;
        }
        Ok(())
    }

    fn prefix(&self) -> String {
        let Owner {
            source,
            tenant,
            oid,
        } = &self.owner;
        format!("{source}|{tenant}|{oid}|")
    }

    fn key(&self, id: &str) -> String {
        format!("{}{id}", self.prefix())
    }
}

const SANDBOX: &str = "sandbox ";

impl Owner {
    /// Somebody who has signed in to Azure.
    pub fn in_azure(tenant: &str, oid: &str) -> Self {
        Self {
            source: "azure".into(),
            tenant: tenant.to_owned(),
            oid: oid.to_owned(),
        }
    }

    /// Somebody in the sandbox that began at this wall time.
    pub fn in_sandbox(began: Timestamp, tenant: &str, oid: &str) -> Self {
        Self {
            source: format!("{SANDBOX}{}", began.0),
            tenant: tenant.to_owned(),
            oid: oid.to_owned(),
        }
    }
}

fn run_of(row: &str) -> Option<Run> {
    let row: Row = serde_json::from_str(row).ok()?;
    if row.format != FORMAT {
        return None;
    }
    serde_json::from_value(row.run).ok()
}

fn is_over(row: &str, before: Timestamp) -> bool {
    serde_json::from_str::<Row>(row).is_ok_and(|it| {
        let unfinished = it.format == FORMAT && it.run.get("outcome").is_some_and(Value::is_null);
        it.kept < before && !unfinished
    })
}
