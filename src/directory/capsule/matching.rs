//! Whether a link fits where it was opened.

use super::{Capsule, LASTS, Receipt, Refused, Request};
use crate::arm::{ResourceId, Timestamp};

/// Clocks of two people differ by no more than this many seconds, or one is told.
const SKEW: u64 = 86_400;

impl Request {
    /// Reads a request that a customer has opened.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn read(link: &str, tenant: &str, now: Timestamp) -> Result<Self, Refused> {
        let capsule = Capsule::parse(link)?;
        is_timely(&capsule, now)?;
        match capsule {
            Capsule::Receipt(_) => Err(Refused::OtherKind),
            Capsule::Request(it) if it.provider.eq_ignore_ascii_case(tenant) => {
                Err(Refused::OwnDirectory)
            }
            Capsule::Request(it) => Ok(it),
        }
    }
}

impl Receipt {
    /// Reads a receipt that a provider has opened.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn read(link: &str, tenant: &str, now: Timestamp) -> Result<Self, Refused> {
        let capsule = Capsule::parse(link)?;
        is_timely(&capsule, now)?;
        match capsule {
            Capsule::Request(_) => Err(Refused::OtherKind),
            Capsule::Receipt(it) if !it.provider.eq_ignore_ascii_case(tenant) => {
                Err(Refused::OtherDirectory(it.provider))
            }
            Capsule::Receipt(it) => Ok(it),
        }
    }

    /// The receipt, if it is about this resource.
    ///
    /// # Errors
    /// Which one it is about.
    pub fn about(self, resource: &ResourceId) -> Result<Self, Refused> {
        if self.resource == *resource {
            return Ok(self);
        }
        Err(Refused::OtherResource(self.resource.name().to_owned()))
    }
}

fn is_timely(capsule: &Capsule, now: Timestamp) -> Result<(), Refused> {
    let (issued, expires) = (capsule.issued(), capsule.expires());
    if now.since(issued) > LASTS {
        return Err(Refused::Expired(expires));
    }
    if issued.since(now).as_secs() > SKEW {
        return Err(Refused::NotYet(issued));
    }
    Ok(())
}
