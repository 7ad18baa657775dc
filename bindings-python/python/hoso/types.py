"""The types of questions and answers, for type checkers and editors; nothing here is needed at run time.

Dates may be given as ``datetime.date`` or as text, times as aware ``datetime`` or as text; answers hold them as text.
Keys that begin with ``x_`` are free in whatever is asked, but a ``TypedDict`` cannot say so.

Made from the declarations in ``core`` by ``UPDATE=1 cargo test -p hoso-tests faces``; do not edit.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, NotRequired, Protocol, SupportsIndex, TypeAlias, TypedDict

from hoso._codes import (
    AgencyCodeForm as AgencyCodeForm,
    AnomalyCode as AnomalyCode,
    Base as Base,
    Cause as Cause,
    Change as Change,
    ClaimState as ClaimState,
    Combine as Combine,
    CompensationTo as CompensationTo,
    DayUnit as DayUnit,
    DossierState as DossierState,
    EventKind as EventKind,
    ExpectedKind as ExpectedKind,
    FailureReason as FailureReason,
    FindingCode as FindingCode,
    ForeignSystem as ForeignSystem,
    Form as Form,
    GroupKey as GroupKey,
    Harm as Harm,
    IdentifierKind as IdentifierKind,
    IssueCode as IssueCode,
    Language as Language,
    LineKind as LineKind,
    Meaning as Meaning,
    Outcome as Outcome,
    OwedKind as OwedKind,
    PaperKind as PaperKind,
    PhoneKind as PhoneKind,
    QuestionKind as QuestionKind,
    ReasonCode as ReasonCode,
    Relation as Relation,
    RoundingMode as RoundingMode,
    Service as Service,
    Severity as Severity,
    Sex as Sex,
    State as State,
    StepId as StepId,
    Weekday as Weekday,
    Whose as Whose,
)

Json: TypeAlias = str | bytes | bytearray
"""JSON text."""
Day: TypeAlias = str | date
"""A civil date, ``2014-10-01``."""
Moment: TypeAlias = str | datetime
"""A time with an offset, ``2014-10-01T08:30:00+07:00``."""
Integer: TypeAlias = SupportsIndex
"""``int`` or an integer of numpy; a ``bool`` and a ``float`` are refused."""

# Tables.


class ArrowStream(Protocol):
    """A table that hands out its batches: of pyarrow, Polars, DuckDB, pandas."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class ArrowArray(Protocol):
    """A single batch."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


ArrowTable: TypeAlias = ArrowStream | ArrowArray
"""Anything that speaks the Arrow C interface."""

# decide: May this go by post?


class Case(TypedDict):
    """A question: may this go by post? About a procedure, or about a field as a whole: give ``procedure``, or
    ``field`` alone."""

    agency: str
    """The agency's code."""

    procedure: NotRequired[str | None]
    """The procedure's code; without it the question is about the field."""

    field: NotRequired[str | None]
    """The field's id; beside a procedure it must be the procedure's own."""

    service: Service
    """The service: which way is to go by post."""

    on: Day
    """The day on which it is to go."""

    known_on: NotRequired[Day | None]
    """The day on whose knowledge the answer rests; absent: everything is known."""

    reception: NotRequired[str | None]
    """The code of the agency at whose counter the dossier is handed in and the result given out; absent: the
    agency's own."""


class Share(TypedDict):
    """A share of the charge."""

    who: str
    """Who pays it."""

    bp: int
    """How much of it, in basis points."""


class Reason(TypedDict):
    """Why an answer is no, or not all of it can be told."""

    code: ReasonCode
    """Which reason it is."""

    params: "Params"
    """What the message names, by the code's parameters."""

    message: str
    """The message, in the language asked."""


class Covered(TypedDict):
    """The post may carry it, by this clause of this contract."""

    outcome: Literal["covered"]
    """How it came out: ``covered``."""

    contract: str
    """The id of the contract that covers it."""

    clause: str
    """The id of the clause that covers it."""

    amendment: NotRequired[str]
    """The amendment that last set the clause."""

    operator: str
    """The id of the operator that carries."""

    tariff: str
    """The id of the tariff by which it is charged."""

    payers: list[Share]
    """Who pays which share of the charge."""

    options: list[str]
    """What may be asked beyond plain carriage."""

    sources: list[str]
    """The contract's legal basis."""

    reasons: list[Reason]
    """Always empty: nothing is in the way."""


class NotCovered(TypedDict):
    """The post may not carry it."""

    outcome: Literal["not_covered"]
    """How it came out: ``not_covered``."""

    reasons: list[Reason]
    """Why: the first group of reasons that applies."""


Decision: TypeAlias = Covered | NotCovered
"""Whether it may go by post, by which clause of which contract, or why not."""


# quote: What does it cost, and who pays?


class Consignment(TypedDict):
    """A question: what does this carriage cost? Give exactly one of ``zone`` and ``place``."""

    agency: str
    """The agency's code."""

    procedure: str
    """The procedure's code."""

    service: Service
    """The service: which way is carried."""

    on: Day
    """The day on which it is to go."""

    known_on: NotRequired[Day | None]
    """The day on whose knowledge the answer rests; absent: everything is known."""

    reception: NotRequired[str | None]
    """The code of the agency at whose counter the dossier is handed in and the result given out; absent: the
    agency's own."""

    weight_grams: Integer
    """The weight in grams; for ``both``, of the dossier on its way to the agency."""

    return_weight_grams: NotRequired[Integer | None]
    """For ``both``, the weight of the result on its way back; absent: the same."""

    zone: NotRequired[str | None]
    """The zone of the carriage; or else ``place``."""

    place: NotRequired[str | None]
    """The applicant's place: the other end of the carriage; or else ``zone``."""

    applicant: NotRequired[Sequence[str] | None]
    """Categories that the applicant is in, such as ``poor_household``."""

    options: NotRequired[Sequence[str] | None]
    """What is asked beyond plain carriage."""

    declared_value: NotRequired[Integer | None]
    """The value that the sender declares, in đồng."""

    agency_fee_units: NotRequired[Integer | None]
    """How many units the agency fee counts (pages, copies, signatures), where it is a price by the unit; absent: 1."""


class Line(TypedDict):
    """A line of a price."""

    kind: LineKind
    """What it is."""

    id: str
    """The id of the rate, surcharge, discount or tax that gave it: ``service/zone/up_to`` for postage."""

    bp: NotRequired[int]
    """The rate of a tax, in basis points."""

    amount: int
    """How much, in đồng."""

    source: NotRequired[str]
    """Its legal source."""


class Payment(TypedDict):
    """A payer's share of the total."""

    who: str
    """Who pays: a free name such as ``agency`` or ``applicant``."""

    amount: int
    """How much of the total, in đồng."""


