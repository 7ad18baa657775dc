//! The Rust of the guide: doc tests run in the folder of their package, where `hoa-ban.json` lies.
#![cfg_attr(doctest, allow(rustdoc::invalid_codeblock_attributes, reason = "files are named beside their blocks"))]

#[cfg(doctest)]
#[doc = include_str!("cookbook.md")]
mod cookbook {}

#[cfg(doctest)]
#[doc = include_str!("cookbook.vi.md")]
mod cookbook_in_vietnamese {}
