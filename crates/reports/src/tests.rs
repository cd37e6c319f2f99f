//! Tests of whole forms.

mod any_plan;
mod dump;
mod golden;
mod grid;
mod sample;
