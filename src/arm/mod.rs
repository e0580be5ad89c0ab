//! The Azure Resource Manager protocol, as data and state machines; it knows no resource type.
//!
//! Nothing here sends or sleeps. A [`Request`] is a value, an [`Operation`] or a [`Listing`] says
//! which request comes next, and [`run`](effects::run) is the one loop that asks somebody else to
//! do it.

pub mod access;
pub mod cloud;
pub mod effects;
pub mod error;
pub mod facts;
pub mod id;
pub mod list;
pub mod operation;
pub mod origin;
pub mod prefix;
pub mod reading;
pub mod request;
mod resend;
pub mod resource;
pub mod response;
pub mod retry;
pub mod source;
pub mod timestamp;
pub mod versions;

pub use cloud::Cloud;
pub use error::{ArmError, Failure};
pub use facts::{Fact, Facts, Known, Read};
pub use id::ResourceId;
pub use list::Listing;
pub use operation::{Next, Operation};
pub use origin::Origin;
pub use prefix::AddressPrefix;
pub use reading::Reading;
pub use request::{Audience, Method, Request};
pub use resource::{Resource, Unreadable};
pub use response::{Body, Headers, Lost, Response};
pub use source::Source;
pub use timestamp::Timestamp;
