//! The process is killed in the middle of a stream: what was answered with 200 is there after the next start, and so is who read it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::server::{AGENCY, POST, Place, Server};
use crate::stream::{life, lost, question, send};

#[test]
fn no_accepted_event_is_lost_when_the_process_is_killed() {
    survives(&Place::new());
}

/// Kills the service three times, at other moments, and looks for what it had accepted.
pub(crate) fn survives(place: &Place) {
    let key = place.key("operator", POST);
    let mut accepted: Vec<Value> = Vec::new();
    for round in 0..3 {
        let server = Mutex::new(place.start());
        let client = server.lock().unwrap().client(&key);
        let clients = (0..4).map(|lane| (client.clone(), lane_of(round * 4 + lane))).collect();
        let stop = AtomicBool::new(false);
        let killed = |count: usize| {
            if count > 60 + 35 * round && !stop.swap(true, Ordering::Relaxed) {
                server.lock().unwrap().kill();
            }
        };
        let now = send(clients, &stop, killed);
        assert!(stop.into_inner() && now.len() > 60, "it was killed in the middle");
        accepted.extend(now);
        let again: Server = place.start();
        let lost = lost(&again.client(&key), &accepted);
        assert!(lost.is_empty(), "round {round}: {} of {} accepted events lost: {lost:?}", lost.len(), accepted.len());
    }
}

/// The events of thirty consignments.
fn lane_of(lane: usize) -> Vec<Value> {
    (0..30).flat_map(|number| life(lane * 30 + number)).collect()
}

#[test]
fn no_reading_is_lost_when_the_process_is_killed() {
    is_written_before_it_is_told(&Place::new());
}

/// Kills the service three times while four clients read, and counts what they were told and what the audit log holds.
pub(crate) fn is_written_before_it_is_told(place: &Place) {
    let key = place.key("agency", AGENCY);
    let (asked, told) = (AtomicUsize::new(0), AtomicUsize::new(0));
    for round in 0..3 {
        let server = Mutex::new(place.start());
        let client = server.lock().unwrap().client(&key);
        assert_eq!(client.put("/v1/consignments/C0000", &question()).status, 200);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    // Until the connection breaks.
                    loop {
                        asked.fetch_add(1, Ordering::Relaxed);
                        match client.ask("GET", "/v1/consignments/C0000/tracking", "") {
                            Some(answered) if answered.status == 200 => told.fetch_add(1, Ordering::Relaxed),
                            _ => break,
                        };
                    }
                });
            }
            // At other moments between two times at which lines are taken into the database.
            std::thread::sleep(Duration::from_millis(500 + 70 * round));
            server.lock().unwrap().kill();
        });
        let lines = place.run(&["audit", POST, "C0000"]).unwrap().lines().count();
        let (asked, told) = (asked.load(Ordering::Relaxed), told.load(Ordering::Relaxed));
        assert!(
            told > 20 && (told..=asked).contains(&lines),
            "round {round}: {told} told, {lines} lines, {asked} asked"
        );
    }
}
