//! Karrio, an open-source layer over many carriers: its unified statuses, and the incident reasons that it tells beside
//! them. A carrier's own trouble is `other`, which is the operator's to answer for; what a shipper did wrong before posting
//! has no reason of ours, and customs none at all.

use super::table::{Row, Says};
use crate::ask::track::{EventKind as E, FailureReason as R};

pub(super) const SOURCE: &str =
    "karrioapi/karrio, commit deea10f85 (2026-06-23): TrackingStatus and TrackingIncidentReason.";

/// A code whose name is the code itself.
const fn row(code: &'static str, says: Says) -> Row {
    Row::new(code, code, says)
}

pub(super) const CODES: &[Row] = &[
    row("pending", Says::Event(E::Created)),
    row("picked_up", Says::Event(E::Accepted)),
    row("in_transit", Says::Event(E::Departed)),
    row("out_for_delivery", Says::Event(E::OutForDelivery)),
    row("ready_for_pickup", Says::Event(E::Held)),
    row("on_hold", Says::Event(E::Held)),
    row("delivery_delayed", Says::Nothing),
    row("delivery_failed", Says::Event(E::DeliveryFailed)),
    row("delivered", Says::Event(E::Delivered)),
    Row::from_memory("cancelled", "cancelled", Says::Event(E::Cancelled)),
    Row::from_memory("return_to_sender", "return_to_sender", Says::Event(E::ReturnStarted)),
    row("carrier_damaged_parcel", Says::Event(E::Damaged)),
    row("carrier_parcel_lost", Says::Event(E::Lost)),
    row("carrier_address_not_found", Says::Reason(R::AddressWrong)),
    row("carrier_sorting_error", Says::Reason(R::Other)),
    row("carrier_not_enough_time", Says::Reason(R::Other)),
    row("carrier_vehicle_issue", Says::Reason(R::Other)),
    row("carrier_capacity_exceeded", Says::Reason(R::Other)),
    row("carrier_mechanical_delay", Says::Reason(R::Other)),
    row("retailer_cancelled", Says::Nothing),
    row("retailer_incorrect_data", Says::Nothing),
    row("retailer_not_ready", Says::Nothing),
    row("retailer_incorrect_parcel", Says::Nothing),
    row("retailer_incorrect_dimensions", Says::Nothing),
    row("retailer_packaging_issue", Says::Nothing),
    row("consignee_refused", Says::Reason(R::Refused)),
    row("consignee_business_closed", Says::Reason(R::AddresseeAbsent)),
    row("consignee_not_available", Says::Reason(R::AddresseeAbsent)),
    row("consignee_not_home", Says::Reason(R::AddresseeAbsent)),
    row("consignee_cancelled", Says::Reason(R::Refused)),
    row("consignee_verification_failed", Says::Reason(R::IdentityNotProven)),
    row("consignee_incorrect_address", Says::Reason(R::AddressWrong)),
    row("consignee_access_restricted", Says::Reason(R::NoAccess)),
    row("consignee_safe_place_unavailable", Says::Reason(R::AddresseeAbsent)),
    row("customs_delay", Says::Nothing),
    row("customs_documentation", Says::Nothing),
    row("customs_duties_unpaid", Says::Nothing),
    row("customs_prohibited", Says::Nothing),
    row("customs_inspection", Says::Nothing),
    row("weather_delay", Says::Reason(R::ForceMajeure)),
    row("natural_disaster", Says::Reason(R::ForceMajeure)),
    row("force_majeure", Says::Reason(R::ForceMajeure)),
    row("parcel_being_researched", Says::Nothing),
    row("security_issue", Says::Nothing),
    row("regulatory_hold", Says::Nothing),
    row("unknown", Says::Nothing),
];
