/** Asking and being answered: every question crosses here. */
import { jsonText, write, type Written } from "./write.js";
import type { Language } from "./codes.js";
import type { Issue, Options, Result } from "./types.js";

type Spoken = string | undefined;

/** A function of the module that takes one question. */
export type Ask = (question: string, odd: Uint32Array | undefined, language: Spoken) => string;

const LANGUAGES: Record<Language, true> = { vi: true, en: true };

/** The language of an option, whatever its region. A wrong one is a mistake of the program, and no issue of what is asked. */
export function spoken(options: Options | undefined): Spoken {
  if (options === undefined || options === null) return undefined;
  if (typeof options !== "object") throw new TypeError('hoso: options are an object, as { language: "en" }');
  const given: unknown = options.language ?? undefined;
  if (given === undefined) return undefined;
  const language = typeof given === "string" ? given.split("-", 1)[0]!.toLowerCase() : "";
  if (Object.hasOwn(LANGUAGES, language)) return language;
  const known = Object.keys(LANGUAGES).map((own) => `"${own}"`);
  throw new TypeError(`hoso: the language is ${known.join(" or ")}, with a region if need be ("vi-VN")`);
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

/** What an answer says that has no question, and so no issues. */
export function unasked<T>(json: string): T {
  return JSON.parse(json) as T;
}
