/** The types say what is: checked by tsc alone, never run. */
import type { StandardSchemaV1 } from "@standard-schema/spec";
import * as hoso from "hoso/office";
import post from "hoso/parts/post.json" with { type: "json" };
import { expectTypeOf, test } from "vitest";

declare const rulebook: hoso.Rulebook;

test("a result is a value or issues", () => {
  const parsed = hoso.Rulebook.parse({ hoso: 1 });
  expectTypeOf(parsed).toEqualTypeOf<hoso.Result<hoso.Rulebook>>();
  if (parsed.ok) expectTypeOf(parsed.value).toEqualTypeOf<hoso.Rulebook>();
  else expectTypeOf(parsed.issues).toEqualTypeOf<hoso.Issue[]>();
  // @ts-expect-error -- only a valid document has a value
  parsed.value;
});

test("a part of a rulebook is typed", () => {
  expectTypeOf(post).toEqualTypeOf<Partial<hoso.RulebookDocument>>();
});

test("answers are told apart by their outcome", () => {
  const quoted = rulebook.quote({ agency: "a", procedure: "p", service: "return", on: "2014-10-01", weight_grams: 80 });
  if (!quoted.ok) return;
  expectTypeOf(quoted.value.outcome).toEqualTypeOf<"quoted" | "no_price" | "not_covered">();
  if (quoted.value.outcome === "quoted") {
    expectTypeOf(quoted.value.total).toEqualTypeOf<number>();
    expectTypeOf(quoted.value.amendment).toEqualTypeOf<string | undefined>();
  } else {
    expectTypeOf(quoted.value.reasons).toEqualTypeOf<hoso.Reason[]>();
  }
  expectTypeOf<hoso.Decision["outcome"]>().toEqualTypeOf<"covered" | "not_covered">();
  expectTypeOf<hoso.Deadlines["outcome"]>().toEqualTypeOf<"dated" | "no_deadline" | "not_covered">();
  expectTypeOf<hoso.Compensation["outcome"]>().toEqualTypeOf<"owed" | "not_owed" | "incomplete">();
  expectTypeOf(hoso.explain).parameter(0).toEqualTypeOf<hoso.Answer | string>();
  expectTypeOf(hoso.explain(quoted.value)).toEqualTypeOf<hoso.Result<string>>();
});

/** A question as JavaScript writes its name: `quarter_report` is `quarterReport`. */
type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Question = Camel<hoso.QuestionKind>;
/** The questions that a rulebook is asked with one value; the others are asked in a way of their own. */
type Apart = "check" | "compare" | "track" | "eventOf" | "validate" | "preview";
type OfRulebook = Exclude<Question, Apart>;
type Answered<Name extends OfRulebook> = Extract<ReturnType<hoso.Rulebook[Name]>, { ok: true }>["value"];

test("every question of the list is asked as a value or as JSON text", () => {
  expectTypeOf<Question>().toExtend<keyof hoso.Rulebook | keyof typeof hoso>();
  expectTypeOf<OfRulebook>().toExtend<keyof hoso.Rulebook>();
  expectTypeOf<`${OfRulebook | "compare" | "check"}Json`>().toExtend<keyof hoso.Rulebook>();
  expectTypeOf<"trackJson" | "eventOfJson">().toExtend<keyof typeof hoso>();
  expectTypeOf<string>().toExtend<Parameters<hoso.Rulebook[OfRulebook]>[0]>();
  expectTypeOf<Parameters<hoso.Rulebook[OfRulebook]>[1]>().toEqualTypeOf<hoso.Options | undefined>();
});

/** `true` where a value of a type can hold, at whatever depth but in parameters, what is of another. */
type Holds<T, What> = T extends What
  ? true
  : T extends hoso.Params
    ? never
    : T extends readonly (infer Element)[]
      ? Holds<Element, What>
      : T extends object
        ? { [Key in keyof T]-?: Holds<T[Key], What> }[keyof T]
        : never;

test("every question of the list is answered with a result, which holds what JSON holds and no null", () => {
  expectTypeOf<ReturnType<hoso.Rulebook[OfRulebook]>>().toExtend<hoso.Result<object>>();
  expectTypeOf<Holds<Answered<OfRulebook>, null | bigint | Date>>().toEqualTypeOf<never>();
  expectTypeOf<Holds<hoso.Comparison | hoso.Tracking, null | bigint | Date>>().toEqualTypeOf<never>();
});

