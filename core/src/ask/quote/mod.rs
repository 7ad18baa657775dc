//! What does it cost, and who pays?

mod explain;
mod price;

pub(crate) use explain::explain;
use std::borrow::Cow;

pub use price::Price;

use crate::ask::answer::{Outcome, cite, in_json, too_large};
use crate::ask::decide::{Asked, NotCovered, PreparedCase};
use crate::document::{Agency, Place, Service, Zone};
use crate::index::table::Ix;
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode, Tell};
use crate::wire::{Date, Grams, Id, Issue, IssueCode, Issues, List, MAX_SUM, Money, Params, Path, read};

shape! {
    /// A question: what does this carriage cost?
    pub struct Consignment {
        /// The agency's code.
        pub(crate) agency: Id,
        /// The procedure's code.
        pub(crate) procedure: Id,
        /// The service.
        pub(crate) service: Service,
        /// The day on which it is to go.
        pub(crate) on: Date,
        /// The day on whose knowledge the answer rests; absent: everything is known.
        pub(crate) known_on: Option<Date>,
        /// The weight in grams; for `both`, of the dossier on its way to the agency.
        pub(crate) weight_grams: Grams,
        /// For `both`, the weight of the result on its way back; absent: the same.
        pub(crate) return_weight_grams: Option<Grams>,
        /// The zone; or else `place`.
        pub(crate) zone: Option<Id>,
        /// The applicant's place: the other end of the carriage; or else `zone`.
        pub(crate) place: Option<Id>,
        /// Categories that the applicant is in, such as `poor_household`.
        pub(crate) applicant: List<Id, 0, 100>,
        /// What is asked beyond plain carriage.
        pub(crate) options: List<Id, 0, 100>,
        /// The value that the sender declares, in đồng.
        pub(crate) declared_value: Option<Money>,
    }
    check = Consignment::keys_agree
}

impl Consignment {
    /// A question about a service of one weight, to or from a place.
    pub fn new(agency: Id, procedure: Id, service: Service, on: Date, weight: Grams, place: Id) -> Self {
        Self {
            agency,
            procedure,
            service,
            on,
            known_on: None,
            weight_grams: weight,
            return_weight_grams: None,
            zone: None,
            place: Some(place),
            applicant: List::default(),
            options: List::default(),
            declared_value: None,
        }
    }

    /// The same question in a zone instead of a place.
    #[must_use]
    pub fn in_zone(self, zone: Id) -> Self {
        Self { zone: Some(zone), place: None, ..self }
    }

    /// The same, with only what was known on a day.
    #[must_use]
    pub fn known_on(self, day: Date) -> Self {
        Self { known_on: Some(day), ..self }
    }

    /// The same, with a value that the sender declares.
    #[must_use]
    pub fn with_declared_value(self, value: Money) -> Self {
        Self { declared_value: Some(value), ..self }
    }

    /// The same, with another weight on the way back.
    ///
    /// # Errors
    /// `not_with` for a service that does not go both ways.
    pub fn with_return_weight(self, weight: Grams) -> Result<Self, Issues> {
        Self { return_weight_grams: Some(weight), ..self }.agreed()
    }

    /// The same, for an applicant of these categories.
    ///
    /// # Errors
    /// `too_long` for more than 100.
    pub fn with_applicant(self, categories: Vec<Id>) -> Result<Self, Issues> {
        Self { applicant: list("/applicant", categories)?, ..self }.agreed()
    }

    /// The same, with these options.
    ///
    /// # Errors
    /// `too_long` for more than 100, `duplicate` for one that stands twice.
    pub fn with_options(self, options: Vec<Id>) -> Result<Self, Issues> {
        Self { options: list("/options", options)?, ..self }.agreed()
    }

    fn agreed(self) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        self.keys_agree(&Path::Root, &mut issues);
        issues.or(Some(self))
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn keys_agree(&self, at: &Path<'_>, issues: &mut Issues) {
        exactly_one_end(self.zone.as_ref(), self.place.as_ref(), at, issues);
        carriage_keys_agree(self.return_weight_grams, self.service, &self.options, at, issues);
    }

    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            agency: self.agency.as_str(),
            procedure: Some(self.procedure.as_str()),
            field: None,
            service: self.service,
            on: self.on,
            known_on: self.known_on,
        }
    }
}

