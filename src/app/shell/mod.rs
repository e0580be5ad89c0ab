//! What stands around every page: banner, top bar, navigation, title, theme.

mod account;
mod appearance;
mod banner;
mod bare;
mod faults;
mod frame;
pub mod icons;
mod navigation;
mod not_configured;
mod notices;
pub mod theme;
mod title;
mod topbar;

pub use bare::{Bare, Starting};
pub use frame::Shell;
pub use not_configured::NotConfigured;
pub use title::Title;
