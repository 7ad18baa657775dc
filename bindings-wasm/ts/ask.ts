/** Asking and being answered: every question crosses here. */
import { jsonText, write, type Written } from "./write.js";
import type { Issue, Options, Result } from "./types.js";

type Spoken = string | undefined;

/** A function of the module that takes one question. */
export type Ask = (question: string, odd: Uint32Array | undefined, language: Spoken) => string;

/** A function of the module that takes a form and its settings. */
export type AskForm = (
  value: string,
  odd: Uint32Array | undefined,
  settings: string,
  oddSettings: Uint32Array | undefined,
  language: Spoken,
) => string;

/** The language of an option; what is not even a text is none that the core knows. */
export function spoken(options: Options | undefined): Spoken {
  const language: unknown = options?.language ?? undefined;
  return language === undefined || typeof language === "string" ? language : "";
}

/** Asks with a value or with JSON text. */
export function ask<T>(put: Ask, question: unknown, options: Options | undefined): Result<T> {
  return askWritten(put, write(question), options);
}

/** Asks with what is written already. */
export function askWritten<T>(put: Ask, { json, odd }: Written, options: Options | undefined): Result<T> {
  return result(put(json, odd, spoken(options)));
}

/** Asks with JSON text, to be answered with JSON text. */
export function askJson(put: Ask, question: string, options: Options | undefined): string {
  return put(jsonText(question), undefined, spoken(options));
}

/** What an answer of the module says. */
export function result<T>(json: string): Result<T> {
  const answer = JSON.parse(json) as T & { issues?: Issue[] };
  return answer.issues === undefined ? { ok: true, value: answer } : { ok: false, issues: answer.issues };
}

/** What an answer says that has no question, and so no issues but that of a language. */
export function unasked<T>(json: string): T {
  const answer = result<T>(json);
  if (!answer.ok) throw new TypeError("hoso: the language is not one of those that it speaks");
  return answer.value;
}
