// Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
import { ask, askJson, result, spoken, unasked, type Ask, type AskForm } from "./ask.js";
import type { Document as RulebookDocument } from "./document.js";
import type * as office from "./hoso_office.js";
import type { QuestionKind } from "./codes.js";
import { native, ofOffice } from "./native.js";
// IMPORTS
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

  // QUESTIONS

  /** What would change if the other rulebook were in force instead of this one? */
  compare(after: Rulebook, question: QUESTION(compare.trial) | Json, options?: Options): Result<ANSWER(compare)> {
    return ask((...given) => this.#office("compare").compare(after.#native, ...given), question, options);
  }

  /** What changes when the other rulebook takes the place of this one, without any rows? Without a question there are no issues. */
  diff(after: Rulebook, options?: Options): ANSWER(diff) {
    return unasked(this.diffJson(after, options));
  }

  /** What is unwise in the rulebook itself: findings by their place in the document, then code. Without a question there are no issues. */
  check(options?: Options): ANSWER(check) {
    return unasked(this.checkJson(options));
  }

  // TWINS

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
