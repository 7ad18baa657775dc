/** What needs no rulebook, and only an office asks. */
import { ask, askJson, askWritten, result, spoken } from "./ask.js";
import type { ForeignSystem, Form } from "./codes.js";
import { formNamed } from "./forms.js";
import { native, ofOffice } from "./native.js";
import type { ForeignEvent, WithoutPerson } from "./office-types.js";
import type { Advanced, Event, Integer, Json, Options, Refused, Result, Tracking } from "./types.js";
import { jsonText, write, writeValue } from "./write.js";

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

/**
 * A form without the persons in it: agency, procedure, place, options, categories and boxes are left. `preview` says the same
 * of what is left as of the whole form, which need not be right. When to do it: Law 91/2025/QH15, article 14.
 */
export function formWithoutPerson(form: Form, value: object | Json, options?: Options): Result<WithoutPerson> {
  const [{ json, odd }, settings] = [write(value), writeValue({ form: formNamed(form) })];
  const put = ofOffice(native(), "formWithoutPerson").formWithoutPerson;
  return result(put(json, odd, settings.json, settings.odd, spoken(options)));
}