class Quoted(TypedDict):
    """A price, line by line, each with the rule that gave it."""

    outcome: Literal["quoted"]
    """How it came out: ``quoted``."""

    contract: str
    """The id of the contract that covers it."""

    clause: str
    """The id of the clause that covers it."""

    amendment: NotRequired[str]
    """The amendment that last set the clause."""

    tariff: str
    """The id of the tariff that gave the price."""

    version: str
    """The id of the tariff's version."""

    zone: str
    """The id of the carriage's zone."""

    currency: str
    """The currency of every amount: ``VND``."""

    lines: list[Line]
    """The postage, surcharges, discounts and tax, one after the other."""

    net: int
    """The price without tax, in đồng."""

    tax: int
    """The tax on it, in đồng."""

    total: int
    """The price with tax, in đồng."""

    payers: list[Payment]
    """Who pays what of the total."""

    agency_fee: int
    """What is collected for the agency, in đồng; never part of the total."""

    applicant_due: int
    """What is asked at the door: the applicant's share and the agency fee, in đồng."""

    sources: list[str]
    """The legal sources of lines and fee, each once."""


class NoPrice(TypedDict):
    """The post may carry it, but its price cannot be told."""

    outcome: Literal["no_price"]
    """How it came out: ``no_price``."""

    contract: str
    """The id of the contract that covers it."""

    clause: str
    """The id of the clause that covers it."""

    reasons: list[Reason]
    """Everything that is in the way."""


Quotation: TypeAlias = Quoted | NoPrice | NotCovered
"""The price line by line, or why there is none."""


# deadlines: By when is each step due?


_Validity = TypedDict("_Validity", {"from": Day})


class Validity(_Validity):
    """The days on which something holds, half-open: ``until`` is the first day no longer valid."""

    until: NotRequired[Day | None]
    """The first day no longer valid; absent: without end."""


_AnsweredValidity = TypedDict("_AnsweredValidity", {"from": str})


class AnsweredValidity(_AnsweredValidity):
    """The days on which something holds, half-open: ``until`` is the first day no longer valid."""

    until: NotRequired[str]
    """The first day no longer valid; absent: without end."""


class Moments(TypedDict):
    """A question: by when is each step due? Give exactly one of ``zone`` and ``place``, and the moments that are
    known so far."""

    agency: str
    """The agency's code."""

    procedure: str
    """The procedure's code."""

    service: Service
    """The service: which way goes by post."""

    on: Day
    """The day on which it is to go."""

    known_on: NotRequired[Day | None]
    """The day on whose knowledge the answer rests; absent: everything is known."""

    reception: NotRequired[str | None]
    """The code of the agency at whose counter the dossier is handed in and the result given out; absent: the
    agency's own."""

    zone: NotRequired[str | None]
    """The zone of the carriage; or else ``place``."""

    place: NotRequired[str | None]
    """The applicant's place; or else ``zone``."""

    slip: NotRequired[bool | None]
    """Whether the appointment slip is brought to the person."""

    posted_on: NotRequired[Day | None]
    """The day on which the post accepted the dossier from the person."""

    filed_on: NotRequired[Day | None]
    """The day on which the agency signed the hand-over record, or a demanded supplement was complete."""

    filed_at: NotRequired[Moment | None]
    """When it was handed over to the agency, instead of ``filed_on``: at or after the procedure's cut-off it counts
    as filed on the agency's next working day."""

    resolved_on: NotRequired[Day | None]
    """The day on which the agency was done."""

    collected_on: NotRequired[Day | None]
    """The day on which the post took the result at the agency."""

    last_attempt_on: NotRequired[Day | None]
    """The day of the last delivery attempt."""

    suspended: NotRequired[Sequence[Validity] | None]
    """Days that do not count at the agency while a supplement is awaited."""


_Step = TypedDict("_Step", {"from": str})


class Step(_Step):
    """A step with its due day."""

    id: StepId
    """Which step it is."""

    days: int
    """How many days."""

    unit: DayUnit
    """What kind of days they are."""

    due: str
    """The last day on which it is in time."""

    source: NotRequired[str]
    """The legal source of the number of days."""


class Dated(TypedDict):
    """Due days, as far as they can be told; without any the outcome is ``no_deadline``."""

    outcome: Literal["dated", "no_deadline"]
    """How it came out: ``dated``, or ``no_deadline`` when there is no step."""

    contract: str
    """The id of the contract that covers it."""

    clause: str
    """The id of the clause that promises the times."""

    zone: NotRequired[str]
    """The id of the carriage's zone."""

    steps: list[Step]
    """The steps that can be told, in order."""

    reasons: list[Reason]
    """Why the other steps have no due day."""

    sources: list[str]
    """The legal sources of the steps, each once."""


Deadlines: TypeAlias = Dated | NotCovered
"""The due day of each step, or why the post may not carry it."""


# compensation: What is owed when it goes wrong?


class Claim(TypedDict):
    """A question: what does the operator owe? What each harm needs besides is told by the reason ``missing``."""

    zone: str
    """The zone of the carriage."""

    charge: Integer
    """The postage less discounts, without tax, in đồng (Circular 02/2012/TT-BTTTT, article 7)."""

    accepted_on: Day
    """The day on which the post accepted the item."""

    due_on: Day
    """The day on which it was due: not before the acceptance."""

    event: Harm
    """What went wrong."""

    claimed_on: Day
    """The day of the claim: not before the acceptance."""

    delivered_on: NotRequired[Day | None]
    """The day of delivery: not before the acceptance."""

    weight_grams: NotRequired[Integer | None]
    """The weight at acceptance, in grams."""

    lost_grams: NotRequired[Integer | None]
    """The weight that was lost or damaged, in grams."""

    actual_damage: NotRequired[Integer | None]
    """The actual damage, in đồng."""

    reissue_cost: NotRequired[Integer | None]
    """What making the papers anew costs, in đồng."""


class OwedLine(TypedDict):
    """A line of a compensation."""

    kind: OwedKind
    """What it is."""

    id: str
    """The rule and what it is for: ``RULE/lost``, ``/reissue``, ``/late``, ``/damaged``."""

    amount: int
    """How much, in đồng."""

    source: NotRequired[str]
    """Its legal source."""


class Owed(TypedDict):
    """The operator owes, and by when it answers and pays."""

    outcome: Literal["owed"]
    """How it came out: ``owed``."""

    rule: str
    """The id of the liability rule."""

    amount: int
    """How much in all, in đồng."""

    lines: list[OwedLine]
    """What is owed, line by line."""

    claim_until: str
    """The last day on which a claim was in time."""

    answer_due: NotRequired[str]
    """The last day for the operator's answer."""

    pay_due: NotRequired[str]
    """The last day for the payment."""

    sources: list[str]
    """The legal sources, each once."""


