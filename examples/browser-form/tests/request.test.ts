/** The form, filled in wrong and right; every text of an answer is held against what hoso answers in Node. */
import { readFileSync } from "node:fs";
import { explain, preview, validate, type Enclosure, type IntakeRequest, type Issue, type Language, type Quotation } from "hoso";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayText, money } from "../src/language";
import { PAPERS } from "../src/request";
import { pageTexts } from "../src/pageTexts";
import { named, nameOf, placeName, rulebook } from "../src/rulebook";
import { texts } from "../src/texts";
import { phoneText } from "../src/written";
import { address, arrived, field, focused, look, messageOf, open, pick, print, start, stop, textsOf, TODAY, type View } from "./page";

beforeAll(() => start());
afterAll(stop);

const AGENCY = "so-thong-tin-truyen-thong";
const PROCEDURE = "1.900201";
const PLACE = "724";
const LANGUAGES: Language[] = ["vi", "en"];
const CASES = LANGUAGES.flatMap((language) => (["phone", "desktop"] as View[]).map((view) => [view, language] as const));

/** An issue's place on the page. */
function fieldOf({ path }: Issue): string {
  return path === "/address" ? "address.street" : path.slice(1).replaceAll("/", ".");
}

function issuesOf(request: object, language: Language): Issue[] {
  const checked = validate("intake_request", request, { rulebook, on: TODAY, language });
  return checked.ok ? [] : checked.issues;
}

/** The summary has the focus and leads to every field, and each field tells the same. */
async function expectIssues(page: Page, issues: Issue[]) {
  expect(issues.length).toBeGreaterThan(0);
  await expect.poll(() => focused(page)).toBe("summary");
  expect(await page.locator(".summary li").count()).toBe(issues.length);
  for (const issue of issues) expect(await messageOf(page, fieldOf(issue)), issue.path).toBe(issue.message);
}

async function expectPrice(page: Page, quoted: Quotation | undefined) {
  const language = (await page.locator("html").getAttribute("lang")) as Language;
  if (quoted?.outcome !== "quoted") throw new Error("no price");
  // The tax is within the prices, and stands below the total.
  const [taxed, within] = [true, false].map((isTax) => quoted.lines.filter(({ kind }) => (kind === "tax") === isTax));
  const amounts = (lines: typeof within) => lines!.map(({ amount }) => money(amount));
  expect(await textsOf(page, ".price td")).toEqual([...amounts(within), money(quoted.total), ...amounts(taxed)]);
  const sources = new Set(quoted.lines.flatMap(({ source }) => source ?? []));
  const named = (await textsOf(page, ".price small")).map((text) => text.slice(text.indexOf(": ") + 2));
  expect(named).toEqual([...sources].map((source) => nameOf("sources", source, language)));
  expect((await textsOf(page, ".amounts .door dd"))[0]).toBe(money(quoted.applicant_due));
}

async function expectDays(page: Page, question: Parameters<typeof rulebook.deadlines>[0], language: Language) {
  const dated = rulebook.deadlines(question, { language });
  if (!dated.ok || dated.value.outcome === "not_covered") throw new Error("no days");
  expect(await textsOf(page, ".due time")).toEqual(dated.value.steps.map(({ due }) => dayText(due, language)));
}

async function choose(page: Page, language: Language) {
  await field(page, "file_by_post").check();
  await pick(page, "agency", nameOf("agencies", AGENCY, language));
  await pick(page, "procedure", PROCEDURE);
  await pick(page, "address.place", placeName(PLACE, language, TODAY));
}

const blank: object = {
  agency: AGENCY,
  procedure: PROCEDURE,
  applicant: { document: { kind: "citizen_id" } },
  address: { place: PLACE },
  options: [],
  applicant_categories: [],
  consent: false,
  documents: [{ name: "", copies: 1, original: false }],
  pick_up: false,
  return_by_post: true,
  collect_agency_fee: false,
};
const right: IntakeRequest = {
  agency: AGENCY,
  procedure: PROCEDURE,
  applicant: {
    name: "Công Tằng  Tôn Nữ Thị Hoàng Oanh",
    document: { kind: "citizen_id", number: "074 185 001234" },
    phone: "0912.345.678",
  },
  submitter: {
    name: "Công ty Cổ phần 26",
    document: { kind: "tax_code", number: "0100112437" },
    phone: "+84 274 3822 501",
    email: "van-phong@cong-ty.vn",
  },
  recipient: {
    name: "Nguye\u0302\u0303n Văn An",
    document: { kind: "passport", number: "c 1234567" },
    phone: "0274 3822 500",
    relation: "spouse",
    authorised: true,
  },
  address: { place: PLACE, street: "12/3 đường Bạch Đằng,  khu phố 4" },
  options: [],
  applicant_categories: ["poor_household"],
  consent: true,
  note: "Gọi trước khi đến",
  documents: [
    { name: "Đơn đề nghị cấp giấy phép bưu chính", copies: 1, original: true },
    { name: "Giấy chứng nhận đăng ký doanh nghiệp", copies: 2, original: false },
    { name: "Bản vẽ", copies: 1, original: "electronic" },
  ],
  pick_up: true,
  return_by_post: true,
  collect_agency_fee: true,
};

