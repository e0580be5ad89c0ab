//! Foundry accounts, and the other accounts of their ARM type.
pub mod sandbox;
