//! Whose a consignment is.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::{Key, Store, text};
use crate::auth::Party;

/// A consignment with its agency, and the price at which it goes.
#[derive(Clone, Debug)]
pub(crate) struct Registration {
    pub(crate) key: Key,
    pub(crate) agency: String,
    pub(crate) contract: String,
    pub(crate) day: String,
    pub(crate) question: String,
    pub(crate) quote: String,
}

impl Store {
    /// The consignments with this id that a party may see: an operator's own, or those registered for an agency.
    pub(crate) async fn keys_of(&self, party: &Party, consignment: &str) -> Result<Vec<Key>, sqlx::Error> {
        let sql = match party {
            Party::Operator(_) => {
                "SELECT operator, consignment FROM standings WHERE operator = $1 AND consignment = $2"
            }
            Party::Agency(_) => {
                "SELECT operator, consignment FROM registrations WHERE agency = $1 AND consignment = $2"
            }
        };
        let rows = sqlx::query(sql).bind(party.name()).bind(consignment).fetch_all(&self.read).await?;
        rows.iter().map(|row| Ok(Key { operator: text(row, 0)?, consignment: text(row, 1)? })).collect()
    }

    /// How a consignment was registered, if it was.
    pub(crate) async fn registration(&self, key: &Key) -> Result<Option<Registration>, sqlx::Error> {
        find(&mut *self.read.acquire().await?, key).await
    }

    /// The registrations of a contract from a day until before another, of one agency where one is given.
    pub(crate) async fn of_contract(
        &self,
        contract: &str,
        from: &str,
        until: &str,
        agency: Option<&str>,
    ) -> Result<Vec<Registration>, sqlx::Error> {
        let sql = "SELECT operator, consignment, agency, contract, day, question, quote FROM registrations \
                   WHERE contract = $1 AND day >= $2 AND day < $3 AND (agency = $4 OR $4 = '') ORDER BY consignment";
        let query = sqlx::query(sql).bind(contract).bind(from).bind(until).bind(agency.unwrap_or_default());
        query.fetch_all(&self.read).await?.iter().map(read).collect()
    }
}

/// The registration of a consignment, if there is one.
pub(crate) async fn find(db: &mut AnyConnection, key: &Key) -> Result<Option<Registration>, sqlx::Error> {
    let sql = "SELECT operator, consignment, agency, contract, day, question, quote FROM registrations \
               WHERE operator = $1 AND consignment = $2";
    let row = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).fetch_optional(db).await?;
    row.as_ref().map(read).transpose()
}

/// Stores a registration.
pub(crate) async fn add(
    db: &mut AnyConnection,
    told: &Registration,
    told_by: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO registrations \
               (operator, consignment, agency, contract, day, question, quote, told_by, received_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let Registration { key, agency, contract, day, question, quote } = told;
    let query = sqlx::query(sql).bind(&key.operator).bind(&key.consignment).bind(agency).bind(contract).bind(day);
    query.bind(question).bind(quote).bind(told_by).bind(now).execute(db).await.map(drop)
}

fn read(row: &AnyRow) -> Result<Registration, sqlx::Error> {
    Ok(Registration {
        key: Key { operator: text(row, 0)?, consignment: text(row, 1)? },
        agency: text(row, 2)?,
        contract: text(row, 3)?,
        day: text(row, 4)?,
        question: text(row, 5)?,
        quote: text(row, 6)?,
    })
}