async function fillPerson(page: Page, name: "applicant" | "submitter" | "recipient", person: IntakeRequest["applicant"]) {
  await field(page, `${name}.name`).fill(person.name);
  await field(page, `${name}.document.kind`).selectOption(person.document.kind);
  await field(page, `${name}.document.number`).fill(person.document.number);
  await field(page, `${name}.phone`).fill(person.phone);
  if (person.email) await field(page, `${name}.email`).fill(person.email);
}

const paperOf = (original: Enclosure["original"]) => Object.entries(PAPERS).find(([, own]) => own === original)![0];

async function fill(page: Page, language: Language, { applicant, submitter, recipient, address, documents, note }: IntakeRequest) {
  await fillPerson(page, "applicant", applicant);
  await field(page, "other_submitter").check();
  await fillPerson(page, "submitter", submitter!);
  await field(page, "other_recipient").check();
  await fillPerson(page, "recipient", recipient!);
  await field(page, "recipient.relation").selectOption(recipient!.relation);
  await field(page, "recipient.authorised").check();
  await field(page, "pick_up").check();
  await field(page, "address.street").fill(address!.street);
  for (const [position, { name, copies, original }] of documents.entries()) {
    if (position > 0) await page.getByRole("button", { name: texts[language].actions.add }).click();
    await field(page, `documents.${position}.name`).fill(name);
    await field(page, `documents.${position}.copies`).fill(String(copies));
    await field(page, `documents.${position}.original`).selectOption(paperOf(original));
  }
  await page.locator("[value=collect_agency_fee]").check();
  await page.locator("[value=poor_household]").check();
  await field(page, "note").fill(note!);
  await field(page, "consent").check();
}

const proceed = (page: Page) => page.locator("button.main:visible").click();

