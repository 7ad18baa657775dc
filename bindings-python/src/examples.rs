//! What Python's `help` shows of each question besides what it asks: an example, which the tests run.

/// The example of a question. A question without one does not compile.
macro_rules! example {
    (decide) => {
        r#"
>>> case = {"agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01"}
>>> answer = rulebook.decide(case)
>>> answer["outcome"], answer["contract"], answer["clause"], answer["sources"]
('covered', 'SNV-2014', '1', ['1602/UBND-VX'])"#
    };
    (choices) => {
        r#"
>>> [agency["name"] for agency in rulebook.choices({"on": "2014-10-01"})["agencies"]][:1]
['Sở Nội vụ tỉnh Bình Dương']"#
    };
    (procedures) => {
        r#"
>>> answer = rulebook.procedures({"agency": "so-noi-vu", "on": "2014-10-01"})
>>> [procedure["services"] for procedure in answer["procedures"]][:1]
[['return']]"#
    };
    (quote) => {
        r#"
>>> consignment = {
...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": date(2014, 10, 1),
...     "weight_grams": 80, "zone": "intra_province",
... }
>>> rulebook.quote(consignment)["total"]
35000"#
    };
    (deadlines) => {
        r#"
>>> moments = {
...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2018-10-01",
...     "zone": "intra_province", "resolved_on": "2018-10-01",
... }
>>> [(step["id"], step["due"]) for step in rulebook.deadlines(moments)["steps"]]
[('collection', '2018-10-02'), ('first_attempt', '2018-10-04')]"#
    };
    (compensation) => {
        r#"
>>> claim = {
...     "zone": "intra_province", "charge": 26000, "accepted_on": "2018-10-01", "due_on": "2018-10-03",
...     "event": "lost", "claimed_on": "2018-10-10",
... }
>>> rulebook.compensation(claim)["amount"]
104000"#
    };
    (journey) => {
        r#"
>>> dossier = {
...     "dossier": "000.00.53.H09-181001-0001", "agency": "so-noi-vu", "procedure": "1.900101", "service": "return",
...     "on": "2018-10-08", "zone": "intra_province", "resolved_on": "2018-10-01", "return_events": [
...         {"id": "e1", "consignment": "RB123456785VN", "kind": "accepted", "at": "2018-10-02T08:30:00+07:00"}],
... }
>>> journey = rulebook.journey(dossier)
>>> journey["state"], journey["state_number"]
('done', 9)
>>> [(late["step"], late["due"], late["days"], late["whose"]) for late in journey["late"]]
[('first_attempt', '2018-10-04', 2, 'post')]"#
    };
    (settle) => {
        r#"
>>> price = rulebook.quote({
...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01",
...     "weight_grams": 80, "zone": "intra_province",
... })
>>> question = {"contract": "SNV-2014", "period": {"from": "2014-10-01", "until": "2014-11-01"},
...             "items": [{"id": "RB123456785VN", "on": "2014-10-01", "quote": price}]}
>>> statement = rulebook.settle(question)
>>> statement["total"], statement["collected"], statement["balance"]
(35000, 35000, 0)"#
    };
    (reconcile) => {
        r#"
>>> price = rulebook.quote({
...     "agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01",
...     "weight_grams": 80, "zone": "intra_province",
... })
>>> question = {"contract": "SNV-2014", "period": {"from": "2014-10-01", "until": "2014-11-01"},
...             "items": [{"id": "RB123456785VN", "on": "2014-10-01", "quote": price}],
...             "invoice": [{"id": "1", "item": "RB123456785VN", "amount": 36000}]}
>>> [line["difference"] for line in rulebook.reconcile(question)["wrong_amount"]]
[1000]"#
    };
    (report) => {
        r#"
>>> row = {"agency": "so-noi-vu", "procedure": "1.900101", "resolved_on": date(2014, 9, 10), "by_post": True}
>>> question = {"period": {"from": "2014-01-01", "until": "2014-10-01"}, "by": ["month"], "rows": [row]}
>>> rulebook.report(question)["groups"][0]["month"]
'2014-09'"#
    };
    (quarter_report) => {
        r#"
>>> row = {"agency": "so-noi-vu", "service": "return", "accepted_on": date(2018, 9, 10), "revenue": 31818}
>>> question = {"period": {"from": "2018-07-01", "until": "2018-10-01"}, "by": ["agency"], "rows": [row]}
>>> total = rulebook.quarter_report(question)["total"]
>>> total["volume"], total["revenue"], total["safe_bp"]
(1, 31818, 10000)"#
    };
}

pub(crate) use example;
