"""The types of questions and answers, for type checkers and editors; nothing here is needed at run time.

Dates may be given as ``datetime.date`` or as text, times as aware ``datetime`` or as text; answers hold them as text.
Keys that begin with ``x_`` are free everywhere, but a ``TypedDict`` cannot say so.
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
Params: TypeAlias = dict[str, str | int | list[str]]
"""What an issue, a reason or a finding is about."""

# Tables.


class ArrowStream(Protocol):
    """A table that hands out its batches: of pyarrow, Polars, DuckDB, pandas."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class ArrowArray(Protocol):
    """A single batch."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


ArrowTable: TypeAlias = ArrowStream | ArrowArray
"""Anything that speaks the Arrow C interface."""

# Questions.

Validity = TypedDict("Validity", {"from": Day, "until": NotRequired[Day | None]})
"""Days, half-open: ``until`` is the first day no longer valid."""


class Case(TypedDict):
    """decide: give ``procedure``, or ``field`` alone."""

    agency: str
    procedure: NotRequired[str | None]
    field: NotRequired[str | None]
    service: Service
    on: Day
    known_on: NotRequired[Day | None]


class Consignment(TypedDict):
    """quote: give exactly one of ``zone`` and ``place``. Money in đồng."""

    agency: str
    procedure: str
    service: Service
    on: Day
    known_on: NotRequired[Day | None]
    weight_grams: Integer
    return_weight_grams: NotRequired[Integer | None]
    zone: NotRequired[str | None]
    place: NotRequired[str | None]
    applicant: NotRequired[Sequence[str] | None]
    options: NotRequired[Sequence[str] | None]
    declared_value: NotRequired[Integer | None]


class Moments(TypedDict):
    """deadlines: give exactly one of ``zone`` and ``place``, and the moments that are known."""

    agency: str
    procedure: str
    service: Service
    on: Day
    known_on: NotRequired[Day | None]
    zone: NotRequired[str | None]
    place: NotRequired[str | None]
    slip: NotRequired[bool | None]
    posted_on: NotRequired[Day | None]
    filed_on: NotRequired[Day | None]
    resolved_on: NotRequired[Day | None]
    collected_on: NotRequired[Day | None]
    last_attempt_on: NotRequired[Day | None]
    suspended: NotRequired[Sequence[Validity] | None]


class Claim(TypedDict):
    """compensation. ``charge`` is the postage less discounts, without tax, in đồng."""

    zone: str
    charge: Integer
    accepted_on: Day
    due_on: Day
    event: Harm
    claimed_on: Day
    delivered_on: NotRequired[Day | None]
    weight_grams: NotRequired[Integer | None]
    lost_grams: NotRequired[Integer | None]
    actual_damage: NotRequired[Integer | None]
    reissue_cost: NotRequired[Integer | None]


class Names(TypedDict, total=False):
    """A name in Vietnamese, in English, or in both."""

    vi: str | None
    en: str | None


class Event(TypedDict):
    """track: ``delivery_failed`` needs ``reason``, ``void`` needs ``voids``, ``claim_settled`` needs ``amount``."""

    id: str
    consignment: str
    kind: EventKind
    at: Moment
    recorded_at: NotRequired[Moment | None]
    office: NotRequired[str | Names | None]
    reason: NotRequired[FailureReason | None]
    voids: NotRequired[str | None]
    amount: NotRequired[Integer | None]
    recipient: NotRequired[str | None]


class Dossier(TypedDict):
    """journey: a dossier as a whole, ``on`` the day of asking. Give exactly one of ``zone`` and ``place``; moments that
    are not given are read from the events."""

    dossier: str
    agency: str
    procedure: str
    service: Service
    on: Day
    known_on: NotRequired[Day | None]
    weight_grams: NotRequired[Integer | None]
    return_weight_grams: NotRequired[Integer | None]
    zone: NotRequired[str | None]
    place: NotRequired[str | None]
    applicant: NotRequired[Sequence[str] | None]
    options: NotRequired[Sequence[str] | None]
    declared_value: NotRequired[Integer | None]
    slip: NotRequired[bool | None]
    posted_on: NotRequired[Day | None]
    filed_on: NotRequired[Day | None]
    resolved_on: NotRequired[Day | None]
    collected_on: NotRequired[Day | None]
    last_attempt_on: NotRequired[Day | None]
    suspended: NotRequired[Sequence[Validity] | None]
    agency_state: NotRequired[DossierState | None]
    intake_events: NotRequired[Sequence[Event] | None]
    return_events: NotRequired[Sequence[Event] | None]


class QuarterRow(TypedDict):
    """One consignment, with what became of it. ``revenue`` is without tax; amounts are in đồng."""

    agency: str
    procedure: NotRequired[str | None]
    field: NotRequired[str | None]
    service: Service
    accepted_on: Day
    revenue: Integer
    state: NotRequired[State | None]
    misdirected: NotRequired[bool | None]
    damaged: NotRequired[bool | None]
    claim: NotRequired[ClaimState | None]
    claimed_on: NotRequired[Day | None]
    answered_on: NotRequired[Day | None]
    compensation: NotRequired[Integer | None]


class QuarterRequest(TypedDict):
    """quarter_report: what the post reports of a period."""

    period: Validity
    by: NotRequired[Sequence[GroupKey] | None]
    rows: NotRequired[Sequence[QuarterRow] | None]


class ReportRow(TypedDict):
    """One result: which agency resolved what, when, and what the post did with it."""

    agency: str
    procedure: NotRequired[str | None]
    field: NotRequired[str | None]
    resolved_on: Day
    by_post: bool
    state: NotRequired[State | None]
    first_attempt_on: NotRequired[Day | None]
    delivered_on: NotRequired[Day | None]
    due_on: NotRequired[Day | None]


class ReportRequest(TypedDict):
    """report: the figures of a period."""

    period: Validity
    by: NotRequired[Sequence[GroupKey] | None]
    rows: NotRequired[Sequence[ReportRow] | None]


class CompareRow(TypedDict):
    """A carriage to ask both rulebooks about."""

    id: NotRequired[str | None]
    question: Consignment


class CompareRequest(TypedDict):
    """compare: what would change? ``top`` is how many of the rows that changed most are listed."""

    by: NotRequired[Sequence[GroupKey] | None]
    rows: NotRequired[Sequence[CompareRow] | None]
    top: NotRequired[Integer | None]


# What is wrong.


class Issue(TypedDict):
    """One thing that is wrong with an input; ``path`` is a JSON Pointer into it."""

    code: IssueCode
    path: str
    params: Params
    message: str


class Reason(TypedDict):
    """Why an answer is no, or not all of it can be told."""

    code: ReasonCode
    params: Params
    message: str


class Finding(TypedDict):
    """Something in a rulebook that is unwise; ``path`` is a JSON Pointer into its document."""

    code: FindingCode
    severity: Severity
    path: str
    params: Params
    message: str


# Answers. ``outcome`` tells them apart.


class NotCovered(TypedDict):
    """The post may not carry it."""

    outcome: Literal["not_covered"]
    reasons: list[Reason]


class Share(TypedDict):
    """A share of the charge, in basis points."""

    who: str
    bp: int


class Covered(TypedDict):
    """The post may carry it, by this clause of this contract."""

    outcome: Literal["covered"]
    contract: str
    clause: str
    amendment: NotRequired[str]
    operator: str
    tariff: str
    payers: list[Share]
    options: list[str]
    sources: list[str]
    reasons: list[Reason]


Decision: TypeAlias = Covered | NotCovered


class Line(TypedDict):
    """A line of a price."""

    kind: LineKind
    id: str
    bp: NotRequired[int]
    amount: int
    source: NotRequired[str]


class Payment(TypedDict):
    """A payer's share of the total."""

    who: str
    amount: int