describe.each(CASES)("%s, %s", (view, language) => {
  test("a dossier and its result by post: wrong, then right", async () => {
    const { page, errors } = await open(view, language);
    const t = texts[language];
    const name = (state: string) => `${state}-${view}-${language}`;
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.title()).toContain(t.steps.choose);
    expect(await field(page, "on").inputValue()).toBe(TODAY);
    await look(page, name("choose-1-empty"));

    // Nothing is chosen yet, and the weight is not a number.
    await field(page, "weight_grams").fill("12,5");
    await proceed(page);
    const none = { agency: "", procedure: "", address: { place: "" } };
    const missing = preview("return_request", none, { rulebook, on: TODAY, weight_grams: NaN, language });
    await expectIssues(page, missing.ok ? [] : missing.issues);
    await look(page, name("choose-2-wrong"));
    await field(page, "weight_grams").fill("100");

    await choose(page, language);
    const question = { agency: AGENCY, procedure: PROCEDURE, service: "both", on: TODAY, place: PLACE } as const;
    const plain = rulebook.quote({ ...question, weight_grams: 100 });
    await expectPrice(page, plain.ok ? plain.value : undefined);
    await expectDays(page, { ...question, posted_on: TODAY }, language);
    await look(page, name("choose-3-covered"));

    // Nothing is filled in, then it is filled in wrong.
    await proceed(page);
    await arrived(page, t.steps.information);
    await proceed(page);
    await expectIssues(page, issuesOf(blank, language));
    await look(page, name("form-1-blank"));
    const wrong = {
      ...right,
      applicant: { ...right.applicant, name: "Oanh 1", document: { kind: "citizen_id", number: "12" }, phone: "09" },
      documents: [],
    };
    await fillPerson(page, "applicant", wrong.applicant as IntakeRequest["applicant"]);
    await field(page, "note").focus();
    const applicantIssues = issuesOf(wrong, language).filter(({ path }) => path.startsWith("/applicant/"));
    expect(applicantIssues.length).toBe(3);
    for (const issue of applicantIssues) await expect.poll(() => messageOf(page, fieldOf(issue))).toBe(issue.message);

    // Somebody else who hands it in and of whom nothing is said, and a paper of no kind.
    await field(page, "other_submitter").check();
    await field(page, "documents.0.original").selectOption("");
    await proceed(page);
    const documents = [{ name: "", copies: 1 }];
    const someone = { ...blank, applicant: wrong.applicant, submitter: { document: { kind: "citizen_id" } }, documents };
    await expectIssues(page, issuesOf(someone, language));
    expect(issuesOf(someone, language).map(({ path }) => path)).toEqual(
      expect.arrayContaining(["/submitter/name", "/submitter/document/number", "/submitter/phone", "/documents/0/original"]),
    );
    // Who hands it in himself after all is asked no more.
    await field(page, "other_submitter").uncheck();
    await proceed(page);
    await expectIssues(page, issuesOf({ ...someone, submitter: undefined }, language));
    await field(page, "documents.0.original").selectOption("copy");

    // A recipient who is not authorised, in the other language too.
    await field(page, "other_recipient").check();
    await proceed(page);
    const unauthorised = { ...blank, applicant: wrong.applicant, recipient: { ...right.recipient, authorised: false } };
    const authorisation = (own: Language) =>
      issuesOf(unauthorised, own).find(({ code }) => code === "authorisation_required")?.message;
    await expect.poll(() => messageOf(page, "recipient.authorised")).toBe(authorisation(language));
    const other = language === "vi" ? "en" : "vi";
    await page.locator("header button").click();
    await expect.poll(() => messageOf(page, "recipient.authorised")).toBe(authorisation(other));
    await page.locator("header button").click();
    await expect.poll(() => messageOf(page, "recipient.authorised")).toBe(authorisation(language));
    await look(page, name("form-2-wrong"));

    await fill(page, language, right);
    const full = preview("intake_request", right, { rulebook, on: TODAY, weight_grams: 100, language });
    await expectPrice(page, full.ok ? full.value[0]?.quotation : undefined);
    await expect.poll(() => page.locator(".error").allInnerTexts()).toEqual([]);
    await look(page, name("form-3-right"));

    // What was filled in is shown as it is kept.
    await proceed(page);
    await arrived(page, t.steps.review);
    const checked = validate("intake_request", right, { rulebook, on: TODAY, language });
    if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
    const { applicant, submitter, recipient, address } = checked.value;
    const shown = await page.locator(".entries dd").allInnerTexts();
    const has = (text: string) => shown.some((own) => own.startsWith(text));
    for (const text of [
      applicant.name,
      phoneText(applicant.phone),
      applicant.document.number,
      submitter!.name,
      submitter!.document.number,
      phoneText(submitter!.phone),
      submitter!.email!,
      recipient!.name,
      recipient!.document.number,
      phoneText(recipient!.phone),
      address!.street,
    ])
      expect(has(text), text).toBe(true);
    expect(await textsOf(page, ".entries h3")).toEqual(
      ["request", "applicant", "submitter", "recipient", "address", "documents"].map((group) => t.groups[group]),
    );
    const copies = right.documents.map(({ name, copies, original }) => `${name} – ${t.review.copies(copies, original)}`);
    expect(await textsOf(page, ".entries li")).toEqual(copies);
    const typed = await page.locator(".typed").allInnerTexts();
    for (const text of [right.applicant.document.number, right.applicant.name, right.address!.street])
      expect(
        typed.some((own) => own.includes(text)),
        text,
      ).toBe(true);
    await look(page, name("review"));

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: t.actions.download }).click(),
    ]);
    expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(checked.value);

    await page.emulateMedia({ media: "print" });
    expect(await page.locator("header").isVisible()).toBe(false);
    expect(await page.locator(".signature").isVisible()).toBe(true);
    // Whatever language it was filled in, an office reads it.
    const sheets = await print(page, name("print"));
    expect(sheets.length, "sheets of A4").toBe(2);
    for (const { name } of [applicant, submitter!, recipient!]) expect(sheets.join("\n")).toContain(name);
    expect(sheets[0]).toContain(texts.vi.groups.applicant);
    expect(await page.locator("main").innerText()).not.toContain(texts.en.groups.applicant);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("what the post may not carry, and why", async () => {
    const { page, errors } = await open(view, language);
    const reasonsOf = (agency: string, procedure: string, service: "both" | "intake") => {
      const decided = rulebook.decide({ agency, procedure, service, on: TODAY }, { language });
      const reasons = decided.ok ? decided.value.reasons : [];
      expect(reasons.length).toBeGreaterThan(0);
      return [...new Set(reasons.map(({ message, params }) => named(message, params, language, TODAY)))];
    };
    await field(page, "file_by_post").check();
    await pick(page, "agency", nameOf("agencies", "so-noi-vu", language));
    await pick(page, "procedure", "1.900108");
    await pick(page, "address.place", placeName(PLACE, language, TODAY));
    expect(await textsOf(page, ".reasons li")).toEqual(reasonsOf("so-noi-vu", "1.900108", "both"));
    await proceed(page);
    await expect.poll(() => focused(page)).toBe("summary");
    await look(page, `refused-whole-${view}-${language}`);

    // One way may go: what hoso says of each stands apart.
    await field(page, "on").fill("2018-03-01");
    await pick(page, "procedure", "1.900105");
    await expect.poll(() => page.locator(".verdict").count()).toBe(2);
    const decided = rulebook.decide(
      { agency: "so-noi-vu", procedure: "1.900105", service: "intake", on: "2018-03-01" },
      { language },
    );
    const said = decided.ok ? decided.value.reasons.map(({ message, params }) => named(message, params, language, TODAY)) : [];
    expect(await textsOf(page, ".reasons li")).toEqual(said);
    await look(page, `refused-in-part-${view}-${language}`);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

test("numbers are read as people here type them, or refused with a word", async () => {
  const { page, errors } = await open("phone", "vi");
  await choose(page, "vi");
  const question = { agency: AGENCY, procedure: PROCEDURE, service: "both", on: TODAY, place: PLACE } as const;
  for (const [typed, weight_grams] of [["1.000", 1000], ["1000", 1000], [" 2 500 ", 2500], ["12.345", 12345], ["80", 80]] as const) {
    await field(page, "weight_grams").fill(typed);
    const quoted = rulebook.quote({ ...question, weight_grams });
    await expectPrice(page, quoted.ok ? quoted.value : undefined);
    expect(await page.locator(".error").count(), typed).toBe(0);
  }
  const settings = { rulebook, on: TODAY, language: "vi" } as const;
  const told = (weight_grams: number) => {
    const priced = preview("return_request", {}, { ...settings, weight_grams });
    return priced.ok ? undefined : priced.issues.find(({ path }) => path === "/weight_grams")?.message;
  };
  for (const typed of ["1,5", "1,000", "1.5", "0.080", "1.0000", "1e3", "0x10", "100 g", "Infinity"]) {
    await field(page, "weight_grams").fill(typed);
    await expect.poll(() => messageOf(page, "weight_grams"), { message: typed }).toBe(told(NaN));
    expect(await page.locator(".price").count(), typed).toBe(0);
  }
  await field(page, "weight_grams").fill("1.000.000");
  await expect.poll(() => messageOf(page, "weight_grams")).toBe(told(1_000_000));
  await field(page, "weight_grams").fill("100");

  await proceed(page);
  await arrived(page, texts.vi.steps.information);
  const copies = field(page, "documents.0.copies");
  for (const [typed, read] of [["1.000", 1000], ["1,5", NaN], ["0", 0]] as const) {
    await copies.fill(typed);
    await copies.blur();
    const document = { name: "a", copies: read, original: false };
    const issue = issuesOf({ ...right, documents: [document] }, "vi").find(({ path }) => path === "/documents/0/copies");
    await expect.poll(() => messageOf(page, "documents.0.copies"), { message: typed }).toBe(issue?.message);
    expect(await copies.inputValue()).toBe(typed);
  }
  await copies.fill("12");
  await expect.poll(() => page.locator("[id='documents.0.copies-error']").count()).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("a day that is cleared, or that nobody knows, is told at once, where it is, and nothing else goes", async () => {
  const { page, errors } = await open("phone", "vi");
  await choose(page, "vi");
  for (const [day, said] of [["", texts.vi.noDay], ["9999-12-31", texts.vi.outside], ["3000-01-01", texts.vi.outside]] as const) {
    await field(page, "on").fill(day);
    await expect.poll(() => messageOf(page, "on"), { message: day }).toBe(said);
    expect(await page.locator(".gist").innerText()).toContain(texts.vi.bar.day);
    await field(page, "on").blur();
    await proceed(page);
    await expect.poll(() => textsOf(page, ".summary li")).toEqual([said]);
    await page.goto(`${address()}#/review`);
    await expect.poll(() => page.url()).toContain("#/choose");
  }
  expect(errors).toEqual([]);
  await page.context().close();
});

describe.each(CASES)("%s, %s", (view, language) => {
  test("who goes both ways in person is told that nothing is needed, and is asked for nothing", async () => {
    const { page, errors } = await open(view, language);
    const t = texts[language];
    await page.getByLabel(t.choice.returnSelf).check();
    expect(await messageOf(page, "return_by_post")).toBeUndefined();
    for (const isChosen of [false, true]) {
      if (isChosen) await choose(page, language);
      if (isChosen) await page.getByLabel(t.choice.fileSelf).check();
      await proceed(page);
      await expect.poll(() => focused(page)).toBe("summary");
      expect(await textsOf(page, ".summary li")).toEqual([t.answer.nothing]);
    }
    await look(page, `choose-5-nothing-${view}-${language}`);
    await page.locator(".summary a").click();
    expect(await focused(page)).toBe("return_by_post");
    expect(await page.title()).toContain(t.wrong);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

test("keyboard alone, from the list to the printed form", async () => {
  const { page, errors } = await open("desktop", "vi");
  const { keyboard } = page;
  /** Walks with the tabulator until a field is reached. */
  async function to(name: string) {
    for (let steps = 0; steps < 60; steps++) {
      if ((await focused(page)) === name) return;
      await keyboard.press("Tab");
    }
    throw new Error(`${name} is not reached`);
  }
  const type = async (name: string, text: string) => {
    await to(name);
    await keyboard.type(text);
  };
  await type("agency", "so noi vu");
  await keyboard.press("Enter");
  await to("procedure");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await type("address.place", "Thủ Dầu Một");
  await keyboard.press("Escape");
  expect(await field(page, "address.place").inputValue()).toBe("");
  await keyboard.type("thu dau mot");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await arrived(page, texts.vi.steps.information);
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
  await type("applicant.name", "Trần Thị Bích");
  await type("applicant.document.number", "074185001234");
  await type("applicant.phone", "0912345678");
  await type("address.street", "5 Yersin");
  await to("note");
  await keyboard.press("Tab");
  await keyboard.press("Space");
  await keyboard.press("Enter");
  await arrived(page, texts.vi.steps.review);
  const handled = rulebook.decide({ agency: "so-noi-vu", procedure: "1.900102", service: "return", on: TODAY });
  if (!handled.ok) throw new Error("not asked");
  await page.locator(".answers details").last().locator("summary").focus();
  await keyboard.press("Enter");
  const words = explain(handled.value, { language: "vi" });
  await expect.poll(() => textsOf(page, ".answers details:last-child")).toContainEqual(
    expect.stringContaining(words.ok ? words.value.split("\n")[0]! : ""),
  );
  expect(errors).toEqual([]);
  await page.context().close();
});

test("who comes to a later step by its address begins at the first", async () => {
  const { page, errors } = await open("phone", "vi", "#/review");
  await arrived(page, texts.vi.steps.choose);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("what was filled in outlasts a reload at every step, until it is cleared", async () => {
  const { page, errors } = await open("phone", "en");
  const reload = async (heading: string) => {
    await page.reload();
    await arrived(page, heading);
  };
  await choose(page, "en");
  await reload(texts.en.steps.choose);
  expect(await field(page, "procedure").inputValue()).toContain(PROCEDURE);
  await proceed(page);
  await arrived(page, texts.en.steps.information);
  await fill(page, "en", right);
  await reload(texts.en.steps.information);
  expect(await field(page, "submitter.name").inputValue()).toBe(right.submitter!.name);
  expect(await field(page, "documents.2.original").inputValue()).toBe("electronic");
  await proceed(page);
  await reload(texts.en.steps.review);
  expect(await page.locator(".entries dd").allInnerTexts()).toContain(right.submitter!.name);
  // One touch erases nothing yet.
  const asked: string[] = [];
  page.once("dialog", (dialog) => (asked.push(dialog.message()), void dialog.dismiss()));
  await page.getByRole("button", { name: texts.en.actions.clearAll }).click();
  expect(asked).toEqual([pageTexts.en.clearSure]);
  expect(await page.locator(".entries dd").allInnerTexts()).toContain(right.submitter!.name);
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("button", { name: texts.en.actions.clearAll }).click();
  await arrived(page, texts.en.steps.choose);
  await reload(texts.en.steps.choose);
  expect(await field(page, "agency").inputValue()).toBe("");
  expect(await page.evaluate("JSON.stringify(Object.values(sessionStorage))")).not.toContain("Oanh");
  expect(errors).toEqual([]);
  await page.context().close();
});
