//! The clock of the machine goes back: what came last still counts, and changes are still told in order.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::receiver::{Receiver, state};
use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

/// Sets the clock of a program by as many seconds as `SHIFT` says.
const SHIFTS: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t clock, struct timespec *to) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(clock, to);
    const char *by = getenv("SHIFT");
    if (clock == CLOCK_REALTIME && by) to->tv_sec += atol(by);
    return done;
}
"#;

fn shifting(place: &Place) -> Option<PathBuf> {
    let (source, library) = (place.folder.0.join("shift.c"), place.folder.0.join("shift.so"));
    std::fs::write(&source, SHIFTS).unwrap();
    let made = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).arg("-ldl").status();
    made.is_ok_and(|status| status.success()).then_some(library)
}

#[test]
fn what_came_last_counts_when_the_clock_goes_back() {
    let (mut place, receiver) = (Place::new(), Receiver::start(None));
    let Some(library) = shifting(&place) else {
        println!("skipped: there is no C compiler to shift the clock with");
        return;
    };
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    place.set("LD_PRELOAD", library.to_str().unwrap());
    let settle = |server: &crate::server::Server, collected: u32| {
        let told = json!({ "collected": collected }).to_string();
        assert_eq!(server.client(&post).post("/v1/consignments/C0000/settlement", &told).status, 200);
    };
    // A day ahead, the receiver does not work: what is told then waits, put off until that day.
    place.set("SHIFT", "80000");
    let server = place.start();
    let client = server.client(&post);
    assert_eq!(server.client(&agency).put("/v1/consignments/C0000", &question()).status, 200);
    let hook = client.post("/v1/webhooks", &json!({ "url": receiver.url }).to_string()).json();
    assert_eq!(client.post("/v1/events", &life(0)[0].to_string()).status, 200);
    settle(&server, 1);
    receiver.wait_for(1, |told| told.status == 500);
    std::thread::sleep(std::time::Duration::from_millis(300));
    server.stop();

    place.set("SHIFT", "-80000");
    let server = place.start();
    receiver.works.store(true, std::sync::atomic::Ordering::Relaxed);
    for event in &life(0)[1..3] {
        assert_eq!(server.client(&post).post("/v1/events", &event.to_string()).status, 200);
    }
    settle(&server, 2);
    let statement = server.client(&post).get("/v1/statements/SNV-2014/2018-10").json();
    assert_eq!(statement["collected"], 2, "the last");
    receiver.wait_for(3, |told| told.status == 200);
    let changes = receiver.changes(hook["secret"].as_str().unwrap());
    let told: Vec<&str> = changes.iter().map(|change| state(change, "to")).collect();
    assert_eq!(told, ["accepted", "in_transit", "out_for_delivery"]);
}
