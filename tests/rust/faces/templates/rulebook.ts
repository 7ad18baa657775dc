// Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
import { ask, askJson, result, spoken } from "./ask.js";
import type { Document as RulebookDocument } from "./document.js";
import type * as office from "./hoso_office.js";
import { native } from "./native.js";
// IMPORTS
import { write } from "./write.js";

type Native = office.Rulebook;

/** How a rulebook is asked: its part of the module, which nobody else sees. @internal */
export let inModule: (rulebook: Rulebook) => Native;

/**
 * A valid rulebook, ready to answer: places, agencies, procedures, contracts, tariffs and calendars. Immutable; the
 * memory that it takes is given back when it is no longer reachable.
 *
 * Every question may be given as a value or as JSON text, and never throws: an invalid one gives its issues.
 */
export class Rulebook {
  readonly #native: Native;

  static {
    inModule = (rulebook: unknown) => {
      if (typeof rulebook === "object" && rulebook !== null && #native in rulebook) return rulebook.#native;
      throw new TypeError(NO_RULEBOOK);
    };
  }

  /** A rulebook is made by `Rulebook.parse`. */
  protected constructor(native: unknown) {
    this.#native = native as Native;
    // Nothing can be put into it, nor need Vue, which leaves alone what is frozen, look for what changes in it.
    Object.freeze(this);
  }

  /**
   * Reads a document, given as an object or as JSON text. `satisfies RulebookDocument` has the compiler check one that is
   * written in a program; one from elsewhere need not be of that type: what is wrong with it are its issues.
   */
  static parse(document: Json | RulebookDocument | object, options?: Options): Result<Rulebook> {
    return parsed(document, options, (native) => new Rulebook(native));
  }

  // QUESTIONS

  // TWINS

  /** The rulebook's id. */
  get id(): string {
    return inModule(this).id;
  }
}

const NO_RULEBOOK =
  "hoso: this is no Rulebook, which `Rulebook.parse` makes of a document. A copy of one is none (`structuredClone`, `postMessage`: " +
  "send the document, and parse it there), nor is a proxy (`markRaw`, `shallowRef`), nor one of another copy of this package.";

/** A rulebook of some class, or what is wrong with the document. @internal */
export function parsed<T>(document: unknown, options: Options | undefined, make: (native: Native) => T): Result<T> {
  const { json, odd } = write(document);
  const language = spoken(options);
  try {
    return { ok: true, value: make(native().Rulebook.parse(json, odd, language)) };
  } catch (issues) {
    if (typeof issues !== "string") throw issues;
    return result(issues);
  }
}