class Quoted(TypedDict):
    """A price, line by line, each with the rule that gave it. Money in the currency's minor unit."""

    outcome: Literal["quoted"]
    contract: str
    clause: str
    amendment: NotRequired[str]
    tariff: str
    version: str
    zone: str
    currency: str
    lines: list[Line]
    net: int
    tax: int
    total: int
    payers: list[Payment]
    agency_fee: int
    applicant_due: int
    sources: list[str]


class NoPrice(TypedDict):
    """The post may carry it, but its price cannot be told."""

    outcome: Literal["no_price"]
    contract: str
    clause: str
    reasons: list[Reason]


Quotation: TypeAlias = Quoted | NoPrice | NotCovered


class PricedCarriage(TypedDict):
    """A carriage that a form asks for, and its price: of both ways, or of one by itself."""

    service: Service
    quotation: Quotation


Step = TypedDict(
    "Step",
    {
        "id": StepId,
        "from": str,
        "days": int,
        "unit": DayUnit,
        "due": str,
        "source": NotRequired[str],
    },
)
"""A step with its due day."""


class Dated(TypedDict):
    """Due days, as far as they can be told; without any the outcome is ``no_deadline``."""

    outcome: Literal["dated", "no_deadline"]
    contract: str
    clause: str
    zone: NotRequired[str]
    steps: list[Step]
    reasons: list[Reason]
    sources: list[str]


