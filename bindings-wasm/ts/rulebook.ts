// Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
import { ask, askJson, result, spoken, unasked, type Ask, type AskForm } from "./ask.js";
import type { Document as RulebookDocument } from "./document.js";
import type * as office from "./hoso_office.js";
import type { QuestionKind } from "./codes.js";
import { native, ofOffice } from "./native.js";
import type {
  Account,
  AgencyDay,
  Billing,
  ChoiceDay,
  Choices,
  Claim,
  Comparison,
  Compensation,
  Diff,
  Dossier,
  Finding,
  Journey,
  Procedures,
  Quarter,
  QuarterReport,
  Reconciliation,
  Report,
  Results,
  Statement,
  Trial,
} from "./office-types.js";
import type { Case, Consignment, Deadlines, Decision, Json, Moments, Options, Quotation, Result } from "./types.js";
import { write } from "./write.js";

type Native = office.Rulebook;

/** How forms ask a rulebook, whose module nobody else sees. */
export let validateBy: (rulebook: Rulebook) => AskForm;
export let previewBy: (rulebook: Rulebook) => AskForm;
/** How an answer is explained by a rulebook's names. */
export let explainBy: (rulebook: Rulebook) => Ask;

/**
 * A valid rulebook, ready to answer: places, agencies, procedures, contracts, tariffs and calendars. Immutable; the
 * memory that it takes is given back when it is no longer reachable.
 *
 * Every question may be given as a value or as JSON text, and never throws: an invalid one gives its issues.
 */
export class Rulebook {
  readonly #native: Native;

  static {
    validateBy = (rulebook) => (...given) => rulebook.#native.validate(...given);
    previewBy = (rulebook) => (...given) => rulebook.#native.preview(...given);
    explainBy = (rulebook) => (...given) => rulebook.#native.explain(...given);
  }

  private constructor(native: Native) {
    this.#native = native;
  }

  #office(name: keyof Native): Native {
    return ofOffice(this.#native, name);
  }

  /**
   * Reads a document, given as an object or as JSON text. `satisfies RulebookDocument` has the compiler check one that is
   * written in a program; one from elsewhere need not be of that type: what is wrong with it are its issues.
   */
  static parse(document: Json | RulebookDocument | object, options?: Options): Result<Rulebook> {
    const { json, odd } = write(document);
    try {
      return { ok: true, value: new Rulebook(native().Rulebook.parse(json, odd, spoken(options))) };
    } catch (issues) {
      if (typeof issues !== "string") throw issues;
      return result(issues);
    }
  }

