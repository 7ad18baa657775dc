//! Taxes and tariffs made ready: the version of a day, and prices by service and zone.

use super::link::Linker;
use super::procedure::report_overlaps;
use super::table::{ByDay, Ix};
use crate::document::{ByService, PostageRate, Service, SourceId, Tariff, TariffVersion, Tax, TaxRate, Zone};
use crate::wire::Lookup;
use crate::wire::{IssueCode, Params, Path, RoundingMode, Span, round};

/// A tax made ready.
#[derive(Debug)]
pub(crate) struct TaxNode {
    pub(crate) rates: ByDay<Ix<TaxRate>>,
}

impl TaxNode {
    pub(crate) fn new(tax: &Tax, at: &Path<'_>, linker: &mut Linker<'_>) -> Self {
        let list = Path::Key(at, "rates");
        let spans: Vec<Span> = tax.rates.iter().map(|rate| rate.valid.span()).collect();
        report_overlaps(&spans, &list, linker);
        link_sources(tax.rates.iter().map(|rate| rate.source.as_ref()), &list, linker);
        Self { rates: ByDay::new(spans.into_iter().zip(Ix::all(&tax.rates)).collect()) }
    }
}

/// A tariff made ready.
#[derive(Debug)]
pub(crate) struct TariffNode {
    pub(crate) tax: Option<Ix<Tax>>,
    pub(crate) rounding: RoundedTo,
    pub(crate) versions: ByDay<VersionNode>,
}

/// How amounts of a tariff are rounded: to a multiple of so many đồng.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoundedTo {
    mode: RoundingMode,
    to: i64,
}

impl RoundedTo {
    /// The multiple next to a fraction, by the mode.
    #[inline]
    pub(crate) fn round(self, numerator: i128, denominator: i64) -> i64 {
        round(numerator, denominator, self.to, self.mode)
    }
}

/// The rates of a zone.
type InZone = ByService<Option<Ix<PostageRate>>>;

/// A version made ready.
#[derive(Debug)]
pub(crate) struct VersionNode {
    pub(crate) version: Ix<TariffVersion>,
    /// Rates by zone, sorted.
    rates: Vec<(Ix<Zone>, InZone)>,
}

impl TariffNode {
    pub(crate) fn new(tariff: &Tariff, at: &Path<'_>, linker: &mut Linker<'_>) -> Self {
        let list = Path::Key(at, "versions");
        let spans: Vec<Span> = tariff.versions.iter().map(|version| version.valid.span()).collect();
        report_overlaps(&spans, &list, linker);
        link_sources(tariff.versions.iter().map(|version| version.source.as_ref()), &list, linker);
        linker.repeated(&list, "id", &Lookup::new(tariff.versions.iter().map(|version| version.id.as_str())));
        let mut versions = Vec::new();
        for (span, (version, ix)) in spans.into_iter().zip(tariff.versions.iter().zip(Ix::all(&tariff.versions))) {
            let node = VersionNode::new(version, ix, &Path::Index(&list, ix.position()), linker);
            versions.push((span, node));
        }
        let rounding = tariff.rounding.as_ref();
        Self {
            tax: linker.tax(tariff.tax.as_ref(), &Path::Key(at, "tax")),
            rounding: rounding.map_or(RoundedTo { mode: RoundingMode::HalfUp, to: 1 }, |it| RoundedTo {
                mode: it.mode,
                to: it.to.get(),
            }),
            versions: ByDay::new(versions),
        }
    }
}

impl VersionNode {
    fn new(version: &TariffVersion, ix: Ix<TariffVersion>, at: &Path<'_>, linker: &mut Linker<'_>) -> Self {
        let list = Path::Key(at, "rates");
        // Sorted by zone, of which there are few.
        let mut rates: Vec<(Ix<Zone>, InZone)> = Vec::new();
        for (rate, rate_ix) in version.rates.iter().zip(Ix::all(&version.rates)) {
            let here = Path::Index(&list, rate_ix.position());
            let Some(zone) = linker.zone(Some(&rate.zone), &Path::Key(&here, "zone")) else { continue };
            let slot = rates.partition_point(|(other, _)| *other < zone);
            if rates.get(slot).is_none_or(|(other, _)| *other != zone) {
                rates.insert(slot, (zone, InZone::default()));
            }
            let Some((_, in_zone)) = rates.get_mut(slot) else { continue };
            for service in &rate.services {
                let earlier = *in_zone.get_mut(*service).get_or_insert(rate_ix);
                if earlier != rate_ix {
                    let with = Path::Index(&list, earlier.position()).to_string();
                    linker.issues.add(IssueCode::Duplicate, &here, Params::new().with("first", with));
                }
            }
        }
        let ids = |list: &'static str, key, names: Lookup, linker: &mut Linker<'_>| {
            linker.repeated(&Path::Key(at, list), key, &names);
        };
        ids("surcharges", "id", Lookup::new(version.surcharges.iter().map(|it| it.id.as_str())), linker);
        ids("surcharges", "option", Lookup::new(version.surcharges.iter().map(|it| it.option.as_str())), linker);
        ids("discounts", "id", Lookup::new(version.discounts.iter().map(|it| it.id.as_str())), linker);
        Self { version: ix, rates }
    }

    /// The rate of a service in a zone.
    #[inline]
    pub(crate) fn rate(&self, service: Service, zone: Ix<Zone>) -> Option<Ix<PostageRate>> {
        // Most versions have a rate for every zone: then it stands at the zone's own position.
        let (_, rates) = match self.rates.get(zone.position()) {
            Some(own) if own.0 == zone => own,
            _ => self.rates.get(self.rates.binary_search_by_key(&zone, |(zone, _)| *zone).ok()?)?,
        };
        *rates.get(service)
    }
}

/// Issues for each entry of a list whose source is unknown.
pub(crate) fn link_sources<'d>(
    sources: impl Iterator<Item = Option<&'d SourceId>>,
    list: &Path<'_>,
    linker: &mut Linker<'_>,
) {
    for (position, source) in sources.enumerate() {
        let here = Path::Index(list, position);
        linker.source(source, &Path::Key(&here, "source"));
    }
}