class NotOwed(TypedDict):
    """The operator does not owe."""

    outcome: Literal["not_owed"]
    """How it came out: ``not_owed``."""

    reasons: list[Reason]
    """Why the operator does not owe."""


class Incomplete(TypedDict):
    """What the operator owes cannot be told yet: what is not known is not a no."""

    outcome: Literal["incomplete"]
    """How it came out: ``incomplete``."""

    reasons: list[Reason]
    """What must be known: each is ``missing``."""


Compensation: TypeAlias = Owed | NotOwed | Incomplete
"""What the operator owes and by when, or why nothing, or what must be known to tell."""


# journey: How does one dossier stand as a whole?


class Names(TypedDict):
    """A name in Vietnamese, in English, or in both."""

    vi: NotRequired[str | None]
    """The name in Vietnamese."""

    en: NotRequired[str | None]
    """The name in English."""


class Event(TypedDict):
    """Something that happened to a consignment, as an operator or an agency tells it.

    ``reason``, ``amount``, ``office`` and ``recipient`` may stand beside any kind; ``voids`` says nothing beside
    another kind than ``void`` and is refused there. Two events are equal when they say the same, at the same
    instants: the offsets at which their times are written say nothing. To ``track`` the recipient says nothing
    either: an event stays the same when its person is erased."""

    id: str
    """The event's id: the same event told twice counts once."""

    consignment: str
    """The consignment's id."""

    kind: EventKind
    """What happened to the consignment."""

    at: Moment
    """When it happened."""

    recorded_at: NotRequired[Moment | None]
    """When it was written down; of two contents of one id the one written down later wins. Absent: ``at``."""

    office: NotRequired[str | Names | None]
    """The office where it happened."""

    reason: NotRequired[FailureReason | None]
    """Why the delivery failed; ``delivery_failed`` needs it."""

    voids: NotRequired[str | None]
    """The id of the event that does not count; ``void`` needs it."""

    amount: NotRequired[Integer | None]
    """The amount that was paid, in đồng; ``claim_settled`` needs it."""

    recipient: NotRequired[str | None]
    """Who received it: a person's name."""


class Dossier(TypedDict):
    """A question: how does one dossier stand as a whole?

    The keys of ``Consignment`` and ``Moments``, and the events of both ways. ``on`` is the day of asking; what
    the post may carry, by when and for how much is that of the day on which it went, or would go today."""

    dossier: str
    """The dossier's code."""

    agency: str
    """The agency's code."""

    procedure: str
    """The procedure's code."""

    service: Service
    """The service: which ways go by post."""

    on: Day
    """The day of asking."""

    known_on: NotRequired[Day | None]
    """The day on whose knowledge the answer rests; absent: everything is known."""

    reception: NotRequired[str | None]
    """The code of the agency at whose counter the dossier is handed in and the result given out; absent: the
    agency's own."""

    weight_grams: NotRequired[Integer | None]
    """The weight in grams, for the price; absent: the answer has no ``quote``."""

    return_weight_grams: NotRequired[Integer | None]
    """For ``both``, the weight of the result on its way back; absent: the same."""

    zone: NotRequired[str | None]
    """The zone of the carriage; or else ``place``."""

    place: NotRequired[str | None]
    """The applicant's place; or else ``zone``."""

    applicant: NotRequired[Sequence[str] | None]
    """Categories that the applicant is in, such as ``poor_household``."""

    options: NotRequired[Sequence[str] | None]
    """What is asked beyond plain carriage."""

    declared_value: NotRequired[Integer | None]
    """The value that the sender declares, in đồng."""

    agency_fee_units: NotRequired[Integer | None]
    """How many units the agency fee counts (pages, copies, signatures), where it is a price by the unit; absent: 1."""

    slip: NotRequired[bool | None]
    """Whether the appointment slip is brought to the person."""

    posted_on: NotRequired[Day | None]
    """The day on which the post accepted the dossier from the person; absent: as the intake events tell it."""

    filed_on: NotRequired[Day | None]
    """The day on which the agency signed the hand-over record, or a demanded supplement was complete; absent: as the
    intake events tell the delivery."""

    filed_at: NotRequired[Moment | None]
    """When it was handed over to the agency, instead of ``filed_on``: at or after the procedure's cut-off it counts
    as filed on the agency's next working day."""

    resolved_on: NotRequired[Day | None]
    """The day on which the agency was done."""

    collected_on: NotRequired[Day | None]
    """The day on which the post took the result at the agency, the last time when it was sent again; absent: as the
    return events tell it."""

    last_attempt_on: NotRequired[Day | None]
    """The day of the last failed delivery; absent: as the return events tell it."""

    suspended: NotRequired[Sequence[Validity] | None]
    """Days that do not count at the agency while a supplement is awaited."""

    agency_state: NotRequired[DossierState | None]
    """What the agency's own system says, for what no event shows: a payment, a withdrawal, a stop."""

    intake_events: NotRequired[Sequence[Event] | None]
    """The events of the dossier on its way to the agency, in any order: one consignment."""

    return_events: NotRequired[Sequence[Event] | None]
    """The events of the result on its way to the person, in any order. A result that was sent again has another
    consignment for each time."""


_Applied = TypedDict("_Applied", {"from": State})


class Applied(_Applied):
    """An event that had its effect."""

    event: str
    """The event's id."""

    kind: EventKind
    """What the event says happened."""

    at: str
    """When it happened."""

    to: State
    """The state after."""


class Anomaly(TypedDict):
    """An event that does not fit, and why."""

    code: AnomalyCode
    """Why the event does not fit."""

    event: str
    """The event's id."""

    kind: NotRequired[EventKind]
    """Of an unexpected event: what it says happened."""

    state: NotRequired[State]
    """Of an unexpected event: the state in which it came."""

    allowed: NotRequired[list[EventKind]]
    """Of an unexpected event: what could have happened then, in rank order."""


class Tracking(TypedDict):
    """Where a consignment is, how it came there, and what may happen next."""

    consignment: NotRequired[str]
    """The consignment's id; absent when nothing was told."""

    state: State
    """Where the consignment is."""

    since: NotRequired[str]
    """When the state last changed; absent when it never did."""

    attempts: int
    """How many deliveries were tried and failed."""

    damaged: bool
    """Whether it was damaged on the way."""

    claim: ClaimState
    """How a claim about it stands."""

    final: bool
    """Whether the carriage is over."""

    history: list[Applied]
    """The events that had their effect, in order."""

    anomalies: list[Anomaly]
    """The events that do not fit, and why."""

    allowed: list[EventKind]
    """What may happen next, in rank order."""


class Leg(TypedDict):
    """One way of a dossier: a consignment and where it is."""

    leg: Service
    """``intake``: to the agency; ``return``: to the person."""

    tracking: Tracking
    """Where it is."""


