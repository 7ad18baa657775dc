/**
 * The types of questions and answers. Times may be given as `Date` or as text; answers hold them as text. An optional key
 * of what is asked may also be `null`.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */
// CODES

/** JSON text. */
export type Json = string;
/** A civil date, `2014-10-01`. */
export type Day = string;
/** A time with an offset, `2014-10-01T08:30:00+07:00`. */
export type Moment = string | Date;
/** A whole number: one with a fraction is refused. */
export type Integer = number | bigint;
/** A reason among the parameters of a form's issue, whose message says it. */
export interface BareReason {
  /** Which reason it is. */
  code: ReasonCode;
  /** What it is about, by the code's parameters. */
  params: Params;
}
/** What an issue, a reason or a finding is about, by the parameters of its code. */
export type Params = { [parameter: string]: string | number | string[] | BareReason[] };

/** Keys that begin with `x_` are free in whatever is asked, and ignored. */
export interface Free {
  [key: `x_${string}`]: unknown;
}

/** What every question may be asked with. */
export interface Options {
  /** The language of messages, also with a region (`vi-VN`); Vietnamese unless asked otherwise. */
  language?: Language | `${Language}-${string}` | undefined;
}

/** A value, or everything that is wrong with the input. */
export type Result<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

/** One thing that is wrong with an input. */
export interface Issue {
  /** What is wrong. */
  code: IssueCode;
  /** Where: a JSON Pointer into the input, empty for the whole. */
  path: string;
  /** What would be valid; never the value given. */
  params: Params;
  /** The message, in the language asked. */
  message: string;
}

// SHAPES

/** An event that may not happen now. */
export interface Refused {
  /** Where the consignment is. */
  state: State;
  /** What the event says happened. */
  event: EventKind;
  /** What may happen instead, in rank order. */
  allowed: EventKind[];
  /** Why, in the language asked. */
  message: string;
}

/** What `advance` gives: the next tracking, a refusal, or everything that is wrong with the input. */
export type Advanced = Result<ANSWER(track)> | { ok: false; refused: Refused };

/** An identifier that was read. */
export interface Identifier {
  /** What it identifies. */
  kind: IdentifierKind;
  /** Its normal form. */
  text: string;
  /** What its parts say, by name. */
  parts: Record<string, string | number | boolean>;
}

/** Each form by its name. */
export interface Forms {
  // FORMS
}
