//! Seeded questions about the rulebooks, for hoso and for the hand-written loop.

use std::iter;

use fastrand::Rng;
use hoso::batch::{CaseColumns, Cell, ListAt, ListTable, Listed, Lists, QuoteColumns, Resolved, Resolver};
use hoso::document::{Agency, Procedure, Zone};
use hoso::{Case, Consignment, Date, Grams, Issues, Rulebook, Service};
use serde_json::{Value, json};

use crate::peer::{DenseRow, TextRow};
use crate::rulebook::{DAYS, KINDS, MAX_WEIGHT, Size, ZONES, agency_code, day, first_day, place_code, procedure_code};

const SERVICES: [Service; 3] = [Service::Intake, Service::Return, Service::Both];

/// How questions name the applicant's end of a carriage.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ends {
    /// By a zone.
    Zones,
    /// By a place.
    Places,
}

/// A question, as positions in the rulebook's lists.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    agency: usize,
    procedure: usize,
    service: usize,
    day: usize,
    weight: usize,
    zone: usize,
    place: Option<usize>,
    poor: bool,
    cod: bool,
}

impl Question {
    fn service(self) -> Service {
        SERVICES.get(self.service).copied().unwrap_or(Service::Both)
    }

    /// As JSON text.
    pub fn json(self) -> String {
        let zone = self.place.is_none().then(|| ZONES.get(self.zone));
        json!({
            "agency": agency_code(self.agency), "procedure": procedure_code(self.procedure), "service": self.service().as_str(),
            "on": day(self.day), "weight_grams": self.weight, "zone": zone, "place": self.place.map(place_code),
            "applicant": if self.poor { vec!["poor_household"] } else { vec![] },
            "options": if self.cod { vec!["cash_on_delivery"] } else { vec![] },
        })
        .to_string()
    }

    /// As a question of `quote`.
    ///
    /// # Errors
    /// None: its JSON is valid.
    pub fn consignment(self) -> Result<Consignment, Issues> {
        Consignment::parse(&self.json())
    }

    /// As a question of `decide`.
    ///
    /// # Errors
    /// None: its ids are valid.
    pub fn case(self) -> Result<Case, Issues> {
        let json = json!({ "agency": agency_code(self.agency), "procedure": procedure_code(self.procedure),
            "service": self.service().as_str(), "on": day(self.day) });
        Case::parse(&json.to_string())
    }

    /// For the hand-written loop, by positions.
    pub fn dense(self) -> DenseRow {
        DenseRow {
            agency: self.agency,
            procedure: self.procedure,
            zone: self.zone,
            service: self.service,
            on: number(self.day),
            weight: number(self.weight),
            poor: self.poor,
            cod: self.cod,
        }
    }

    /// For the hand-written loop, by ids as text.
    pub fn text(self) -> TextRow {
        let zone = ZONES.get(self.zone).copied().unwrap_or("");
        TextRow {
            agency: agency_code(self.agency).into(),
            procedure: procedure_code(self.procedure).into(),
            zone: zone.into(),
            applicant: self.poor.then(|| "poor_household".into()),
            option: self.cod.then(|| "cash_on_delivery".into()),
            rest: self.dense(),
        }
    }
}

/// Rows in every form in which they are asked.
#[derive(Debug)]
pub struct Rows {
    /// For `decide`.
    pub cases: Vec<Case>,
    /// For `quote`.
    pub consignments: Vec<Consignment>,
    /// The same, as JSON text.
    pub json: Vec<String>,
    /// For the hand-written loop, by positions.
    pub dense: Vec<DenseRow>,
    /// The same, by ids as text.
    pub text: Vec<TextRow>,
}

impl Rows {
    /// The rows of some questions.
    ///
    /// # Errors
    /// None: the questions are valid.
    pub fn new(questions: &[Question]) -> Result<Self, Issues> {
        let cases: Vec<Case> = questions.iter().map(|it| it.case()).collect::<Result<_, _>>()?;
        Ok(Self {
            cases,
            consignments: questions.iter().map(|it| it.consignment()).collect::<Result<_, _>>()?,
            json: questions.iter().map(|it| it.json()).collect(),
            dense: questions.iter().map(|it| it.dense()).collect(),
            text: questions.iter().map(|it| it.text()).collect(),
        })
    }
}

/// Rows as the columns of a table, ids looked up once.
#[derive(Debug, Default)]
pub struct Table {
    agency: Vec<Cell<Resolved<Agency>>>,
    procedure: Vec<Cell<Resolved<Procedure>>>,
    service: Vec<Cell<Service>>,
    on: Vec<Cell<Date>>,
    weight: Vec<Cell<Grams>>,
    zone: Vec<Cell<Resolved<Zone>>>,
    /// No list, and the one that some rows have.
    applicants: ListTable<'static>,
    wishes: ListTable<'static>,
    applicant: Vec<Cell<ListAt>>,
    options: Vec<Cell<ListAt>>,
}

