//! Scripts for runs: what happens, line by line, and what the run must do next.
//!
//! A script is text, one line per event: `403 Forbidden -> sleep 15`. See [`script`] for its words.
//! Every script is played twice, the second time through JSON before each event, so that no line
//! depends on anything a stored run does not hold.

mod hand_overs;
mod long_running;
mod lost;
mod meanwhile;
mod plans;
mod refusals;
mod reload;
mod script;
mod sending;
mod starting;
mod stopping;
mod trying_again;
mod watching;