/// A consignment ready to be priced many times: its ids are positions in its rulebook.
#[derive(Debug)]
pub struct PreparedQuote<'r, 'q> {
    rulebook: &'r Rulebook,
    case: PreparedCase,
    carriage: Carriage<'q, Id>,
}

impl<'r> PreparedQuote<'r, '_> {
    /// The price, as [`Rulebook::price`] gives it. Takes nothing from the heap unless `known_on` is given.
    pub fn price(&self) -> Option<Price<'r>> {
        let cover = self.rulebook.covers(&self.case)?;
        let price = self.rulebook.price_of(&self.carriage, &self.case, cover, &mut Vec::<ReasonCode>::new())?;
        price.within_limits().then_some(price)
    }
}

/// A carriage whose price is asked, wherever its words are kept: in a [`Consignment`], or in the columns of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carriage<'q, T> {
    pub(crate) procedure: &'q str,
    pub(crate) service: Service,
    pub(crate) weight: Grams,
    pub(crate) back: Option<Grams>,
    pub(crate) end: Option<End<'q>>,
    pub(crate) applicant: &'q [T],
    pub(crate) options: &'q [T],
    pub(crate) declared_value: Option<Money>,
}

/// The applicant's end of a carriage: its id, and what it is in the rulebook.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End<'q> {
    Zone(Option<Ix<Zone>>, &'q str),
    Place(Option<Ix<Place>>, &'q str),
}

/// A list within its limits.
fn list(path: &str, ids: Vec<Id>) -> Result<List<Id, 0, 100>, Issues> {
    ids.try_into().map_err(|code| Issue::new(code, path, Params::new().with("max", 100)).into())
}

/// Exactly one of `zone` and `place`.
pub(crate) fn exactly_one_end(zone: Option<&Id>, place: Option<&Id>, at: &Path<'_>, issues: &mut Issues) {
    if zone.is_some() == place.is_some() {
        let keys = vec!["zone".into(), "place".into()];
        issues.add(IssueCode::ExactlyOneOf, at, Params::new().with("keys", keys));
    }
}

/// A weight on the way back only with `both`; each option once.
pub(crate) fn carriage_keys_agree(
    back: Option<Grams>,
    service: Service,
    options: &[Id],
    at: &Path<'_>,
    issues: &mut Issues,
) {
    if back.is_some() && service != Service::Both {
        let here = Path::Key(at, "return_weight_grams");
        issues.add(IssueCode::NotWith, &here, Params::new().with("key", "service"));
    }
    let list = Path::Key(at, "options");
    for (position, option) in options.iter().enumerate() {
        if let Some(first) = options.iter().take(position).position(|other| other == option) {
            let params = Params::new().with("first", Path::Index(&list, first).to_string());
            issues.add(IssueCode::Duplicate, &Path::Index(&list, position), params);
        }
    }
}

closed_list! {
    /// What a line of a price is.
    pub enum LineKind {
        /// The price of carriage.
        Postage = "postage", "Cước chính", "Postage",
        /// What is added for an option.
        Surcharge = "surcharge", "Phụ thu", "Surcharge",
        /// What is taken off; its amount is not positive.
        Discount = "discount", "Giảm cước", "Discount",
        /// The tax.
        Tax = "tax", "Thuế", "Tax",
    }
}

shape! {
    /// A line of a price.
    pub struct Line<'r> {
        /// What it is.
        pub kind: LineKind,
        /// Which rate, surcharge, discount or tax gave it: `service/zone/up_to` for postage.
        pub id: Cow<'r, str>,
        /// The rate of a tax, in basis points.
        pub bp: Option<i64>,
        /// How much, in đồng.
        pub amount: i64,
        /// Its legal source.
        pub source: Option<Cow<'r, str>>,
    }
}

