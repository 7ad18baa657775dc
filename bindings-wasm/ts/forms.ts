/** Forms that are right before they are sent. */
import { result, spoken } from "./ask.js";
import type { Form } from "./codes.js";
import { native, ofOffice } from "./native.js";
import type { WithoutPerson } from "./office-types.js";
import { validateBy, previewBy, type Rulebook } from "./rulebook.js";
import type { Day, Forms, Integer, IntakeRequest, Issue, Json, Options, PricedCarriage, Result, ReturnRequest } from "./types.js";
import { write, writeValue, type Written } from "./write.js";

/** What a form is held against. */
export interface FormOptions extends Options {
  /** With a rulebook a form is also asked whether the post may carry it, on the day `on`. */
  rulebook?: Rulebook | undefined;
  /** The day on which it is to go; needed with a rulebook. */
  on?: Day | undefined;
}

/** What a price needs besides the form. */
export interface PreviewOptions extends Options {
  rulebook: Rulebook;
  on: Day;
  weight_grams: Integer;
}

/** Is this form right? Its normal form, or everything that is wrong with it. */
export function validate<F extends Form>(form: F, value: unknown, options?: FormOptions): Result<Forms[F]> {
  return validated(form, write(value), options);
}

/**
 * What each carriage costs that a form asks for, whether the form is complete or not; one price, or one for each way
 * where no clause has both.
 */
export function preview(form: Form, value: object | Json, options: PreviewOptions): Result<PricedCarriage[]> {
  const { json, odd } = write(value);
  const { rulebook, language, ...rest } = options;
  const settings = writeValue({ form, ...rest });
  return result(previewBy(rulebook)(json, odd, settings.json, settings.odd, spoken({ language })));
}

/**
 * A form without the persons in it: agency, procedure, place, options, categories and boxes are left. `preview` says the same
 * of what is left as of the whole form, which need not be right. When to do it: Law 91/2025/QH15, article 14.
 */
export function formWithoutPerson(form: Form, value: object | Json, options?: Options): Result<WithoutPerson> {
  const [{ json, odd }, settings] = [write(value), writeValue({ form })];
  const put = ofOffice(native(), "formWithoutPerson").formWithoutPerson;
  return result(put(json, odd, settings.json, settings.odd, spoken(options)));
}

/** The form by which a person asks for the result by post, as a Standard Schema. */
export function returnRequest(options?: FormOptions): FormSchema<ReturnRequest> {
  return standard("return_request", options);
}

/** The form by which a person sends a dossier by post, as a Standard Schema. */
export function intakeRequest(options?: FormOptions): FormSchema<IntakeRequest> {
  return standard("intake_request", options);
}

/** A form as form libraries take it: https://standardschema.dev, version 1. */
export interface FormSchema<Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "hoso";
    readonly validate: (value: unknown) => { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly FormIssue[] };
    readonly types?: { readonly input: Output; readonly output: Output } | undefined;
  };
}

/** An issue as form libraries take it: its path in steps, and what hoso says besides. */
export interface FormIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly code: Issue["code"];
  readonly params: Issue["params"];
}

function validated<T>(form: Form, { json, odd }: Written, options: FormOptions | undefined): Result<T> {
  const settings = writeValue({ form, on: options?.on });
  const put = options?.rulebook ? validateBy(options.rulebook) : native().validate;
  return result(put(json, odd, settings.json, settings.odd, spoken(options)));
}

function standard<F extends Form>(form: F, options: FormOptions | undefined): FormSchema<Forms[F]> {
  return {
    "~standard": {
      version: 1,
      vendor: "hoso",
      validate(value) {
        const answer = validated<Forms[F]>(form, writeValue(value), options);
        return answer.ok ? { value: answer.value } : { issues: answer.issues.map(inSteps) };
      },
    },
  };
}

function inSteps({ message, path, code, params }: Issue): FormIssue {
  const steps = path.split("/").slice(1);
  return { message, path: steps.map(step), code, params };
}

/** A step of a JSON Pointer: the place in a list, or a key. */
function step(text: string): string | number {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39 && /^\d+$/.test(text)) return Number(text);
  return text.includes("~") ? text.replaceAll("~1", "/").replaceAll("~0", "~") : text;
}
