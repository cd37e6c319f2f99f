//! Files of marked-up text: .ods, .docx, HTML; and the published table in every format.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod docx;
mod fixtures;
mod hostile;
mod html;
mod ods;
mod pack;
