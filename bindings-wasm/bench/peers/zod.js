import * as z from "zod";
import { CITIZEN, EMAIL, ID, NAME, PHONE } from "../form.js";

const schema = z.strictObject({
  agency: z.string().regex(ID),
  procedure: z.string().regex(ID),
  applicant: z.strictObject({
    name: z.string().regex(NAME),
    document: z.strictObject({ kind: z.enum(["citizen_id"]), number: z.string().regex(CITIZEN) }),
    phone: z.string().regex(PHONE),
    email: z.string().regex(EMAIL).optional(),
  }),
  address: z.strictObject({ place: z.string().regex(ID), street: z.string().min(1).max(200) }),
  options: z.array(z.string().regex(ID)).optional(),
  consent: z.literal(true),
  note: z.string().min(1).max(500).optional(),
});
/** The places where a form is wrong. */
export const check = (form) => {
  const { success, error } = schema.safeParse(form);
  return success ? [] : error.issues.flatMap(({ path, keys = [] }) => (keys.length ? keys.map((key) => [...path, key]) : [path]));
};