class Late(TypedDict):
    """A step that was not done by its due day; without ``reached`` it is not done yet."""

    step: StepId
    """Which step it is."""

    consignment: NotRequired[str]
    """The consignment, where events name it."""

    due: str
    """Its due day."""

    reached: NotRequired[str]
    """The day on which it was done; absent: not yet, and it counts up to the day of asking."""

    days: NotRequired[int]
    """By how many days, in working days of the step's calendar, suspended days aside; absent where the calendar does
    not cover them."""

    whose: Whose
    """Who had to keep the due day."""


class Expected(TypedDict):
    """Something that the contract, or the liability rule, expects next."""

    kind: ExpectedKind
    """What is expected next."""

    consignment: NotRequired[str]
    """The consignment, where events name it."""

    number: NotRequired[int]
    """Which attempt or invitation it would be: 2 is the second."""

    harm: NotRequired[Harm]
    """For what a person may claim, of an expected claim."""

    not_before: NotRequired[str]
    """The first day for it; absent where it cannot be told."""

    until: NotRequired[str]
    """The last day for it."""

    source: NotRequired[str]
    """Its legal source."""


class Journey(TypedDict):
    """A dossier as a whole: where it stands, its legs and due days, what is late and what comes next."""

    dossier: str
    """The dossier's code."""

    on: str
    """The day of asking."""

    state: DossierState
    """Where the dossier stands, in the national portal's terms."""

    state_number: int
    """The number of the state there, 1 to 10."""

    promised_on: NotRequired[str]
    """The day by which the agency is to be done: the due day of ``result``."""

    resolved_on: NotRequired[str]
    """The day on which the agency was done."""

    handed_over_on: NotRequired[str]
    """The day on which the post handed the result over."""

    legs: list[Leg]
    """The legs of which something was told: the intake, then each sending of the result."""

    deadlines: Deadlines
    """The due days, with the moments that the events tell; of the last sending, when the result was sent again."""

    late: list[Late]
    """What is late, in the order of the steps and sendings."""

    next: list[Expected]
    """What is expected next."""

    quote: NotRequired[Quotation]
    """The price, when a weight was given."""


# settle: What does a contract's period come to?


class SettleItem(TypedDict):
    """A carriage of a contract's period, with its price."""

    id: str
    """What it is known by, once among the items: the consignment's or the dossier's number."""

    on: Day
    """The day on which it counts."""

    quote: Quotation
    """Its price: a quoted answer, of this contract. Any other is an issue."""

    collected: NotRequired[Integer | None]
    """The money that the operator took from the applicant, in đồng; absent: ``applicant_due`` of the price."""

    compensation: NotRequired[Integer | None]
    """What the operator owes for what went wrong, in đồng."""

    compensation_to: NotRequired[CompensationTo | None]
    """To whom the compensation goes; absent: to the agency."""


class Account(TypedDict):
    """A question: what does a contract's period come to?"""

    contract: str
    """The id of the contract that is settled."""

    period: Validity
    """The days that are settled: an item of another day is an issue."""

    items: NotRequired[Sequence[SettleItem] | None]
    """What was carried and is charged, in any order."""


class Statement(TypedDict):
    """What a contract's period comes to, every đồng of it. A negative balance: the operator owes the agency."""

    contract: str
    """The id of the contract that is settled."""

    period: AnsweredValidity
    """The days that are settled."""

    items: int
    """How many items were carried."""

    postage: int
    """The postage of all items, in đồng, as their lines say it: with tax where the tariff's prices include it."""

    surcharges: int
    """The surcharges of all items, in đồng, as the lines say them."""

    discounts: int
    """The discounts of all items, in đồng, as the lines say them: 0 or less."""

    net: int
    """The charges without tax, in đồng."""

    tax: int
    """The tax on them, in đồng."""

    total: int
    """The charges with tax, in đồng: ``net`` + ``tax``, which is also what the payers pay."""

    payers: list[Payment]
    """Who pays what of the total, sorted by ``who`` as bytes."""

    collected: int
    """What the operator took from applicants, agency fees included."""

    agency_fees: int
    """The agency fees of the prices, which the operator hands over: what of them was collected is in the balance."""

    compensation: int
    """What the operator owes for what went wrong, to agency and applicants."""

    compensation_to_applicants: int
    """The part of it that goes to applicants."""

    balance: int
    """What the agency still owes the operator: the applicants' and the agency's shares of the total, less what was
    collected, less the compensation to the agency. Negative: the operator owes the agency."""


# reconcile: Is the operator's invoice right?


class InvoiceLine(TypedDict):
    """A line of the operator's invoice."""

    id: str
    """What it is known by, once among the lines."""

    item: str
    """The item that it bills."""

    amount: Integer
    """What it bills, with tax, in đồng; negative for a credit note."""


class Billing(TypedDict):
    """A question: is an invoice right?"""

    contract: str
    """The id of the contract whose invoice it is."""

    period: Validity
    """The days: an item of another day is an issue."""

    items: NotRequired[Sequence[SettleItem] | None]
    """What was carried, in any order, as for ``settle``."""

    invoice: NotRequired[Sequence[InvoiceLine] | None]
    """The invoice, in any order."""


class Matched(TypedDict):
    """What is billed as the contract says."""

    count: int
    """How many items they are."""

    amount: int
    """What is billed for them, in đồng."""


class WrongAmount(TypedDict):
    """An item that is billed with another amount than the contract says."""

    invoice: str
    """The id of the invoice's line; of an item with a credit note the smallest of those that are none."""

    item: str
    """The id of the item that it bills."""

    billed: int
    """What it bills, in đồng; for an item with a credit note all its lines together."""

    expected: int
    """The item's ``total``, in đồng."""

    difference: int
    """What is billed too much; negative: too little."""

    rule: NotRequired[str]
    """The rule that gives the right amount: the id of the item's postage line; of two, both with a ``+`` between."""


class BilledLine(TypedDict):
    """A line that should not be there."""

    invoice: str
    """The id of the invoice's line."""

    item: str
    """The item that it names."""

    billed: int
    """What it bills, in đồng."""


class NotBilled(TypedDict):
    """An item that no line bills."""

    item: str
    """The id of the item."""

    expected: int
    """Its ``total``, in đồng."""


class Credited(TypedDict):
    """An item of which a line is negative: its lines count as one, their sum."""

    item: str
    """The id of the item."""

    invoices: list[str]
    """The ids of its lines, sorted as bytes."""

    amount: int
    """What they come to, in đồng."""


