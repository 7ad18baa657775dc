//! What is asked beyond plain carriage: whether it is offered, and what it needs.

use super::carriage::Carriage;
use super::wishes::Wishes;
use crate::document::{Base, Clause, Surcharge, TariffVersion};
use crate::index::marks::COLLECT_AGENCY_FEE;
use crate::say::reason::{ReasonCode, ReasonSink};

fn surcharge_for<'r>(version: &'r TariffVersion, option: &str) -> Option<&'r Surcharge> {
    version.surcharges.iter().find(|surcharge| surcharge.option.as_str() == option)
}

/// Options that are not offered, or that lack what they need.
pub(super) fn missing_options<'q, W: Wishes<'q>>(
    carriage: &Carriage<'q>,
    wishes: &W,
    clause: &Clause,
    version: Option<&TariffVersion>,
    has_fee: bool,
    reasons: &mut impl ReasonSink<'q>,
) {
    let (mut without_value, mut without_fee) = (false, false);
    for option in wishes.options() {
        let surcharge = version.and_then(|version| surcharge_for(version, option));
        if !offered(clause, version, surcharge, option) {
            reasons.add(ReasonCode::OptionNotOffered, |it| it.about(option));
            continue;
        }
        without_value |= carriage.declared_value.is_none() && needs_value(surcharge);
        without_fee |= !has_fee && option == COLLECT_AGENCY_FEE;
    }
    if without_value {
        for option in wishes.options() {
            let surcharge = version.and_then(|version| surcharge_for(version, option));
            if needs_value(surcharge) && offered(clause, version, surcharge, option) {
                reasons.add(ReasonCode::DeclaredValueMissing, |it| it.about(option));
            }
        }
    }
    if without_fee {
        reasons.add(ReasonCode::NoAgencyFee, |it| it.about(carriage.procedure));
    }
}

/// Whether the clause lists an option and the version has a price for it. Collecting the agency fee is free when the
/// version has no surcharge for it.
fn offered(clause: &Clause, version: Option<&TariffVersion>, surcharge: Option<&Surcharge>, option: &str) -> bool {
    let priced = version.is_none() || surcharge.is_some() || option == COLLECT_AGENCY_FEE;
    priced && clause.options.iter().any(|listed| listed.as_str() == option)
}

fn needs_value(surcharge: Option<&Surcharge>) -> bool {
    surcharge.is_some_and(|surcharge| surcharge.of == Some(Base::DeclaredValue))
}