shape! {
    /// A payer's share of the total.
    pub struct Payment<'r> {
        /// Who pays.
        pub who: Cow<'r, str>,
        /// How much, in đồng.
        pub amount: i64,
    }
}

shape! {
    /// A price, line by line, each with the rule that gave it.
    pub struct Quoted<'r> {
        /// `quoted`.
        pub outcome: Outcome,
        /// The contract.
        pub contract: Cow<'r, str>,
        /// The clause.
        pub clause: Cow<'r, str>,
        /// The amendment that last set the clause.
        pub amendment: Option<Cow<'r, str>>,
        /// The tariff.
        pub tariff: Cow<'r, str>,
        /// The version of the tariff.
        pub version: Cow<'r, str>,
        /// The zone.
        pub zone: Cow<'r, str>,
        /// The currency.
        pub currency: Cow<'r, str>,
        /// Postage, surcharges, discounts, tax.
        pub lines: Vec<Line<'r>>,
        /// Without tax, in đồng.
        pub net: i64,
        /// The tax, in đồng.
        pub tax: i64,
        /// With tax, in đồng.
        pub total: i64,
        /// Who pays what of the total.
        pub payers: Vec<Payment<'r>>,
        /// What is collected for the agency, in đồng; never part of the total.
        pub agency_fee: i64,
        /// What is asked at the door: the applicant's share and the agency fee, in đồng.
        pub applicant_due: i64,
        /// The legal sources of lines and fee, each once.
        pub sources: Vec<Cow<'r, str>>,
    }
}

shape! {
    /// The post may carry it, but its price cannot be told.
    pub struct NoPrice<'r> {
        /// `no_price`.
        pub outcome: Outcome,
        /// The contract.
        pub contract: Cow<'r, str>,
        /// The clause.
        pub clause: Cow<'r, str>,
        /// Everything that is in the way.
        pub reasons: Vec<Reason<'r>>,
    }
}

