//! From a day to what a form offers on it.

use super::answer::{AgencyChoice, Choices, PlaceChoice};
use super::question::ChoicesRequest;
use crate::ask::answer::in_json;
use crate::document::{Agency, Place};
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::wire::{Date, Language, span_of};

impl Rulebook {
    /// What a form offers to choose from on a day, named in a language: what has ended by then is left out, its successor
    /// stands in the list.
    ///
    /// ```
    /// use hoso::{Language, Rulebook};
    /// use hoso::choices::ChoicesRequest;
    /// let rulebook = Rulebook::parse(r#"{"hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00",
    ///     "places": [{"code": "74", "name": "Bình Dương", "kind": "province"}]}"#)?;
    /// let question = ChoicesRequest::parse(r#"{"on": "2019-01-02"}"#)?;
    /// assert_eq!(rulebook.choices(&question, Language::Vi).places[0].name, "Bình Dương");
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    pub fn choices(&self, question: &ChoicesRequest, language: Language) -> Choices<'_> {
        let on = question.on;
        let agencies = self.document().agencies.iter().filter(|agency| span_of(agency.valid.as_ref()).contains(on));
        let places = self.document().places.iter().filter(|place| span_of(place.valid.as_ref()).contains(on));
        Choices {
            agencies: agencies.map(|agency| self.agency_choice(agency, on, language)).collect(),
            places: places.map(|place| self.place_choice(place, on, language)).collect(),
        }
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn choices_json(&self, json: &str, language: Language) -> String {
        in_json(json, language, |question: ChoicesRequest| Ok(self.choices(&question, language)))
    }

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

    fn agency_choice<'r>(&'r self, agency: &'r Agency, on: Date, language: Language) -> AgencyChoice<'r> {
        AgencyChoice {
            id: agency.code.as_str().into(),
            name: agency.name.say(language).into(),
            kind: agency.kind.as_ref().map(|id| id.as_str().into()),
            parent: self.agency_above(agency, on).map(|parent| parent.code.as_str().into()),
            place: agency.place.as_ref().map(|id| id.as_str().into()),
        }
    }
}
