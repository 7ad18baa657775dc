//! The class `Rulebook`.

use std::sync::Arc;

use hoso::choices::ChoicesRequest;
use hoso::procedures::ProceduresRequest;
use hoso::wire::Shape;
use hoso::{
    Case, Claim, CompareRequest, Consignment, Date, Days, Dossier, Id, Issues, Language, Moments, QuarterRequest,
    ReconcileRequest, ReportRequest, SettleRequest, Validity,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyString, PyType};

use crate::arrow::{self, Answers, How};
use crate::convert::{In, Json, both, read, take};
use crate::write::write;

/// A valid rulebook, ready to answer: places, agencies, procedures, contracts, tariffs and calendars.
///
/// Made from a mapping, or from JSON text as str, bytes or bytearray. Immutable and safe to share between threads; it
/// can be pickled, compared and hashed. Raises InvalidInput with every issue of the document at once.
///
/// >>> hoso.Rulebook('{"hoso": 1, "id": "empty", "title": "Empty", "currency": "VND", "utc_offset": "+07:00"}')
/// <hoso.Rulebook 'empty': 0 contracts, 0 procedures>
#[pyclass(frozen, module = "hoso")]
pub(crate) struct Rulebook(Arc<hoso::Rulebook>);

impl Rulebook {
    /// The rulebook of the core.
    pub(crate) fn core(&self) -> &hoso::Rulebook {
        &self.0
    }
}

/// Asks one question: reads it, has it answered, writes the answer.
fn ask<'py, Q: Shape, A: Shape>(
    question: &Bound<'py, PyAny>,
    language: In,
    answer: impl FnOnce(&Q) -> Result<A, Issues>,
) -> PyResult<Bound<'py, PyAny>> {
    let answered = read::<Q>(question).and_then(|question| Ok(answer(&question)?));
    let answer = answered.map_err(|failed| failed.raise(question.py(), language.0))?;
    write(question.py(), &answer, language.0)
}

#[pymethods]
impl Rulebook {
    #[new]
    #[pyo3(signature = (document, *, language = In::default()), text_signature = "(document, *, language='vi')")]
    fn new(document: &Bound<'_, PyAny>, language: In) -> PyResult<Self> {
        let py = document.py();
        // Other threads may run meanwhile: a national rulebook takes a while.
        let read = take(document).and_then(|input| Ok(py.detach(|| input.ask(hoso::Rulebook::from_node))?));
        read.map(|rulebook| Self(Arc::new(rulebook))).map_err(|failed| failed.raise(py, language.0))
    }

