//! Readings: facts parsed into types, with the ways of not knowing kept apart.

use serde_json::Value;

use super::error::Failure;
use super::facts::{Facts, Known, Read};

/// What is known about one thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading<T> {
    /// Nobody asked yet.
    NotRead,
    /// Azure says that there is no such thing.
    Missing,
    /// It is there.
    Found(T),
    /// Azure refused, or its answer could not be understood.
    Failed(Failure),
}

impl<T> Reading<T> {
    /// The thing, if it was found.
    #[must_use]
    pub fn found(&self) -> Option<&T> {
        match self {
            Self::Found(it) => Some(it),
            Self::NotRead | Self::Missing | Self::Failed(_) => None,
        }
    }

    /// The thing, if it was found.
    #[must_use]
    pub fn into_found(self) -> Option<T> {
        match self {
            Self::Found(it) => Some(it),
            Self::NotRead | Self::Missing | Self::Failed(_) => None,
        }
    }

    /// Changes what was found.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::NotRead => Reading::NotRead,
            Self::Missing => Reading::Missing,
            Self::Found(it) => Reading::Found(change(it)),
            Self::Failed(failure) => Reading::Failed(failure),
        }
    }

    /// Why it is not known, for a person; `None` when it was found or is known to be missing.
    #[must_use]
    pub fn why_unknown(&self) -> Option<String> {
        match self {
            Self::Found(_) | Self::Missing => None,
            Self::NotRead => Some("it was not read yet".into()),
            Self::Failed(Failure::Refused(error)) if error.status == 403 => {
                Some("you may not read it".into())
            }
            Self::Failed(Failure::Refused(error)) => {
                Some(format!("Azure answered {} {}", error.status, error.code))
            }
            Self::Failed(Failure::Lost(_)) => Some("no answer arrived".into()),
            Self::Failed(Failure::Unreadable(why)) => Some(why.clone()),
            Self::Failed(Failure::Untrusted(_)) => {
                Some("the answer led outside Azure and was not followed".into())
            }
        }
    }
}

impl Facts {
    /// One thing, parsed.
    pub fn one<T>(&self, read: &Read, parse: impl FnOnce(&Value) -> Option<T>) -> Reading<T> {
        match self.known(read) {
            Known::NotRead => Reading::NotRead,
            Known::Missing => Reading::Missing,
            Known::Failed(failure) => Reading::Failed(failure.clone()),
            Known::Present(value) => parse(value).map_or_else(unreadable, Reading::Found),
        }
    }

    /// Every entry of a list, parsed. One entry that cannot be read makes the list unreadable:
    /// a list with a hole in it proves nothing.
    pub fn all<T>(&self, read: &Read, parse: impl Fn(&Value) -> Option<T>) -> Reading<Vec<T>> {
        self.one(read, |value| {
            let rows = value.get("value")?.as_array()?;
            rows.iter().map(parse).collect()
        })
    }
}

fn unreadable<T>() -> Reading<T> {
    Reading::Failed(Failure::Unreadable(
        "Azure's answer lacks what it should hold".into(),
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::arm::{Request, Timestamp};

    #[test]
    fn a_list_with_an_unreadable_entry_is_unreadable() {
        let read = Read::list(Request::get("/subscriptions", "1"));
        let mut facts = Facts::default();
        assert_eq!(facts.all(&read, Value::as_i64), Reading::NotRead);
        facts.insert(&read, Timestamp(0), Ok(json!({"value": [1, 2]})));
        assert_eq!(facts.all(&read, Value::as_i64), Reading::Found(vec![1, 2]));
        facts.insert(&read, Timestamp(0), Ok(json!({"value": [1, "x"]})));
        assert!(facts.all(&read, Value::as_i64).why_unknown().is_some());
    }
}
