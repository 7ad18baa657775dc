//! What to do about each code, for the reference page: who asks mends an issue, an office acts on a reason, a finding or an
//! anomaly.

/// What to do about a code.
pub(super) struct Cure {
    pub(super) code: &'static str,
    pub(super) what: &'static str,
    /// What is refused, and what is right.
    pub(super) example: Option<(&'static str, &'static str)>,
}

const fn to(code: &'static str, what: &'static str) -> Cure {
    Cure { code, what, example: None }
}

const fn like(code: &'static str, what: &'static str, wrong: &'static str, right: &'static str) -> Cure {
    Cure { code, what, example: Some((wrong, right)) }
}

/// The cures of each list of codes, in the list's order.
pub(super) const CURES: [(&str, &[Cure]); 4] =
    [("IssueCode", ISSUES), ("ReasonCode", REASONS), ("FindingCode", FINDINGS), ("AnomalyCode", ANOMALIES)];

const ISSUES: &[Cure] = &[
    like(
        "not_json",
        "Mend the text at that line and column, or have a JSON library write it.",
        "{'on': 1,}",
        "{\"on\": 1}",
    ),
    to(
        "too_long",
        "Shorten it to `max`: characters of a text, elements of a list, bytes of a whole input. Send many rows in several calls, or as a table.",
    ),
    like(
        "too_short",
        "Give at least `min` elements or characters; leave an optional key out rather than empty.",
        "\"days\": []",
        "\"days\": [\"mon\"]",
    ),
    like(
        "too_deep",
        "Take out levels of nesting, or `parent`s between a place and its province, until at most `max` are left.",
        "\"x_note\": [[[[…]]]]",
        "\"x_note\": \"…\"",
    ),
    to("too_many_issues", "Mend those that are listed, then ask again: the rest come to light."),
    like(
        "missing",
        "Add the key that `path` names.",
        "{\"agency\": \"snv\"}",
        "{\"agency\": \"snv\", \"on\": \"2014-10-01\"}",
    ),
    like(
        "unknown_key",
        "Correct the spelling to one of `allowed`, of which `nearest` is the most alike, or begin a key of your own with `x_`.",
        "\"colour\": \"red\"",
        "\"x_colour\": \"red\"",
    ),
    like("duplicate_key", "Keep one of the two.", "{\"zone\": \"a\", \"zone\": \"b\"}", "{\"zone\": \"a\"}"),
    like(
        "wrong_type",
        "Give a value of the `expected` kind: numbers and truth values without quotes, lists in brackets.",
        "\"weight_grams\": \"80\"",
        "\"weight_grams\": 80",
    ),
    like(
        "not_integer",
        "Round it, or give it in the smaller unit: grams, not kilograms; basis points, not percent.",
        "\"weight_grams\": 0.08e3",
        "\"weight_grams\": 80",
    ),
    like("too_small", "Give a number of at least `min`.", "\"weight_grams\": 0", "\"weight_grams\": 1"),
    to(
        "too_large",
        "Give a number of at most `max`; where `path` is empty the answer's sums would be larger, so ask for fewer rows at once.",
    ),
    like("not_one_of", "Choose one of `allowed`.", "\"service\": \"returns\"", "\"service\": \"return\""),
    like(
        "not_an_id",
        "Write it without spaces and Vietnamese letters.",
        "\"agency\": \"Sở Nội vụ\"",
        "\"agency\": \"so-noi-vu\"",
    ),
    like(
        "not_a_date",
        "Write year, month and day, and look whether the month has that day.",
        "\"on\": \"01/10/2014\"",
        "\"on\": \"2014-10-01\"",
    ),
    like(
        "not_a_time",
        "Write date, time and offset.",
        "\"at\": \"2014-10-01 08:30\"",
        "\"at\": \"2014-10-01T08:30:00+07:00\"",
    ),
    like(
        "not_a_clock_time",
        "Write hours and minutes, from 00:00 to 23:59.",
        "\"cut_off\": \"3 pm\"",
        "\"cut_off\": \"15:00\"",
    ),
    like("not_an_offset", "Write sign, hours and minutes.", "\"utc_offset\": \"GMT+7\"", "\"utc_offset\": \"+07:00\""),
    like("not_a_currency", "Write the three letters of ISO 4217.", "\"currency\": \"đồng\"", "\"currency\": \"VND\""),
    like(
        "control_character",
        "Take out line breaks, tabs and other control characters.",
        "\"name\": \"Phát\\nnhanh\"",
        "\"name\": \"Phát nhanh\"",
    ),
    like(
        "exactly_one_of",
        "Leave one of `keys` and take out the others, or add one.",
        "{\"zone\": \"z\", \"place\": \"p\"}",
        "{\"place\": \"p\"}",
    ),
    like("at_least_one_of", "Add one of `keys`.", "\"name\": {}", "\"name\": {\"vi\": \"Sở Nội vụ\"}"),
    like(
        "not_with",
        "Take the key out, or add or change `key`, with which it has a meaning.",
        "{\"kind\": \"delivered\", \"reason\": \"moved\"}",
        "{\"kind\": \"delivered\"}",
    ),
    like(
        "duplicate",
        "Take out one of the two, or give it an id of its own; `first` says where the other stands.",
        "[{\"id\": \"a\"}, {\"id\": \"a\"}]",
        "[{\"id\": \"a\"}, {\"id\": \"b\"}]",
    ),
    like(
        "unknown_reference",
        "Correct the id `value`, perhaps to `nearest`, or add an entry with it to the rulebook's `list`.",
        "\"tariff\": \"taref\"",
        "\"tariff\": \"tariff\"",
    ),
    like(
        "cycle",
        "Take out one reference of the chain: something cannot be its own parent or successor, at whatever distance.",
        "{\"code\": \"a\", \"parent\": \"a\"}",
        "{\"code\": \"a\"}",
    ),
    like(
        "empty_validity",
        "Let `until` be the first day that is no longer valid, after `from`.",
        "{\"from\": \"2015-01-01\", \"until\": \"2015-01-01\"}",
        "{\"from\": \"2015-01-01\", \"until\": \"2015-01-02\"}",
    ),
    to(
        "overlap",
        "End the earlier one on the day on which the later begins: `until` is the first day no longer valid.",
    ),
    like(
        "not_rising",
        "Sort the entries by this value, and take out repeated ones.",
        "[{\"up_to\": 500}, {\"up_to\": 100}]",
        "[{\"up_to\": 100}, {\"up_to\": 500}]",
    ),
    like(
        "shares_not_whole",
        "Let the shares add up to 10000 basis points.",
        "[{\"bp\": 5000}, {\"bp\": 4000}]",
        "[{\"bp\": 5000}, {\"bp\": 5000}]",
    ),
    to("contradicts", "Take the value out, or give what is known otherwise: `expected`, where it can be told."),
    to("outside_period", "Give a day from `from` until before `until`, or ask about the period in which it lies."),
    to("does_not_add_up", "Give the price as `quote` answered it; `expected` is what its other amounts give."),
    like(
        "mixed_consignments",
        "Ask about one consignment at a time; a table of events may hold many.",
        "[{\"consignment\": \"RB1\"}, {\"consignment\": \"RB2\"}]",
        "[{\"consignment\": \"RB1\"}, {\"consignment\": \"RB1\"}]",
    ),
    to("bad_part", "Look at the document again: the named `part` must be what `expected` says."),
    to("bad_check_digit", "Look at every digit of the number again: one is wrong, or two have changed places."),
    like(
        "not_a_name",
        "Write the name as on the person's papers, without titles in figures or signs.",
        "\"name\": \"Nguyễn Văn A (1980)\"",
        "\"name\": \"Nguyễn Văn A\"",
    ),
    like(
        "not_an_email",
        "Write one address, or leave it out.",
        "\"email\": \"an.example.vn\"",
        "\"email\": \"an@example.vn\"",
    ),
    like(
        "authorisation_required",
        "Have the applicant authorise the recipient in writing, then tick it.",
        "\"authorised\": false",
        "\"authorised\": true",
    ),
    like(
        "consent_required",
        "Ask the person, and tick it when they agree; without consent the dossier cannot go by post.",
        "\"consent\": false",
        "\"consent\": true",
    ),
    to(
        "not_covered",
        "Tell the person why, from `reasons`; each has its own word under ReasonCode. They can still go to the agency.",
    ),
    like(
        "no_event",
        "Do not send it on as an event: `name` is what the system calls it. `event_of` tells which codes are events.",
        "{\"system\": \"upu_emsevt\", \"code\": \"EMZ\"}",
        "{\"system\": \"upu_emsevt\", \"code\": \"EMI\"}",
    ),
    to("option_not_offered", "Take the option out; `decide` answers with the options that the clause has."),
];

