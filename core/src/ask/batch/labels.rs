//! The texts of answers, each once: a table of answers holds positions among them, so that no row costs a text.

use std::collections::BTreeMap;

use crate::ask::decide::Cover;
use crate::ask::quote::Sums;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::wire::sort;

/// The texts that answers of a rulebook name, each once.
#[derive(Debug, Default)]
pub struct Labels {
    /// Ids of contracts.
    pub contracts: Vec<String>,
    /// Ids of clauses.
    pub clauses: Vec<String>,
    /// Ids of amendments.
    pub amendments: Vec<String>,
    /// Ids of operators.
    pub operators: Vec<String>,
    /// Ids of tariffs.
    pub tariffs: Vec<String>,
    /// Ids of versions of tariffs.
    pub versions: Vec<String>,
    /// Ids of zones.
    pub zones: Vec<String>,
    /// By clause, over all contracts, and where the clauses of each contract start.
    rules: Vec<RulePositions>,
    starts: Vec<usize>,
    /// By version, over all tariffs, and where the versions of each tariff start.
    version_places: Vec<usize>,
    version_starts: Vec<usize>,
}

/// Where the ids of a clause and of what it belongs to stand among the [`Labels`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RulePositions {
    /// The contract.
    pub contract: usize,
    /// The clause.
    pub clause: usize,
    /// The amendment that last set the clause.
    pub amendment: Option<usize>,
    /// Who carries.
    pub operator: usize,
    /// The tariff.
    pub tariff: usize,
}

impl Labels {
    /// The labels of a rulebook; takes time by its length, so make them once for many rows.
    pub fn new(rulebook: &Rulebook) -> Self {
        let document = rulebook.document();
        let (mut contracts, mut clauses, mut amendments) = (Texts::default(), Texts::default(), Texts::default());
        let (mut operators, mut tariffs, mut versions) = (Texts::default(), Texts::default(), Texts::default());
        let (mut rules, mut starts) = (Vec::new(), Vec::new());
        for (contract, node) in document.contracts.iter().zip(&rulebook.index.contracts) {
            starts.push(rules.len());
            for clause in &node.clauses {
                let own = clause.text.of(contract);
                let amendment = clause.text.amendment.map(|amendment| contract.amendments.at(amendment).id.as_str());
                rules.push(RulePositions {
                    contract: contracts.position(contract.id.as_str()),
                    clause: clauses.position(own.id.as_str()),
                    amendment: amendment.map(|id| amendments.position(id)),
                    operator: operators.position(contract.operator.as_str()),
                    tariff: tariffs.position(own.tariff.as_str()),
                });
            }
        }
        let (mut version_places, mut version_starts) = (Vec::new(), Vec::new());
        for tariff in &*document.tariffs {
            version_starts.push(version_places.len());
            version_places.extend(tariff.versions.iter().map(|version| versions.position(version.id.as_str())));
        }
        Self {
            contracts: contracts.list(),
            clauses: clauses.list(),
            amendments: amendments.list(),
            operators: operators.list(),
            tariffs: tariffs.list(),
            versions: versions.list(),
            zones: document.zones.iter().map(|zone| zone.id.as_str().to_owned()).collect(),
            rules,
            starts,
            version_places,
            version_starts,
        }
    }

    /// What covers a row.
    pub fn rule(&self, cover: &Cover<'_>) -> RulePositions {
        self.rules.get(self.ordinal(cover)).copied().unwrap_or_default()
    }

    /// What may cover, clause by clause.
    pub fn rules(&self) -> &[RulePositions] {
        &self.rules
    }

    /// Where what covers a row stands among [`Labels::rules`].
    #[inline]
    pub fn ordinal(&self, cover: &Cover<'_>) -> usize {
        self.starts.get(cover.at.position()).map_or(usize::MAX, |start| start + cover.clause_at.position())
    }

    /// The version of the tariff by which a row is priced.
    #[inline]
    pub fn version(&self, sums: &Sums<'_>) -> usize {
        let start = self.version_starts.get(sums.tariff_at.position()).copied().unwrap_or(0);
        self.version_places.get(start + sums.version_at.position()).copied().unwrap_or(0)
    }

    /// The zone of a price.
    #[inline]
    pub fn zone(&self, sums: &Sums<'_>) -> usize {
        sums.zone_at.position()
    }
}

/// Texts by first use.
#[derive(Debug, Default)]
struct Texts<'r>(BTreeMap<&'r str, usize>);

impl<'r> Texts<'r> {
    fn position(&mut self, text: &'r str) -> usize {
        let next = self.0.len();
        *self.0.entry(text).or_insert(next)
    }

    fn list(self) -> Vec<String> {
        let mut list: Vec<(usize, &str)> = self.0.into_iter().map(|(text, at)| (at, text)).collect();
        sort::sort(&mut list);
        list.into_iter().map(|(_, text)| text.to_owned()).collect()
    }
}
