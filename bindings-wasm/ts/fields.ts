/** One field of a form: is it right, how does HTML ask for it, and what did an HTML form send? */
import type { Form } from "./codes.js";
import { validate, type FormOptions } from "./forms.js";
import { wholeNumber } from "./functions.js";
import { formSchema } from "./schemas.js";
import type { Issue } from "./types.js";

/** Where a field is: `/applicant/phone` as issues say it, or `applicant.phone`, `documents[0].name` as form libraries name it. */
export type FieldPath = string | readonly (string | number)[];

/** What one field is held against. */
export interface FieldOptions extends FormOptions {
  /** The form as far as it is filled in: a number is held against the kind of papers beside it. */
  within?: object | undefined;
}

/**
 * What is wrong with one field, and with nothing else: an empty list when it is right. The field is looked at as a part of the whole
 * form, which need not be complete.
 */
export function validateField(form: Form, path: FieldPath, value: unknown, options: FieldOptions = {}): Issue[] {
  const { within, ...held } = options;
  const steps = stepsOf(path);
  known(form, steps);
  const answer = validate(form, put(within, steps, value), held);
  const place = steps.map((step) => `/${step}`).join("");
  return answer.ok ? [] : answer.issues.filter((issue) => issue.path === place || issue.path.startsWith(`${place}/`));
}

/**
 * What HTML is told of a field, by the names of its attributes; React writes some of them in capitals (`inputMode`, `autoComplete`,
 * `maxLength`).
 */
export interface FieldHints {
  /** Of an input; of what is chosen from a list `select`. An email address is a text: `email` refuses letters that hoso takes. */
  type: "text" | "tel" | "checkbox" | "select";
  /**
   * Whether the form is never right without it; a box, whether it must be ticked. What belongs to a person or an address that may be
   * left out is required once something of it is filled in.
   */
  required: boolean;
  /** Which keyboard a phone shows. */
  inputmode?: "numeric" | "tel" | "email";
  /** What a browser knows of the person; `off` for others than who fills the form in. */
  autocomplete?: "name" | "organization" | "tel" | "email" | "street-address" | "off";
  /** What a phone writes in capitals. */
  autocapitalize?: "words" | "characters" | "off";
  /** How many characters there may be, with the spaces that hoso takes off. */
  maxlength?: number;
  /** A regular expression for the whole; spaces, dots and dashes are let through, as hoso takes them. */
  pattern?: string;
  /** The smallest number. */
  min?: number;
  /** The largest number. */
  max?: number;
  /** What may be chosen; `lists()` has the words. */
  options?: readonly string[];
}

/**
 * How HTML asks for a field. What a browser refuses by it, `validate` refuses too, and `validate` says why. `within` is the form as
 * far as it is filled in: papers have a pattern once their kind is known.
 */
export function fieldHints(form: Form, path: FieldPath, options: { within?: object | undefined } = {}): FieldHints {
  const steps = stepsOf(path);
  const { schema, required } = known(form, steps, options.within);
  const key = String(steps.at(-1));
  const kind = at(options.within, [...steps.slice(0, -1), ...(key === "number" ? ["kind"] : ["document", "kind"])]);
  return {
    // A box that may stay empty is never missing.
    ...{ type: typeOf(schema), required: required && schema.type !== "boolean" },
    ...(schema.enum && { options: schema.enum }),
    ...(schema.type === "integer" && { inputmode: "numeric", min: schema.minimum!, max: schema.maximum! }),
    ...(steps[0] === "documents" ? ENCLOSURE[key] : (TEXTS[key] ?? {})),
    ...(key === "number" && PAPERS[String(kind)]),
    ...(key === "name" && kind === "tax_code" && { autocomplete: "organization" }),
    // A browser knows who fills the form in, and nobody else.
    ...((steps[0] === "submitter" || steps[0] === "recipient") && { autocomplete: "off" }),
  };
}

const TEXTS: Record<string, Partial<FieldHints>> = {
  // An organisation's, which is longer than a person's.
  name: { autocomplete: "name", autocapitalize: "words", maxlength: 200 },
  phone: { inputmode: "tel", autocomplete: "tel", maxlength: 30, pattern: digits("10,15") },
  email: { inputmode: "email", autocomplete: "email", autocapitalize: "off", maxlength: 254 },
  street: { autocomplete: "street-address", maxlength: 200 },
  number: { autocomplete: "off", autocapitalize: "characters" },
  dossier: { autocomplete: "off", autocapitalize: "characters" },
  note: { maxlength: 500 },
};
const ENCLOSURE: Record<string, Partial<FieldHints>> = { name: { maxlength: 500 } };
const PAPERS: Record<string, Partial<FieldHints>> = {
  citizen_id: { inputmode: "numeric", maxlength: 30, pattern: digits("12") },
  old_citizen_id: { inputmode: "numeric", maxlength: 30, pattern: digits("9") },
  passport: { maxlength: 30, pattern: "[^A-Za-z0-9]*(?:[A-Za-z0-9][^A-Za-z0-9]*){5,9}" },
  tax_code: { inputmode: "numeric", maxlength: 30, pattern: digits("10,13") },
};

/** So many digits, whatever is between them. */
function digits(count: string): string {
  return `\\D*(?:\\d\\D*){${count}}`;
}

function typeOf(schema: Schema): FieldHints["type"] {
  if (schema.format === "phone") return "tel";
  if (isBox(schema)) return "checkbox";
  return schema.enum || schema.type === "array" ? "select" : "text";
}

