//! Building blocks of the console: they know neither the router nor our library.
//!
//! Names follow the stylesheets: `check.rs` draws `.check`, whose rules are in
//! `style/components/check.css`. Status is always icon, word and colour together; a button that
//! cannot be pressed stays focusable and says why; every control asks for its accessible name.
#![allow(
    dead_code,
    unused_imports,
    reason = "the pages that use these parts land next"
)]

mod drawing;
mod icon;
mod status;
mod verdict;

mod button;
mod copy;
mod dialog;
mod link;
mod menu;

mod checkbox_field;
mod choice;
mod field;
mod file_field;
mod radio_field;
mod select_field;
mod text_field;

mod banner;
mod column;
mod deadline;
mod empty;
mod facts;
mod footbar;
mod loading;
mod page_head;
mod panel;
mod refusal;
mod table;

mod check;
mod code;
mod fold;
mod meter;
mod operation;
mod request;
mod step_live;
mod steps;
mod time;
mod timeline;

mod announcer;
mod unique;

pub use announcer::{Announce, Announcer, LiveRegion, RouteFocus, SkipLink, focus};
pub use banner::Banner;
pub use button::{Button, ButtonKind, ButtonSize, IconButton};
pub use check::{Check, CheckVerdict, Checks, Source};
pub use checkbox_field::CheckboxField;
pub use choice::Choice;
pub use code::{Code, Piece, json_pieces, text_of};
pub use column::{Align, Column, Direction, Order, Sort};
pub use copy::{CopyButton, Copyable, copy, shortened};
pub use deadline::Deadline;
pub use dialog::{ConfirmDialog, Dialog};
pub use empty::Empty;
pub use facts::{Fact, FactColumns, Facts};
pub use field::{Field, FieldIds, FieldNotes, Need, focus_first_error};
pub use file_field::FileField;
pub use fold::Fold;
pub use footbar::Footbar;
pub use icon::Icon;
pub use link::{ButtonLink, OutsideLink};
pub use loading::Loading;
pub use menu::{Menu, MenuItem, MenuLabel, MenuShape};
pub use meter::{Meter, Progress};
pub use operation::Operation;
pub use page_head::{Crumb, PageHead};
pub use panel::{Panel, PanelBody, PanelPlace};
pub use radio_field::RadioField;
pub use refusal::Refusal;
pub use request::Request;
pub use select_field::SelectField;
pub use status::{Badge, Status, Strength, Tag, Tone};
pub use step_live::StepLive;
pub use steps::{Step, StepState, Steps};
pub use table::Table;
pub use text_field::{InputKind, TextArea, TextField};
pub use time::Time;
pub use timeline::{Timeline, TimelineEvent};
pub use unique::unique;
pub use verdict::{Verdict, Verdicts};