const REASONS: &[Cure] = &[
    to(
        "unknown_agency",
        "Correct the code; `choices` has the agencies of a day. If it is right, add the agency to the rulebook.",
    ),
    to(
        "unknown_procedure",
        "Correct the code; `procedures` has those of an agency. If it is right, add the procedure to the rulebook.",
    ),
    to("unknown_field", "Correct the id, or ask with the procedure alone: its field is in the catalogue."),
    to(
        "agency_not_in_force",
        "Ask its successor, or about a day on which it existed; a merged agency needs `merged_into` in the rulebook.",
    ),
    to(
        "procedure_not_of_agency",
        "Ask the agency that handles it, or correct the procedure's `agencies` in the rulebook.",
    ),
    to("field_not_of_agency", "Ask another agency, or correct the agencies of the field's procedures in the rulebook."),
    to("procedure_not_in_force", "Ask with the code that replaced it, or correct the procedure's `valid`."),
    to("unknown_reception", "Choose a counter that the rulebook has: `choices` lists them for each agency."),
    to("not_received_there", "Choose another counter for the agency, or add the entry to the rulebook's `receptions`."),
    to("in_person_only", "Tell the person to come: the published list keeps this service off the post."),
    to(
        "no_contract",
        "Sign a contract whose `agencies` name this one by its code or kind, or all; until then the person must come.",
    ),
    to("contract_not_yet_in_force", "Wait until `from`, or look whether the contract's `valid` is what was signed."),
    to("contract_ended", "Renew the contract: an amendment may move its end. Until then the person must come."),
    to("contract_terminated", "Look for another operator; the day of termination is in the contract."),
    to("excluded", "Amend the contract's `except` if the case should be carried; otherwise the person must come."),
    to("procedure_not_in_scope", "Widen the scope of a clause by an amendment, or add a clause for the procedure."),
    to("field_not_in_scope", "Widen the scope of a clause by an amendment, or add a clause for the field."),
    to(
        "service_not_contracted",
        "Add a clause for the service by an amendment, or ask for a service that the contract has.",
    ),
    to("no_zone", "Add a rule to the rulebook's `zones` that holds between the agency's place and this one."),
    to(
        "unknown_place",
        "Correct the code; `choices` has the places of a day. After a reform of communes, add the new ones.",
    ),
    like(
        "unknown_zone",
        "Give one of the rulebook's `zones`, or the place instead of the zone.",
        "\"zone\": \"inner\"",
        "\"zone\": \"intra_province\"",
    ),
    to("agency_has_no_place", "Give the agency a `place` in the rulebook, or ask with the zone."),
    to("no_tariff_version", "Add the tariff's version of that day, or correct the validity of one."),
    to("no_rate", "Add a rate for the service in the zone to the version, or tell the person that nothing goes there."),
    to("too_heavy", "Split it, or have it carried otherwise: the rate ends at `max` grams."),
    to("option_not_offered", "Leave the option out; `decide` answers with the options of the clause."),
    to("declared_value_missing", "Give `declared_value` in đồng, or leave the option out."),
    to("no_agency_fee", "Leave out the collecting of the fee, or add the procedure's fee of that day to the rulebook."),
    to("no_tax_rate", "Add the tax's rate of that day to the rulebook."),
    to("no_sla", "Nothing was promised: agree on times in an amendment, or tell the person that there are none."),
    to("moment_missing", "Give the moment when it is known; the steps that count from other moments are told already."),
    to("no_days_for_zone", "Add the zone's days to the clause's `sla`."),
    to("no_processing_days", "Add `processing_days` to the procedure, or give `resolved_on`."),
    to("calendar_not_covered", "Add the year to the calendar when its holidays are published."),
    to("no_liability_rule", "Add the liability rule of that day to the rulebook."),
    to("missing", "Give the value of `key`: this kind of harm is reckoned from it."),
    to("not_late", "Nothing is owed: tell the person the due day."),
    to("claim_too_late", "Nothing is owed: the law's time to claim ended with `until`."),
];