Deadlines: TypeAlias = Dated | NotCovered


class OwedLine(TypedDict):
    """A line of a compensation."""

    kind: OwedKind
    id: str
    amount: int
    source: NotRequired[str]


class Owed(TypedDict):
    """The operator owes, and by when it answers and pays."""

    outcome: Literal["owed"]
    rule: str
    amount: int
    lines: list[OwedLine]
    claim_until: str
    answer_due: NotRequired[str]
    pay_due: NotRequired[str]
    sources: list[str]


class NotOwed(TypedDict):
    """The operator does not owe."""

    outcome: Literal["not_owed"]
    reasons: list[Reason]


Compensation: TypeAlias = Owed | NotOwed

Applied = TypedDict("Applied", {"event": str, "kind": EventKind, "at": str, "from": State, "to": State})
"""An event that had its effect."""


class Anomaly(TypedDict):
    """An event that has no effect, and why; an unexpected one says what could have happened."""

    code: AnomalyCode
    event: str
    kind: NotRequired[EventKind]
    state: NotRequired[State]
    allowed: NotRequired[list[EventKind]]


class Tracking(TypedDict):
    """Where a consignment is, how it came there, and what may happen next."""

    consignment: NotRequired[str]
    state: State
    since: NotRequired[str]
    attempts: int
    damaged: bool
    claim: ClaimState
    final: bool
    history: list[Applied]
    anomalies: list[Anomaly]
    allowed: list[EventKind]


class Leg(TypedDict):
    """One way of a dossier, ``intake`` or ``return``: a consignment and where it is."""

    leg: Service
    tracking: Tracking


class Late(TypedDict):
    """A step that was not done by its due day. ``days`` are working days; without ``reached`` it is not done yet."""

    step: StepId
    consignment: NotRequired[str]
    due: str
    reached: NotRequired[str]
    days: NotRequired[int]
    whose: Whose


class Expected(TypedDict):
    """What the contract or the liability rule expects next; ``harm`` says for what a person may claim."""

    kind: ExpectedKind
    consignment: NotRequired[str]
    number: NotRequired[int]
    harm: NotRequired[Harm]
    not_before: NotRequired[str]
    until: NotRequired[str]
    source: NotRequired[str]


class Journey(TypedDict):
    """A dossier as a whole: where it stands, its legs and due days, what is late and what comes next."""

    dossier: str
    on: str
    state: DossierState
    state_number: int
    promised_on: NotRequired[str]
    resolved_on: NotRequired[str]
    handed_over_on: NotRequired[str]
    legs: list[Leg]
    deadlines: Deadlines
    late: list[Late]
    next: list[Expected]
    quote: NotRequired[Quotation]


class ForeignEvent(TypedDict):
    """What a code of another system tells of; one that is not verified is from memory."""

    system: ForeignSystem
    code: str
    meaning: Meaning
    name: NotRequired[str]
    kind: NotRequired[EventKind]
    reason: NotRequired[FailureReason]
    leg: NotRequired[Service]
    state: NotRequired[DossierState]
    verified: NotRequired[bool]
    source: str


Answer: TypeAlias = Decision | Quotation | Deadlines | Compensation | Tracking
"""What explain puts into words."""


class Group(TypedDict):
    """What the rows of a group have in common; a total has none of it."""

    agency: NotRequired[str]
    field: NotRequired[str]
    procedure: NotRequired[str]
    month: NotRequired[str]


