/** What an office has: all that citizens have, and its own. Its `Rulebook` stands before theirs. */
export * from "./common.js";
export {
  advance,
  amountInWords,
  eventOf,
  eventOfJson,
  formatDocument,
  formWithoutPerson,
  mergeDocuments,
  splitDocument,
  withoutPerson,
} from "./office-functions.js";
export { Rulebook } from "./office-rulebook.js";
