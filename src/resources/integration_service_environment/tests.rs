//! The bodies of both editions against what the articles show, field by field.
