/** What needs no rulebook. */
import { ask, askJson, askWritten, result, spoken } from "./ask.js";
import type { Heading, IdentifierKind, Lists } from "./codes.js";
import { native } from "./native.js";
import type { Answer } from "./office-types.js";
import { inModule, type Rulebook } from "./rulebook.js";
import { diagram as diagramText, headings as headingsText, lists as listsText } from "./texts.js";
import type { Event, Identifier, Json, Options, Result, Tracking } from "./types.js";
import { writeValue } from "./write.js";

/**
 * Where is it by all that was told about it, and what may happen next? The events count as a set: their order and
 * repetitions do not matter.
 */
export function track(events: readonly Event[] | Json, options?: Options): Result<Tracking> {
  return ask(native().track, events, options);
}

/** `track` from JSON text to JSON text; an invalid list of events gives `{"issues":[…]}`. */
export function trackJson(events: Json, options?: Options): Json {
  return askJson(native().track, events, options);
}

/** How an answer is explained. */
export interface ExplainOptions extends Options {
  /** The rulebook whose names are said instead of ids. */
  rulebook?: Rulebook | undefined;
}

/** An answer of decide, quote, deadlines, compensation or track as a few plain sentences, one a line. */
export function explain(answer: Answer | Json, options?: ExplainOptions): Result<string> {
  const named = options?.rulebook && inModule(options.rulebook);
  return ask(named ? (...given) => named.explain(...given) : native().explain, answer, options);
}

/** An identifier's normal form and its parts, or which part is wrong. */
export function parseIdentifier(kind: IdentifierKind, text: string, options?: Options): Result<Identifier> {
  return askWritten(native().parseIdentifier, writeValue([kind, text]), options);
}

/**
 * A whole number as people in Việt Nam type it: `1000`, or `1.000` or `1 000` in groups of three. What might be meant otherwise
 * (`1,5`, `1,000`, `1.5`, `1e3`) is refused: forms and prices take numbers, and this reads what was typed into a field for one.
 */
export function wholeNumber(text: string, options?: Options): Result<number> {
  return result(native().wholeNumber(String(text), spoken(options)));
}

/** The states of a consignment and the events between them, as Mermaid text. */
export function diagram(): string {
  return diagramText;
}

/** Every closed list: codes with their parameters and messages, kinds and states with their labels. */
export function lists(): Lists {
  return JSON.parse(listsText) as Lists;
}

/** The headings of every key of the document, and of the questions that tables ask, by shape and key. */
export function headings(): Record<string, Record<string, Heading>> {
  return JSON.parse(headingsText) as Record<string, Record<string, Heading>>;
}
