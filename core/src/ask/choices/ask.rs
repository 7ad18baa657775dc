//! From a day to what a form offers on it.

use super::answer::{AgencyChoice, Choices, PlaceChoice, ReceptionChoice};
use super::question::ChoiceDay;
use crate::ask::answer::Answerable;
use crate::document::{Agency, Place};
use crate::index::reception::ReceptionNode;
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Issues, Language, span_of};

impl Answerable for ChoiceDay {
    type Answer<'r> = Choices<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, language: Language) -> Result<Self::Answer<'r>, Issues> {
        let on = self.on;
        let agencies = Ix::<Agency>::all(&rulebook.document().agencies);
        let agencies = agencies.filter(|agency| rulebook.index.agencies.node(*agency).span.contains(on));
        // What is so for every agency is looked at once: a city has a counter in each of its communes.
        let taking = rulebook.index.receptions.taking_in(on, &rulebook.index.agencies);
        let places = rulebook.document().places.iter().filter(|place| span_of(place.valid.as_ref()).contains(on));
        Ok(Choices {
            agencies: agencies.map(|agency| rulebook.agency_choice(agency, self, &taking, language)).collect(),
            places: places.map(|place| rulebook.place_choice(place, on, language)).collect(),
        })
    }
}

impl Rulebook {
    fn place_choice<'r>(&'r self, place: &'r Place, on: Date, language: Language) -> PlaceChoice<'r> {
        let parent = self.place_above(place, on);
        let level = std::iter::successors(parent, |above| self.place_above(above, on)).count();
        PlaceChoice {
            id: place.code.as_str().into(),
            name: place.name.say(language).into(),
            kind: place.kind.as_str().into(),
            parent: parent.map(|parent| parent.code.as_str().into()),
            level: i64::try_from(level).unwrap_or(i64::MAX),
        }
    }

    /// The place that a place is part of on a day: of one that was merged its successor, and none that does not exist.
    fn place_above(&self, place: &Place, on: Date) -> Option<&Place> {
        let parent = Ix::new(self.index.ids.places.find(place.parent.as_ref()?.as_str())?);
        let standing = self.document().places.at(self.index.map.standing(parent, on));
        span_of(standing.valid.as_ref()).contains(on).then_some(standing)
    }

    /// The agency above an agency on a day: of one that was merged its successor, and none that does not exist.
    fn agency_above(&self, agency: &Agency, on: Date) -> Option<&Agency> {
        let parent = Ix::new(self.index.ids.agencies.find(agency.parent.as_ref()?.as_str())?);
        let standing = self.document().agencies.at(self.index.agencies.standing(parent, on));
        span_of(standing.valid.as_ref()).contains(on).then_some(standing)
    }

    fn agency_choice(
        &self,
        ix: Ix<Agency>,
        asked: &ChoiceDay,
        taking: &[(Ix<Agency>, &ReceptionNode)],
        language: Language,
    ) -> AgencyChoice<'_> {
        let agency = self.document().agencies.at(ix);
        let receptions = asked.asks_receptions_of(&agency.code);
        AgencyChoice {
            receptions: if receptions { self.receptions(ix, asked.on, taking, language) } else { Vec::new() },
            id: agency.code.as_str().into(),
            name: agency.name.say(language).into(),
            kind: agency.kind.as_ref().map(|id| id.as_str().into()),
            parent: self.agency_above(agency, asked.on).map(|parent| parent.code.as_str().into()),
            place: agency.place.as_ref().map(|id| id.as_str().into()),
        }
    }

    /// Where the dossiers of an agency may be handed in: at its own counter, then those of others.
    fn receptions(
        &self,
        ix: Ix<Agency>,
        on: Date,
        taking: &[(Ix<Agency>, &ReceptionNode)],
        language: Language,
    ) -> Vec<ReceptionChoice<'_>> {
        let agencies = &self.index.agencies;
        let choice = |counter: Ix<Agency>| {
            let counter = self.document().agencies.at(counter);
            ReceptionChoice { id: counter.code.as_str().into(), name: counter.name.say(language).into() }
        };
        let mut receptions = vec![choice(ix)];
        let mut named = ix;
        for (counter, node) in taking {
            // Who has several receptions is named once; they stand together.
            if *counter != ix && *counter != named && agencies.selects_family(&node.agencies, ix, on) {
                receptions.push(choice(*counter));
                named = *counter;
            }
        }
        receptions
    }
}
