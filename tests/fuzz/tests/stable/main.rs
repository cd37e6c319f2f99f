//! The functions for fuzzers on stable Rust: over the corpus as it is, and over changes of it.
//!
//! The seed is fixed. `JIXIAO_FUZZ_ROUNDS` is how many changed files each function gets; `JIXIAO_FUZZ_SEED` chooses
//! other ones. An input that breaks a law, or takes too long, is written to the target directory and named.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "test code")]

mod campaign;
mod changes;
mod corpus;
mod random;

use campaign::{Campaign, rounds, seed};

#[test]
fn any_file_is_opened_or_refused() {
    Campaign::new("open", jixiao_fuzz::open).over_files(rounds(3_000));
}

#[test]
fn any_file_is_read_as_target_tables_or_refused() {
    Campaign::new("read", jixiao_fuzz::read).over_files(rounds(200));
}

#[test]
fn any_file_is_read_as_actuals_or_refused() {
    Campaign::new("read_actuals", jixiao_fuzz::read_actuals).over_files(rounds(600));
}

#[test]
fn any_change_of_what_is_compressed_is_read_or_refused() {
    Campaign::new("archive", jixiao_fuzz::archive).over_instructions(rounds(300));
}

#[test]
fn any_workbook_of_the_words_of_its_format_is_read_or_refused() {
    Campaign::new("workbook", jixiao_fuzz::workbook).over_instructions(rounds(2_000));
}

#[test]
fn the_same_seed_and_round_give_the_same_input() {
    let files = corpus::files();
    let input = |round| changes::changed(&files, &mut random::Random::of(seed(), round));
    assert_eq!(input(7), input(7));
    assert_ne!(input(7), input(8));
}

#[test]
fn a_broken_law_is_told_with_the_input_that_breaks_it() {
    let broken = std::panic::catch_unwind(|| {
        Campaign::new("example", |data| assert!(data.len() < 10, "ten bytes")).over_instructions(1_000);
    });
    let message = broken.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("ten bytes") && message.contains("round"), "{message}");
    let path = message.split_whitespace().find(|word| word.ends_with(".bin")).unwrap();
    assert!(std::fs::read(path).unwrap().len() >= 10);
    std::fs::remove_file(path).unwrap();
}
