//! The process is killed in the middle of a stream: what was answered with 200 is there after the next start.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use crate::server::{POST, Place, Server};
use crate::stream::{life, lost, send};

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
