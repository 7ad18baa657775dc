//! The Universal Postal Union's tracking events. A domestic item meets few of them: EMA, EDD, EDE, EMG, EDF, EDG, EDH, EMH
//! and EMI. Customs holding an item is an office holding it; that it was shown to customs moves nothing.

use super::table::{Row, Says};
use crate::ask::track::EventKind as E;

pub(super) const SOURCE: &str = "UPU EMSEVT event codes as three public lists give them (Somali Post's tracker; \
    logistic-natives.com, 2022; Ukrposhta, seven of them). The UPU's own lists of reasons and measures that go with EMH were \
    not found, so none is here.";

pub(super) const EMSEVT: &[Row] = &[
    Row::new("EMA", "posting/collection", Says::Event(E::Accepted)),
    Row::new("EMB", "arrival at outward office of exchange", Says::Event(E::Arrived)),
    Row::new("EXA", "presented to export customs", Says::Nothing),
    Row::new("EXB", "held by export customs", Says::Event(E::Held)),
    Row::new("EXC", "returned from export customs", Says::Nothing),
    Row::new("EXD", "held at outward office of exchange", Says::Event(E::Held)),
    Row::new("EXX", "export cancellation", Says::Nothing),
    Row::new("EMC", "departure from outward office of exchange", Says::Event(E::Departed)),
    Row::new("EMJ", "arrival at transit office of exchange", Says::Event(E::Arrived)),
    Row::new("EMK", "departure from transit office of exchange", Says::Event(E::Departed)),
    Row::new("EMD", "arrival at inward office of exchange", Says::Event(E::Arrived)),
    Row::new("EDA", "held at inward office of exchange", Says::Event(E::Held)),
    Row::new("EDB", "presented to import customs", Says::Nothing),
    Row::new("EME", "held by import customs", Says::Event(E::Held)),
    Row::new("EDC", "returned from import customs", Says::Nothing),
    Row::new("EMF", "departure from inward office of exchange", Says::Event(E::Departed)),
    Row::new("EDD", "into sorting centre", Says::Event(E::Arrived)),
    Row::new("EDE", "out of sorting centre", Says::Event(E::Departed)),
    Row::new("EMG", "arrival at delivery office", Says::Event(E::Arrived)),
    Row::new("EDF", "held at delivery depot", Says::Event(E::Held)),
    Row::new("EDG", "out for physical delivery", Says::Event(E::OutForDelivery)),
    Row::new("EDH", "arrival at collection point for pick-up", Says::Event(E::Held)),
    Row::new("EMH", "unsuccessful (physical) delivery", Says::Event(E::DeliveryFailed)),
    Row::new("EMI", "final delivery", Says::Event(E::Delivered)),
    Row::new("EDX", "import terminated", Says::Nothing),
];
