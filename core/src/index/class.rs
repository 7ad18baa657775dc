//! Procedures that no rule tells apart, so that one of each class is asked about.

use std::collections::BTreeMap;

use super::clause::ScopeNode;
use super::contract::ContractNode;
use super::procedure::ProcedureNode;
use super::table::{At as _, Ix, push_at};
use crate::document::Procedure;

/// The classes of a rulebook's procedures. Those of one class have the same answers to `decide`, whoever is asked about and
/// on whatever day; what is charged for them beside the post's own price is their own.
#[derive(Debug)]
pub(crate) struct Classes {
    /// A procedure of each class.
    pub(crate) first: Vec<Ix<Procedure>>,
    /// The class of each procedure.
    pub(crate) of: Vec<usize>,
}

impl Classes {
    pub(crate) fn new(procedures: &[ProcedureNode], contracts: &[ContractNode]) -> Self {
        let mentions = mentions(procedures.len(), contracts);
        let mut known = BTreeMap::new();
        let (mut first, mut of) = (Vec::new(), Vec::new());
        for (procedure, mentioned) in Ix::<Procedure>::all(procedures).zip(&mentions) {
            let node = procedures.at(procedure);
            let key = (node.field, node.span, mentioned, &node.agencies, &node.in_person);
            let class = *known.entry(key).or_insert_with(|| {
                first.push(procedure);
                first.len() - 1
            });
            of.push(class);
        }
        Self { first, of }
    }
}

/// Which clauses name each procedure: twice the number of the clause for being in its scope, and one more for being excepted.
fn mentions(procedures: usize, contracts: &[ContractNode]) -> Vec<Vec<usize>> {
    let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); procedures];
    for (number, clause) in contracts.iter().flat_map(|contract| &contract.clauses).enumerate() {
        let scope = match &clause.scope {
            ScopeNode::Procedures(list) => list.as_slice(),
            _ => &[],
        };
        for (list, mention) in [(scope, number * 2), (clause.except_procedures.as_slice(), number * 2 + 1)] {
            for procedure in list {
                push_at(&mut mentions, procedure.position(), mention);
            }
        }
    }
    mentions
}
