//! Scripts of answers and what the engine does: the rules any client of Resource Manager follows.

mod listing;
mod machine;
mod profiles;
mod rules;
mod trouble;
