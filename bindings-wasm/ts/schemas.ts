/** The JSON Schemas (2020-12): texts that the build makes, so that who does not ask for them does not load them. */
import { intakeRequest, returnRequest, rulebook } from "./texts.js";
import type { Form } from "./codes.js";
import { formNamed } from "./forms.js";

/** The JSON Schema of a rulebook's document, as a new object each time. Needs no `load()`. */
export function rulebookSchema(): Record<string, unknown> {
  return JSON.parse(rulebook) as Record<string, unknown>;
}

/** The JSON Schema of a form as it is filled in, as a new object each time. Needs no `load()`. */
export function formSchema(form: Form): Record<string, unknown> {
  return JSON.parse(formNamed(form) === "return_request" ? returnRequest : intakeRequest) as Record<string, unknown>;
}
