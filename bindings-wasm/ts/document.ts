/**
 * The parts of a rulebook's document. Keys that begin with `x_` are free everywhere.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */
import type { Base, Combine, RoundingMode, Service, Weekday } from "./codes.js";
import type { Free } from "./types.js";

/**
 * A rulebook's document. Keys that begin with `x_` are free at every level, and at this one `$schema`, which tells an
 * editor what to hold it against; other unknown keys are refused.
 */
export interface Document extends Free {
  /** Free, as keys that begin with `x_` are. */
  $schema?: unknown;
  /** The version of this format: 1. */
  hoso: number;
  /** The rulebook's id. */
  id: string;
  /** What the rulebook is called. */
  title: string | Names;
  /** The currency of every amount. */
  currency: string;
  /** The offset at which the day of a time is told. */
  utc_offset: string;
  /** The legal sources that everything else cites. */
  sources?: Source[] | null | undefined;
  /** Calendars; the first is the default. */
  calendars?: Calendar[] | null | undefined;
  /** The places (đơn vị hành chính) of agencies and applicants. */
  places?: Place[] | null | undefined;
  /** Zones, in the order in which they are tried. */
  zones?: Zone[] | null | undefined;
  /** The operators that carry. */
  operators?: Operator[] | null | undefined;
  /** The agencies whose dossiers go by post. */
  agencies?: Agency[] | null | undefined;
  /** The fields (lĩnh vực) of procedures. */
  fields?: Field[] | null | undefined;
  /** The catalogue of procedures (danh mục thủ tục). */
  procedures?: Procedure[] | null | undefined;
  /** Where dossiers are handed in and results given out for agencies that decide elsewhere (nơi tiếp nhận). */
  receptions?: Reception[] | null | undefined;
  /** The taxes on what operators charge. */
  taxes?: Tax[] | null | undefined;
  /** The tariffs (bảng giá) that contracts apply. */
  tariffs?: Tariff[] | null | undefined;
  /** The contracts between agencies and operators. */
  contracts?: Contract[] | null | undefined;
  /** The liability rules: what operators owe when it goes wrong. */
  liability?: Liability[] | null | undefined;
}

/** A name in Vietnamese, in English, or in both. */
export interface Names extends Free {
  /** The name in Vietnamese. */
  vi?: string | null | undefined;
  /** The name in English. */
  en?: string | null | undefined;
}

/** A legal source (nguồn pháp lý): a law, a decision, a contract, a published price list. */
export interface Source extends Free {
  /** Its id: any text of 1 to 120 characters, usually the document's number. */
  id: string;
  /** What it is. */
  title: string | Names;
  /** Who issued it. */
  issuer?: string | Names | null | undefined;
  /** The day it was signed. */
  signed_on?: string | null | undefined;
  /** Where it can be read. */
  url?: string | null | undefined;
}

/**
 * A calendar (lịch làm việc). A day is working when it is in `working_days`, or is neither a weekend day nor in a
 * holiday. Days outside `covers` are unknown.
 */
export interface Calendar extends Free {
  /** The calendar's id. */
  id: string;
  /** The days of the week without work; none for a service that works every day. */
  weekend?: Weekday[] | null | undefined;
  /** The days that the calendar knows. */
  covers: Validity;
  /** The public holidays, without work. */
  holidays?: Holiday[] | null | undefined;
  /** Days worked although they are weekend days or holidays (ngày làm bù). */
  working_days?: string[] | null | undefined;
}

/** The days on which something holds, half-open: `until` is the first day no longer valid. */
export interface Validity extends Free {
  /** The first day. */
  from: string;
  /** The first day no longer valid; absent: without end. */
  until?: string | null | undefined;
}

/** A public holiday (ngày nghỉ lễ), half-open. */
export interface Holiday extends Free {
  /** The first day of the holiday. */
  from: string;
  /** The first day after it. */
  until: string;
  /** What the holiday is called. */
  name?: string | Names | null | undefined;
}

/**
 * A place (đơn vị hành chính). Places form a forest by `parent`. On and after the end of its validity a place with
 * `merged_into` stands for that place, followed again as needed.
 */