test("questions know their keys", () => {
  const carriage = { agency: "a", procedure: "p", service: "return", on: "2014-10-01" } as const;
  rulebook.quote({ ...carriage, weight_grams: 80n, zone: null, options: undefined, x_note: { free: true } });
  rulebook.quote("{}", { language: "en" });
  // @ts-expect-error -- an unknown key
  rulebook.quote({ ...carriage, weight_grams: 80, colour: "red" });
  // @ts-expect-error -- a missing key
  rulebook.quote(carriage);
  // @ts-expect-error -- not a service
  rulebook.decide({ ...carriage, service: "returns" });
  // @ts-expect-error -- a Date is a moment, not a day
  rulebook.decide({ ...carriage, on: new Date() });
  // @ts-expect-error -- not a language
  rulebook.check({ language: "fr" });
  expectTypeOf(rulebook.check()).toEqualTypeOf<hoso.Finding[]>();
  expectTypeOf(rulebook.diff(rulebook)).toEqualTypeOf<hoso.Diff>();
  expectTypeOf<hoso.Diff["prices"][number]["bands"][number]["difference"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf(rulebook.decideJson).parameter(0).toEqualTypeOf<string>();
});

test("events may hold a Date, trackings hold texts", () => {
  const event = { id: "e1", consignment: "c", kind: "accepted", at: new Date() } as const;
  const tracked = hoso.track([event]);
  if (tracked.ok) expectTypeOf(tracked.value.since).toEqualTypeOf<string | undefined>();
  const advanced = hoso.advance({} as hoso.Tracking, event);
  if (advanced.ok) expectTypeOf(advanced.value).toEqualTypeOf<hoso.Tracking>();
  else if ("refused" in advanced) expectTypeOf(advanced.refused.allowed).toEqualTypeOf<hoso.EventKind[]>();
  else expectTypeOf(advanced.issues).toEqualTypeOf<hoso.Issue[]>();
});

test("an answer is a question to what takes answers", () => {
  expectTypeOf<hoso.Quotation>().toExtend<hoso.Answer>();
  expectTypeOf<hoso.Tracking>().toExtend<hoso.Answer>();
  expectTypeOf(hoso.parseIdentifier("phone", "0912345678")).toEqualTypeOf<hoso.Result<hoso.Identifier>>();
  // @ts-expect-error -- not a kind
  hoso.parseIdentifier("fax", "1");
});

test("what was typed is a number or refused; papers are originals, copies or electronic copies", () => {
  expectTypeOf(hoso.wholeNumber("1.000")).toEqualTypeOf<hoso.Result<number>>();
  // @ts-expect-error -- a number is one already
  hoso.wholeNumber(1000);
  expectTypeOf<hoso.Enclosure["original"]>().toEqualTypeOf<boolean | "electronic">();
  expectTypeOf<hoso.IntakeRequest["submitter"]>().toEqualTypeOf<hoso.ReturnRequest["applicant"] | undefined>();
});

test("what only an office asks", () => {
  const period = { from: "2014-10-01", until: "2014-11-01" };
  const quote = {} as hoso.Quotation;
  const items = [{ id: "RB1", on: "2014-10-01", quote, collected: 35_000n, compensation_to: "agency" as const, x_note: 1 }];
  expectTypeOf(rulebook.settle({ contract: "c", period, items })).toEqualTypeOf<hoso.Result<hoso.Statement>>();
  const invoice = [{ id: "1", item: "RB1", amount: 36_000 }];
  const held = rulebook.reconcile({ contract: "c", period, items, invoice });
  if (held.ok) expectTypeOf(held.value.wrong_amount[0]!.rule).toEqualTypeOf<string | undefined>();
  // @ts-expect-error -- a line of an invoice has an amount
  rulebook.reconcile({ contract: "c", period, items, invoice: [{ id: "1", item: "RB1" }] });
  const event = { id: "e1", consignment: "c", kind: "accepted", at: new Date() } as const;
  const asked = { dossier: "H-1", agency: "a", procedure: "p", service: "return", on: "2018-10-08" } as const;
  const journey = rulebook.journey({ ...asked, zone: "z", agency_state: "done", return_events: [event] });
  if (journey.ok) {
    expectTypeOf(journey.value.legs[0]!.tracking).toEqualTypeOf<hoso.Tracking>();
    expectTypeOf(journey.value.late[0]!.whose).toEqualTypeOf<"post" | "agency">();
    expectTypeOf(journey.value.next[0]!.harm).toEqualTypeOf<hoso.Harm | undefined>();
    expectTypeOf(journey.value.deadlines).toEqualTypeOf<hoso.Deadlines>();
    expectTypeOf(hoso.lists().dossierStates[journey.value.state].number).toEqualTypeOf<number>();
  }
  // @ts-expect-error -- not a state of a dossier
  rulebook.journey({ ...asked, agency_state: "delivered" });
  const rows = [{ agency: "a", service: "both", accepted_on: "2018-09-10", revenue: 26_000, claim: "open" }] as const;
  const quarter = rulebook.quarterReport({ period, by: ["agency"], rows });
  if (quarter.ok) expectTypeOf(quarter.value.groups[0]!.month).toEqualTypeOf<string | undefined>();
  // @ts-expect-error -- not what rows are grouped by
  rulebook.quarterReport({ period, by: ["year"] });
  expectTypeOf(rulebook.settleJson).returns.toEqualTypeOf<string>();
  expectTypeOf(hoso.eventOf("karrio", "x")).toEqualTypeOf<hoso.Result<hoso.ForeignEvent>>();
  // @ts-expect-error -- not a system
  hoso.eventOf("fax", "x");
  expectTypeOf(hoso.withoutPerson(event)).toEqualTypeOf<hoso.Result<hoso.Event>>();
  expectTypeOf(hoso.formWithoutPerson("return_request", {})).toEqualTypeOf<hoso.Result<hoso.WithoutPerson>>();
  // @ts-expect-error -- not a form
  hoso.formWithoutPerson("receipt", {});
  expectTypeOf(hoso.amountInWords(1n)).toEqualTypeOf<hoso.Result<string>>();
  // @ts-expect-error -- figures, not text
  hoso.amountInWords("1");
});

test("a rulebook's document has a type, with its parts", () => {
  const document = {
    ...{ hoso: 1, id: "t", title: { vi: "t" }, currency: "VND", utc_offset: "+07:00", x_made_by: { hand: true } },
    zones: [{ id: "z", name: "z", when: { any: true } }],
  } satisfies hoso.RulebookDocument;
  hoso.Rulebook.parse(document);
  const $schema = "./node_modules/hoso/rulebook.schema.json";
  ({ $schema, ...document }) satisfies hoso.RulebookDocument;
  expectTypeOf<hoso.RulebookDocument["$schema"]>().toBeUnknown();
  // @ts-expect-error -- free at the top alone
  ({ $schema, id: "z", name: "z", when: { any: true } }) satisfies hoso.DocumentParts.Zone;
  expectTypeOf(rulebook.document).toEqualTypeOf<hoso.RulebookDocument>();
  expectTypeOf(rulebook.toJSON()).toEqualTypeOf<hoso.RulebookDocument>();
  expectTypeOf(rulebook.document.contracts?.[0]).toEqualTypeOf<hoso.DocumentParts.Contract | undefined>();
  // @ts-expect-error -- an unknown key
  ({ ...document, colour: "red" }) satisfies hoso.RulebookDocument;
  // @ts-expect-error -- a missing key
  ({ hoso: 1 }) satisfies hoso.RulebookDocument;
  // @ts-expect-error -- one way to say which procedures
  ({ all: true, fields: ["f"] }) satisfies hoso.DocumentParts.Scope;
  // @ts-expect-error -- not a service
  ({ services: ["returns"], zone: "z", bands: [] }) satisfies hoso.DocumentParts.PostageRate;
});

test("lists have an entry for every code", () => {
  const { states, eventKinds, languages, foreignSystems, harms } = hoso.lists();
  expectTypeOf(states.lost.charged).toEqualTypeOf<boolean>();
  expectTypeOf(foreignSystems.karrio.codes).toEqualTypeOf<string[]>();
  expectTypeOf(harms.charge.vi).toEqualTypeOf<string>();
  expectTypeOf(states.delivered.final).toEqualTypeOf<boolean>();
  expectTypeOf(eventKinds.void.needs).toEqualTypeOf<"reason" | "amount" | "voids" | null>();
  expectTypeOf(languages).toEqualTypeOf<Record<hoso.Language, hoso.LabelInfo>>();
});

test("forms", () => {
  expectTypeOf(hoso.validate("return_request", {})).toEqualTypeOf<hoso.Result<hoso.ReturnRequest>>();
  expectTypeOf(hoso.validate("intake_request", {}, { rulebook, on: "2014-10-01" })).toEqualTypeOf<
    hoso.Result<hoso.IntakeRequest>
  >();
  const preview = hoso.preview("return_request", {}, { rulebook, on: "2014-10-01", weight_grams: 80 });
  expectTypeOf(preview).toEqualTypeOf<hoso.Result<hoso.PricedCarriage[]>>();
  // @ts-expect-error -- a price needs a weight
  hoso.preview("return_request", {}, { rulebook, on: "2014-10-01" });
});

test("a form is a Standard Schema", () => {
  const schema: StandardSchemaV1<hoso.ReturnRequest> = hoso.returnRequest({ language: "en" });
  expectTypeOf<StandardSchemaV1.InferOutput<typeof schema>>().toEqualTypeOf<hoso.ReturnRequest>();
  expectTypeOf(hoso.intakeRequest()).toEqualTypeOf<hoso.FormSchema<hoso.IntakeRequest>>();
  expectTypeOf<NonNullable<Parameters<typeof hoso.returnRequest>[0]>>().toEqualTypeOf<hoso.FormOptions>();
  expectTypeOf(hoso.preview).parameter(2).toEqualTypeOf<hoso.PreviewOptions>();
  expectTypeOf(hoso.intakeRequest()).toExtend<StandardSchemaV1<hoso.IntakeRequest>>();
  const checked = hoso.intakeRequest()["~standard"].validate({});
  if (checked.issues) expectTypeOf(checked.issues[0]!.code).toEqualTypeOf<hoso.IssueCode>();
  if (checked.issues) expectTypeOf(checked.issues[0]!).toEqualTypeOf<hoso.FormIssue>();
  else expectTypeOf(checked.value).toEqualTypeOf<hoso.IntakeRequest>();
});

test("load takes what a module comes as", () => {
  expectTypeOf(hoso.load()).toEqualTypeOf<Promise<void>>();
  hoso.load(new URL("https://example.org/hoso.wasm"));
  hoso.load(fetch("/hoso.wasm"));
  hoso.load(new Uint8Array());
  hoso.load({} as WebAssembly.Module);
});
