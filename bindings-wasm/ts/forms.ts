/** Forms that are right before they are sent. */
import { result, spoken } from "./ask.js";
import type { Form } from "./codes.js";
import { native } from "./native.js";
import { inModule, type Rulebook } from "./rulebook.js";
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
  /** The rulebook whose prices they are. */
  rulebook: Rulebook;
  /** The day on which it is to go. */
  on: Day;
  /** What is carried, in grams: both ways of an intake request that comes back by post. */
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
  const language = spoken(options);
  const { rulebook, on, weight_grams } = heldAgainst(form, options);
  const { json, odd } = write(value);
  const settings = writeValue({ form, on, weight_grams });
  return result(inModule(rulebook!).preview(json, odd, settings.json, settings.odd, language));
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
  /** What is to be done, said to the person who fills the form in. */
  readonly message: string;
  /** The field: keys, and places in lists. */
  readonly path: readonly (string | number)[];
  /** What is wrong. */
  readonly code: Issue["code"];
  /** What would be valid; never the value given. */
  readonly params: Issue["params"];
}

function validated<T>(form: Form, { json, odd }: Written, options: FormOptions | undefined): Result<T> {
  const language = spoken(options);
  const { rulebook, on } = heldAgainst(form, options);
  const settings = held(form, on);
  const given = [json, odd, settings.json, settings.odd, language] as const;
  return result(rulebook ? inModule(rulebook).validate(...given) : native().validate(...given));
}

/** What a form is held against, on its way; mostly it is the form alone. */
function held(form: Form, on: Day | undefined): Written {
  return on === undefined ? { json: `{"form":"${form}"}`, odd: undefined } : writeValue({ form, on });
}

/** The forms, by their names. */
const FORMS: Record<Form, true> = { return_request: true, intake_request: true };

/** A form by its name. A wrong one is a mistake of the program, and no issue of what was filled in. @internal */
export function formNamed(name: Form): Form {
  if (typeof name === "string" && Object.hasOwn(FORMS, name)) return name;
  throw new TypeError(`hoso: no such form; there are ${Object.keys(FORMS).join(" and ")}`);
}

/** What a form is held against; what the program left out is no fault of the person who fills it in. */
function heldAgainst<Held extends FormOptions>(form: Form, options: Held | undefined): Partial<Held> {
  formNamed(form);
  const { rulebook, on } = options ?? {};
  if (rulebook !== undefined && rulebook !== null) {
    inModule(rulebook);
    if (on === undefined || on === null) throw new TypeError("hoso: a form is held against a rulebook on a day: `on`, as \"2026-01-15\"");
  }
  return options ?? {};
}

function standard<F extends Form>(form: F, options: FormOptions | undefined): FormSchema<Forms[F]> {
  // Here and not in every answer: who makes the schema has written the options.
  spoken(options);
  const { on } = heldAgainst(form, options);
  if (on !== undefined && on !== null) {
    // A day that is none would make every form wrong where it has no field.
    const blank = validated(form, { json: "{}", odd: undefined }, { ...options, language: "en" });
    const wrong = blank.ok ? undefined : blank.issues.find(({ path }) => path === "/on");
    if (wrong) throw new TypeError(`hoso: the option \`on\`: ${wrong.message}`);
  }
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
  const steps: (string | number)[] = [];
  for (let from = 1, to; from <= path.length; from = to + 1) {
    to = path.indexOf("/", from);
    if (to < 0) to = path.length;
    steps.push(step(path.slice(from, to)));
  }
  return { message, path: steps, code, params };
}

/** A step of a JSON Pointer: the place in a list, or a key. */
function step(text: string): string | number {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39 && /^\d+$/.test(text)) return Number(text);
  return text.includes("~") ? text.replaceAll("~1", "/").replaceAll("~0", "~") : text;
}