impl Table {
    /// The table of some questions about a rulebook; they name zones.
    pub fn new(rulebook: &Rulebook, questions: &[Question]) -> Self {
        let codes = Resolver::of(rulebook);
        let mut table = Self {
            applicants: ListTable::new([Some(Listed::NONE), codes.applicant(&["poor_household"])]),
            wishes: ListTable::new([Some(Listed::NONE), codes.options(&["cash_on_delivery"])]),
            ..Self::default()
        };
        for it in questions {
            table.agency.push(codes.agency(&agency_code(it.agency)));
            table.procedure.push(codes.procedure(&procedure_code(it.procedure)));
            table.service.push(it.service().into());
            table.on.push(first_day().plus(number(it.day)).into());
            table.weight.push(Grams::try_from(number(it.weight)).ok().into());
            table.zone.push(codes.zone(ZONES.get(it.zone).copied().unwrap_or("")));
            table.applicant.push(ListAt::new(usize::from(it.poor)).into());
            table.options.push(ListAt::new(usize::from(it.cod)).into());
        }
        table
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.on.len()
    }

    /// Its columns.
    pub fn columns(&self) -> QuoteColumns<'_> {
        QuoteColumns {
            case: CaseColumns {
                agency: &self.agency,
                procedure: &self.procedure,
                service: &self.service,
                on: &self.on,
                ..CaseColumns::default()
            },
            weight_grams: &self.weight,
            zone: &self.zone,
            applicant: Lists { table: Some(&self.applicants), rows: &self.applicant },
            options: Lists { table: Some(&self.wishes), rows: &self.options },
            ..QuoteColumns::default()
        }
    }
}

impl Size {
    /// Seeded questions without end. Most are covered; some ask too late or for another agency's procedure.
    pub fn questions(self, seed: u64, ends: Ends) -> impl Iterator<Item = Question> {
        let mut random = Rng::with_seed(seed);
        iter::repeat_with(move || {
            let agency = random.usize(..self.agencies());
            // One in sixteen asks for any procedure, the others for one of the agency's own.
            let own = random.u8(..16) > 0;
            let procedure = match random.usize(..self.procedures) {
                n if own => n / KINDS * KINDS + (agency % KINDS + KINDS - n % 2) % KINDS,
                n => n,
            };
            Question {
                agency,
                procedure,
                service: random.usize(..SERVICES.len()),
                day: random.usize(..DAYS),
                weight: random.usize(1..=MAX_WEIGHT),
                zone: random.usize(..ZONES.len()),
                place: (ends == Ends::Places).then(|| random.usize(..self.places)),
                poor: random.u8(..4) == 0,
                cod: random.u8(..3) == 0,
            }
        })
    }
}

/// A form of twelve fields, right or with five errors: that of `bindings-wasm/bench/form.js`.
pub fn form(right: bool) -> String {
    let pick = |good: Value, bad: Value| if right { good } else { bad };
    json!({
        "agency": pick(json!("so-noi-vu"), json!("sở nội vụ")), "procedure": "1.900101",
        "applicant": {
            "name": pick(json!("Nguyễn Văn An"), json!("")),
            "document": { "kind": "citizen_id", "number": pick(json!("074085001234"), json!("07408500")) },
            "phone": "+84912345678", "email": pick(json!("an@vidu.vn"), json!("an.vidu.vn")),
        },
        "address": { "place": "718", "street": "12 Bạch Đằng" },
        "options": [], "consent": right, "note": "Gọi trước",
    })
    .to_string()
}

/// The events of a consignment in the order in which they arrive: fourteen, one late and one told twice.
pub fn events(consignment: usize) -> String {
    let kinds = [
        "created",
        "accepted",
        "departed",
        "arrived",
        "departed",
        "arrived",
        "out_for_delivery",
        "delivery_failed",
        "held",
        "out_for_delivery",
        "delivery_failed",
        "out_for_delivery",
        "delivered",
    ];
    let event = |(n, kind): (usize, &&str)| {
        json!({
            "id": format!("ev-{consignment}-{n}"), "consignment": format!("RB{consignment:09}VN"), "kind": kind,
            "at": format!("2014-10-{:02}T{:02}:30:00+07:00", 1 + n / 3, 7 + 3 * (n % 3)),
            "reason": (*kind == "delivery_failed").then_some("addressee_absent"), "office": "820000",
        })
    };
    let mut events: Vec<_> = kinds.iter().enumerate().map(event).collect();
    events.swap(3, 5);
    events.extend(events.first().cloned());
    json!(events).to_string()
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