export interface Place extends Free {
  /** The place's code. */
  code: string;
  /** What the place is called. */
  name: string | Names;
  /** What it is: a free name such as `province`, `district`, `commune`. */
  kind: string;
  /** The place that it is part of. */
  parent?: string | null | undefined;
  /** Groups that it is in: free names, such as a region. */
  groups?: string[] | null | undefined;
  /** The days on which it exists; absent: always. */
  valid?: Validity | null | undefined;
  /** The place that takes over when it ends. */
  merged_into?: string | null | undefined;
}

/** A zone (vùng cước). Zones are tried in the order of the list; the first that holds is the zone. */
export interface Zone extends Free {
  /** The zone's id. */
  id: string;
  /** What the zone is called. */
  name: string | Names;
  /** When it holds. */
  when: ZoneRule;
}

/** When a zone holds for an origin and a destination. */
export type ZoneRule =
  | (Free & {
      /** They have the same ancestor-or-self of this kind. */
      same: string;
      same_group?: null | undefined;
      groups?: null | undefined;
      by_name?: null | undefined;
      any?: null | undefined;
    })
  | (Free & {
      /** They, or their ancestors, share a group. */
      same_group: true;
      same?: null | undefined;
      groups?: null | undefined;
      by_name?: null | undefined;
      any?: null | undefined;
    })
  | (Free & {
      /** One side is in the first group, the other in the second, either way. */
      groups: string[];
      same?: null | undefined;
      same_group?: null | undefined;
      by_name?: null | undefined;
      any?: null | undefined;
    })
  | (Free & {
      /** It never holds for two places, and is asked about by its id: for tables that name their zones. */
      by_name: true;
      same?: null | undefined;
      same_group?: null | undefined;
      groups?: null | undefined;
      any?: null | undefined;
    })
  | (Free & {
      /** It holds always, whatever the places. */
      any: true;
      same?: null | undefined;
      same_group?: null | undefined;
      groups?: null | undefined;
      by_name?: null | undefined;
    });

/** An operator (doanh nghiệp bưu chính): who carries. */
export interface Operator extends Free {
  /** The operator's id. */
  id: string;
  /** What the operator is called. */
  name: string | Names;
}

/**
 * An agency (cơ quan giải quyết). On and after the end of its validity an agency with `merged_into` is asked about as
 * its successor.
 */
export interface Agency extends Free {
  /** The agency's code. */
  code: string;
  /** What the agency is called. */
  name: string | Names;
  /** What it is: a free name such as `department` or `commune`. */
  kind?: string | null | undefined;
  /** Where it is: the agency's end of a carriage. */
  place?: string | null | undefined;
  /** The agency above it. */
  parent?: string | null | undefined;
  /** The calendar by which it counts; absent: the first of the rulebook. */
  calendar?: string | null | undefined;
  /** The days on which it exists; absent: always. */
  valid?: Validity | null | undefined;
  /** The agency that takes over its procedures and contracts when it ends. */
  merged_into?: string | null | undefined;
}

/** A field (lĩnh vực) of administrative procedures. */
export interface Field extends Free {
  /** The field's id. */
  id: string;
  /** What the field is called. */
  name: string | Names;
}

/** An administrative procedure (thủ tục hành chính). */
export interface Procedure extends Free {
  /** The procedure's code. */
  code: string;
  /** What the procedure is called. */
  name: string | Names;
  /** The agencies that handle it. */
  agencies: Selector;
  /** The field that it belongs to. */
  field?: string | null | undefined;
  /** The days on which it exists; absent: always. */
  valid?: Validity | null | undefined;
  /** How long the agency may take, in working days. */
  processing_days?: number | null | undefined;
  /**
   * The time of day from which on a dossier that is handed over counts as filed on the agency's next working day, such
   * as 15:00, which provinces' decisions of 2025 have for copies certified on the same day; absent: it counts on that
   * day.
   */
  cut_off?: string | null | undefined;
  /**
   * Services that are kept off the post: the person must come and may not authorise another (Decision 45/2016/QĐ-TTg,
   * article 1(2)).
   */
  in_person?: InPerson[] | null | undefined;
  /** What the agency asks for it (phí, lệ phí), by date. */
  agency_fees?: AgencyFee[] | null | undefined;
  /** Its legal source. */
  source?: string | null | undefined;
}