answer! {
    /// The answer to a [`Consignment`].
    pub enum Quotation<'r> {
        /// It has a price.
        Quoted(Quoted<'r>),
        /// It may be carried, but its price cannot be told.
        NoPrice(NoPrice<'r>),
        /// The post may not carry it.
        NotCovered(NotCovered<'r>),
    }
}

impl Rulebook {
    /// What does it cost, and who pays?
    ///
    /// # Errors
    /// `too_large` when the price adds up to more than 2^53 − 1.
    pub fn quote<'r>(&'r self, consignment: &Consignment) -> Result<Quotation<'r>, Issues> {
        let case = match self.look_up(consignment.asked())? {
            Ok(case) => case,
            Err(reason) => return Ok(Quotation::NotCovered(NotCovered::because(vec![reason]))),
        };
        let Some(cover) = self.covers(&case) else {
            return Ok(Quotation::NotCovered(NotCovered::because(self.refusal(&case))));
        };
        let (carriage, mut reasons) = (self.carriage(consignment), Vec::new());
        match self.price_of(&carriage, &case, cover, &mut reasons) {
            Some(price) => Ok(Quotation::Quoted(price.quoted(&carriage)?)),
            None => Ok(Quotation::NoPrice(NoPrice {
                outcome: Outcome::NoPrice,
                contract: cover.contract().id.as_str().into(),
                clause: cover.clause().id.as_str().into(),
                reasons: reasons.into_iter().map(Reason::into_owned).collect(),
            })),
        }
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn quote_json(&self, json: &str, language: crate::wire::Language) -> String {
        in_json(json, language, |question: Consignment| self.quote(&question))
    }

    /// Looks up the ids of a consignment, for pricing it many times; `None` when the agency or procedure is unknown.
    pub fn prepare_quote<'r, 'q>(&'r self, consignment: &'q Consignment) -> Option<PreparedQuote<'r, 'q>> {
        let case = self.look_up(consignment.asked()).ok()?.ok()?;
        Some(PreparedQuote { rulebook: self, case, carriage: self.carriage(consignment) })
    }

    /// The price alone, without writing anything to the heap; `None` when it is not covered, has no price, or adds up
    /// to too much. [`Rulebook::quote`] says why.
    pub fn price<'r>(&'r self, consignment: &Consignment) -> Option<Price<'r>> {
        self.prepare_quote(consignment)?.price()
    }

    /// The carriage that a consignment asks about.
    pub(crate) fn carriage<'q>(&self, consignment: &'q Consignment) -> Carriage<'q, Id> {
        Carriage {
            procedure: consignment.procedure.as_str(),
            service: consignment.service,
            weight: consignment.weight_grams,
            back: consignment.return_weight_grams,
            end: self.end(consignment.zone.as_ref(), consignment.place.as_ref()),
            applicant: &consignment.applicant,
            options: &consignment.options,
            declared_value: consignment.declared_value,
        }
    }

    /// The end that a question names: a zone, or else a place.
    pub(crate) fn end<'q>(&self, zone: Option<&'q Id>, place: Option<&'q Id>) -> Option<End<'q>> {
        let (ids, zone, place) = (&self.index.ids, zone.map(Id::as_str), place.map(Id::as_str));
        let zone = zone.map(|id| End::Zone(ids.zones.find(id).map(Ix::new), id));
        zone.or_else(|| place.map(|id| End::Place(ids.places.find(id).map(Ix::new), id)))
    }

    /// The zone of a carriage between an agency and the end that a question names; tells the reasons that there is none.
    pub(crate) fn zone<'q, 'r: 'q>(
        &'r self,
        agency: Ix<Agency>,
        end: Option<End<'q>>,
        on: Date,
        reasons: &mut impl Tell<'q>,
    ) -> Option<Ix<Zone>> {
        let (end, place) = match end? {
            End::Zone(zone, id) => {
                if zone.is_none() {
                    reasons.tell(ReasonCode::UnknownZone, |it| it.about(id));
                }
                return zone;
            }
            End::Place(end, place) => (end, place),
        };
        if end.is_none() {
            reasons.tell(ReasonCode::UnknownPlace, |it| it.about(place));
        }
        let seat = self.index.agencies.node(agency).place;
        if seat.is_none() {
            reasons.tell(ReasonCode::AgencyHasNoPlace, |it| it.about(self.agency_code(agency)));
        }
        let found = self.index.map.zone(seat?, end?, on);
        if found.is_none() {
            reasons.tell(ReasonCode::NoZone, |it| it.about(place));
        }
        found
    }
}

impl<'r> Price<'r> {
    /// The price with its lines, as an answer.
    fn quoted(&self, carriage: &Carriage<'_, Id>) -> Result<Quoted<'r>, Issues> {
        if !self.within_limits() {
            return Err(too_large());
        }
        let amount = |amount: i64| (amount.abs() <= MAX_SUM).then_some(amount);
        let mut lines = Vec::with_capacity(4);
        let mut whole = true;
        self.each_line(carriage, |kind, id, bp, value, source| match amount(value) {
            Some(amount) => lines.push(Line { kind, id, bp, amount, source: source.map(Cow::Borrowed) }),
            None => whole = false,
        });
        let mut sources = Vec::with_capacity(2);
        for line in &lines {
            if let Some(Cow::Borrowed(source)) = line.source {
                cite(&mut sources, Some(source));
            }
        }
        cite(&mut sources, self.fee_source());
        if !whole {
            return Err(too_large());
        }
        let cover = self.cover();
        Ok(Quoted {
            outcome: Outcome::Quoted,
            contract: cover.contract().id.as_str().into(),
            clause: cover.clause().id.as_str().into(),
            amendment: cover.amendment().map(Cow::Borrowed),
            tariff: self.tariff().id.as_str().into(),
            version: self.version().id.as_str().into(),
            zone: self.zone().id.as_str().into(),
            currency: self.currency().into(),
            lines,
            net: self.net(),
            tax: self.tax(),
            total: self.total(),
            payers: self.payments().map(|(who, amount)| Payment { who: who.into(), amount }).collect(),
            agency_fee: self.agency_fee(),
            applicant_due: self.applicant_due(),
            sources,
        })
    }
}
