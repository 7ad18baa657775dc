//! Who may say what.
//!
//! The operator who carries a consignment tells what happened to it; an agency tells what only it can know, and each takes back
//! and corrects its own words alone. What is refused here is refused before it is kept; what came before it could be known that
//! it is another's is left out when it is read ([`crate::history`]).

use std::collections::BTreeSet;

use hoso::{Event, EventKind, Time};
use serde_json::json;

use crate::auth::Party;
use crate::code::Code;
use crate::history::{Heard, History, Stored};
use crate::refusal::Wrong;

/// What an agency may tell: that it announced a consignment or withdrew it before the post had it, that it claims, and that what
/// it said itself does not count.
const OF_AGENCIES: [EventKind; 4] = [EventKind::Created, EventKind::Cancelled, EventKind::ClaimOpened, EventKind::Void];
/// How far a time may be ahead of the clock: as far as clocks and zones are set wrongly by honest people.
const AHEAD_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

/// An event of a request.
#[derive(Debug)]
pub(crate) struct Row {
    /// Where it stands in the body: empty, or `/` and its index.
    pub(crate) place: String,
    pub(crate) heard: Heard,
}

impl Row {
    /// What is wrong with it, and of which consignment.
    pub(crate) fn wrong(&self, code: Code, key: &str) -> Wrong {
        let event = &self.heard.event;
        let at = format!("{}/{key}", self.place);
        Wrong::new(code).at(at).with("consignment", event.consignment().as_str()).with("event", event.id().as_str())
    }

    /// What can be said against it before anything is known of the consignment.
    pub(crate) fn check(&self, party: &Party, now_micros: i64) -> Result<(), Wrong> {
        let event = &self.heard.event;
        if party.is_agency() && !OF_AGENCIES.contains(&event.kind()) {
            let allowed = OF_AGENCIES.map(EventKind::as_str);
            return Err(self.wrong(Code::NotOfAgencies, "kind").with("allowed", json!(allowed)));
        }
        let is_ahead = |time: Time| time.unix_micros() > now_micros.saturating_add(AHEAD_MICROS);
        if is_ahead(event.at()) {
            return Err(self.wrong(Code::AheadOfClock, "at"));
        }
        if event.recorded_at().is_some_and(is_ahead) {
            return Err(self.wrong(Code::AheadOfClock, "recorded_at"));
        }
        Ok(())
    }
}

/// How many events of one consignment are kept of a party.
const fn most(party: &Party) -> usize {
    // Every one of them is read again with each that comes. An agency has little to tell, and cannot make it slow for others.
    if party.is_agency() { 100 } else { 1_000 }
}

/// Whether rows must be held against what is stored of their consignment, of which there are so many events.
pub(crate) fn needs_history(party: &Party, rows: &[&Row], stored: i64) -> bool {
    let all = usize::try_from(stored).unwrap_or(usize::MAX).saturating_add(rows.len());
    party.is_agency() || all > most(party) || rows.iter().any(|row| row.heard.event.kind() == EventKind::Void)
}

/// What is wrong with each of a party's rows about one consignment, by what is stored of it.
pub(crate) fn judge(party: &Party, rows: &[&Row], stored: &[Stored]) -> Vec<Result<(), Wrong>> {
    let own = stored.iter().filter(|stored| stored.by == *party);
    let mut kept: BTreeSet<String> =
        own.filter_map(|own| Some(Heard::read(own.words.clone()).ok()?.digest())).collect();
    // What was stored was read when it came: if it no longer is, that is no reason to refuse others.
    let history = History::of(stored).ok();
    let mut judge = |row: &&Row| {
        if let Some(history) = &history {
            may_say(party, row, history)?;
        }
        let digest = row.heard.digest();
        if !kept.contains(&digest) && kept.len() >= most(party) {
            return Err(row.wrong(Code::TooManyEvents, "consignment").with("most", most(party)));
        }
        kept.insert(digest);
        Ok(())
    };
    rows.iter().map(&mut judge).collect()
}

fn may_say(party: &Party, row: &Row, history: &History<'_>) -> Result<(), Wrong> {
    let event: &Event = &row.heard.event;
    let is_anothers = |id| history.owner(id).is_some_and(|owner| owner != party);
    if event.voids().is_some_and(is_anothers) {
        return Err(row.wrong(Code::ToldByAnother, "voids"));
    }
    // An id that an agency used does not keep the operator from using it.
    if party.is_agency() && is_anothers(event.id()) {
        return Err(row.wrong(Code::ToldByAnother, "id"));
    }
    if party.is_agency() && event.kind() == EventKind::Cancelled && history.is_accepted() {
        return Err(row.wrong(Code::AcceptedAlready, "kind"));
    }
    Ok(())
}