/** Which agencies something is about. */
export type Selector =
  | (Free & {
      /** The agencies of these codes. */
      codes: string[];
      kinds?: null | undefined;
      all?: null | undefined;
    })
  | (Free & {
      /** Every agency of these kinds. */
      kinds: string[];
      codes?: null | undefined;
      all?: null | undefined;
    })
  | (Free & {
      /** Every agency of the rulebook. */
      all: true;
      codes?: null | undefined;
      kinds?: null | undefined;
    });

/** A service kept off the post. */
export interface InPerson extends Free {
  /** The service; `both` stands for each of its legs. */
  service: Service;
  /** The days on which it is kept off; absent: always. */
  valid?: Validity | null | undefined;
  /** The list that says so. */
  source?: string | null | undefined;
}

/** An agency fee (phí, lệ phí): one `amount`, or a price for `each` unit (page, copy, signature). */
export interface AgencyFee extends Free {
  /** The days on which it is asked; absent: always. */
  valid?: Validity | null | undefined;
  /** How much, in đồng, however many units there are. */
  amount?: number | null | undefined;
  /** Prices by the unit, strictly rising in units: each unit costs the price of the first step that reaches it. */
  each?: UnitPrice[] | null | undefined;
  /** With `each`: the greatest sum in đồng. */
  max?: number | null | undefined;
  /** Its legal source. */
  source?: string | null | undefined;
}

/** A step of a fee by the unit: what each of its units costs. */
export interface UnitPrice extends Free {
  /** The last unit of the step; the last step has none. */
  up_to?: number | null | undefined;
  /** The price of a unit in đồng. */
  price: number;
}

/**
 * That an agency's counter takes dossiers in, or gives results out, for others (nơi tiếp nhận): a one-stop centre of a
 * province or a commune, whatever the boundaries within the province (Decree 118/2025/NĐ-CP, in force 1 July 2025).
 */
export interface Reception extends Free {
  /** The agency whose counter it is. */
  at: string;
  /** The agencies for which it stands in. */
  for: Selector;
  /** Which way: `intake` takes dossiers in, `return` gives results out, `both` does either; absent: both. */
  services?: Service[] | null | undefined;
  /** The days on which it does; absent: always. */
  valid?: Validity | null | undefined;
  /** Its legal source. */
  source?: string | null | undefined;
}

/** A tax (thuế), with its rates by date. */
export interface Tax extends Free {
  /** The tax's id. */
  id: string;
  /** What the tax is called. */
  name: string | Names;
  /** Its rates; no two on a same day. */
  rates?: TaxRate[] | null | undefined;
}

/** A tax rate. */
export interface TaxRate extends Free {
  /** The days on which it holds. */
  valid: Validity;
  /** The rate in basis points: 1000 is 10%. */
  bp: number;
  /** Its legal source. */
  source?: string | null | undefined;
}

/** A tariff (bảng giá cước), with its versions by date. */
export interface Tariff extends Free {
  /** The tariff's id. */
  id: string;
  /** What it is. */
  title: string | Names;
  /** The tax on its charges; absent: not subject to tax. */
  tax?: string | null | undefined;
  /** Whether its prices include the tax. */
  price_includes_tax?: boolean | null | undefined;
  /** How amounts are rounded; absent: to the nearest đồng, halves up. */
  rounding?: Rounding | null | undefined;
  /** Its versions; no two on a same day. */
  versions?: TariffVersion[] | null | undefined;
}

/** How a tariff's amounts are rounded. */
export interface Rounding extends Free {
  /** In which direction. */
  mode: RoundingMode;
  /** To a multiple of this, in đồng. */
  to: number;
}

