/** Fields of forms: each by itself, as HTML asks for them, and as HTML sends them. */
import * as hoso from "hoso";
import * as office from "hoso/office";
import { expect, test } from "vitest";
import { rulebookText, vectorFiles } from "./files.js";

const parsed = hoso.Rulebook.parse(rulebookText());
if (!parsed.ok) throw new Error("not a rulebook");
const rulebook = parsed.value;

const filled = {
  agency: "so-noi-vu",
  procedure: "1.900101",
  applicant: { name: "Nguyễn Văn An", document: { kind: "citizen_id", number: "074 085 001234" }, phone: "0912.345.678" },
  address: { place: "74", street: "12 Bạch Đằng" },
  consent: true,
};
const codes = (issues: hoso.Issue[]) => issues.map(({ code, path }) => `${code} ${path}`);

test("a field is looked at by itself, however it is named", () => {
  for (const path of ["/applicant/phone", "applicant.phone", ["applicant", "phone"]]) {
    expect(hoso.validateField("return_request", path, "0912.345.678")).toEqual([]);
    expect(codes(hoso.validateField("return_request", path, "12"))).toEqual(["bad_part /applicant/phone"]);
    expect(codes(hoso.validateField("return_request", path, ""))).toEqual(["missing /applicant/phone"]);
  }
  expect(codes(hoso.validateField("intake_request", "documents[2].copies", 0))).toEqual(["too_small /documents/2/copies"]);
  const english = hoso.validateField("return_request", "consent", false, { language: "en" });
  expect(english[0]?.message).toContain("Please tick");
});

test("a field is held against what is beside it, and against a rulebook", () => {
  const number = (kind: string) => {
    const within = { ...filled, applicant: { ...filled.applicant, document: { kind } } };
    return codes(hoso.validateField("return_request", "applicant.document.number", "C1234567", { within }));
  };
  expect(number("passport")).toEqual([]);
  expect(number("citizen_id")).toEqual(["too_short /applicant/document/number"]);
  const held = { rulebook, on: "2014-10-01", within: filled };
  expect(hoso.validateField("return_request", "procedure", "1.900101", held)).toEqual([]);
  expect(codes(hoso.validateField("return_request", "procedure", "9.999999", held))).toEqual(["not_covered /procedure"]);
  expect(codes(hoso.validateField("return_request", "address.place", "nowhere", held))).toEqual(["unknown_reference /address/place"]);
  expect(filled.procedure, "what is given stays as it is").toBe("1.900101");
});

test("a field that no form has is a mistake of the program", () => {
  for (const path of ["applicant.fone", "", "/", "__proto__.x", "constructor", "documents[0]", "applicant.name.first"]) {
    expect(() => hoso.validateField("return_request", path, "x"), path).toThrow(TypeError);
    expect(() => hoso.fieldHints("return_request", path), path).toThrow(/the form return_request has no field/);
  }
  expect(() => hoso.fieldHints("intake_request", "documents[100].name")).toThrow("no field");
  for (const path of [null, undefined, 5, {}, true] as unknown as string[]) {
    expect(() => hoso.validateField("return_request", path, "x")).toThrow(/^hoso: a path is a text/);
    expect(() => hoso.fieldHints("return_request", path)).toThrow(/^hoso: a path is a text/);
  }
});

test("a form that nobody knows is a mistake of the program, whatever is asked of it", () => {
  for (const form of ["return-request", "toString", "", null, undefined] as unknown as hoso.Form[]) {
    for (const ask of [
      () => hoso.validate(form, {}),
      () => hoso.validateField(form, "agency", "a"),
      () => hoso.fieldHints(form, "agency"),
      () => hoso.fromFormData(form, []),
      () => hoso.fromFormData(form, [["agency", "a"]]),
      () => hoso.formSchema(form),
      () => office.formWithoutPerson(form, {}),
    ]) {
      expect(ask, String(ask)).toThrow(new TypeError("hoso: no such form; there are return_request and intake_request"));
    }
  }
});

