// Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
import { ask, askJson, spoken, unasked } from "./ask.js";
import type { Document as RulebookDocument } from "./document.js";
import type * as office from "./hoso_office.js";
import type { QuestionKind } from "./codes.js";
import { ofOffice } from "./native.js";
import type {
  Account,
  Billing,
  Claim,
  Comparison,
  Compensation,
  Diff,
  Dossier,
  Finding,
  Journey,
  Quarter,
  QuarterReport,
  Reconciliation,
  Report,
  Results,
  Statement,
  Trial,
} from "./office-types.js";
import type { Json, Options, Result } from "./types.js";
import { inModule, parsed, Rulebook as Citizens } from "./rulebook.js";

/** What only the office's module has of a rulebook. */
function inOffice(rulebook: Rulebook, name: keyof office.Rulebook): office.Rulebook {
  return ofOffice(inModule(rulebook), name);
}

/** A valid rulebook, ready to answer what citizens ask and what an office does. */
export class Rulebook extends Citizens {
  /**
   * Reads a document, given as an object or as JSON text. `satisfies RulebookDocument` has the compiler check one that is
   * written in a program; one from elsewhere need not be of that type: what is wrong with it are its issues.
   */
  static override parse(document: Json | RulebookDocument | object, options?: Options): Result<Rulebook> {
    return parsed(document, options, (native) => new Rulebook(native));
  }

  /** What does the operator owe when an item is lost, late or damaged? */
  compensation(question: Claim | Json, options?: Options): Result<Compensation> {
    return ask((...given) => inOffice(this, "compensation").compensation(...given), question, options);
  }

  /** How does one dossier stand as a whole: where is it, what is late, and what comes next? */
  journey(question: Dossier | Json, options?: Options): Result<Journey> {
    return ask((...given) => inOffice(this, "journey").journey(...given), question, options);
  }

  /** What does a contract's period come to: charges, shares, what was collected, and who still owes whom? */
  settle(question: Account | Json, options?: Options): Result<Statement> {
    return ask((...given) => inOffice(this, "settle").settle(...given), question, options);
  }

  /** Is the operator's invoice right? Line by line, each difference with the rule that gives the right amount. */
  reconcile(question: Billing | Json, options?: Options): Result<Reconciliation> {
    return ask((...given) => inOffice(this, "reconcile").reconcile(...given), question, options);
  }

  /** How many results went by post, and how well? Figures by agency, field, procedure and month. */
  report(question: Results | Json, options?: Options): Result<Report> {
    return ask((...given) => inOffice(this, "report").report(...given), question, options);
  }

  /** What does the post report of a quarter: how many, how much, and what went wrong? */
  quarterReport(question: Quarter | Json, options?: Options): Result<QuarterReport> {
    return ask((...given) => inOffice(this, "quarterReport").quarterReport(...given), question, options);
  }

  /** What would change if the other rulebook were in force instead of this one? */
  compare(after: Rulebook, question: Trial | Json, options?: Options): Result<Comparison> {
    return ask((...given) => inOffice(this, "compare").compare(inModule(after), ...given), question, options);
  }

  /** What changes when the other rulebook takes the place of this one, without any rows? Without a question there are no issues. */
  diff(after: Rulebook, options?: Options): Diff {
    return unasked(this.diffJson(after, options));
  }

  /** What is unwise in the rulebook itself: findings by their place in the document, then code. Without a question there are no issues. */
  check(options?: Options): Finding[] {
    return unasked(this.checkJson(options));
  }

  /** `compensation` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  compensationJson(question: Json, options?: Options): Json {
    return askJson((...given) => inOffice(this, "compensation").compensation(...given), question, options);
  }

  /** `journey` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  journeyJson(question: Json, options?: Options): Json {
    return askJson((...given) => inOffice(this, "journey").journey(...given), question, options);
  }

  /** `settle` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  settleJson(question: Json, options?: Options): Json {
    return askJson((...given) => inOffice(this, "settle").settle(...given), question, options);
  }

  /** `reconcile` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  reconcileJson(question: Json, options?: Options): Json {
    return askJson((...given) => inOffice(this, "reconcile").reconcile(...given), question, options);
  }

  /** `report` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  reportJson(question: Json, options?: Options): Json {
    return askJson((...given) => inOffice(this, "report").report(...given), question, options);
  }

  /** `quarterReport` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  quarterReportJson(question: Json, options?: Options): Json {
    return askJson((...given) => inOffice(this, "quarterReport").quarterReport(...given), question, options);
  }

  /** Any question by its name, from JSON text to JSON text; an invalid one, or a name that is none, gives `{"issues":[…]}`. */
  ask(name: QuestionKind, question: Json, options?: Options): Json {
    return inOffice(this, "ask").ask(name, question, spoken(options));
  }

  /** `compare` from JSON text to JSON text; an invalid question gives `{"issues":[…]}`. */
  compareJson(after: Rulebook, question: Json, options?: Options): Json {
    return askJson((...given) => inOffice(this, "compare").compare(inModule(after), ...given), question, options);
  }

  /** `diff` as JSON text. */
  diffJson(after: Rulebook, options?: Options): Json {
    return inOffice(this, "diff").diff(inModule(after), spoken(options));
  }

  /** The findings of `check` as a JSON list. */
  checkJson(options?: Options): Json {
    return inOffice(this, "check").check(spoken(options));
  }

  /** The document in its normal form, as a new object each time. */
  get document(): RulebookDocument {
    return JSON.parse(this.toJson()) as RulebookDocument;
  }

  /** The document in its normal form, as JSON text: what another thread is sent. */
  toJson(): Json {
    return inOffice(this, "document").document();
  }

  /** What `JSON.stringify` writes: the document. */
  toJSON(): RulebookDocument {
    return this.document;
  }
}
