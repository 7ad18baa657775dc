import Ajv from "ajv";
import { CITIZEN, EMAIL, ID, NAME, PHONE } from "../form.js";

const text = (pattern) => ({ type: "string", pattern: pattern.source });
const object = (properties, optional = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});
const validate = new Ajv({ allErrors: true, unicodeRegExp: true }).compile(
  object(
    {
      agency: text(ID),
      procedure: text(ID),
      applicant: object(
        {
          name: text(NAME),
          document: object({ kind: { enum: ["citizen_id"] }, number: text(CITIZEN) }),
          phone: text(PHONE),
          email: text(EMAIL),
        },
        ["email"],
      ),
      address: object({ place: text(ID), street: { type: "string", minLength: 1, maxLength: 200 } }),
      options: { type: "array", items: text(ID) },
      consent: { const: true },
      note: { type: "string", minLength: 1, maxLength: 500 },
    },
    ["options", "note"],
  ),
);
/** The places where a form is wrong. */
export const check = (form) => {
  if (validate(form)) return [];
  return validate.errors.map(({ instancePath, params }) => {
    const key = params.missingProperty ?? params.additionalProperty;
    return [...instancePath.split("/").slice(1), ...(key ? [key] : [])];
  });
};
