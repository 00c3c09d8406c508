#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| insitu_fuzz::bounded(insitu_fuzz::sheet, bytes));
