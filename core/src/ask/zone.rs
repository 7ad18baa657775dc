//! The geography that several questions share: the end of a carriage that a question names, and the zone between it and the
//! agency.

use crate::document::{Agency, Place, Zone};
use crate::index::table::Ix;
use crate::rulebook::Rulebook;
use crate::say::reason::{ReasonCode, ReasonSink};
use crate::wire::{Date, Id, IssueCode, Issues, Params, Path};

/// The applicant's end of a carriage: its id, and what it is in the rulebook.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End<'q> {
    Zone(Option<Ix<Zone>>, &'q str),
    Place(Option<Ix<Place>>, &'q str),
}

/// Exactly one of `zone` and `place`.
pub(crate) fn exactly_one_end(zone: Option<&Id>, place: Option<&Id>, at: &Path<'_>, issues: &mut Issues) {
    if zone.is_some() == place.is_some() {
        let keys = vec!["zone".into(), "place".into()];
        issues.add(IssueCode::ExactlyOneOf, at, Params::new().with("keys", keys));
    }
}

impl Rulebook {
    /// The end that a question names: a zone, or else a place.
    pub(crate) fn end<'q>(&self, zone: Option<&'q Id>, place: Option<&'q Id>) -> Option<End<'q>> {
        let (ids, zone, place) = (&self.index.ids, zone.map(Id::as_str), place.map(Id::as_str));
        let zone = zone.map(|id| End::Zone(ids.zones.find(id).map(Ix::new), id));
        zone.or_else(|| place.map(|id| End::Place(ids.places.find(id).map(Ix::new), id)))
    }

    /// The zone of a carriage between an agency, or who stands for it on the day, and the end that a question names; tells the
    /// reasons that there is none.
    #[expect(clippy::inline_always, reason = "most rows of a table name a zone, and then there is nothing to do")]
    #[inline(always)]
    pub(crate) fn zone<'q, 'r: 'q>(
        &'r self,
        agency: Ix<Agency>,
        end: Option<End<'q>>,
        on: Date,
        reasons: &mut impl ReasonSink<'q>,
    ) -> Option<Ix<Zone>> {
        match end? {
            End::Zone(zone, id) => {
                if zone.is_none() {
                    reasons.add(ReasonCode::UnknownZone, |it| it.about(id));
                }
                zone
            }
            End::Place(end, place) => self.zone_to(agency, (end, place), on, reasons),
        }
    }

    #[inline(never)]
    fn zone_to<'q, 'r: 'q>(
        &'r self,
        agency: Ix<Agency>,
        (end, place): (Option<Ix<Place>>, &'q str),
        on: Date,
        reasons: &mut impl ReasonSink<'q>,
    ) -> Option<Ix<Zone>> {
        if end.is_none() {
            reasons.add(ReasonCode::UnknownPlace, |it| it.about(place));
        }
        let agency = self.index.agencies.standing(agency, on);
        let seat = self.index.agencies.node(agency).place;
        if seat.is_none() {
            reasons.add(ReasonCode::AgencyHasNoPlace, |it| it.about(self.agency_code(agency)));
        }
        let found = self.index.map.zone(seat?, end?, on);
        if found.is_none() {
            reasons.add(ReasonCode::NoZone, |it| it.about(place));
        }
        found
    }
}
