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
export { fieldHints, fromFormData, validateField } from "./fields.js";
export type { FieldHints, FieldOptions, FieldPath } from "./fields.js";
export { intakeRequest, preview, returnRequest, validate } from "./forms.js";
export { diagram, explain, headings, lists, parseIdentifier, track, trackJson, wholeNumber } from "./functions.js";
export type { ExplainOptions } from "./functions.js";
export type * from "./office-types.js";
export { Rulebook } from "./rulebook.js";
export { formSchema, rulebookSchema } from "./schemas.js";
export type { Source } from "./source.js";
export type * from "./types.js";