class Reconciliation(TypedDict):
    """The operator's invoice held against what the contract says: every line of the invoice and every item stands in
    one place of it."""

    matched: Matched
    """What is billed right."""

    wrong_amount: list[WrongAmount]
    """The lines with another amount, sorted by line."""

    not_ours: list[BilledLine]
    """The lines for an item that is not there, sorted by line."""

    not_billed: list[NotBilled]
    """The items without a line, sorted by item."""

    billed_twice: list[BilledLine]
    """The lines for an item that another line bills, sorted by line."""

    credited: list[Credited]
    """The items with a credit note, sorted by item. Each also stands among the matched or the wrong amounts."""

    billed: int
    """What the invoice bills, in đồng."""

    expected: int
    """What the items come to, in đồng."""

    difference: int
    """What is billed too much; negative: too little."""


# report: How many results went by post, and how well?


class ReportRow(TypedDict):
    """One result: which agency resolved what, when, and what the post did with it."""

    agency: str
    """The agency's code. One that the rulebook does not have is a group of its own: a row is never dropped."""

    procedure: NotRequired[str | None]
    """The procedure's code."""

    field: NotRequired[str | None]
    """The field's id; absent: the procedure's, by the catalogue."""

    resolved_on: Day
    """The day on which the agency resolved it: what the period and the month are about."""

    by_post: bool
    """Whether the result goes to the applicant by post."""

    state: NotRequired[State | None]
    """Where the consignment is; absent: not known, which counts as open."""

    first_attempt_on: NotRequired[Day | None]
    """The day of the first attempt of delivery: what the post's time runs to."""

    delivered_on: NotRequired[Day | None]
    """The day of delivery; it stands for the first attempt when that is absent."""

    due_on: NotRequired[Day | None]
    """The last day on which it is in time."""


class Results(TypedDict):
    """A question: the figures of a period."""

    period: Validity
    """The days: rows resolved on other days are left out."""

    by: NotRequired[Sequence[GroupKey] | None]
    """What the figures are grouped by. Empty: one group of all rows, or none when there are no rows."""

    rows: NotRequired[Sequence[ReportRow] | None]
    """The rows, in any order."""


class ReportGroup(TypedDict):
    """The figures of a group of rows, or of all. Those after ``share_bp`` are of the rows by post, and ``by_post`` =
    ``delivered`` + ``returned`` + ``lost`` + ``cancelled`` + ``open``."""

    agency: NotRequired[str]
    """The agency, when grouped by it."""

    field: NotRequired[str]
    """The field, when grouped by it and the rows have one."""

    procedure: NotRequired[str]
    """The procedure, when grouped by it and the rows have one."""

    month: NotRequired[str]
    """The month of ``resolved_on``, as ``2014-09``, when grouped by it."""

    results: int
    """How many results."""

    by_post: int
    """How many of them by post."""

    share_bp: int
    """The share by post in basis points, halves up; 0 of 0 is 0."""

    delivered: int
    """How many were delivered."""

    on_time: int
    """Delivered with the first attempt on the due day or before, where both days are known."""

    late: int
    """Delivered with the first attempt after the due day, where both days are known."""

    on_time_bp: int
    """The share on time of those two in basis points, halves up; 0 of 0 is 0."""

    returned: int
    """How many went back to the agency."""

    lost: int
    """How many are lost."""

    cancelled: int
    """How many were withdrawn before they left."""

    open: int
    """How many are in any other state, or in none that is known."""


class Report(TypedDict):
    """How many results went by post in a period, and how well."""

    groups: list[ReportGroup]
    """Group by group, sorted by their keys as bytes, an absent key first."""

    total: ReportGroup
    """All rows of the period; it has no keys."""


# quarter_report: What does the post report of a quarter?


class QuarterRow(TypedDict):
    """One consignment of the service, with what became of it."""

    agency: str
    """The agency's code. One that the rulebook does not have is a group of its own: a row is never dropped."""

    procedure: NotRequired[str | None]
    """The procedure's code."""

    field: NotRequired[str | None]
    """The field's id; absent: the procedure's, by the catalogue."""

    service: Service
    """The service: which way was carried."""

    accepted_on: Day
    """The day on which the post accepted it: what its volume, revenue and harm count on."""

    revenue: Integer
    """What the post earned with it, without tax, in đồng: ``net`` of its price."""

    state: NotRequired[State | None]
    """Where it is; absent: not known."""

    misdirected: NotRequired[bool | None]
    """Whether it went to a wrong place on its way."""

    damaged: NotRequired[bool | None]
    """Whether it was damaged on its way."""

    claim: NotRequired[ClaimState | None]
    """How a complaint about it stands."""

    claimed_on: NotRequired[Day | None]
    """The day of the complaint; needed when there is one."""

    answered_on: NotRequired[Day | None]
    """The day of the answer; needed when the complaint is settled or refused."""

    compensation: NotRequired[Integer | None]
    """The compensation paid, in đồng, of a settled complaint."""


class Quarter(TypedDict):
    """A question: the figures that the post reports of a period."""

    period: Validity
    """The days: a quarter, or any other."""

    by: NotRequired[Sequence[GroupKey] | None]
    """What the figures are grouped by; ``month`` is that of the day on which each fact counts."""

    rows: NotRequired[Sequence[QuarterRow] | None]
    """The consignments, in any order; those of other days too, for their complaints."""


class QuarterGroup(TypedDict):
    """The figures of a group of rows, or of all."""

    agency: NotRequired[str]
    """The agency, when grouped by it."""

    field: NotRequired[str]
    """The field, when grouped by it and the rows have one."""

    procedure: NotRequired[str]
    """The procedure, when grouped by it and the rows have one."""

    month: NotRequired[str]
    """The month, as ``2018-09``, when grouped by it."""

    volume: int
    """How many consignments were accepted: ``intakes`` + ``returns`` + ``both_ways``."""

    intakes: int
    """Of these, of the service ``intake``."""

    returns: int
    """Of these, of the service ``return``."""

    both_ways: int
    """Of these, of the service ``both``."""

    revenue: int
    """What was earned with them, without tax, in đồng."""

    lost: int
    """Of those accepted, how many are lost."""

    misdirected: int
    """Of those accepted, how many went to a wrong place."""

    damaged: int
    """Of those accepted, how many were damaged."""

    safe_bp: int
    """The share of those accepted that are neither lost, misdirected nor damaged, in basis points, halves up; 0 of 0
    is 0."""

    complaints: int
    """How many complaints were made."""

    complaints_open: int
    """Of the complaints made, how many had no answer by the end of the period."""

    complaints_settled: int
    """How many complaints were settled, whenever made."""

    complaints_refused: int
    """How many complaints were refused, whenever made."""

    compensation_cases: int
    """Of the complaints settled, how many with a compensation."""

    compensation: int
    """The compensation paid for them, in đồng."""


class QuarterReport(TypedDict):
    """What the post reports of a period: how many, how much, and what went wrong."""

    groups: list[QuarterGroup]
    """Group by group, sorted by their keys as bytes, an absent key first."""

    total: QuarterGroup
    """Everything of the period; it has no keys."""


# choices: Which agencies and places are there to choose from?


