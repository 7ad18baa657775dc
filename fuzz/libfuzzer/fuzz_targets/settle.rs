//! The target `settle` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let target = hoso_fuzz::target("settle").expect("a target of this name");
    let _ = target(data);
});