/** A version of a tariff. */
export interface TariffVersion extends Free {
  /** The version's id. */
  id: string;
  /** The days on which it holds. */
  valid: Validity;
  /** Its legal source. */
  source?: string | null | undefined;
  /** Prices by service and zone; at most one for each pair. */
  rates?: PostageRate[] | null | undefined;
  /** What is added for an option; at most one for each option. */
  surcharges?: Surcharge[] | null | undefined;
  /** What is taken off the postage. */
  discounts?: Discount[] | null | undefined;
  /** How several discounts combine. */
  combine?: Combine | null | undefined;
}

/** Prices for some services in a zone, by weight. */
export interface PostageRate extends Free {
  /** The services that the rate is for. */
  services: Service[];
  /** The zone that the rate is for. */
  zone: string;
  /** Prices up to a weight, strictly rising in weight; the first that reaches the weight applies. */
  bands: Band[];
  /** What is added beyond the last band. */
  further?: Further | null | undefined;
}

/** A price up to a weight. */
export interface Band extends Free {
  /** The greatest weight, in grams, itself included. */
  up_to: number;
  /** The price in đồng. */
  price: number;
}

/** What is added per started step beyond the last band. */
export interface Further extends Free {
  /** The step, in grams. */
  each: number;
  /** The price of a started step, in đồng. */
  price: number;
  /** The greatest weight carried, in grams. */
  max: number;
}

/**
 * A surcharge (phụ thu) for an option: `fixed`, or `bp` of a base, or `tiers` of a base; then held within `min` and
 * `max`.
 */
export interface Surcharge extends Free {
  /** The surcharge's id. */
  id: string;
  /** The option that it is for. */
  option: string;
  /** A fixed amount in đồng. */
  fixed?: number | null | undefined;
  /** A rate of the base. */
  bp?: number | null | undefined;
  /** Amounts or rates by the size of the base. */
  tiers?: Tier[] | null | undefined;
  /** The base of `bp` or `tiers`. */
  of?: Base | null | undefined;
  /** The least amount in đồng. */
  min?: number | null | undefined;
  /** The greatest amount in đồng. */
  max?: number | null | undefined;
}

/** One tier of a surcharge: `fixed` or `bp` while the base is below a limit; the last has no limit. */
export interface Tier extends Free {
  /** The limit, in đồng, itself not included. */
  below?: number | null | undefined;
  /** A fixed amount in đồng. */
  fixed?: number | null | undefined;
  /** A rate of the base. */
  bp?: number | null | undefined;
}

/** A discount (giảm giá) on the postage. */
export interface Discount extends Free {
  /** The discount's id. */
  id: string;
  /** When it applies. */
  when: DiscountRule;
  /** The share of the postage, in basis points. */
  bp: number;
  /** The greatest amount in đồng. */
  max?: number | null | undefined;
}

/** When a discount applies: all of what is given must hold. */
export interface DiscountRule extends Free {
  /** For this service. */
  service?: Service | null | undefined;
  /** For applicants of this category. */
  applicant?: string | null | undefined;
}

/** A contract (hợp đồng) between an operator and one agency, or a framework for a kind of agencies or for all. */
export interface Contract extends Free {
  /** The contract's id. */
  id: string;
  /** Its own number, as printed on it. */
  number?: string | null | undefined;
  /** The operator that carries under it. */
  operator: string;
  /** The agencies that it is with. */
  agencies: Selector;
  /** The day it was signed: before this day nothing of it is known. */
  signed_on: string;
  /** The days on which it is in force, before amendments and termination. */
  valid: Validity;
  /** What it rests on. */
  basis?: string[] | null | undefined;
  /** Its clauses as first signed. */
  clauses?: Clause[] | null | undefined;
  /** The amendments (phụ lục) that change it. */
  amendments?: Amendment[] | null | undefined;
  /** Its termination before its end. */
  termination?: Termination | null | undefined;
}

/** A clause (điều khoản): which services, for which procedures, at which tariff. */
export interface Clause extends Free {
  /** Its id within the contract. */
  id: string;
  /** The services; `intake` and `return` together also cover `both`. */
  services: Service[];
  /** The procedures that may go by post under it. */
  scope: Scope;
  /** Procedures and fields that the scope leaves out. */
  except?: Except | null | undefined;
  /** The tariff by which it is charged. */
  tariff: string;
  /** Who pays which share of the charge, in basis points that add up to 10000; absent: the applicant, all. */
  payers?: Payer[] | null | undefined;
  /** The service level: times and attempts. */
  sla?: Sla | null | undefined;
  /** What may be asked beyond plain carriage. `collect_agency_fee`: the post collects the procedure's agency fee. */
  options?: string[] | null | undefined;
}

