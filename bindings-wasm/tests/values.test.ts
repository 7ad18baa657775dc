/** What is taken for what: the table of the README, row by row. */
import vm from "node:vm";
import * as hoso from "hoso/office";
import { expect, test } from "vitest";
import { rulebookText } from "./files.js";

const rulebook = unwrap(hoso.Rulebook.parse(rulebookText()));
const consignment = {
  agency: "so-noi-vu",
  procedure: "1.900101",
  service: "return",
  on: "2014-10-01",
  weight_grams: 80,
  zone: "intra_province",
} as const;
const expected = rulebook.quote(consignment);

function unwrap<T>(result: hoso.Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

function issuesOf(result: hoso.Result<unknown>): string[] {
  return result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`.trim());
}

/** The issues of a quote with some keys changed. */
function refused(changes: object): string[] {
  return issuesOf(rulebook.quote({ ...consignment, ...changes }));
}

const event = (at: unknown) => [{ id: "e1", consignment: "c", kind: "accepted", at }] as hoso.Event[];

test("the question itself is answered", () => {
  expect(unwrap(expected).outcome).toBe("quoted");
});

test.each([80, 80.0, 80n, Number("80"), 8e1])("%s is an integer", (weight) => {
  expect(rulebook.quote({ ...consignment, weight_grams: weight })).toEqual(expected);
});

test.each([80.5, NaN, Infinity, -Infinity, 5e-324, 1e-7, Number.EPSILON])("%s is no integer", (weight) => {
  expect(refused({ weight_grams: weight })).toEqual(["not_integer /weight_grams"]);
});

test.each([2 ** 53, 2 ** 60, 2 ** 63, 1e21, Number.MAX_VALUE, 2n ** 63n, 10n ** 400n, 100_001])("%s is too large", (weight) => {
  expect(refused({ weight_grams: weight })).toEqual(["too_large /weight_grams"]);
});

test.each([0, -0, 0n, -1, -(2 ** 63), -1e21, -(2n ** 63n) - 1n, -(10n ** 400n)])("%s is too small", (weight) => {
  expect(refused({ weight_grams: weight })).toEqual(["too_small /weight_grams"]);
});

class Consignment {
  constructor(readonly agency = "so-noi-vu") {}
}

const ODD: [string, unknown][] = [
  ["a Map", new Map([["a", 1]])],
  ["a Set", new Set([1])],
  ["a RegExp", /a/],
  ["a function", () => 80],
  ["a symbol", Symbol("80")],
  ["a boxed number", new Number(80)],
  ["a boxed text", new String("return")],
  ["a boxed truth", new Boolean(true)],
  ["an instance of a class", new Consignment()],
  ["an object with inherited keys", Object.create({ a: 1 })],
  ["a literal with __proto__", { __proto__: { a: 1 } }],
  ["an instance with toJSON", new (class { toJSON = () => 80 })()],
  ["an invalid Date", new Date(NaN)],
  ["typed bytes", new Uint8Array([80])],
  ["an ArrayBuffer", new ArrayBuffer(8)],
  ["a promise", Promise.resolve(80)],
  ["a lone surrogate", "\ud800"],
  ["an object with a symbol for a key", { [Symbol("a")]: 1 }],
  ["an object with a lone surrogate for a key", { "\udfff": 1 }],
  ["a getter that throws", { get a() { throw new Error("on fire"); } }],
  ["a revoked proxy", revoked()],
  ["a proxy whose keys throw", new Proxy({}, { ownKeys() { throw new Error("on fire"); } })],
  ["a proxy whose values throw", new Proxy({ a: 1 }, { get() { throw new Error("on fire"); } })],
  ["a proxy whose prototype throws", new Proxy({}, { getPrototypeOf() { throw new Error("on fire"); } })],
  ["a list whose element throws", Object.defineProperty([1], "0", { get() { throw new Error("on fire"); } })],
  ["an error", new Error("80")],
  ["a rulebook in a question", rulebook],
];

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

test.each(ODD)("%s is of a wrong type at its place, wherever that is", (_, value) => {
  expect(refused({ weight_grams: value })).toEqual(["wrong_type /weight_grams"]);
  expect(refused({ service: value })).toEqual(["wrong_type /service"]);
  expect(refused({ options: value })).toEqual(["wrong_type /options"]);
  expect(refused({ options: ["a", value, null, value] })).toEqual([
    "wrong_type /options/1",
    "wrong_type /options/2",
    "wrong_type /options/3",
  ]);
  expect(issuesOf(rulebook.report({ period: value as never }))).toEqual(["wrong_type /period"]);
  expect(issuesOf(hoso.validate("return_request", { applicant: { name: value } }))).toContain("wrong_type /applicant/name");
  if (typeof value !== "string") expect(issuesOf(rulebook.decide(value as never))).toEqual(["wrong_type"]);
  if (typeof value !== "string") expect(issuesOf(hoso.Rulebook.parse(value as never))).toEqual(["wrong_type"]);
  // What nobody asks for may be anything that ends.
  expect(rulebook.quote({ ...consignment, x_odd: value, x_list: [value, value] })).toEqual(expected);
});

test("what is odd does not move what stands before and after it", () => {
  const odd = { place: null, declared_value: new Map(), known_on: null, return_weight_grams: new Set() };
  const found = ["wrong_type /declared_value", "wrong_type /return_weight_grams"];
  expect(refused(odd).sort()).toEqual(found);
  expect(refused({ x_list: [null, Symbol(), null], ...odd }).sort()).toEqual(found);
  // What had been written of an object that cannot be read to its end is taken back.
  const half = { a: null, b: [null, new Set()], c: Symbol(), get d() { throw new Error("on fire"); } };
  expect(refused({ x_half: half, ...odd }).sort()).toEqual(found);
  expect(refused({ x_half: [half, half], ...odd }).sort()).toEqual(found);
  expect(refused({ options: [half, "a", half] })).toEqual(["wrong_type /options/0", "wrong_type /options/2"]);
});

test.each([true, "80", [80], {}])("%s is no integer, as in JSON", (weight) => {
  expect(refused({ weight_grams: weight })).toEqual(["wrong_type /weight_grams"]);
});

test("undefined and null are an absent key", () => {
  expect(rulebook.quote({ ...consignment, place: undefined, options: null })).toEqual(expected);
  expect(refused({ agency: undefined })).toEqual(["missing /agency"]);
  expect(refused({ agency: null })).toEqual(["missing /agency"]);
  expect(refused({ colour: undefined })).toEqual([]);
  expect(refused({ colour: null })).toEqual(["unknown_key /colour"]);
  expect(issuesOf(rulebook.quote(undefined as never))).toEqual(["wrong_type"]);
});

test("a hole of a list is null there", () => {
  // biome-ignore lint: the hole is the point
  expect(refused({ options: ["a", , "b"] })).toEqual(["wrong_type /options/1"]);
  expect(refused({ options: [undefined] })).toEqual(["wrong_type /options/0"]);
});

test("unknown keys, of any name", () => {
  expect(refused({ colour: "red" })).toEqual(["unknown_key /colour"]);
  expect(refused(JSON.parse('{"__proto__": {"agency": "x"}}') as object)).toEqual(["unknown_key /__proto__"]);
  expect(refused({ constructor: 1, toString: 2, hasOwnProperty: 3 }).sort()).toEqual([
    "unknown_key /constructor",
    "unknown_key /hasOwnProperty",
    "unknown_key /toString",
  ]);
  expect(refused({ "": 1, "a/b~c": 2 })).toEqual(["unknown_key /", "unknown_key /a~1b~0c"]);
});

test("a prototype that was added to changes nothing", () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  prototype["colour"] = "red";
  prototype["toJSON"] = () => 1;
  try {
    expect(rulebook.quote(consignment)).toEqual(expected);
  } finally {
    delete prototype["colour"];
    delete prototype["toJSON"];
  }
});

test("objects without a prototype, frozen, of another realm, and well-behaved proxies are objects", () => {
  const foreign: unknown = vm.runInNewContext(`(${JSON.stringify({ ...consignment, options: [] })})`);
  const proxy = new Proxy(consignment, {});
  for (const object of [Object.assign(Object.create(null), consignment), Object.freeze({ ...consignment }), foreign, proxy]) {
    expect(rulebook.quote(object as hoso.Consignment)).toEqual(expected);
  }
});

test("a getter is read once, keys that are not enumerable are not", () => {
  let read = 0;
  const question = { ...consignment, get weight_grams() { read += 1; return 80; } };
  Object.defineProperty(question, "hidden", { value: 1, enumerable: false });
  expect(rulebook.quote(question)).toEqual(expected);
  expect(read).toBe(1);
});

test("a getter that asks while it is read does not disturb the question", () => {
  const question = { ...consignment, get zone() { rulebook.decide({} as never); return "intra_province"; } };
  expect(rulebook.quote(question)).toEqual(expected);
});

test.each([
  [new Date("2014-10-01T08:30:00+07:00"), "2014-10-01T01:30:00+00:00"],
  [new Date("2014-10-01T01:30:00.500Z"), "2014-10-01T01:30:00.5+00:00"],
  [vm.runInNewContext("new Date(Date.UTC(2014, 9, 1, 1, 30))"), "2014-10-01T01:30:00+00:00"],
  ["2014-10-01T08:30:00+07:00", "2014-10-01T08:30:00+07:00"],
])("the Date %s is its instant", (at, since) => {
  expect(unwrap(hoso.track(event(at))).since).toBe(since);
});

test("a Date is no day, and outside the years no time", () => {
  expect(refused({ on: new Date("2014-10-01") })).toEqual(["not_a_date /on"]);
  for (const at of [new Date("1899-12-31"), new Date("+010000-01-01"), new Date(8.64e15)]) {
    expect(issuesOf(hoso.track(event(at)))).toEqual(["not_a_time /0/at"]);
  }
});

test("texts of every kind arrive as they are", () => {
  const texts = ["Sở Nội vụ", 'quote " and \\', "line\nbreak", "😀 \u{10ffff}", "\u2028", "\uffff", "'", "<!--", "\u007f"];
  for (const text of texts) {
    const document = { hoso: 1, id: "t", title: text, currency: "VND", utc_offset: "+07:00" };
    const value = hoso.Rulebook.parse(document);
    expect(value.ok ? value.value.document["title"] : value.issues).toEqual(
      /\p{Cc}/u.test(text.replaceAll("\n", "")) ? expect.anything() : text,
    );
    expect(issuesOf(value)).toEqual(issuesOf(hoso.Rulebook.parse(JSON.stringify(document))));
  }
});

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}

test("depth ends where that of JSON does", () => {
  for (const depth of [1, 63, 64, 65, 100_000]) {
    const code = depth <= 64 ? "wrong_type" : "too_deep";
    expect(issuesOf(rulebook.decide(nested(depth) as never)), `${depth}`).toEqual([code]);
    if (depth < 100) expect(issuesOf(rulebook.decide(JSON.stringify(nested(depth)))), `${depth}`).toEqual([code]);
  }
});

test("a cycle is too deep", () => {
  const cycle: Record<string, unknown> = { ...consignment };
  cycle["options"] = cycle;
  expect(issuesOf(rulebook.quote(cycle as never))).toEqual(["too_deep"]);
  const list: unknown[] = [];
  list.push(list, list);
  expect(issuesOf(hoso.track(list as never))).toEqual(["too_deep"]);
  const circle = new Proxy({}, { ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => circle }) as object;
  expect(issuesOf(rulebook.quote(circle as never))).toEqual(["too_deep"]);
});

test("what is written once and meant many times, or claims a length, ends", () => {
  let bomb: unknown = "x".repeat(1000);
  for (let level = 0; level < 12; level += 1) bomb = Array(10).fill(bomb);
  expect(issuesOf(rulebook.decide({ x_bomb: bomb } as never))).toEqual(["too_long"]);
  expect(issuesOf(rulebook.decide({ x_text: "đ".repeat(65 << 20) } as never))).toEqual(["too_long"]);
  expect(issuesOf(rulebook.decide(" ".repeat((64 << 20) + 1)))).toEqual(["too_long"]);
  for (const length of [1e9, 1e15]) {
    let read = 0;
    const boastful = new Proxy([], { get: (target, key) => (key === "length" ? length : ((read += 1), Reflect.get(target, key))) });
    expect(issuesOf(rulebook.decide({ x_list: boastful } as never))).toEqual(["too_long"]);
    expect(read, "nothing of it is looked at").toBeLessThan(10);
  }
  // The library goes on.
  expect(rulebook.quote(consignment)).toEqual(expected);
});

test("text is JSON text", () => {
  expect(rulebook.quote(JSON.stringify(consignment))).toEqual(expected);
  expect(rulebook.quote("\ufeff" + JSON.stringify(consignment))).toEqual(expected);
  for (const [text, column] of [["", 0], ['{"a": "\ud800"}', 8], ["\ud800", 1], ["{}\udfff", 3], ["\ufeff\ufeff{}", 1], ["{", 1]] as const) {
    const answer = rulebook.decide(text);
    expect(answer.ok ? [] : answer.issues.map(({ code, params }) => [code, params])).toEqual([["not_json", { line: 1, column }]]);
    expect(rulebook.decideJson(text)).toMatch(/^\{"issues":\[\{"code":"not_json"/);
  }
  for (const odd of [undefined, null, {}, 1, Symbol()]) {
    expect(rulebook.decideJson(odd as never)).toMatch(/^\{"issues":\[\{"code":"not_json"/);
  }
});

test("an amount in words is one that the core takes", () => {
  expect(unwrap(hoso.amountInWords(26_000))).toBe("hai mươi sáu nghìn đồng");
  expect(unwrap(hoso.amountInWords(-1_005_021n, { language: "en" }))).toBe("minus one million five thousand twenty-one đồng");
  expect(unwrap(hoso.amountInWords(2 ** 53 - 1))).toMatch(/^chín triệu .* đồng$/);
  for (const [odd, code] of [[2 ** 53, "too_large"], [-(2 ** 53), "too_small"], [0.5, "not_integer"], [NaN, "not_integer"]] as const) {
    expect(issuesOf(hoso.amountInWords(odd))).toEqual([`${code} /amount`]);
  }
  for (const odd of ["26000", true, null, undefined, [1], new Date(), Symbol()]) {
    expect(issuesOf(hoso.amountInWords(odd as never))).toEqual(["wrong_type /amount"]);
  }
});

test("a code of another system is a text, of a system that is known", () => {
  expect(unwrap(hoso.eventOf("upu_emsevt", "EMI"))).toMatchObject({ meaning: "event", kind: "delivered", name: "final delivery" });
  expect(unwrap(hoso.eventOf("upu_emsevt", "EMZ"))).toMatchObject({ meaning: "unknown", code: "EMZ" });
  expect(issuesOf(hoso.eventOf("fax" as never, 7 as never))).toEqual(["not_one_of /system", "wrong_type /code"]);
  expect(issuesOf(hoso.eventOf(undefined as never, "\ud800"))).toEqual(["missing /system", "wrong_type /code"]);
});

test("a language that is none throws, whatever is asked; Vietnamese is spoken unless asked otherwise", () => {
  for (const language of ["fr", "", "vie", "v", "-vi", 1, {}, "\ud800", "constructor"]) {
    const options = { language } as hoso.Options;
    for (const ask of [
      () => rulebook.quote(consignment, options),
      () => rulebook.quoteJson("{}", options),
      () => hoso.Rulebook.parse(rulebookText(), options),
      () => hoso.validate("return_request", {}, options),
      () => hoso.returnRequest(options),
      () => hoso.amountInWords(1, options),
      () => rulebook.check(options),
      () => rulebook.diff(rulebook, options),
    ]) {
      expect(ask).toThrow(new TypeError('hoso: the language is "vi" or "en", with a region if need be ("vi-VN")'));
    }
  }
  for (const options of [undefined, null as never, {}, { language: undefined }, { language: null } as never, { language: "vi-VN" as const }, { language: "VI" as never }]) {
    expect(rulebook.decide({} as never, options)).toEqual(rulebook.decide("{}", { language: "vi" }));
  }
  expect(rulebook.decide("{}", { language: "en-US" })).toEqual(rulebook.decide("{}", { language: "en" }));
  expect(rulebook.decide("{}", { language: "en" })).not.toEqual(rulebook.decide("{}"));
});

test("options that are none say so", () => {
  for (const options of ["en", 1, true, () => "en"] as never[]) {
    expect(() => rulebook.quote(consignment, options)).toThrow(new TypeError('hoso: options are an object, as { language: "en" }'));
    expect(() => hoso.returnRequest(options)).toThrow("options are an object");
  }
});

test("what is no rulebook says so, where one is needed", () => {
  const document = JSON.parse(rulebookText()) as object;
  for (const odd of [document, "binh-duong", 1, structuredClone(rulebook), new Proxy(rulebook, {}), class {}] as never[]) {
    for (const ask of [
      () => hoso.validate("return_request", {}, { rulebook: odd, on: "2014-10-01" }),
      () => hoso.returnRequest({ rulebook: odd, on: "2014-10-01" }),
      () => hoso.preview("return_request", {}, { rulebook: odd, on: "2014-10-01", weight_grams: 80 }),
      () => hoso.explain("{}", { rulebook: odd }),
      () => rulebook.diff(odd),
      () => rulebook.compare(odd, {} as never),
    ]) {
      expect(ask).toThrow(/^hoso: this is no Rulebook, which `Rulebook\.parse` makes of a document\..*structuredClone.*markRaw/);
    }
  }
  expect(() => new Proxy(rulebook, {}).quote(consignment)).toThrow("nor is a proxy");
  expect(Object.isFrozen(rulebook), "Vue makes no proxy of what is frozen").toBe(true);
});

test("a document of a later format says so", () => {
  const parsed = hoso.Rulebook.parse({ ...(JSON.parse(rulebookText()) as object), hoso: 2 }, { language: "en" });
  expect(parsed.ok ? [] : parsed.issues.map(({ code, path, message }) => [code, path, message])).toEqual([
    ["too_large", "/hoso", expect.stringContaining("later format than this version of hoso reads (1)")],
  ]);
});

test("a form is asked with what there is", () => {
  for (const form of ["visa", undefined, "constructor"] as never[]) expect(() => hoso.validate(form, {})).toThrow("there are return_request and intake_request");
  expect(issuesOf(hoso.validate("return_request", {}, { rulebook, on: "tomorrow" }))).toEqual(["not_a_date /on"]);
  for (const ask of [
    () => hoso.validate("return_request", {}, { rulebook }),
    () => hoso.returnRequest({ rulebook }),
    () => hoso.preview("return_request", {}, { rulebook } as never),
  ]) {
    expect(ask).toThrow(new TypeError('hoso: a form is held against a rulebook on a day: `on`, as "2026-01-15"'));
  }
  // A schema is made once: what its options lack or have wrong is no fault of each form.
  for (const given of [{ rulebook, on: "15/01/2026" }, { on: "" }, { rulebook, on: 20_260_115 as never }]) {
    expect(() => hoso.intakeRequest(given)).toThrow(/^hoso: the option `on`: /);
  }
  expect(hoso.returnRequest({ rulebook, on: "2014-10-01" })["~standard"].validate({}).issues?.length).toBe(9);
  expect(issuesOf(hoso.preview("return_request", {}, { rulebook, on: "2014-10-01" } as never))).toEqual(["missing /weight_grams"]);
  expect(issuesOf(hoso.preview("return_request", {}, { rulebook, on: "2014-10-01", weight_grams: 1.5 }))).toEqual([
    "not_integer /weight_grams",
  ]);
  const standard = hoso.returnRequest({ language: "en" })["~standard"].validate("{}");
  expect(standard.issues).toMatchObject([{ code: "wrong_type", path: [] }]);
  const odd = hoso.intakeRequest()["~standard"].validate({ "": 1, "a/b~c": 2, "d/": 3, documents: [{ name: "Đơn", copies: -1 }] });
  expect(odd.issues?.map(({ path }) => path)).toEqual(expect.arrayContaining([[""], ["a/b~c"], ["d/"], ["documents", 0, "copies"]]));
});

test("a rulebook says what it is", () => {
  expect(rulebook.id).toBe("binh-duong");
  expect(JSON.parse(JSON.stringify(rulebook))).toEqual(rulebook.document);
  const again = unwrap(hoso.Rulebook.parse(rulebook.document));
  expect(again.toJson()).toBe(rulebook.toJson());
  expect(rulebook.document).not.toBe(rulebook.document);
});

test("what is left of an event and of a form is right or refused", () => {
  const told = { ...event("2014-10-01T08:30:00+07:00")[0]!, recipient: "Lê Văn A", x_note: undefined };
  expect(unwrap(hoso.withoutPerson(told))).not.toHaveProperty("recipient");
  expect(issuesOf(hoso.withoutPerson({ ...told, at: "today" } as never))).toEqual(["not_a_time /at"]);
  expect(() => hoso.formWithoutPerson("receipt" as never, {})).toThrow(TypeError);
  expect(issuesOf(hoso.formWithoutPerson("return_request", []))).toEqual(["wrong_type"]);
});

test("an event that may not happen now is refused, which is no issue", () => {
  const found = { ...event("2014-10-01T08:30:00+07:00")[0]!, kind: "found" as const };
  expect(hoso.advance(unwrap(hoso.track([])), found, { language: "en" })).toEqual({
    ok: false,
    refused: {
      state: "none",
      event: "found",
      allowed: ["created", "accepted", "departed", "arrived"],
      message: expect.stringContaining("“Found again”"),
    },
  });
  expect(issuesOf(hoso.advance({} as never, found) as never)).toContain("missing /state");
});
