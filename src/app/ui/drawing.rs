//! The drawings of the icons: paths on a grid of 16 by 16, lines 1.5 wide.

use self::Ink::{Arc, Cut, Dash, Line, Solid, Track};
use super::icon::Icon;

/// How a path is drawn; `icon.css` has one rule for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A stroke.
    Line,
    /// A dashed stroke.
    Dash,
    /// A filled shape.
    Solid,
    /// A stroke in the colour of what lies behind a filled shape.
    Cut,
    /// The pale ring of something in progress.
    Track,
    /// The part of the ring that turns.
    Arc,
}

impl Ink {
    /// The class the stylesheet knows it by.
    pub fn class(self) -> &'static str {
        match self {
            Line => "icon__line",
            Dash => "icon__dash",
            Solid => "icon__solid",
            Cut => "icon__cut",
            Track => "icon__track",
            Arc => "icon__arc",
        }
    }
}

/// The paths of an icon, from back to front.
#[rustfmt::skip]
#[expect(clippy::too_many_lines, reason = "a table, one row per icon")]
pub fn drawing(icon: Icon) -> &'static [(Ink, &'static str)] {
    match icon {
        Icon::Appearance => &[(Line, "M2.5 8a5.5 5.5 0 1 1 11 0a5.5 5.5 0 1 1-11 0z"), (Solid, "M8 2.5a5.5 5.5 0 0 1 0 11z")],
        Icon::Book => &[(Line, "M3 3.25A1.25 1.25 0 0 1 4.25 2H13v12H4.25A1.25 1.25 0 0 1 3 12.75z\
                 M3 12.5a1.5 1.5 0 0 1 1.5-1.25H13")],
        Icon::Building => &[(Line, "M4.5 2.5h7a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z\
                 M6.25 5.5h.01M9.75 5.5h.01M6.25 8h.01M9.75 8h.01M7 13.5v-2.75h2v2.75")],
        Icon::Clock => &[(Line, "M2.25 8a5.75 5.75 0 1 1 11.5 0a5.75 5.75 0 1 1-11.5 0zM8 4.75V8l2.25 1.5")],
        Icon::Close => &[(Line, "M4 4l8 8M12 4l-8 8")],
        Icon::Cloud => &[(Line, "M4.75 12.5a3 3 0 0 1-.3-5.98 3.75 3.75 0 0 1 7.2.98h.35a2.5 2.5 0 0 1 0 5z")],
        Icon::Copy => &[(Line, "M7 5.5h5a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-5a1.5 1.5 0 0 1-1.5-1.5v-5a1.5 1.5 0 0 1 1.5-1.5z\
                 M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5")],
        Icon::Down => &[(Line, "M4 6l4 4 4-4")],
        Icon::Download => &[(Line, "M8 2.5v7.75M5 7.25l3 3 3-3M2.5 13.5h11")],
        Icon::External => &[(Line, "M9.5 2.5h4v4M13.5 2.5l-6 6\
                 M12 9.75V12a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V5.5A1.5 1.5 0 0 1 4 4h2.25")],
        Icon::Eye => &[(Line, "M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8z\
                 M6.25 8a1.75 1.75 0 1 1 3.5 0a1.75 1.75 0 1 1-3.5 0z")],
        Icon::Filter => &[(Line, "M2.5 4.5h11M4.5 8h7M6.5 11.5h3")],
        Icon::Foundry => &[(Line, "M8 1.75 13.5 5v6L8 14.25 2.5 11V5zM6 8a2 2 0 1 1 4 0a2 2 0 1 1-4 0z")],
        Icon::Grant => &[(Line, "M8 1.75 13 3.5v4c0 3.1-2 5.4-5 6.75-3-1.35-5-3.65-5-6.75v-4zM5.75 8l1.6 1.6 2.9-3.1")],
        Icon::Handover => &[(Line, "M2.5 5.5h9.25M9.25 3l2.5 2.5L9.25 8M13.5 10.5H4.25M6.75 8l-2.5 2.5 2.5 2.5")],
        Icon::Identity => &[(Line, "M3.25 3.25h9.5a1.5 1.5 0 0 1 1.5 1.5v6.5a1.5 1.5 0 0 1-1.5 1.5h-9.5a1.5 1.5 0 0 1-1.5-1.5v-6.5a1.5 1.5 0 0 1 1.5-1.5z\
                 M4.25 7a1.25 1.25 0 1 1 2.5 0a1.25 1.25 0 1 1-2.5 0z\
                 M3.75 10.5c.3-.9 1-1.25 1.75-1.25s1.45.35 1.75 1.25M10 6.5h2.25M10 9.25h2.25")],
        Icon::Integration => &[(Line, "M2 8a1.75 1.75 0 1 1 3.5 0a1.75 1.75 0 1 1-3.5 0z\
                 M10.5 4a1.75 1.75 0 1 1 3.5 0a1.75 1.75 0 1 1-3.5 0z\
                 M10.5 12a1.75 1.75 0 1 1 3.5 0a1.75 1.75 0 1 1-3.5 0zM5.4 7.3l5.2-2.5\
                 M5.4 8.7l5.2 2.5")],
        Icon::Key => &[(Line, "M2.5 10.75a2.75 2.75 0 1 1 5.5 0a2.75 2.75 0 1 1-5.5 0zM7.25 8.75 13.5 2.5M11 5l2 2\
                 M9 7l1.5 1.5")],
        Icon::Link => &[(Line, "M6.75 9.25a2.5 2.5 0 0 0 3.5 0l2.5-2.5a2.5 2.5 0 0 0-3.5-3.5l-.75.75\
                 M9.25 6.75a2.5 2.5 0 0 0-3.5 0l-2.5 2.5a2.5 2.5 0 0 0 3.5 3.5l.75-.75")],
        Icon::Lock => &[(Line, "M4.5 7h7a1.25 1.25 0 0 1 1.25 1.25v4a1.25 1.25 0 0 1-1.25 1.25h-7a1.25 1.25 0 0 1-1.25-1.25v-4a1.25 1.25 0 0 1 1.25-1.25z\
                 M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2")],
        Icon::Logs => &[(Line, "M2.5 13.5h11M4.25 11V7.5M8 11V3M11.75 11V5.5")],
        Icon::Menu => &[(Line, "M2.5 4.5h11M2.5 8h11M2.5 11.5h11")],
        Icon::Operations => &[(Line, "M1.75 8.5h2.75l2-5 3 9 2-4h2.75")],
        Icon::Overview => &[(Line, "M3.5 2.5h2.5a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1z\
                 M10 2.5h2.5a1 1 0 0 1 1 1v1.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-1.5a1 1 0 0 1 1-1z\
                 M3.5 11h2.5a1 1 0 0 1 1 1v.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-.5a1 1 0 0 1 1-1z\
                 M10 8.5h2.5a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1z")],
        Icon::Play => &[(Line, "M5 3.25v9.5L12.5 8z")],
        Icon::Plus => &[(Line, "M8 3v10M3 8h10")],
        Icon::Refresh => &[(Line, "M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 2v3h-3")],
        Icon::Rehearse => &[(Line, "M2.5 8a5.5 5.5 0 1 0 1.7-4M2.5 2v3h3M8 5v3l2 1.25")],
        Icon::Right => &[(Line, "M6 4l4 4-4 4")],
        Icon::Sandbox => &[(Line, "M6 2.5h4M7 2.5v4l-4 6.1a.9.9 0 0 0 .75 1.4h8.5a.9.9 0 0 0 .75-1.4L9 6.5v-4M5 10h6")],
        Icon::Screen => &[(Line, "M3.25 2.75h9.5a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-9.5a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5z\
                 M5.5 13.75h5")],
        Icon::Search => &[(Line, "M2.75 7a4.25 4.25 0 1 1 8.5 0a4.25 4.25 0 1 1-8.5 0zM10.2 10.2l3.3 3.3")],
        Icon::Settings => &[(Line, "M2.5 5h4.5M11 5h2.5M2.5 11h2.5M9 11h4.5M7 5a2 2 0 1 1 4 0a2 2 0 1 1-4 0z\
                 M5 11a2 2 0 1 1 4 0a2 2 0 1 1-4 0z")],
        Icon::Sort => &[(Line, "M8 3v10M4.5 9.5 8 13l3.5-3.5")],
        Icon::Stop => &[(Line, "M4.75 3.75h6.5a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1h-6.5a1 1 0 0 1-1-1v-6.5a1 1 0 0 1 1-1z")],
        Icon::Storage => &[(Line, "M3.5 2.75h9a1 1 0 0 1 1 1v2.25a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2.25a1 1 0 0 1 1-1z\
                 M3.5 9h9a1 1 0 0 1 1 1v2.25a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2.25a1 1 0 0 1 1-1z\
                 M5.25 4.9h.01M5.25 11.1h.01")],
        Icon::Tick => &[(Line, "M3.25 8.5 6.5 11.75l6.25-7.5")],
        Icon::Undo => &[(Line, "M5.5 2.75 2.5 5.75l3 3M2.5 5.75h7a3.75 3.75 0 0 1 0 7.5H6")],
        Icon::User => &[(Line, "M5.25 5.25a2.75 2.75 0 1 1 5.5 0a2.75 2.75 0 1 1-5.5 0z\
                 M2.75 13.75c.6-2.6 2.6-3.75 5.25-3.75s4.65 1.15 5.25 3.75")],
        Icon::Vault => &[(Line, "M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z\
                 M5.75 8a2.25 2.25 0 1 1 4.5 0a2.25 2.25 0 1 1-4.5 0zM8 5.75v-1M8 11.25v-1M5.75 8h-1\
                 M11.25 8h-1")],
        Icon::Workspace => &[(Line, "M4 2.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-8a1.5 1.5 0 0 1-1.5-1.5v-8a1.5 1.5 0 0 1 1.5-1.5z\
                 M2.5 6.25h11M6.25 6.25v7.25")],
        Icon::Ok => &[(Solid, "M1.5 8a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1-13 0z"), (Cut, "M5.1 8.2 7.2 10.3 11 6.1")],
        Icon::Warn => &[(Solid, "M8 1.6c.5 0 .95.26 1.2.7l5.5 9.7a1.4 1.4 0 0 1-1.2 2.1h-11a1.4 1.4 0 0 1-1.2-2.1l5.5-9.7c.25-.44.7-.7 1.2-.7z"), (Cut, "M8 5.75v3.1M8 11.4v.05")],
        Icon::Bad => &[(Solid, "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z"), (Cut, "M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2")],
        Icon::Run => &[(Track, "M2.25 8a5.75 5.75 0 1 1 11.5 0a5.75 5.75 0 1 1-11.5 0z"), (Arc, "M8 2.25A5.75 5.75 0 0 1 13.75 8")],
        Icon::Unknown => &[(Dash, "M2.25 8a5.75 5.75 0 1 1 11.5 0a5.75 5.75 0 1 1-11.5 0z"), (Line, "M6.5 6.6a1.55 1.55 0 1 1 2.3 1.35c-.5.3-.8.6-.8 1.1M8 11.1v.05")],
        Icon::Off => &[(Line, "M2.25 8a5.75 5.75 0 1 1 11.5 0a5.75 5.75 0 1 1-11.5 0zM4.1 11.9l7.8-7.8")],
        Icon::Info => &[(Solid, "M1.5 8a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1-13 0z"), (Cut, "M8 7.5v3.4M8 5.05v.05")],
        Icon::Wait => &[(Line, "M2.25 8a5.75 5.75 0 1 1 11.5 0a5.75 5.75 0 1 1-11.5 0z")],
        Icon::Door => &[(Line, "M4 13.5V3.25c0-.55.45-1 1-1h6c.55 0 1 .45 1 1V13.5M2.25 13.5h11.5M9.6 7.75v.75")],
        Icon::Logo => &[(Solid, "M5 1h6a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4h-6a4 4 0 0 1-4-4v-6a4 4 0 0 1 4-4z"), (Cut, "M5.9 6.5a2.1 2.1 0 1 1 4.2 0a2.1 2.1 0 1 1-4.2 0zM8 8.8v3.2M8 11h1.6")],
    }
}
