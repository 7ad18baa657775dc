/** Fields of forms: each by itself, as HTML asks for them, and as HTML sends them. */
import * as hoso from "hoso";
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
});

test("hints are what HTML wants", () => {
  expect(hoso.fieldHints("return_request", "applicant.phone")).toEqual({
    ...{ type: "tel", required: true, inputmode: "tel", autocomplete: "tel", maxlength: 30, pattern: "\\D*(?:\\d\\D*){9,12}" },
  });
  expect(hoso.fieldHints("return_request", "recipient.phone").autocomplete).toBe("off");
  expect(hoso.fieldHints("intake_request", "/documents/0/copies")).toEqual({ type: "text", required: true, inputmode: "numeric", min: 1, max: 99 });
  expect(hoso.fieldHints("intake_request", "documents[0].name")).toEqual({ type: "text", required: true, maxlength: 500 });
  expect(hoso.fieldHints("return_request", "consent")).toEqual({ type: "checkbox", required: true });
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

test("what is missing is told at fields, not at what holds them", () => {
  const answer = hoso.validate("return_request", {});
  expect(answer.ok ? [] : answer.issues.map(({ path }) => path).sort()).toEqual([
    ...["/address/place", "/address/street", "/agency", "/applicant/document/kind", "/applicant/document/number"],
    ...["/applicant/name", "/applicant/phone", "/consent", "/procedure"],
  ]);
  for (const issue of answer.ok ? [] : answer.issues) expect(hoso.fieldHints("return_request", issue.path).required).toBe(true);
});