  /** May this go by post? Which contract covers it, or why none does. */
  decide(question: Case | Json, options?: Options): Result<Decision> {
    return ask((...given) => this.#native.decide(...given), question, options);
  }

  /** What does it cost, and who pays? Line by line, with the rule of each line. */
  quote(question: Consignment | Json, options?: Options): Result<Quotation> {
    return ask((...given) => this.#native.quote(...given), question, options);
  }

  /** By when is each step due? In working days, by the agency's calendar and the post's. */
  deadlines(question: Moments | Json, options?: Options): Result<Deadlines> {
    return ask((...given) => this.#native.deadlines(...given), question, options);
  }

  /** What does the operator owe when an item is lost, late or damaged? */
  compensation(question: Claim | Json, options?: Options): Result<Compensation> {
    return ask((...given) => this.#office("compensation").compensation(...given), question, options);
  }

  /** How does one dossier stand as a whole: where is it, what is late, and what comes next? */
  journey(question: Dossier | Json, options?: Options): Result<Journey> {
    return ask((...given) => this.#office("journey").journey(...given), question, options);
  }

  /** What does a contract's period come to: charges, shares, what was collected, and who still owes whom? */
  settle(question: Account | Json, options?: Options): Result<Statement> {
    return ask((...given) => this.#office("settle").settle(...given), question, options);
  }

  /** Is the operator's invoice right? Line by line, each difference with the rule that gives the right amount. */
  reconcile(question: Billing | Json, options?: Options): Result<Reconciliation> {
    return ask((...given) => this.#office("reconcile").reconcile(...given), question, options);
  }

  /** How many results went by post, and how well? Figures by agency, field, procedure and month. */
  report(question: Results | Json, options?: Options): Result<Report> {
    return ask((...given) => this.#office("report").report(...given), question, options);
  }

  /** What does the post report of a quarter: how many, how much, and what went wrong? */
  quarterReport(question: Quarter | Json, options?: Options): Result<QuarterReport> {
    return ask((...given) => this.#office("quarterReport").quarterReport(...given), question, options);
  }

  /** What does a form offer to choose from on a day: agencies and places, by their names in the language? */
  choices(question: ChoiceDay | Json, options?: Options): Result<Choices> {
    return ask((...given) => this.#office("choices").choices(...given), question, options);
  }

  /** Which procedures does an agency handle on a day, and what of them may go by post? */
  procedures(question: AgencyDay | Json, options?: Options): Result<Procedures> {
    return ask((...given) => this.#office("procedures").procedures(...given), question, options);
  }

  /** What would change if the other rulebook were in force instead of this one? */
  compare(after: Rulebook, question: Trial | Json, options?: Options): Result<Comparison> {
    return ask((...given) => this.#office("compare").compare(after.#native, ...given), question, options);
  }

  /** What changes when the other rulebook takes the place of this one, without any rows? Without a question there are no issues. */
  diff(after: Rulebook, options?: Options): Diff {
    return unasked(this.diffJson(after, options));
  }

  /** What is unwise in the rulebook itself: findings by their place in the document, then code. Without a question there are no issues. */
  check(options?: Options): Finding[] {
    return unasked(this.checkJson(options));
  }

  /** `decide` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  decideJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#native.decide(...given), question, options);
  }

  /** `quote` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  quoteJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#native.quote(...given), question, options);
  }

  /** `deadlines` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  deadlinesJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#native.deadlines(...given), question, options);
  }

  /** `compensation` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  compensationJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("compensation").compensation(...given), question, options);
  }

  /** `journey` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  journeyJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("journey").journey(...given), question, options);
  }

  /** `settle` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  settleJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("settle").settle(...given), question, options);
  }

  /** `reconcile` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  reconcileJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("reconcile").reconcile(...given), question, options);
  }

  /** `report` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  reportJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("report").report(...given), question, options);
  }

  /** `quarterReport` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  quarterReportJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("quarterReport").quarterReport(...given), question, options);
  }

  /** `choices` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  choicesJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("choices").choices(...given), question, options);
  }

  /** `procedures` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  proceduresJson(question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("procedures").procedures(...given), question, options);
  }

  /** Any question by its name, from JSON text to JSON text; an invalid one, or a name that is none, gives `{"issues":[…]}`. */
  ask(name: QuestionKind, question: Json, options?: Options): Json {
    return this.#office("ask").ask(name, question, spoken(options));
  }

  /** `compare` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  compareJson(after: Rulebook, question: Json, options?: Options): Json {
    return askJson((...given) => this.#office("compare").compare(after.#native, ...given), question, options);
  }

  /** `diff` as JSON text. */
  diffJson(after: Rulebook, options?: Options): Json {
    return this.#office("diff").diff(after.#native, spoken(options));
  }

  /** The findings of `check` as a JSON list. */
  checkJson(options?: Options): Json {
    return this.#office("check").check(spoken(options));
  }

  /** The rulebook's id. */
  get id(): string {
    return this.#native.id;
  }

  /** The document in its normal form, as a new object each time. */
  get document(): RulebookDocument {
    return JSON.parse(this.toJson()) as RulebookDocument;
  }

  /** The document in its normal form, as JSON text: what another thread is sent. */
  toJson(): Json {
    return this.#office("document").document();
  }

  /** What `JSON.stringify` writes: the document. */
  toJSON(): RulebookDocument {
    return this.document;
  }
}
