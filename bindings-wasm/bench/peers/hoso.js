import { load, returnRequest } from "hoso";

await load();
const schema = returnRequest();
/** The places where a form is wrong. */
export const check = (form) => {
  const { issues } = schema["~standard"].validate(form);
  return issues ? issues.map(({ path }) => path) : [];
};