test("hints are what HTML wants", () => {
  expect(hoso.fieldHints("return_request", "applicant.phone")).toEqual({
    ...{ type: "tel", required: true, inputmode: "tel", autocomplete: "tel", maxlength: 30, pattern: "\\D*(?:\\d\\D*){10,15}" },
  });
  expect(hoso.fieldHints("return_request", "recipient.phone").autocomplete).toBe("off");
  expect(hoso.fieldHints("intake_request", "/documents/0/copies")).toEqual({ type: "text", required: true, inputmode: "numeric", min: 1, max: 99 });
  expect(hoso.fieldHints("intake_request", "documents[0].name")).toEqual({ type: "text", required: true, maxlength: 500 });
  expect(hoso.fieldHints("return_request", "consent")).toEqual({ type: "checkbox", required: true });
  expect(hoso.fieldHints("intake_request", "documents[0].original")).toEqual({ type: "checkbox", required: false });
  expect(hoso.fieldHints("return_request", "recipient.relation").options).toEqual(Object.keys(hoso.lists().relations));
  expect(hoso.fieldHints("return_request", "applicant.document.number").pattern).toBeUndefined();
  expect(hoso.fieldHints("return_request", "applicant.document.number", { within: filled }).pattern).toBe("\\D*(?:\\d\\D*){12}");
});

interface FormCase {
  form: hoso.Form;
  value: Record<string, unknown>;
  answer: { ok: boolean };
}

/** Every text of a form by its path. */
function texts(value: unknown, path: (string | number)[] = []): [(string | number)[], string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  const steps = Array.isArray(value) ? value.map((inner, at) => [at, inner] as const) : Object.entries(value);
  return steps.flatMap(([step, inner]) => texts(inner, [...path, step]));
}

test("what a browser refuses by the hints, hoso refuses; what hoso takes, a browser lets through", () => {
  const cases = (vectorFiles()["forms.json"] as { cases: FormCase[] }).cases;
  let [let_through, refused] = [0, 0];
  for (const { form, value } of cases) {
    for (const [path, text] of texts(value)) {
      for (const typed of [text, `${text}7`, text.slice(1), text.replace(/\d/, ""), "x".repeat(600), "9".repeat(40)]) {
        let hints: hoso.FieldHints;
        try {
          hints = hoso.fieldHints(form, path, { within: value });
        } catch {
          continue;
        }
        if (typed.trim() === "") continue;
        const wrong =
          typed.length > (hints.maxlength ?? Infinity) ||
          (hints.pattern !== undefined && !new RegExp(`^(?:${hints.pattern})$`, "v").test(typed));
        const issues = hoso.validateField(form, path, typed, { within: value });
        if (wrong) expect(issues.length, `${path.join(".")} ${typed}`).toBeGreaterThan(0);
        if (wrong) refused += 1;
        else if (issues.length === 0) let_through += 1;
      }
    }
  }
  expect(let_through).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(500);
});

