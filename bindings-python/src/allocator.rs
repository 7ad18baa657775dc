//! Memory. Answers are columns of megabytes, made on threads of their own and given back by Python: the system's allocator gives
//! each back to the system and asks for it again, page by page, which takes longer than the answers.
#![expect(unsafe_code, reason = "an option of the allocator is set in C")]

use libmimalloc_sys::{mi_option_set_default, mi_option_use_numa_nodes};
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// `mi_option_purge_delay` of `mimalloc.h`, where it stands before this one.
const PURGE_DELAY: i32 = mi_option_use_numa_nodes - 1;

/// Memory that was given back is kept for a second: tables follow each other. `MIMALLOC_PURGE_DELAY` says otherwise, in
/// milliseconds.
pub(crate) fn keep_for_the_next_table() {
    // SAFETY: takes two numbers, and is made to be called at any time.
    unsafe { mi_option_set_default(PURGE_DELAY, 1_000) };
}