const FINDINGS: &[Cure] = &[
    to("tariff_gap", "Add a version of the tariff for these days, or end the clause when the tariff ends."),
    to("rate_gap", "Add the rate, or take the service out of the clause if nothing is carried there."),
    to("tax_gap", "Add the tax's rate for these days."),
    to("calendar_gap", "Add the days to the calendar: due days that need them cannot be told."),
    to("contract_overlap", "Narrow one scope, or end one contract when the other begins; until then `winner` applies."),
    to("clause_never_wins", "Take the clause out, or narrow the clause that always comes first."),
    to("scope_empty", "Correct the ids in the scope, or take the clause out."),
    to("price_falls", "Hold the band's price against the signed tariff: probably a typing error."),
    to(
        "weights_look_like_kilograms",
        "Give `up_to`, `each` and `max` in grams: half a kilogram is 500. If nothing heavier is carried, nothing is wrong.",
    ),
    to(
        "discount_never_applies",
        "Correct the service of its `when`, or the tariff or services of the clause that is meant.",
    ),
    like(
        "zone_unreachable",
        "Move the zone before the one that always holds; where it is asked for by its id and not found between places, say so with `by_name`.",
        "\"when\": {\"same\": \"district\"}",
        "\"when\": {\"by_name\": true}",
    ),
    to("amendment_without_effect", "Correct the day on which it takes effect, or have it move the contract's end."),
    to("retroactive_amendment", "Hold both days against the paper; if they are right, nothing is wrong."),
    to("signed_after_start", "Hold both days against the paper; if they are right, nothing is wrong."),
    like(
        "until_looks_inclusive",
        "Give the day after the last one that is valid; if it does end so, nothing is wrong.",
        "\"until\": \"2014-12-31\"",
        "\"until\": \"2015-01-01\"",
    ),
    to(
        "holidays_missing",
        "Add the holidays of these years, or let `covers` end before the year that is not published yet.",
    ),
    to(
        "working_day_without_effect",
        "Correct the day, or add the holiday or weekend day that it makes up for; else take it out.",
    ),
    to(
        "reception_never_used",
        "Name other agencies in its `for`, or take the entry out: a counter always serves its own agency.",
    ),
    to("procedure_never_covered", "Widen a clause if the procedure should go by post; if not, nothing is wrong."),
    to("unused_source", "Cite the source where it belongs, or take it out."),
    to("too_much_to_check", "Mend what is listed and check again; check the contracts of a large rulebook in parts."),
];

