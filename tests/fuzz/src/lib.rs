//! What must hold of any file, as functions that take bytes: a law that is broken, or a crash, is a panic.
//!
//! [`open()`], [`read`] and [`read_actuals`] take a file. [`archive`] and [`workbook`] take bytes as instructions by
//! which a compressed file is changed or made, so that what is compressed is reached past its checksums. The tests
//! of this package run all of them on stable Rust; the targets in `fuzz/` give them to libFuzzer.
#![expect(clippy::panic, clippy::unwrap_used, reason = "test code")]

mod archive;
mod choices;
mod laws;
mod parts;
mod plan;
mod workbook;

pub use archive::archive;
pub use workbook::workbook;

use jixiao_forms::{Unreadable, UnreadableActuals};

/// Opens a file: a book has only what the limits allow, lines in order, and nothing that is blank.
pub fn open(data: &[u8]) {
    match jixiao_sheets::open(data) {
        Ok(book) => laws::of_book(&book),
        Err(refusal) => laws::of_refusal(refusal.as_str(), &refusal.to_string(), &refusal.zh()),
    }
}

/// Reads target tables: every filled cell of the file is in the lines of one form and has one fate.
pub fn read(data: &[u8]) {
    let forms = jixiao_forms::read(data);
    match jixiao_sheets::open(data) {
        Ok(book) => {
            laws::of_book(&book);
            assert_eq!(forms, jixiao_forms::read_book(book.clone()), "read twice, the file gives something else");
            match forms {
                Ok(forms) => laws::of_forms(&book, &forms),
                Err(refusal) => laws::of_refusal(refusal.as_str(), &refusal.to_string(), &refusal.zh()),
            }
        }
        Err(refusal) => assert_eq!(forms, Err(Unreadable::Unopenable(refusal))),
    }
}

/// Reads a filled form of actuals and matches it with a small plan: no line is lost, and what is taken answers the
/// indicators of the plan.
pub fn read_actuals(data: &[u8]) {
    let form = jixiao_forms::read_actuals(data);
    match jixiao_sheets::open(data) {
        Ok(book) => match form {
            Ok(form) => laws::of_actuals(&book, &form, plan::plan()),
            Err(refusal) => laws::of_refusal(refusal.as_str(), &refusal.to_string(), &refusal.zh()),
        },
        Err(refusal) => assert_eq!(form.err(), Some(UnreadableActuals::Unopenable(refusal))),
    }
}