    /// May this go by post? Which contract covers it, or why none does.
    ///
    /// >>> case = {"agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01"}
    /// >>> answer = rulebook.decide(case)
    /// >>> answer["outcome"], answer["contract"], answer["clause"], answer["sources"]
    /// ('covered', 'SNV-2014', '1', ['1602/UBND-VX'])
    #[pyo3(signature = (case, *, language = In::default()), text_signature = "($self, case, *, language='vi')")]
    fn decide<'py>(&self, case: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(case, language, |case: &Case| self.0.decide(case))
    }

    /// What does a form offer to choose from on a day: agencies and places, by their names in the language?
    ///
    /// >>> [agency["name"] for agency in rulebook.choices({"on": "2014-10-01"})["agencies"]][:1]
    /// ['Sở Nội vụ tỉnh Bình Dương']
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn choices<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(question, language, |question: &ChoicesRequest| Ok(self.0.choices(question, language.0)))
    }

    /// Which procedures does an agency handle on a day, and what of them may go by post?
    ///
    /// >>> answer = rulebook.procedures({"agency": "so-noi-vu", "on": "2014-10-01"})
    /// >>> [procedure["services"] for procedure in answer["procedures"]][:1]
    /// [['return']]
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn procedures<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(question, language, |question: &ProceduresRequest| Ok(self.0.procedures(question, language.0)))
    }

    /// What does it cost, and who pays?
    ///
    /// >>> consignment = {
    /// ...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": date(2014, 10, 1),
    /// ...     "weight_grams": 80, "zone": "intra_province",
    /// ... }
    /// >>> rulebook.quote(consignment)["total"]
    /// 35000
    #[pyo3(
        signature = (consignment, *, language = In::default()),
        text_signature = "($self, consignment, *, language='vi')"
    )]
    fn quote<'py>(&self, consignment: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(consignment, language, |consignment: &Consignment| self.0.quote(consignment))
    }

    /// By when is each step due?
    ///
    /// >>> moments = {
    /// ...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2018-10-01",
    /// ...     "zone": "intra_province", "resolved_on": "2018-10-01",
    /// ... }
    /// >>> [(step["id"], step["due"]) for step in rulebook.deadlines(moments)["steps"]]
    /// [('collection', '2018-10-02'), ('first_attempt', '2018-10-04')]
    #[pyo3(signature = (moments, *, language = In::default()), text_signature = "($self, moments, *, language='vi')")]
    fn deadlines<'py>(&self, moments: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(moments, language, |moments: &Moments| self.0.deadlines(moments))
    }

    /// What does the operator owe when an item is lost, late or damaged?
    ///
    /// >>> claim = {
    /// ...     "zone": "intra_province", "charge": 26000, "accepted_on": "2018-10-01", "due_on": "2018-10-03",
    /// ...     "event": "lost", "claimed_on": "2018-10-10",
    /// ... }
    /// >>> rulebook.compensation(claim)["amount"]
    /// 104000
    #[pyo3(signature = (claim, *, language = In::default()), text_signature = "($self, claim, *, language='vi')")]
    fn compensation<'py>(&self, claim: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(claim, language, |claim: &Claim| self.0.compensation(claim))
    }

    /// How does one dossier stand as a whole: where is it, what is late, and what comes next?
    ///
    /// >>> dossier = {
    /// ...     "dossier": "000.00.53.H09-181001-0001", "agency": "so-noi-vu", "procedure": "1.900101", "service": "return",
    /// ...     "on": "2018-10-08", "zone": "intra_province", "resolved_on": "2018-10-01", "return_events": [
    /// ...         {"id": "e1", "consignment": "RB123456785VN", "kind": "accepted", "at": "2018-10-02T08:30:00+07:00"}],
    /// ... }
    /// >>> journey = rulebook.journey(dossier)
    /// >>> journey["state"], journey["state_number"]
    /// ('done', 9)
    /// >>> [(late["step"], late["due"], late["days"], late["whose"]) for late in journey["late"]]
    /// [('first_attempt', '2018-10-04', 2, 'post')]
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn journey<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(question, language, |question: &Dossier| self.0.journey(question))
    }

    /// What does a contract's period come to: charges, shares, what was collected, and who still owes whom?
    ///
    /// >>> price = rulebook.quote({
    /// ...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01",
    /// ...     "weight_grams": 80, "zone": "intra_province",
    /// ... })
    /// >>> question = {"contract": "SNV-2014", "period": {"from": "2014-10-01", "until": "2014-11-01"},
    /// ...             "items": [{"id": "RB123456785VN", "on": "2014-10-01", "quote": price}]}
    /// >>> statement = rulebook.settle(question)
    /// >>> statement["total"], statement["collected"], statement["balance"]
    /// (35000, 35000, 0)
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn settle<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(question, language, |question: &SettleRequest<'_>| self.0.settle(question))
    }

    /// Is the operator's invoice right? Line by line, each difference with the rule that gives the right amount.
    ///
    /// >>> price = rulebook.quote({
    /// ...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01",
    /// ...     "weight_grams": 80, "zone": "intra_province",
    /// ... })
    /// >>> question = {"contract": "SNV-2014", "period": {"from": "2014-10-01", "until": "2014-11-01"},
    /// ...             "items": [{"id": "RB123456785VN", "on": "2014-10-01", "quote": price}],
    /// ...             "invoice": [{"id": "1", "item": "RB123456785VN", "amount": 36000}]}
    /// >>> [line["difference"] for line in rulebook.reconcile(question)["wrong_amount"]]
    /// [1000]
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn reconcile<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        ask(question, language, |question: &ReconcileRequest<'_>| self.0.reconcile(question))
    }

    /// What is unwise in the rulebook itself: findings by path, then code.
    ///
    /// >>> [finding["code"] for finding in rulebook.check() if finding["severity"] == "error"]
    /// []
    #[pyo3(signature = (*, language = In::default()), text_signature = "($self, *, language='vi')")]
    fn check<'py>(&self, py: Python<'py>, language: In) -> PyResult<Bound<'py, PyList>> {
        let findings = py.detach(|| self.0.check());
        let list = PyList::empty(py);
        for finding in &findings {
            list.append(write(py, finding, language.0)?)?;
        }
        Ok(list)
    }

    /// How many results went by post, and how well? Figures by agency, field, procedure and month.
    ///
    /// >>> row = {"agency": "so-noi-vu", "procedure": "1.900101", "resolved_on": date(2014, 9, 10), "by_post": True}
    /// >>> question = {"period": {"from": "2014-01-01", "until": "2014-10-01"}, "by": ["month"], "rows": [row]}
    /// >>> rulebook.report(question)["groups"][0]["month"]
    /// '2014-09'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn report<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        let py = question.py();
        ask(question, language, |request: &ReportRequest| py.detach(|| self.0.report(request)))
    }

    /// What does the post report of a quarter: how many, how much, and what went wrong?
    ///
    /// >>> row = {"agency": "so-noi-vu", "service": "return", "accepted_on": date(2018, 9, 10), "revenue": 31818}
    /// >>> question = {"period": {"from": "2018-07-01", "until": "2018-10-01"}, "by": ["agency"], "rows": [row]}
    /// >>> total = rulebook.quarter_report(question)["total"]
    /// >>> total["volume"], total["revenue"], total["safe_bp"]
    /// (1, 31818, 10000)
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn quarter_report<'py>(&self, question: &Bound<'py, PyAny>, language: In) -> PyResult<Bound<'py, PyAny>> {
        let py = question.py();
        ask(question, language, |request: &QuarterRequest| py.detach(|| self.0.quarter_report(request)))
    }

    /// What would change if the other rulebook were in force instead of this one?
    ///
    /// >>> question = {"rows": [{"id": "HS-1", "question": {
    /// ...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01",
    /// ...     "weight_grams": 80, "zone": "intra_province",
    /// ... }}]}
    /// >>> rulebook.compare(rulebook, question)["total"]["changed"]
    /// 0
    #[pyo3(
        signature = (after, question, *, language = In::default()),
        text_signature = "($self, after, question, *, language='vi')"
    )]
    fn compare<'py>(
        &self,
        after: &Bound<'py, Self>,
        question: &Bound<'py, PyAny>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (py, after) = (question.py(), &after.get().0);
        ask(question, language, |request: &CompareRequest| py.detach(|| self.0.compare(after, request)))
    }

    /// May these go by post? A row of the table is a question, a row of the answers its answer.
    ///
    /// The table is anything that speaks the Arrow C interface: of pyarrow, Polars, DuckDB, pandas. Its columns carry the
    /// names of the question's keys: ``agency, service, on`` and ``procedure`` or ``field``, and ``known_on``. Ids are
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
        signature = (table, *, threads = None, keep = None, language = In::default()),
        text_signature = "($self, table, *, threads=None, keep=None, language='vi')"
    )]
    fn decide_batch(
        &self,
        table: &Bound<'_, PyAny>,
        threads: Option<usize>,
        keep: Option<Vec<String>>,
        language: In,
    ) -> PyResult<Answers> {
        arrow::decide(&self.0, table, How { threads, keep, language: language.0 })
    }

    /// What do these cost, and who pays? A row of the table is a question, a row of the answers its answer.
    ///
    /// As decide_batch, with the columns ``agency, procedure, service, on, weight_grams``, one of ``zone`` and ``place`` in
    /// each row, and ``known_on, return_weight_grams, applicant, options, declared_value``. Weights and amounts are
    /// integers of any width (a float is no integer, in its row); ``applicant`` and ``options`` are lists of strings.
    ///
    /// The answers have ``outcome, contract, clause, amendment, tariff, version, zone, net, tax, total, agency_fee,
    /// applicant_due, reasons, issues``, and with ``lines=True`` also ``lines, payers, sources``.
    ///
    /// >>> answers = rulebook.quote_batch(table).to_pyarrow()
    /// >>> answers["total"].to_pylist(), answers["reasons"].to_pylist()
    /// ([35000, None], [[], ['unknown_agency']])
    #[pyo3(
        signature = (table, *, lines = false, threads = None, keep = None, language = In::default()),
        text_signature = "($self, table, *, lines=False, threads=None, keep=None, language='vi')"
    )]
    fn quote_batch(
        &self,
        table: &Bound<'_, PyAny>,
        lines: bool,
        threads: Option<usize>,
        keep: Option<Vec<String>>,
        language: In,
    ) -> PyResult<Answers> {
        arrow::quote(&self.0, table, lines, How { threads, keep, language: language.0 })
    }

    /// By when is each step of these due? A row of the table is a question, a row of the answers its answer.
    ///
    /// As decide_batch, with the columns of deadlines: ``agency, procedure, service, on``, one of ``zone`` and ``place`` in
    /// each row, and ``known_on, slip, posted_on, filed_on, resolved_on, collected_on, last_attempt_on, suspended``. The
    /// answers have ``outcome, contract, clause, zone, steps, reasons, issues``; steps are structs of
    /// ``id, from, days, unit, due``.
    ///
    /// >>> rulebook.deadlines_batch(table).to_pyarrow()["outcome"].to_pylist()
    /// ['no_deadline', 'not_covered']
    #[pyo3(
        signature = (table, *, threads = None, keep = None, language = In::default()),
        text_signature = "($self, table, *, threads=None, keep=None, language='vi')"
    )]
    fn deadlines_batch(
        &self,
        table: &Bound<'_, PyAny>,
        threads: Option<usize>,
        keep: Option<Vec<String>>,
        language: In,
    ) -> PyResult<Answers> {
        arrow::deadlines(&self.0, table, How { threads, keep, language: language.0 })
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
        signature = (table, *, threads = None, keep = None, language = In::default()),
        text_signature = "($self, table, *, threads=None, keep=None, language='vi')"
    )]
    fn compensation_batch(
        &self,
        table: &Bound<'_, PyAny>,
        threads: Option<usize>,
        keep: Option<Vec<String>>,
        language: In,
    ) -> PyResult<Answers> {
        arrow::compensation(&self.0, table, How { threads, keep, language: language.0 })
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
        threads: Option<usize>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (contract, period): (Id, Validity) = both(("contract", contract), ("period", period), language)?;
        let how = How { threads, keep: None, language: language.0 };
        arrow::settle(&self.0, items, (&contract, &period), &how)
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
        threads: Option<usize>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (contract, period): (Id, Validity) = both(("contract", contract), ("period", period), language)?;
        let how = How { threads, keep: None, language: language.0 };
        arrow::reconcile(&self.0, (items, invoice), (&contract, &period), &how)
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
        threads: Option<usize>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let how = How { threads, keep: None, language: language.0 };
        arrow::report(&self.0, table, (period, by), &how)
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
        threads: Option<usize>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        let how = How { threads, keep: None, language: language.0 };
        arrow::compare((&self.0, &after.get().0), table, (by, top), &how)
    }

    /// decide from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.decide_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (case, *, language = In::default()), text_signature = "($self, case, *, language='vi')")]
    fn decide_json(&self, case: Json, language: In) -> String {
        self.0.decide_json(&case.0, language.0)
    }

    /// quote from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.quote_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(
        signature = (consignment, *, language = In::default()),
        text_signature = "($self, consignment, *, language='vi')"
    )]
    fn quote_json(&self, consignment: Json, language: In) -> String {
        self.0.quote_json(&consignment.0, language.0)
    }

    /// deadlines from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.deadlines_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (moments, *, language = In::default()), text_signature = "($self, moments, *, language='vi')")]
    fn deadlines_json(&self, moments: Json, language: In) -> String {
        self.0.deadlines_json(&moments.0, language.0)
    }

    /// compensation from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.compensation_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (claim, *, language = In::default()), text_signature = "($self, claim, *, language='vi')")]
    fn compensation_json(&self, claim: Json, language: In) -> String {
        self.0.compensation_json(&claim.0, language.0)
    }

    /// journey from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.journey_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn journey_json(&self, question: Json, language: In) -> String {
        self.0.journey_json(&question.0, language.0)
    }

    /// choices from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.choices_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn choices_json(&self, question: Json, language: In) -> String {
        self.0.choices_json(&question.0, language.0)
    }

    /// procedures from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.procedures_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn procedures_json(&self, question: Json, language: In) -> String {
        self.0.procedures_json(&question.0, language.0)
    }

    /// settle from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.settle_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn settle_json(&self, question: Json, language: In) -> String {
        self.0.settle_json(&question.0, language.0)
    }

    /// reconcile from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.reconcile_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn reconcile_json(&self, question: Json, language: In) -> String {
        self.0.reconcile_json(&question.0, language.0)
    }

    /// report from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.report_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn report_json(&self, py: Python<'_>, question: Json, language: In) -> String {
        py.detach(|| self.0.report_json(&question.0, language.0))
    }

    /// quarter_report from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.quarter_report_json("{}")[:36]
    /// '{"issues":[{"code":"missing","path":'
    #[pyo3(signature = (question, *, language = In::default()), text_signature = "($self, question, *, language='vi')")]
    fn quarter_report_json(&self, py: Python<'_>, question: Json, language: In) -> String {
        py.detach(|| self.0.quarter_report_json(&question.0, language.0))
    }

    /// compare from JSON text to JSON text; an invalid question gives ``{"issues":[…]}``.
    ///
    /// >>> rulebook.compare_json(rulebook, "{}")[:32]
    /// '{"currency":"VND","groups":[],"t'
    #[pyo3(
        signature = (after, question, *, language = In::default()),
        text_signature = "($self, after, question, *, language='vi')"
    )]
    fn compare_json(&self, after: &Bound<'_, Self>, question: Json, language: In) -> String {
        let (py, after) = (after.py(), &after.get().0);
        py.detach(|| self.0.compare_json(after, &question.0, language.0))
    }

    /// The findings of check as a JSON list.
    ///
    /// >>> json.loads(rulebook.check_json()) == rulebook.check()
    /// True
    #[pyo3(signature = (*, language = In::default()), text_signature = "($self, *, language='vi')")]
    fn check_json(&self, py: Python<'_>, language: In) -> String {
        py.detach(|| self.0.check_json(language.0))
    }

    /// Working days after a, up to and with b, by a calendar; 0 when b is not after a.
    ///
    /// Raises ValueError when there is no such calendar or it does not cover a day that is needed.
    ///
    /// >>> rulebook.working_days_between("agency", "2018-10-05", "2018-10-09")
    /// 2
    #[pyo3(
        signature = (calendar, a, b, *, language = In::default()),
        text_signature = "($self, calendar, a, b, *, language='vi')"
    )]
    fn working_days_between(
        &self,
        calendar: &str,
        a: &Bound<'_, PyAny>,
        b: &Bound<'_, PyAny>,
        language: In,
    ) -> PyResult<i64> {
        let (a, b): (Date, Date) = both(("a", a), ("b", b), language)?;
        self.0.working_days_between(calendar, a, b).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The day that is so many working days after a, by a calendar: the day after is day 1.
    ///
    /// 0 days is the day itself when it is a working day, else the next. Raises ValueError when there is no such
    /// calendar or it does not cover a day that is needed.
    ///
    /// >>> rulebook.add_working_days("agency", date(2018, 10, 5), 2)
    /// datetime.date(2018, 10, 9)
    #[pyo3(
        signature = (calendar, a, days, *, language = In::default()),
        text_signature = "($self, calendar, a, days, *, language='vi')"
    )]
    fn add_working_days<'py>(
        &self,
        calendar: &str,
        a: &Bound<'py, PyAny>,
        days: &Bound<'py, PyAny>,
        language: In,
    ) -> PyResult<Bound<'py, PyAny>> {
        static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let py = a.py();
        let (a, days): (Date, Days) = both(("a", a), ("days", days), language)?;
        let day = self.0.add_working_days(calendar, a, days);
        let day = day.map_err(|error| PyValueError::new_err(error.to_string()))?;
        DATE.import(py, "datetime", "date")?.call_method1("fromisoformat", (day.to_string(),))
    }

    /// The rulebook's id.
    ///
    /// >>> rulebook.id
    /// 'binh-duong'
    #[getter]
    fn id(&self) -> &str {
        self.0.document().id.as_str()
    }

    /// The document in its normal form, as a new dict each time.
    ///
    /// >>> rulebook.document["currency"]
    /// 'VND'
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        write(py, self.0.document(), Language::default())
    }

    /// The document in its normal form, as JSON text.
    ///
    /// >>> json.loads(rulebook.to_json()) == rulebook.document
    /// True
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    fn __repr__(&self) -> String {
        let document = self.0.document();
        let (contracts, procedures) = (document.contracts.len(), document.procedures.len());
        format!("<hoso.Rulebook '{}': {contracts} contracts, {procedures} procedures>", document.id)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.document() == other.0.document()
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        // Equal rulebooks have equal ids; two editions of one rulebook may well share a bucket.
        PyString::new(py, self.id()).hash()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (String,)) {
        (slf.get_type(), (slf.get().0.to_json(),))
    }

    /// Immutable, so it is its own copy.
    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }
}