/**
 * What an HTML form sent, as `validate` takes it. Names are paths (`applicant.phone`, `documents[0].copies`); a box that is not ticked is
 * `false`, numbers are read as people type them (`wholeNumber`), and a person of whom nothing was typed or ticked is not there. What
 * is no field of the form is left out, files too.
 *
 * Lists have no gaps: with `documents[0]` and `documents[3]` alone the latter is the second, and issues call it `/documents/1`. A page
 * in which rows are taken away numbers the others anew.
 */
export function fromFormData(form: Form, data: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  let value: unknown = {};
  for (const [name, sent] of data) {
    const steps = stepsOf(name.replace(/\[\]$/, ""));
    const schema = fieldAt(form, steps)?.schema;
    if (!schema || schema.properties || typeof sent !== "string") continue;
    // An entry of a list in which nothing stands is none.
    if (typeof steps.at(-1) === "number" && sent === "") continue;
    value = put(value, steps, schema.type === "array" ? [...listOf(at(value, steps)), ...(sent ? [sent] : [])] : typed(schema, sent));
  }
  return complete(form, root(form), value) as Record<string, unknown>;
}

/** What was sent for a field, as JSON has it; what is not of its kind stays a text, which `validate` refuses. */
function typed(schema: Schema, sent: string): unknown {
  if (isBox(schema)) return sent === "on" || sent === "true" ? true : sent === "false" || sent === "" ? false : sent;
  if (schema.type !== "integer") return sent;
  const number = wholeNumber(sent);
  return number.ok ? number.value : sent;
}

/** Boxes that were not sent are not ticked, and optional objects are not there in which nothing was filled in. */
function complete(form: Form, schema: Schema, value: unknown): unknown {
  if (schema.type === "array") return listOf(value).flatMap((item) => (item === undefined ? [] : [complete(form, inner(form, schema.items!), item)]));
  if (!schema.properties) return value;
  const own = { ...(value as Record<string, unknown> | undefined) };
  for (const [key, part] of Object.entries(schema.properties)) {
    const of = inner(form, part);
    const required = schema.required?.includes(key) ?? false;
    if (isBox(of) && required) own[key] ??= false;
    else if (own[key] === undefined) continue;
    else if (of.properties && !required && isBlank(form, of, own[key])) delete own[key];
    else own[key] = complete(form, of, own[key]);
  }
  return own;
}

/** Whether nobody filled anything in. What is chosen from a list does not count: a list may show its first entry by itself. */
function isBlank(form: Form, { properties, enum: list }: Schema, value: unknown): boolean {
  if (properties) return Object.entries(properties).every(([key, part]) => isBlank(form, inner(form, part), at(value, [key])));
  return list !== undefined || !value || (typeof value === "string" && value.trim() === "");
}

/** What of a JSON Schema says how a field is asked for. */
interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  type?: string;
  format?: string;
  const?: unknown;
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

const SCHEMAS = new Map<Form, Schema & { $defs: Record<string, Schema> }>();

function whole(form: Form): Schema & { $defs: Record<string, Schema> } {
  if (!SCHEMAS.has(form)) SCHEMAS.set(form, formSchema(form) as unknown as Schema & { $defs: Record<string, Schema> });
  return SCHEMAS.get(form)!;
}

const root = (form: Form): Schema => inner(form, whole(form));

/** A schema without the names around it, and of several the first: the others are null, or blank. */
function inner(form: Form, schema: Schema): Schema {
  const next = schema.anyOf?.[0] ?? (schema.$ref && whole(form).$defs[schema.$ref.split("/").at(-1)!]);
  return next ? inner(form, next) : schema;
}

const isBox = (schema: Schema) => schema.type === "boolean" || schema.const === true;

interface Field {
  schema: Schema;
  /** Whether the form, with what is filled in of it, is never right without it. */
  required: boolean;
  /** What is filled in there. */
  value: unknown;
}

function fieldAt(form: Form, steps: Steps, within?: unknown): Field | undefined {
  return steps.reduce<Field | undefined>(
    (found, step) => {
      if (!found) return undefined;
      const { properties, items, maxItems = 0, required } = found.schema;
      const value = at(found.value, [step]);
      if (typeof step === "number") return items && step < maxItems ? { schema: inner(form, items), required: found.required, value } : undefined;
      if (!properties || !Object.hasOwn(properties, step)) return undefined;
      const isThere = found.required || !isBlank(form, found.schema, found.value);
      return { schema: inner(form, properties[step]!), required: isThere && (required?.includes(step) ?? false), value };
    },
    { schema: root(form), required: true, value: within },
  );
}

function known(form: Form, steps: Steps, within?: unknown): Field {
  const found = fieldAt(form, steps, within);
  if (!found || steps.length === 0) throw new TypeError(`hoso: the form ${form} has no field "${steps.join(".")}"`);
  return found;
}

type Steps = readonly (string | number)[];

function stepsOf(path: FieldPath): Steps {
  if (typeof path !== "string") {
    if (Array.isArray(path)) return path;
    throw new TypeError('hoso: a path is a text, as "applicant.phone", or a list of its steps');
  }
  const steps = path.startsWith("/") ? path.slice(1).split("/") : path.replace(/\[([^\][]+)\]/g, ".$1").split(".");
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function at(value: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((own, step) => (own as Record<string, unknown> | null | undefined)?.[step], value);
}

/** A copy with a value at its place, and what has to be around it. */
function put(around: unknown, steps: Steps, value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const inside = put(at(around, [step]), rest, value);
  if (typeof step === "string") return { ...(around as object | undefined), [step]: inside };
  const list = [...listOf(around)];
  list[step] = inside;
  return list;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