/** Which procedures a clause is about. */
export type Scope =
  | (Free & {
      /** Every procedure of the agencies. */
      all: true;
      fields?: null | undefined;
      procedures?: null | undefined;
    })
  | (Free & {
      /** The procedures of these fields. */
      fields: string[];
      all?: null | undefined;
      procedures?: null | undefined;
    })
  | (Free & {
      /** The procedures of these codes. */
      procedures: string[];
      all?: null | undefined;
      fields?: null | undefined;
    });

/** What a scope leaves out. */
export interface Except extends Free {
  /** The procedures of these fields. */
  fields?: string[] | null | undefined;
  /** The procedures of these codes. */
  procedures?: string[] | null | undefined;
}

/** Who pays a share: `applicant`, `agency`, `operator` (it gives up its share), or any other id (a budget). */
export interface Payer extends Free {
  /** Who pays: a free name such as `agency` or `applicant`. */
  who: string;
  /** The share in basis points. */
  bp: number;
}

/** A service level (cam kết chất lượng). Days are working days unless said otherwise. */
export interface Sla extends Free {
  /** The calendar by which the post counts; absent: the first of the rulebook. */
  calendar?: string | null | undefined;
  /** Days for the post to collect a result at the agency. */
  handover_days?: number | null | undefined;
  /**
   * Days from acceptance or collection to hand-over or first attempt, by zone (Circular 17/2017/TT-BTTTT, article 7).
   */
  delivery_days?: Record<string, number> | null | undefined;
  /** Days until the person has the appointment slip, by zone (the same article). */
  slip_days?: Record<string, number> | null | undefined;
  /** How many attempts before the result goes back (the same circular, article 5(2)). */
  attempts?: number | null | undefined;
  /** Days between two attempts. */
  attempt_gap_days?: number | null | undefined;
  /** How long an undelivered result is held, in calendar days. */
  hold_days?: number | null | undefined;
  /** Its legal source. */
  source?: string | null | undefined;
}

/** An amendment (phụ lục). It may be signed after it takes effect. */
export interface Amendment extends Free {
  /** Its id within the contract. */
  id: string;
  /** The day it was signed: before this day it is not known. */
  signed_on: string;
  /** The day from which its changes hold. */
  effective_on: string;
  /** Clauses that it adds, or replaces by id. */
  set?: Clause[] | null | undefined;
  /** Clauses that it takes away, before it sets. */
  remove?: string[] | null | undefined;
  /** The new end of the contract. */
  until?: string | null | undefined;
}

/** A termination (chấm dứt) before the end. */
export interface Termination extends Free {
  /** The day it was signed. */
  signed_on: string;
  /** The first day no longer in force. */
  effective_on: string;
  /** Why the contract was terminated. */
  reason?: string | Names | null | undefined;
}

/** What the operator owes when something goes wrong. No two rules hold on a same day. */
export interface Liability extends Free {
  /** The rule's id. */
  id: string;
  /** The days of acceptance to which it applies. */
  valid: Validity;
  /** Its legal source. */
  source?: string | null | undefined;
  /** What is owed for a loss, in basis points of the charge: 40000 is four times. */
  lost_bp: number;
  /** What is owed for lateness, in basis points of the charge. */
  late_bp: number;
  /** How long a person may claim. */
  claim_months: ClaimMonths;
  /** Within how many working days the operator answers, by zone. */
  answer_days: Record<string, number>;
  /** Within how many calendar days after the answer it pays. */
  pay_days: number;
}

/** How many months a person may claim, by event. */
export interface ClaimMonths extends Free {
  /** From the due day of a lost item. */
  lost: number;
  /** From the due day of a late item. */
  late: number;
  /** From the delivery of a damaged item. */
  damaged: number;
  /** From the acceptance, for what was charged. */
  charge: number;
}