class ReportGroup(Group):
    """The figures of a group; those after ``share_bp`` are of the rows by post."""

    results: int
    by_post: int
    share_bp: int
    delivered: int
    on_time: int
    late: int
    returned: int
    lost: int
    cancelled: int
    open: int


class Report(TypedDict):
    """The figures of a period."""

    groups: list[ReportGroup]
    total: ReportGroup


class QuarterGroup(Group):
    """The figures of a group, each fact on its own day. Amounts are in đồng, shares in basis points."""

    volume: int
    intakes: int
    returns: int
    both_ways: int
    revenue: int
    lost: int
    misdirected: int
    damaged: int
    safe_bp: int
    complaints: int
    complaints_open: int
    complaints_settled: int
    complaints_refused: int
    compensation_cases: int
    compensation: int


class QuarterReport(TypedDict):
    """What the post reports of a period."""

    groups: list[QuarterGroup]
    total: QuarterGroup


class ChangeFigures(TypedDict):
    """The rows that changed in one way."""

    kind: Change
    count: int
    difference: int
    due_difference: int


class SideFigures(TypedDict):
    """How rows come out under one rulebook."""

    quoted: int
    no_price: int
    not_covered: int
    total: int
    applicant_due: int


class ComparisonGroup(Group):
    """The figures of a group of rows under both rulebooks."""

    rows: int
    unchanged: int
    changed: int
    changes: list[ChangeFigures]
    before: SideFigures
    after: SideFigures
    difference: int
    due_difference: int


class Terms(TypedDict):
    """How one row comes out under one rulebook, and by which rule."""

    outcome: Literal["quoted", "no_price", "not_covered"]
    contract: NotRequired[str]
    clause: NotRequired[str]
    amendment: NotRequired[str]
    tariff: NotRequired[str]
    version: NotRequired[str]
    zone: NotRequired[str]
    total: NotRequired[int]
    applicant_due: NotRequired[int]


class ChangedRow(TypedDict):
    """A row that comes out otherwise; ``row`` is its place among the rows."""

    row: int
    id: NotRequired[str]
    kind: Change
    before: Terms
    after: Terms
    difference: int
    due_difference: int


class Comparison(TypedDict):
    """What would change under another rulebook."""

    currency: str
    groups: list[ComparisonGroup]
    total: ComparisonGroup
    most: list[ChangedRow]


class Identifier(TypedDict):
    """An identifier: its normal form and its parts."""

    kind: IdentifierKind
    text: str
    parts: dict[str, str | int | bool]


# The closed lists.


class LabelInfo(TypedDict):
    """The label of a member, as it stands alone."""

    vi: str
    en: str


class CodeInfo(TypedDict):
    """What a code means: its parameters, and its message with ``{parameter}`` where a value goes."""

    params: list[str]
    vi: str
    en: str


class FindingInfo(CodeInfo):
    """A finding's code, and how bad it is."""

    severity: Severity


class EventInfo(LabelInfo):
    """A kind of event, and the key that it needs besides those of every event."""

    needs: Literal["reason", "amount", "voids"] | None


class StateInfo(LabelInfo):
    """A state: whether the carriage is over, and whether it is charged."""

    final: bool
    charged: bool


class DossierStateInfo(LabelInfo):
    """A state of a dossier, and its number in the national portal."""

    number: int


class ForeignSystemInfo(LabelInfo):
    """Where the table of a system comes from, and the codes in it."""

    source: str
    codes: list[str]


class FailureInfo(LabelInfo):
    """A reason of a failed delivery, and whose cause it is: that party pays a repeated carriage."""

    cause: Cause


class Papers(TypedDict):
    """By which papers a person is known."""

    kind: PaperKind
    number: str


class Person(TypedDict):
    """Whose dossier it is."""

    name: str
    document: Papers
    phone: str
    email: NotRequired[str | None]


class Recipient(Person):
    """Who receives instead of the applicant, by an authorisation in writing."""

    relation: Relation
    authorised: bool


class Address(TypedDict):
    """Where the post comes to: the code of a place, and house and street."""

    place: str
    street: str


class Enclosure(TypedDict):
    """A document that is sent: an original, or copies."""

    name: str
    copies: Integer
    original: bool


