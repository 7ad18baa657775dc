//! Who may say what.
//!
//! The operator who carries a consignment tells what happened to it; an agency tells what only it can know, and each takes back
//! and corrects its own words alone. What is refused here is refused before it is kept; what came before it could be known that
//! it is another's is left out when it is read ([`crate::history`]).

use std::collections::BTreeMap;

use hoso::{Event, EventKind, Id, Time};
use serde_json::json;
use sqlx::AnyConnection;

use crate::auth::Party;
use crate::body::{LARGEST_WORD, check_size};
use crate::code::Code;
use crate::history::{Heard, History};
use crate::refusal::Wrong;
use crate::store::events::{self, Standing};
use crate::store::{Key, registrations};

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
        self.name(Wrong::new(code).at(format!("{}/{key}", self.place)))
    }

    fn name(&self, wrong: Wrong) -> Wrong {
        let event = &self.heard.event;
        wrong.with("consignment", event.consignment().as_str()).with("event", event.id().as_str())
    }

    /// What can be said against it before anything is known of the consignment.
    pub(crate) fn check(&self, party: &Party, now_micros: i64) -> Result<(), Wrong> {
        let event = &self.heard.event;
        if party.is_agency() && !OF_AGENCIES.contains(&event.kind()) {
            let allowed = OF_AGENCIES.map(EventKind::as_str);
            return Err(self.wrong(Code::NotOfAgencies, "kind").with("allowed", json!(allowed)));
        }
        check_size(self.heard.words()).map_err(|wrong| self.name(wrong.at(&self.place)))?;
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
    // Every one of them is read with each tracking. An agency has little to tell, and cannot make it slow for others.
    if party.is_agency() { 100 } else { 1_000 }
}

/// How many bytes these may have together: few events are as large as one may be.
const fn most_bytes(party: &Party) -> usize {
    most(party) * 1_024
}

/// Whether rows must be held against what is stored of their consignment, of which there are so many events.
pub(crate) fn needs_known(party: &Party, rows: &[&Row], stored: i64) -> bool {
    let all = usize::try_from(stored).unwrap_or(usize::MAX).saturating_add(rows.len());
    let may_be_too_much = all.saturating_mul(LARGEST_WORD) > most_bytes(party);
    party.is_agency() || may_be_too_much || rows.iter().any(|row| row.heard.event.kind() == EventKind::Void)
}

/// What is stored of a consignment, as far as a party's rows about it are held against it.
#[derive(Debug)]
pub(crate) struct Known {
    /// Whether the party has the consignment: it may have become another's since it was looked for.
    is_theirs: bool,
    /// Who used the ids that the rows use and void.
    owners: BTreeMap<Id, Party>,
    /// How many events the party told, and how many bytes they have.
    told: usize,
    bytes: usize,
    /// In which words those of the rows are kept that are among them, by their digests.
    kept: BTreeMap<String, String>,
    /// Whether its operator told that it has the consignment.
    accepted: bool,
}

impl Known {
    pub(crate) async fn of(
        db: &mut AnyConnection,
        (key, standing): (&Key, &Standing),
        party: &Party,
        rows: &[&Row],
    ) -> Result<Self, sqlx::Error> {
        let (told, bytes) = events::told_by(db, key, party).await?;
        let is_theirs = match party {
            Party::Operator(_) => true,
            Party::Agency(agency) => {
                registrations::standing(db, key).await?.is_some_and(|stands| stands.told.agency == *agency)
            }
        };
        let accepted = standing.fold.is_some();
        let (owners, kept) = (BTreeMap::new(), BTreeMap::new());
        let mut known = Self { is_theirs, owners, told, bytes, kept, accepted };
        for row in rows {
            let event = &row.heard.event;
            for id in [Some(event.id()), event.voids()].into_iter().flatten() {
                if let Some(owner) = events::owner(db, key, id).await? {
                    known.owners.insert(id.clone(), owner);
                }
            }
            let digest = row.heard.digest();
            if let Some(kept) = events::words_of(db, key, party, &digest).await? {
                known.kept.insert(digest, kept);
            }
        }
        let cancels = rows.iter().any(|row| row.heard.event.kind() == EventKind::Cancelled);
        if !known.accepted && party.is_agency() && cancels {
            let stored = events::events(db, key).await?;
            // What was stored was read when it came: if it no longer is, that is no reason to refuse others.
            known.accepted = History::of(&stored).is_ok_and(|history| history.is_accepted());
        }
        Ok(known)
    }
}

/// What is wrong with each of a party's rows about one consignment, by what is known of it.
pub(crate) fn judge(party: &Party, rows: &[&Row], mut known: Known) -> Vec<Result<(), Wrong>> {
    let mut judge = |row: &&Row| {
        may_say(party, row, &known)?;
        let (digest, words) = (row.heard.digest(), row.heard.words());
        let kept = known.kept.get(&digest);
        if kept.is_some_and(|kept| !row.heard.is_kept_before(kept)) {
            return Ok(());
        }
        let told = known.told + usize::from(kept.is_none());
        if told > most(party) {
            return Err(row.wrong(Code::TooManyEvents, "consignment").with("most", most(party)));
        }
        let bytes = known.bytes.saturating_sub(kept.map_or(0, String::len)).saturating_add(words.len());
        if bytes > most_bytes(party) {
            return Err(row.wrong(Code::TooManyBytes, "consignment").with("most", most_bytes(party)));
        }
        (known.told, known.bytes) = (told, bytes);
        known.kept.insert(digest, words.to_owned());
        Ok(())
    };
    rows.iter().map(&mut judge).collect()
}

fn may_say(party: &Party, row: &Row, known: &Known) -> Result<(), Wrong> {
    let event: &Event = &row.heard.event;
    if !known.is_theirs {
        return Err(row.wrong(Code::Unknown, "consignment"));
    }
    // What another agency told before this one had the consignment is nothing to it.
    let is_anothers = |id| known.owners.get(id).is_some_and(|owner| owner.is_agency() != party.is_agency());
    if event.voids().is_some_and(is_anothers) {
        return Err(row.wrong(Code::ToldByAnother, "voids"));
    }
    // An id that an agency used does not keep the operator from using it.
    if party.is_agency() && is_anothers(event.id()) {
        return Err(row.wrong(Code::ToldByAnother, "id"));
    }
    if party.is_agency() && event.kind() == EventKind::Cancelled && known.accepted {
        return Err(row.wrong(Code::AcceptedAlready, "kind"));
    }
    Ok(())
}
