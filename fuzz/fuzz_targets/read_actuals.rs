//! `jixiao_fuzz::read_actuals` for libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| jixiao_fuzz::read_actuals(data));
