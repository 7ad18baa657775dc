/** What needs no rulebook. */
import { ask, askJson, askWritten, result, spoken } from "./ask.js";
import type { ForeignSystem, Heading, IdentifierKind, Lists } from "./codes.js";
import { native, ofOffice } from "./native.js";
import type { Answer, ForeignEvent } from "./office-types.js";
import { explainBy, type Rulebook } from "./rulebook.js";
import { diagram as diagramText, headings as headingsText, lists as listsText } from "./texts.js";
import type { Advanced, Event, Identifier, Integer, Json, Options, Refused, Result, Tracking } from "./types.js";
import { jsonText, write, writeValue } from "./write.js";

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

/** The strict form of `track`: one event more, in order; or it is refused, with what could happen instead. */
export function advance(tracking: Tracking | Json, event: Event | Json, options?: Options): Advanced {
  const [from, next] = [write(tracking), write(event)];
  const advanced: Result<Tracking & { refused?: Refused }> = result(
    ofOffice(native(), "advance").advance(from.json, from.odd, next.json, next.odd, spoken(options)),
  );
  return advanced.ok && advanced.value.refused ? { ok: false, refused: advanced.value.refused } : advanced;
}

/**
 * An event without the person in it: without the recipient, and without keys that begin with `x_`. `track` says the same of
 * events with and without their persons. To be done when the purpose is served, on request, and when the time of keeping ends:
 * Law 91/2025/QH15 on the protection of personal data, article 14.
 */
export function withoutPerson(event: Event | Json, options?: Options): Result<Event> {
  return ask(ofOffice(native(), "withoutPerson").withoutPerson, event, options);
}

/** How an answer is explained. */
export interface ExplainOptions extends Options {
  /** The rulebook whose names are said instead of ids. */
  rulebook?: Rulebook | undefined;
}

/** An answer of decide, quote, deadlines, compensation or track as a few plain sentences, one a line. */
export function explain(answer: Answer | Json, options?: ExplainOptions): Result<string> {
  return ask(options?.rulebook ? explainBy(options.rulebook) : native().explain, answer, options);
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

/** What does a code of another system tell of? A code that is not known is told so; `lists().foreignSystems` has those that are. */
export function eventOf(system: ForeignSystem, code: string, options?: Options): Result<ForeignEvent> {
  return askWritten(ofOffice(native(), "eventOf").eventOf, writeValue({ system, code }), options);
}

/** `eventOf` from JSON text, an object of system and code, to JSON text; an invalid one gives `{"issues":[…]}`. */
export function eventOfJson(question: Json, options?: Options): Json {
  return askJson(ofOffice(native(), "eventOf").eventOf, question, options);
}

/** An amount in đồng in words, as statements and receipts have it beside the figures. */
export function amountInWords(amount: Integer, options?: Options): Result<string> {
  return askWritten(ofOffice(native(), "amountInWords").amountInWords, writeValue(amount), options);
}

/**
 * A document, or a part of one, in its normal form: the same text for all that mean the same. Whether it is a rulebook is not
 * asked: `Rulebook.parse` does.
 */
export function formatDocument(document: Json, options?: Options): Result<Json> {
  return result(ofOffice(native(), "formatDocument").formatDocument(jsonText(document), spoken(options)));
}

/**
 * Several documents, or parts of one, as one in normal form: their lists one after another. Of what is defined twice and differs
 * each issue has the number of the document, from 0, at the beginning of its path.
 */
export function mergeDocuments(documents: readonly Json[], options?: Options): Result<Json> {
  const merge = ofOffice(native(), "mergeDocuments").mergeDocuments;
  return result(merge(documents.map((document) => jsonText(document)), spoken(options)));
}

/** A document in its lists: the text of each by its name; what is in no list is `rulebook`. `mergeDocuments` makes them one. */
export function splitDocument(document: Json, options?: Options): Result<Record<string, Json>> {
  return result(ofOffice(native(), "splitDocument").splitDocument(jsonText(document), spoken(options)));
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
