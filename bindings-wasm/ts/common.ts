/**
 * hoso: delivering government paperwork by post.
 *
 * A rulebook (contracts, tariffs, procedures, calendars) answers questions: may this go by post, what does it cost and
 * who pays, by when is each step due, what is owed when it goes wrong. `track` tells where a consignment is, and forms
 * are held against their rules before they are sent.
 */
export type * from "./codes.js";
export type { Document as RulebookDocument } from "./document.js";
export type * as DocumentParts from "./document.js";
export type { FormIssue, FormOptions, FormSchema, PreviewOptions } from "./forms.js";
export { formWithoutPerson, intakeRequest, preview, returnRequest, validate } from "./forms.js";
export {
  advance,
  amountInWords,
  diagram,
  eventOf,
  eventOfJson,
  explain,
  formatDocument,
  headings,
  lists,
  mergeDocuments,
  parseIdentifier,
  splitDocument,
  track,
  trackJson,
  wholeNumber,
  withoutPerson,
} from "./functions.js";
export type { ExplainOptions } from "./functions.js";
export type { Source } from "./native.js";
export type * from "./office-types.js";
export { Rulebook } from "./rulebook.js";
export { formSchema, rulebookSchema } from "./schemas.js";
export type * from "./types.js";
