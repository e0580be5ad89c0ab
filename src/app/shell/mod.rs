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
mod palette;
mod reset;
mod shortcuts;
mod sign_in_notices;
mod sign_out;
pub mod theme;
mod title;
mod topbar;

pub use bare::{Bare, Starting};
pub use frame::Shell;
pub use not_configured::NotConfigured;
pub use reset::ResetDialog;
pub use shortcuts::{ShortcutList, Shortcuts};
pub use sign_out::SignOut;
pub use title::Title;
