//! Parts that know the library and no page.

mod actions;
mod checks;
mod copy_as;
mod deadline;
mod destination;
mod form_view;
mod not_signed_in;
mod notice;
mod outcome;
mod refusal;
mod resource_table;
mod run_bar;
mod run_list;
mod run_view;
mod source;
mod steps;
mod verdicts;
mod way_back;

pub use actions::{ActionsPanel, Offered};
pub use checks::ChecksPanel;
pub use copy_as::CopyAs;
pub use destination::Destination;
pub use form_view::{Answering, FormView, Hrefs};
pub use not_signed_in::NotSignedIn;
pub use notice::NoticeBanner;
pub use outcome::OutcomeView;
pub use refusal::Unread;
pub use resource_table::ResourceTable;
pub use run_bar::RunBar;
pub use run_list::RunList;
pub use run_view::{RunSteps, RunView};
pub use source::Cited;
pub use steps::StepsPanel;
pub use verdicts::{EvidencePanel, KeyStatus, VerdictCell};
pub use way_back::WayBack;