class ChoiceDay(TypedDict):
    """A question: which agencies and places are there to choose from?"""

    on: Day
    """The day on which it is to go."""

    receptions_of: NotRequired[Sequence[str] | None]
    """The codes of the agencies whose receptions are told; absent: all, which in a city of many counters is long."""


class ReceptionChoice(TypedDict):
    """A counter at which a dossier of an agency may be handed in."""

    id: str
    """The code of the agency whose counter it is."""

    name: str
    """Its name in the language asked for."""


class AgencyChoice(TypedDict):
    """An agency to choose."""

    id: str
    """The agency's code."""

    name: str
    """Its name in the language asked for."""

    kind: NotRequired[str]
    """What it is, such as ``department`` or ``commune``."""

    parent: NotRequired[str]
    """The code of the agency above it."""

    place: NotRequired[str]
    """The code of the place where it is."""

    receptions: list[ReceptionChoice]
    """Where its dossiers may be handed in on the day: at its own counter, then those of others in the order of the
    document; nothing where they are not asked for."""


class PlaceChoice(TypedDict):
    """A place to choose."""

    id: str
    """The place's code."""

    name: str
    """Its name in the language asked for."""

    kind: str
    """What it is, such as ``province`` or ``commune``."""

    parent: NotRequired[str]
    """The code of the place that it is part of."""

    level: int
    """How many places it lies in, one in another: 0 for a province."""


class Choices(TypedDict):
    """What there is to choose from on a day, each list in the order of the document."""

    agencies: list[AgencyChoice]
    """The agencies that exist on the day."""

    places: list[PlaceChoice]
    """The places that exist on the day."""


# procedures: Which procedures does an agency handle?


class AgencyDay(TypedDict):
    """A question: which procedures of an agency are there to choose from, and what of them may go by post?"""

    agency: str
    """The agency's code; an ended agency stands for its successor."""

    on: Day
    """The day on which it is to go."""


class FieldChoice(TypedDict):
    """The field (lĩnh vực) of a procedure."""

    id: str
    """The field's id."""

    name: str
    """Its name in the language asked for."""


class ProcedureChoice(TypedDict):
    """A procedure to choose."""

    id: str
    """The procedure's code."""

    name: str
    """Its name in the language asked for."""

    field: NotRequired[FieldChoice]
    """The field that it belongs to."""

    services: list[Service]
    """What of it may go by post on the day, as ``decide`` says it; ``both`` also where each way has its own clause.
    Empty: the person must go to the agency."""


class Procedures(TypedDict):
    """The procedures that an agency handles on a day, in the order of the document; none for an agency that is
    unknown."""

    procedures: list[ProcedureChoice]
    """The procedures to choose from."""


# compare: What would another rulebook change?


class CompareRow(TypedDict):
    """A row: a carriage to ask both rulebooks about."""

    id: NotRequired[str | None]
    """What the asker calls it; the answer repeats it."""

    question: Consignment
    """The carriage, as ``quote`` is asked about it."""


class Trial(TypedDict):
    """A question: what would change if another rulebook were in force instead of this one?"""

    by: NotRequired[Sequence[GroupKey] | None]
    """What the figures are grouped by: month and agency are those of the carriage's ``on``. Ids and successors are
    those of the rulebook before; what it does not have is looked up in the one after."""

    rows: NotRequired[Sequence[CompareRow] | None]
    """The carriages to ask both rulebooks about."""

    top: NotRequired[Integer | None]
    """How many of the rows that changed most are listed, 0 to 1000; absent: 10."""


class ChangeFigures(TypedDict):
    """The rows that changed in one way."""

    kind: Change
    """In which way they changed."""

    count: int
    """How many rows they are."""

    difference: int
    """Their totals after less those before, in đồng."""

    due_difference: int
    """What is asked at the door after, less before, in đồng."""


class SideFigures(TypedDict):
    """How rows come out under one rulebook."""

    quoted: int
    """How many have a price."""

    no_price: int
    """How many are covered without a price."""

    not_covered: int
    """How many are not covered."""

    total: int
    """The prices with tax, added up, in đồng."""

    applicant_due: int
    """What is asked at the door, added up, in đồng."""


class ComparisonGroup(TypedDict):
    """The figures of a group of rows, or of all."""

    agency: NotRequired[str]
    """The agency, when grouped by it."""

    field: NotRequired[str]
    """The field, when grouped by it and the procedure has one."""

    procedure: NotRequired[str]
    """The procedure, when grouped by it."""

    month: NotRequired[str]
    """The month, as ``2014-09``, when grouped by it."""

    rows: int
    """How many rows."""

    unchanged: int
    """How many come out the same. What is not covered before and after is unchanged, whatever the reasons."""

    changed: int
    """How many do not."""

    changes: list[ChangeFigures]
    """In which way: every kind, in the order of ``Change``."""

    before: SideFigures
    """Under the rulebook before."""

    after: SideFigures
    """Under the rulebook after."""

    difference: int
    """The total after less that before, in đồng."""

    due_difference: int
    """What is asked at the door after, less before, in đồng."""


class Terms(TypedDict):
    """How one row comes out under one rulebook, and by which rule. ``quote`` says the rest."""

    outcome: Outcome
    """How it came out: ``quoted``, ``no_price`` or ``not_covered``."""

    contract: NotRequired[str]
    """The id of the contract that covers it."""

    clause: NotRequired[str]
    """The id of the clause that covers it."""

    amendment: NotRequired[str]
    """The amendment that last set the clause."""

    tariff: NotRequired[str]
    """The id of the tariff that gave the price."""

    version: NotRequired[str]
    """The id of the tariff's version."""

    zone: NotRequired[str]
    """The id of the carriage's zone."""

    total: NotRequired[int]
    """The price with tax, in đồng."""

    applicant_due: NotRequired[int]
    """What is asked at the door, in đồng."""


class ChangedRow(TypedDict):
    """A row that comes out otherwise."""

    row: int
    """Its place among the rows; the first is 0."""

    id: NotRequired[str]
    """Its id, if it has one."""

    kind: Change
    """In which way."""

    before: Terms
    """Under the rulebook before."""

    after: Terms
    """Under the rulebook after."""

    difference: int
    """The total after less that before, in đồng."""

    due_difference: int
    """What is asked at the door after, less before, in đồng."""


class Comparison(TypedDict):
    """What would change under another rulebook: by group, in all, and the rows that changed most."""

    currency: str
    """The currency of both rulebooks."""

    groups: list[ComparisonGroup]
    """Group by group, sorted by their keys as bytes, an absent key first."""

    total: ComparisonGroup
    """All rows; it has no keys."""

    most: list[ChangedRow]
    """The rows that changed most: by the size of ``difference``, then by that of ``due_difference``, greatest first;
    of equal ones the first row."""


# check: What is unwise in the rulebook itself?