class ReturnRequest(TypedDict):
    """The form by which a person asks for the result by post."""

    dossier: NotRequired[str | None]
    agency: str
    procedure: str
    applicant: Person
    recipient: NotRequired[Recipient | None]
    address: Address
    options: NotRequired[Sequence[str] | None]
    applicant_categories: NotRequired[Sequence[str] | None]
    consent: bool
    note: NotRequired[str | None]


class IntakeRequest(TypedDict):
    """The form by which a person sends a dossier by post."""

    agency: str
    procedure: str
    applicant: Person
    recipient: NotRequired[Recipient | None]
    address: NotRequired[Address | None]
    options: NotRequired[Sequence[str] | None]
    applicant_categories: NotRequired[Sequence[str] | None]
    consent: bool
    note: NotRequired[str | None]
    documents: Sequence[Enclosure]
    pick_up: bool
    return_by_post: bool
    collect_agency_fee: bool


class SettleItem(TypedDict):
    """A carriage of a contract's period, with its price. Amounts are in đồng."""

    id: str
    on: Day
    quote: Quotation
    collected: NotRequired[Integer | None]
    compensation: NotRequired[Integer | None]
    compensation_to: NotRequired[CompensationTo | None]


class ChoicesRequest(TypedDict):
    """choices: which agencies and places are there to choose from?"""

    on: Day


class AgencyChoice(TypedDict):
    """An agency to choose, its name in the language asked for."""

    id: str
    name: str
    kind: NotRequired[str]
    parent: NotRequired[str]
    place: NotRequired[str]


class PlaceChoice(TypedDict):
    """A place to choose; ``level`` counts the places it lies in, one in another."""

    id: str
    name: str
    kind: str
    parent: NotRequired[str]
    level: int


class Choices(TypedDict):
    """What exists on a day, each list in the order of the document."""

    agencies: list[AgencyChoice]
    places: list[PlaceChoice]


class ProceduresRequest(TypedDict):
    """procedures: which of an agency are there to choose from, and what of them may go by post?"""

    agency: str
    on: Day


class FieldChoice(TypedDict):
    """The field (lĩnh vực) of a procedure."""

    id: str
    name: str


class ProcedureChoice(TypedDict):
    """A procedure to choose; of what is not in ``services`` nothing goes by post."""

    id: str
    name: str
    field: NotRequired[FieldChoice]
    services: list[Service]


class Procedures(TypedDict):
    """The procedures that an agency handles on a day, in the order of the document."""

    procedures: list[ProcedureChoice]


class SettleRequest(TypedDict):
    """settle: what does a contract's period come to?"""

    contract: str
    period: Validity
    items: Sequence[SettleItem]


class InvoiceLine(TypedDict):
    """A line of the operator's invoice; amounts are in đồng, with tax."""

    id: str
    item: str
    amount: Integer


class ReconcileRequest(SettleRequest):
    """reconcile: is the operator's invoice right?"""

    invoice: Sequence[InvoiceLine]


class Statement(TypedDict):
    """Every đồng of a contract's period. A negative balance: the operator owes the agency."""

    contract: str
    period: dict[str, str]
    items: int
    postage: int
    surcharges: int
    discounts: int
    net: int
    tax: int
    total: int
    payers: list[Payment]
    collected: int
    agency_fees: int
    compensation: int
    compensation_to_applicants: int
    balance: int


class Matched(TypedDict):
    """The lines that bill what the contract says."""

    count: int
    amount: int


class WrongAmount(TypedDict):
    """A line that bills another amount than the contract says, and the rule that gives the right one."""

    invoice: str
    item: str
    billed: int
    expected: int
    difference: int
    rule: NotRequired[str]


class BilledLine(TypedDict):
    """A line that should not be there."""

    invoice: str
    item: str
    billed: int


class NotBilled(TypedDict):
    """An item that no line bills."""

    item: str
    expected: int


class Reconciliation(TypedDict):
    """The operator's invoice held against what the contract says."""

    matched: Matched
    wrong_amount: list[WrongAmount]
    not_ours: list[BilledLine]
    not_billed: list[NotBilled]
    billed_twice: list[BilledLine]
    billed: int
    expected: int
    difference: int