const ANOMALIES: &[Cure] = &[
    like(
        "conflicting_event",
        "Ask the sender of the events which content is right; to correct an event, void it and tell it anew.",
        "{\"id\": \"e1\", \"kind\": \"delivered\"}, {\"id\": \"e1\", \"kind\": \"returned\"}",
        "{\"id\": \"e1\", \"kind\": \"delivered\"}",
    ),
    like(
        "void_of_void",
        "Tell the voided event anew, under an id of its own, if it did happen.",
        "{\"id\": \"e3\", \"kind\": \"void\", \"voids\": \"e2\"}, where e2 is a void",
        "{\"id\": \"e4\", \"kind\": \"accepted\"}",
    ),
    like(
        "void_of_unknown",
        "Look for the event that is meant: it was not told yet, or its id is misspelt.",
        "{\"id\": \"e2\", \"kind\": \"void\", \"voids\": \"e11\"}",
        "{\"id\": \"e2\", \"kind\": \"void\", \"voids\": \"e1\"}",
    ),
    like(
        "unexpected_event",
        "Look for an event that was not told between; `allowed` says what could have happened.",
        "\"kind\": \"created\", then \"kind\": \"delivery_failed\" after \"kind\": \"delivered\"",
        "\"kind\": \"delivery_failed\" before \"kind\": \"delivered\"",
    ),
    like(
        "not_accepted",
        "Nothing is lost: the event counts. If the acceptance comes to light, tell it; ask whoever scans why it is missing.",
        "\"kind\": \"created\", then \"kind\": \"delivered\"",
        "\"kind\": \"created\", \"kind\": \"accepted\", then \"kind\": \"delivered\"",
    ),
];
