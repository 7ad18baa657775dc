/**
 * hoso: delivering government paperwork by post.
 *
 * A rulebook (contracts, tariffs, procedures, calendars) answers questions: may this go by post, what does it cost and
 * who pays, by when is each step due, what is owed when it goes wrong. `track` tells where a consignment is, and forms
 * are held against their rules before they are sent.
 */
export type * from "./codes.js";
export { intakeRequest, preview, returnRequest, validate } from "./forms.js";
export { advance, diagram, explain, lists, parseIdentifier, track, trackJson } from "./functions.js";
export type { Source } from "./native.js";
export { Rulebook } from "./rulebook.js";
export { formSchema, rulebookSchema } from "./schemas.js";
export type * from "./types.js";
