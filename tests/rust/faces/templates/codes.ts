/**
 * The closed lists as types. The lists themselves, with their labels and messages, are given by `lists()`.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */

// TYPES

/** What a name is called where people read it. */
export interface LabelInfo {
  /** The label in Vietnamese. */
  vi: string;
  /** The label in English. */
  en: string;
}

/** What a code says, with `{parameter}` where a value goes. */
export interface CodeInfo {
  /** The names of the message's parameters. */
  params: string[];
  /** The message in Vietnamese. */
  vi: string;
  /** The message in English. */
  en: string;
}

// INFOS

/** Every closed list: each member with its words, and what else it says of itself. */
export interface Lists {
  // LISTS
}

/** What a column is called that holds a key. */
export interface Heading {
  /** The heading in Vietnamese. */
  vi: string;
  /** The heading in English. */
  en: string;
  /** What it means, in Vietnamese; only keys of the document have one. */
  note?: string;
  /** The list of the document whose ids stand there. */
  list?: string;
  /** What offices also write over such a column. */
  also: string[];
}
