import * as v from "valibot";
import { CITIZEN, EMAIL, ID, NAME, PHONE } from "../form.js";

const text = (pattern) => v.pipe(v.string(), v.regex(pattern));
const schema = v.strictObject({
  agency: text(ID),
  procedure: text(ID),
  applicant: v.strictObject({
    name: text(NAME),
    document: v.strictObject({ kind: v.picklist(["citizen_id"]), number: text(CITIZEN) }),
    phone: text(PHONE),
    email: v.optional(text(EMAIL)),
  }),
  address: v.strictObject({ place: text(ID), street: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  options: v.optional(v.array(text(ID))),
  consent: v.literal(true),
  note: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500))),
});
/** The places where a form is wrong. */
export const check = (form) => {
  const { success, issues } = v.safeParse(schema, form);
  return success ? [] : issues.map(({ path }) => path.map(({ key }) => key));
};