test("nothing is required without which a form is right", () => {
  const cases = (vectorFiles()["forms.json"] as { cases: FormCase[] }).cases.filter(({ answer }) => answer.ok);
  let asked = 0;
  for (const { form, value } of cases) {
    const lacking = PATHS[form].filter((path) => !valueAt(value, path));
    for (const path of lacking) {
      for (const options of [{}, { within: value }]) expect(hoso.fieldHints(form, path, options).required, `${form} ${path}`).toBe(false);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(500);
});

test("a person who need not be there is asked for in full once something of them is filled in", () => {
  const required = (recipient: object) => hoso.fieldHints("return_request", "recipient.phone", { within: { recipient } }).required;
  expect(required({})).toBe(false);
  expect(required({ name: " ", relation: "spouse", document: { kind: "citizen_id", number: "" }, authorised: false })).toBe(false);
  expect(required({ name: "Lê Thị B" })).toBe(true);
  expect(required({ document: { number: "074" } })).toBe(true);
  expect(required({ authorised: true })).toBe(true);
});

const PERSON = ["name", "document.kind", "document.number", "phone", "email"];
const OF_BOTH = ["reception", "note", "options", "applicant_categories", "options[0]", "agency_fee_units"];
const PATHS: Record<hoso.Form, string[]> = {
  return_request: [...PERSON.flatMap((key) => [`applicant.${key}`, `recipient.${key}`, `submitter.${key}`]), "recipient.relation", "recipient.authorised", "dossier", ...OF_BOTH],
  intake_request: [...PERSON.flatMap((key) => [`applicant.${key}`, `submitter.${key}`]), "address.place", "pick_up", "return_by_post", "collect_agency_fee", "documents[0].original", ...OF_BOTH],
};

/** What a form has at a place. */
function valueAt(value: unknown, path: string): unknown {
  return path.split(/[.[\]]+/).filter(Boolean).reduce<unknown>((own, step) => (own as Record<string, unknown> | undefined)?.[step], value);
}

test("what an HTML form sends is what validate takes", () => {
  const data = new FormData();
  for (const [name, value] of [
    ...[["agency", "so-noi-vu"], ["procedure", "1.900101"], ["applicant.name", "Nguyễn Văn An"]],
    ...[["applicant.document.kind", "citizen_id"], ["applicant.document.number", "074 085 001234"], ["applicant.phone", "0912345678"]],
    ...[["address.place", "74"], ["address[street]", "lost"], ["/address/street", "12 Bạch Đằng"], ["consent", "on"], ["pick_up", "true"]],
    ...[["options[]", "a"], ["options[]", "b"], ["documents[0].name", "Tờ khai"], ["documents[0].copies", "1.000"], ["documents[0].original", "on"]],
    ...[["documents[3].name", "Bản sao"], ["documents[3].copies", "hai"], ["documents[4].original", "electronic"]],
    ...[["recipient.name", " "], ["recipient.document.kind", ""], ["submitter.name", "Lê Thị B"], ["csrf", "x"], ["__proto__.consent", "on"]],
  ] as [string, string][]) {
    data.append(name, value);
  }
  data.append("note", new File(["x"], "x.txt"));
  expect(hoso.fromFormData("intake_request", data)).toEqual({
    ...{ agency: "so-noi-vu", procedure: "1.900101", options: ["a", "b"], consent: true, pick_up: true },
    ...{ return_by_post: false, collect_agency_fee: false, submitter: { name: "Lê Thị B" } },
    applicant: { name: "Nguyễn Văn An", document: { kind: "citizen_id", number: "074 085 001234" }, phone: "0912345678" },
    address: { place: "74", street: "12 Bạch Đằng" },
    documents: [{ name: "Tờ khai", copies: 1000, original: true }, { name: "Bản sao", copies: "hai", original: false }, { original: "electronic" }],
  });
  expect(hoso.fromFormData("return_request", new URLSearchParams(""))).toEqual({ consent: false });
  expect(({} as { consent?: unknown }).consent).toBeUndefined();
  const whole = new URLSearchParams();
  for (const [path, text] of texts(filled)) whole.append(path.join("."), text);
  whole.append("consent", "on");
  expect(hoso.validate("return_request", hoso.fromFormData("return_request", whole))).toEqual(hoso.validate("return_request", filled));
});

test("what nobody filled in is not there: what a list offers first, and blank rows of a list", () => {
  const untouched = ["name", "phone", "document.number"].map((key) => [`recipient.${key}`, ""]);
  const chosen = [["recipient.relation", "spouse"], ["recipient.document.kind", "citizen_id"], ["options[0]", ""], ["options[2]", "a"], ["options[]", ""]];
  const sent = (...more: string[][]) => hoso.fromFormData("return_request", new URLSearchParams([...untouched, ...chosen, ...more]));
  expect(sent()).toEqual({ consent: false, options: ["a"] });
  expect(sent(["recipient.phone", "0912345678"])).toMatchObject({ recipient: { relation: "spouse", phone: "0912345678", document: { kind: "citizen_id" } } });
  expect(sent(["recipient.authorised", "on"])).toHaveProperty("recipient.authorised", true);
});

test("what is missing is told at fields, not at what holds them", () => {
  const answer = hoso.validate("return_request", {});
  expect(answer.ok ? [] : answer.issues.map(({ path }) => path).sort()).toEqual([
    ...["/address/place", "/address/street", "/agency", "/applicant/document/kind", "/applicant/document/number"],
    ...["/applicant/name", "/applicant/phone", "/consent", "/procedure"],
  ]);
  for (const issue of answer.ok ? [] : answer.issues) expect(hoso.fieldHints("return_request", issue.path).required).toBe(true);
});
