//! Questions by the million: tables in, answers or figures out.

use hoso::batch::{Unused, unused};
use hoso::{Id, Validity};
use pyo3::prelude::*;

use crate::arrow::{self, Answers, How, Keep, Threads};
use crate::convert::{In, both};
use crate::rulebook::Rulebook;

#[pymethods]
impl Rulebook {
    /// May these go by post? A row of the table is a question, a row of the answers its answer.
    ///
    /// The table is anything that speaks the Arrow C interface: of pyarrow, Polars, DuckDB, pandas. Its columns carry the
    /// names of the question's keys: ``agency, service, on`` and ``procedure`` or ``field``, and ``known_on, reception``. Ids are
    /// strings, plain or in a dictionary; days are dates, timestamps (their day at the rulebook's offset, or as written
    /// where they have no time zone) or text. Other columns are left out, or carried along with ``keep=``.
    ///
    /// The answers have ``outcome, contract, clause, amendment, operator, tariff, reasons, issues`` and what is kept. A row
    /// that is no valid question has issues (code and path) and no more. They are computed as they are read, piece by
    /// piece, on so many threads: as many as there are cores when nothing is said. Raises InvalidInput when a column that
    /// is needed is missing, or is of a type that does not fit.
    ///
    /// >>> rulebook.decide_batch(table, keep=["on"]).to_pyarrow().select(["outcome", "contract", "on"]).to_pylist()[0]
    /// {'outcome': 'covered', 'contract': 'SNV-2014', 'on': datetime.date(2014, 10, 1)}
    #[pyo3(
        signature = (table, *, threads = None, keep = Keep::default(), language = In::default()),
        text_signature = "($self, table, *, threads=None, keep=None, language='vi')"
    )]
    fn decide_batch(
        &self,
        table: &Bound<'_, PyAny>,
        threads: Option<Threads>,
        keep: Keep,
        language: In,
    ) -> PyResult<Answers> {
        arrow::decide(self.shared(), table, How { threads, keep, language: language.0 })
    }

    /// What do these cost, and who pays? A row of the table is a question, a row of the answers its answer.
    ///
    /// As decide_batch, with the columns ``agency, procedure, service, on, weight_grams``, one of ``zone`` and ``place`` in
    /// each row, and ``known_on, reception, return_weight_grams, applicant, options, declared_value, agency_fee_units``. Weights and amounts are
    /// integers of any width, or floats and decimals that are whole (others are no integers, in their row); ``applicant`` and ``options`` are lists of strings.
    ///
    /// The answers have ``outcome, contract, clause, amendment, tariff, version, zone, net, tax, total, agency_fee,
    /// applicant_due, reasons, issues``, and with ``lines=True`` also ``lines, payers, sources``.
    ///
    /// >>> answers = rulebook.quote_batch(table).to_pyarrow()
    /// >>> answers["total"].to_pylist(), answers["reasons"].to_pylist()
    /// ([35000, None], [[], ['unknown_agency']])
    #[pyo3(
        signature = (table, *, lines = false, threads = None, keep = Keep::default(), language = In::default()),
        text_signature = "($self, table, *, lines=False, threads=None, keep=None, language='vi')"
    )]
    fn quote_batch(
        &self,
        table: &Bound<'_, PyAny>,
        lines: bool,
        threads: Option<Threads>,
        keep: Keep,
        language: In,
    ) -> PyResult<Answers> {
        arrow::quote(self.shared(), table, lines, How { threads, keep, language: language.0 })
    }

    /// By when is each step of these due? A row of the table is a question, a row of the answers its answer.
    ///
    /// As decide_batch, with the columns of deadlines: ``agency, procedure, service, on``, one of ``zone`` and ``place`` in
    /// each row, and ``known_on, reception, slip, posted_on, filed_on`` or ``filed_at, resolved_on, collected_on, last_attempt_on, suspended``. The
    /// answers have ``outcome, contract, clause, zone, steps, reasons, issues``; steps are structs of
    /// ``id, from, days, unit, due``.
    ///
    /// >>> rulebook.deadlines_batch(table).to_pyarrow()["outcome"].to_pylist()
    /// ['no_deadline', 'not_covered']
    #[pyo3(
        signature = (table, *, threads = None, keep = Keep::default(), language = In::default()),
        text_signature = "($self, table, *, threads=None, keep=None, language='vi')"
    )]
    fn deadlines_batch(
        &self,
        table: &Bound<'_, PyAny>,
        threads: Option<Threads>,
        keep: Keep,
        language: In,
    ) -> PyResult<Answers> {
        arrow::deadlines(self.shared(), table, How { threads, keep, language: language.0 })
    }

    /// What does the operator owe for these? A row of the table is a claim, a row of the answers its answer.
    ///
    /// As decide_batch, with the columns of a claim: ``zone, charge, accepted_on, due_on, event, claimed_on`` and
    /// ``delivered_on, weight_grams, lost_grams, actual_damage, reissue_cost``. The answers have ``outcome, rule, amount,
    /// lines, claim_until, answer_due, pay_due, sources, reasons, issues``; lines are structs of ``kind, id, amount,
    /// source``.
    ///
    /// >>> claims = pyarrow.table({
    /// ...     "zone": ["intra_province"] * 2, "charge": [26000] * 2, "event": ["lost", "late"],
    /// ...     "accepted_on": ["2018-10-01"] * 2, "due_on": ["2018-10-03"] * 2, "claimed_on": ["2018-10-10"] * 2,
    /// ... })
    /// >>> rulebook.compensation_batch(claims).to_pyarrow()["amount"].to_pylist()
    /// [104000, 26000]
    #[pyo3(
        signature = (table, *, threads = None, keep = Keep::default(), language = In::default()),
        text_signature = "($self, table, *, threads=None, keep=None, language='vi')"
    )]
    fn compensation_batch(
        &self,
        table: &Bound<'_, PyAny>,
        threads: Option<Threads>,
        keep: Keep,
        language: In,
    ) -> PyResult<Answers> {
        arrow::compensation(self.shared(), table, How { threads, keep, language: language.0 })
    }

    /// The statement of a contract's period over the items of a table, which is read once and not kept.
    ///
    /// Its columns are the keys of an item: ``id, on, collected, compensation, compensation_to``, and the price: in one
    /// column ``quote`` of structs, or in columns as quote_batch gives them with ``lines=True``, whose currency is the
    /// rulebook's. An item that is not valid would be missing from the sums, so that it raises InvalidInput with every
    /// issue, as in settle: ``/items/17/on`` is that of the 18th row.
    ///
    /// >>> dossiers = table.slice(0, 1).append_column("id", pyarrow.array(["RB123456785VN"]))
    /// >>> prices = rulebook.quote_batch(dossiers, lines=True, keep=["id", "on"])
    /// >>> october = {"from": "2014-10-01", "until": "2014-11-01"}
    /// >>> rulebook.settle_batch(prices, contract="SNV-2014", period=october)["total"]
    /// 35000
    #[pyo3(
        signature = (items, *, contract, period, threads = None, language = In::default()),
        text_signature = "($self, items, *, contract, period, threads=None, language='vi')"
    )]
    fn settle_batch<'py>(
        &self,
        items: &Bound<'py, PyAny>,
        contract: &Bound<'py, PyAny>,
        period: &Bound<'py, PyAny>,
        threads: Option<Threads>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (contract, period): (Id, Validity) = both(("contract", contract), ("period", period), language)?;
        let how = How { threads, keep: Keep::default(), language: language.0 };
        arrow::settle(self.core(), items, (&contract, &period), &how)
    }

    /// The operator's invoice, a table of lines, held against a table of items. Both are read once and not kept.
    ///
    /// The items are as in settle_batch; the lines have the columns ``id, item, amount``. Items and lines that are not
    /// valid raise InvalidInput, as in reconcile.
    ///
    /// >>> dossiers = table.slice(0, 1).append_column("id", pyarrow.array(["RB123456785VN"]))
    /// >>> prices = rulebook.quote_batch(dossiers, lines=True, keep=["id", "on"])
    /// >>> invoice = pyarrow.table({"id": ["1"], "item": ["RB123456785VN"], "amount": [36000]})
    /// >>> october = {"from": "2014-10-01", "until": "2014-11-01"}
    /// >>> found = rulebook.reconcile_batch(prices, invoice, contract="SNV-2014", period=october)
    /// >>> [line["difference"] for line in found["wrong_amount"]]
    /// [1000]
    #[pyo3(
        signature = (items, invoice, *, contract, period, threads = None, language = In::default()),
        text_signature = "($self, items, invoice, *, contract, period, threads=None, language='vi')"
    )]
    fn reconcile_batch<'py>(
        &self,
        items: &Bound<'py, PyAny>,
        invoice: &Bound<'py, PyAny>,
        contract: &Bound<'py, PyAny>,
        period: &Bound<'py, PyAny>,
        threads: Option<Threads>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (contract, period): (Id, Validity) = both(("contract", contract), ("period", period), language)?;
        let how = How { threads, keep: Keep::default(), language: language.0 };
        arrow::reconcile(self.core(), (items, invoice), (&contract, &period), &how)
    }

    /// The report of the rows of a table, which is read once and not kept.
    ///
    /// Its columns are the keys of a report's row: ``agency, resolved_on, by_post`` and ``procedure, field, state,
    /// first_attempt_on, delivered_on, due_on``. A row that is not valid would be missing from the figures without a word,
    /// so that it raises InvalidInput, as in report.
    ///
    /// >>> results = pyarrow.table({
    /// ...     "agency": ["so-noi-vu"] * 2, "resolved_on": [date(2014, 9, 10)] * 2, "by_post": [True, False],
    /// ... })
    /// >>> period = {"from": "2014-01-01", "until": "2014-10-01"}
    /// >>> rulebook.report_batch(results, period=period, by=["month"])["groups"][0]["share_bp"]
    /// 5000
    #[pyo3(
        signature = (table, *, period, by = None, threads = None, language = In::default()),
        text_signature = "($self, table, *, period, by=None, threads=None, language='vi')"
    )]
    fn report_batch<'py>(
        &self,
        table: &Bound<'py, PyAny>,
        period: &Bound<'py, PyAny>,
        by: Option<&Bound<'py, PyAny>>,
        threads: Option<Threads>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let how = How { threads, keep: Keep::default(), language: language.0 };
        arrow::report(self.core(), table, (period, by), &how)
    }

    /// The comparison of this rulebook and another over the rows of a table, which is read once and not kept.
    ///
    /// Its columns are those of quote_batch, and ``id`` for what the asker calls the row. A row that is not valid raises
    /// InvalidInput, as in compare.
    ///
    /// >>> rulebook.compare_batch(rulebook, table, by=["agency"])["total"]["unchanged"]
    /// 2
    #[pyo3(
        signature = (after, table, *, by = None, top = None, threads = None, language = In::default()),
        text_signature = "($self, after, table, *, by=None, top=None, threads=None, language='vi')"
    )]
    fn compare_batch<'py>(
        &self,
        after: &Bound<'py, Self>,
        table: &Bound<'py, PyAny>,
        by: Option<&Bound<'py, PyAny>>,
        top: Option<&Bound<'py, PyAny>>,
        threads: Option<Threads>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let how = How { threads, keep: Keep::default(), language: language.0 };
        arrow::compare((self.core(), after.get().core()), table, (by, top), &how)
    }

    /// Whole answers to the rows of a table, by the name of the question, for the command line.
    #[pyo3(
        signature = (name, table, *, keep = Keep::default(), language = In::default()),
        text_signature = "($self, name, table, *, keep=None, language='vi')"
    )]
    fn _whole(&self, name: &str, table: &Bound<'_, PyAny>, keep: Keep, language: In) -> PyResult<Answers> {
        arrow::whole(self.shared(), name, table, How { threads: None, keep, language: language.0 })
    }

    /// Which columns a question does not use, and which of its keys each nearly is, for the command line.
    #[staticmethod]
    fn _unused(names: Vec<String>, keys: Vec<String>) -> Vec<(String, Option<String>)> {
        let [names, keys]: [Vec<&str>; 2] = [&names, &keys].map(|list| list.iter().map(String::as_str).collect());
        let Unused { near, far } = unused(&names, &keys);
        let near = near.into_iter().map(|(name, key)| (name.to_owned(), Some(key.to_owned())));
        near.chain(far.into_iter().map(|name| (name.to_owned(), None))).collect()
    }

    /// Where is each consignment, for the command line: its answer as JSON, and the rows of its events.
    #[staticmethod]
    #[pyo3(signature = (table, *, language = In::default()), text_signature = "(table, *, language='vi')")]
    fn _tracked(table: &Bound<'_, PyAny>, language: In) -> PyResult<Answers> {
        arrow::tracked_whole(table, language.0)
    }

    /// The report of a quarter over the rows of a table, for the command line.
    #[pyo3(
        signature = (table, *, period, by = None, language = In::default()),
        text_signature = "($self, table, *, period, by=None, language='vi')"
    )]
    fn _quarter<'py>(
        &self,
        table: &Bound<'py, PyAny>,
        period: &Bound<'py, PyAny>,
        by: Option<&Bound<'py, PyAny>>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let how = How { threads: None, keep: Keep::default(), language: language.0 };
        arrow::quarter(self.core(), table, (period, by), &how)
    }
}