class Finding(TypedDict):
    """Something in the rulebook that is unwise."""

    code: FindingCode
    """What was found."""

    severity: Severity
    """How bad it is."""

    path: str
    """Where: a JSON Pointer into the rulebook's document."""

    params: "Params"
    """What the message names, by the code's parameters."""

    message: str
    """The message, in the language asked."""


# event_of: What does a code of another system tell of?


class ForeignEvent(TypedDict):
    """What a code of another system tells of."""

    system: ForeignSystem
    """The system whose code it is."""

    code: str
    """The code, as it was given."""

    meaning: Meaning
    """What it says; the keys that follow are absent where it says nothing of them."""

    name: NotRequired[str]
    """What the system itself calls it."""

    kind: NotRequired[EventKind]
    """What happened. ``delivery_failed`` needs a reason, which the system tells by another code or not at all."""

    reason: NotRequired[FailureReason]
    """Why a delivery failed."""

    leg: NotRequired[Service]
    """The leg that it is about, ``intake`` or ``return``, when the code is about one alone."""

    state: NotRequired[DossierState]
    """The state of the dossier, of a code of the national portal."""

    verified: NotRequired[bool]
    """Whether the code was read in the source named; false: it is from memory, so check before relying on it."""

    source: str
    """Where the table comes from."""


# validate: Is a form right that a person filled in?


class Papers(TypedDict):
    """The papers by which a person is known."""

    kind: PaperKind
    """Which kind of papers they are."""

    number: str
    """Their number, with or without spaces, dots and dashes; kept in the normal form of its kind."""


class Person(TypedDict):
    """A person or an organisation."""

    name: str
    """The name: 1 to 100 letters, spaces, ``.``, ``'`` and ``-``; beside a tax code also an organisation's, 1 to 200
    letters, digits, spaces, quotes and ``. , ' - & / ( ) + @ :``."""

    document: Papers
    """The papers by which they are known."""

    phone: str
    """The Vietnamese telephone number."""

    email: NotRequired[str]
    """The email address."""


class Recipient(TypedDict):
    """Who receives the result instead of the applicant, and shows these papers at the door."""

    name: str
    """The name: 1 to 100 letters, spaces, ``.``, ``'`` and ``-``; beside a tax code also an organisation's, as an
    applicant's."""

    document: Papers
    """The papers that they show."""

    phone: str
    """The Vietnamese telephone number."""

    email: NotRequired[str]
    """The email address."""

    relation: Relation
    """What they are to the applicant."""

    authorised: Literal[True]
    """Whether the applicant has authorised them in writing: they must be."""


class Address(TypedDict):
    """Where the post comes to."""

    place: str
    """The code of the place."""

    street: str
    """House, street, hamlet: 1 to 200 characters."""


class ReturnRequest(TypedDict):
    """The form by which a person asks for the result by post (phiếu đăng ký nhận kết quả qua bưu điện)."""

    dossier: NotRequired[str]
    """The code of the dossier, once it is known."""

    agency: str
    """The code of the agency."""

    procedure: str
    """The code of the procedure."""

    reception: NotRequired[str]
    """The code of the agency at whose counter the result is given out; absent: the agency's own."""

    applicant: Person
    """Whose dossier it is."""

    submitter: NotRequired[Person]
    """Who hands it in, if not the applicant."""

    recipient: NotRequired[Recipient]
    """Who receives instead of the applicant."""

    address: Address
    """Where the result is brought."""

    options: list[str]
    """What is asked beyond plain carriage."""

    applicant_categories: list[str]
    """Categories that the applicant is in, such as ``poor_household``."""

    agency_fee_units: NotRequired[int]
    """How many units (pages, copies, signatures) the agency fee counts, where it is a price by the unit."""

    consent: Literal[True]
    """Whether the person agrees that these data go to the post, for this delivery alone: they must."""

    note: NotRequired[str]
    """What else the post should know: 1 to 500 characters."""


class Enclosure(TypedDict):
    """A document that is sent."""

    name: str
    """What it is: 1 to 500 characters."""

    copies: int
    """How many copies of it, 1 to 99."""

    original: bool | Literal["electronic"]
    """Whether it is the original (bản chính), ``true``, a copy (bản sao), ``false``, or an electronic copy,
    ``electronic``."""


class IntakeRequest(TypedDict):
    """The form by which a person sends a dossier by post (phiếu gửi hồ sơ)."""

    agency: str
    """The code of the agency."""

    procedure: str
    """The code of the procedure."""

    reception: NotRequired[str]
    """The code of the agency at whose counter the dossier is handed in and its result given out; absent: the
    agency's own."""

    applicant: Person
    """Whose dossier it is."""

    submitter: NotRequired[Person]
    """Who hands it in, if not the applicant."""

    recipient: NotRequired[Recipient]
    """Who receives the result instead of the applicant."""

    address: NotRequired[Address]
    """Where the dossier is picked up and the result is brought; needed for either."""

    options: list[str]
    """What is asked beyond plain carriage."""

    applicant_categories: list[str]
    """Categories that the applicant is in, such as ``poor_household``."""

    agency_fee_units: NotRequired[int]
    """How many units (pages, copies, signatures) the agency fee counts, where it is a price by the unit."""

    consent: Literal[True]
    """Whether the person agrees that these data go to the post, for this delivery alone: they must."""

    note: NotRequired[str]
    """What else the post should know: 1 to 500 characters."""

    documents: list[Enclosure]
    """The documents that are sent."""

    pick_up: bool
    """Whether the postman comes for the dossier; else the person goes to the counter."""

    return_by_post: bool
    """Whether the result comes by post too."""

    collect_agency_fee: bool
    """Whether the post collects the procedure's agency fee, the option ``collect_agency_fee``."""


# preview: What does the carriage cost that a form asks for?


class PricedCarriage(TypedDict):
    """A carriage that a form asks for, and its price."""

    service: Service
    """The way that is carried: ``both`` where one clause has both, else a way by itself."""

    quotation: Quotation
    """The answer of ``quote``."""


# diff: What changes from one rulebook to another, without any rows?


class Edit(TypedDict):
    """A value of the document that is another one, is new (without ``before``), or is gone (without ``after``)."""

    list: NotRequired[str]
    """The list of the document in which it stands; absent: at the top."""

    id: NotRequired[str]
    """The id or code of the thing of the list; absent where the thing has none."""

    path: str
    """Where it stands in the thing, as a JSON Pointer in which things with ids have these instead of their numbers;
    empty: the thing itself."""

    before: NotRequired[Any]
    """What it was."""

    after: NotRequired[Any]
    """What it is."""


_RouteChange = TypedDict("_RouteChange", {"from": str})


