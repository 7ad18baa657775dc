//! The target `journey` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let target = hoso_fuzz::target("journey").expect("a target of this name");
    let _ = target(data);
});