class RouteChange(_RouteChange):
    """What may go by post otherwise than before."""

    kind: Change
    """In which way: ``now_covered``, ``no_longer_covered`` or ``other_terms``."""

    agencies: list[str]
    """The codes of the agencies."""

    procedures: list[str]
    """The codes of the procedures."""

    services: list[Service]
    """The services that it is about."""

    until: NotRequired[str]
    """The first day on which it is so no longer; absent: without end."""

    contract_before: NotRequired[str]
    """The id of the contract before."""

    clause_before: NotRequired[str]
    """The id of the clause before."""

    contract_after: NotRequired[str]
    """The id of the contract after."""

    clause_after: NotRequired[str]
    """The id of the clause after."""


class BandChange(TypedDict):
    """Weights that cost otherwise than before."""

    over: int
    """Heavier than so many grams."""

    up_to: int
    """Up to so many grams."""

    before: NotRequired[int]
    """The price with tax before, in đồng; absent: there was none."""

    after: NotRequired[int]
    """The price with tax after, in đồng; absent: there is none."""

    difference: NotRequired[int]
    """The price after less that before."""

    due_before: NotRequired[int]
    """What was asked at the door, in đồng."""

    due_after: NotRequired[int]
    """What is asked at the door, in đồng."""


_PriceChange = TypedDict("_PriceChange", {"from": str})


class PriceChange(_PriceChange):
    """Prices under a clause that are others than before."""

    contract_before: str
    """The id of the contract before."""

    clause_before: str
    """The id of the clause before."""

    contract_after: str
    """The id of the contract after."""

    clause_after: str
    """The id of the clause after."""

    service: Service
    """The service that is carried."""

    zone: str
    """The id of the zone of the carriage."""

    option: NotRequired[str]
    """With this option asked; absent: plain carriage."""

    applicant: NotRequired[str]
    """For an applicant of this category; absent: of none."""

    until: NotRequired[str]
    """The first day on which it is so no longer; absent: without end."""

    bands: list[BandChange]
    """The weights that cost otherwise, each with its prices; for ``both`` each way has the weight."""


class Diff(TypedDict):
    """What changes from one rulebook to another, and what that does."""

    edits: list[Edit]
    """What is written otherwise, list by list."""

    routes: list[RouteChange]
    """What may go by post otherwise."""

    prices: list[PriceChange]
    """What costs otherwise."""

    new_findings: list[Finding]
    """The findings of ``check`` that are new."""

    gone_findings: list[Finding]
    """The findings of ``check`` that are gone."""

    complete: bool
    """Whether all was looked at; a rulebook with too many combinations is looked at in part."""


# form_without_person: What of a form is about no person?


class PlaceAlone(TypedDict):
    """Where the post came to, without the house."""

    place: str
    """The code of the place."""


class WithoutPerson(TypedDict):
    """What of a form is about no person: what its price, and every figure, is made of. ``preview`` says of it what
    it says of the whole form."""

    agency: str
    """The code of the agency, as it was given."""

    procedure: str
    """The code of the procedure, as it was given."""

    reception: NotRequired[str]
    """The code of the agency at whose counter it was handed in and given out, as it was given."""

    address: NotRequired[PlaceAlone]
    """Where the post came to."""

    options: list[str]
    """What was asked beyond plain carriage."""

    applicant_categories: list[str]
    """Categories that the applicant was in, such as ``poor_household``: discounts are for them."""

    agency_fee_units: NotRequired[int]
    """How many units the agency fee counted."""

    pick_up: NotRequired[bool]
    """Of an intake request: whether the postman came for the dossier."""

    return_by_post: NotRequired[bool]
    """Of an intake request: whether the result came by post too."""

    collect_agency_fee: NotRequired[bool]
    """Of an intake request: whether the post collected the procedure's agency fee."""


# explain: What does an answer say in a few plain sentences?


Answer: TypeAlias = Decision | Quotation | Deadlines | Compensation | Tracking
"""An answer that can be put into words: ``explain`` does."""

# What is wrong, and what is it about?


class BareReason(TypedDict):
    """A reason among the parameters of a form's issue, whose message says it."""

    code: ReasonCode
    """Which reason it is."""

    params: "Params"
    """What it is about, by the code's parameters."""


Params: TypeAlias = dict[str, str | int | list[str] | list[BareReason]]
"""What an issue, a reason or a finding is about, by the parameters of its code."""


class Issue(TypedDict):
    """One thing that is wrong with an input."""

    code: IssueCode
    """What is wrong."""

    path: str
    """Where: a JSON Pointer into the input, empty for the whole."""

    params: Params
    """What would be valid; never the value given."""

    message: str
    """The message, in the language asked."""


class Identifier(TypedDict):
    """An identifier that was read."""

    kind: IdentifierKind
    """What it identifies."""

    text: str
    """Its normal form."""

    parts: dict[str, str | int | bool]
    """What its parts say, by name."""


# The entries of the closed lists.


class LabelInfo(TypedDict):
    """What a name is called where people read it."""

    vi: str
    """The label in Vietnamese."""

    en: str
    """The label in English."""


class Heading(TypedDict):
    """What a column is called that holds a key."""

    vi: str
    """The heading in Vietnamese."""

    en: str
    """The heading in English."""

    note: NotRequired[str]
    """What it means, in Vietnamese; only keys of the document have one."""

    list: NotRequired[str]
    """The list of the document whose ids stand there."""

    also: Sequence[str]
    """What offices also write over such a column."""


class CodeInfo(TypedDict):
    """What a code says, with ``{parameter}`` where a value goes."""

    params: list[str]
    """The names of the message's parameters."""

    vi: str
    """The message in Vietnamese."""

    en: str
    """The message in English."""


class FindingCodeInfo(CodeInfo):
    """An entry of ``hoso.FINDING_CODES``. What is unwise in a rulebook."""

    severity: Literal["error", "warning", "info"]


class EventKindInfo(LabelInfo):
    """An entry of ``hoso.EVENT_KINDS``. What happened, with the label that people read. In rank order: of events of
    one instant the earlier kind comes first."""

    needs: Literal["reason", "amount", "voids"] | None


class StateInfo(LabelInfo):
    """An entry of ``hoso.STATES``. Where a consignment is, with the label that people read. In the order of the
    table of transitions."""

    final: bool
    charged: bool


class FailureReasonInfo(LabelInfo):
    """An entry of ``hoso.FAILURE_REASONS``. Why a delivery failed, with the label that people read."""

    cause: Literal["sender", "recipient", "nobody", "operator"]


class DossierStateInfo(LabelInfo):
    """An entry of ``hoso.DOSSIER_STATES``. Where a dossier stands, in the terms of the national portal, with the
    label that it shows there. Its numbers run from 1 in this order (``DossierState::number``)."""

    number: int


class ForeignSystemInfo(LabelInfo):
    """An entry of ``hoso.FOREIGN_SYSTEMS``. A system whose codes are known."""

    source: str
    codes: list[str]
