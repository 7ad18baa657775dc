/** One answer, byte for byte, from JavaScript's values, from Python's, from text to text, and from Rust, on questions by chance. */
import * as hoso from "hoso/office";
import { expect, test } from "vitest";
import { PYTHON, REPOSITORY, run, vectorFiles } from "./files.js";
import { asks, type Ask, type Kind, type Source } from "./generate.js";

const SEED = Number(process.env["HOSO_PARITY_SEED"] ?? 5);
const COUNT = Number(process.env["HOSO_PARITY_COUNT"] ?? 6_000);

/** Every question, by its name in Python and in JavaScript, as the core has it. */
const QUESTIONS = new Map(
  run("cargo", ["run", "--quiet", "-p", "hoso-tests", "--bin", "answers", "--", "--questions"], { cwd: REPOSITORY })
    .trim()
    .split("\n")
    .map((line) => line.split(" ") as [string, string]),
);

/** Questions that have vectors of their own: the file, and where in it they are. */
const OWN_VECTORS: [Kind, file: string, list: string][] = [
  ["settle", "settle.json", "settle"],
  ["reconcile", "reconciling.json", "reconcile"],
  ["journey", "journey.json", "cases"],
  ["report", "report.json", "report"],
  ["quarter_report", "quarter.json", "quarter"],
  ["choices", "choices.json", "choices"],
  ["procedures", "choices.json", "procedures"],
  ["event_of", "foreign.json", "cases"],
];

type Case = Record<"question" | "form" | "kind" | "text" | "value" | "events" | "on" | "rulebook" | "weight_grams", unknown>;

function source(): Source {
  const files = vectorFiles() as Record<string, { rulebook: unknown } & Record<string, Case[]>>;
  const rulebooks: unknown[] = [];
  const questions: Source["questions"] = [];
  for (const [name, vector] of Object.entries(files)) {
    if (name.startsWith("rules-")) {
      for (const kind of ["decide", "quote", "deadlines", "compensation"] as const) {
        for (const { question } of vector[kind]!) questions.push([rulebooks.length, kind, question]);
      }
      for (let weight = 0; weight < 40; weight += 1) questions.push([0, "parse", vector.rulebook]);
      rulebooks.push(vector.rulebook);
    }
  }
  const list = (name: string) => files[name] as unknown as Case[];
  for (const { events } of [...list("track.json"), ...list("tracking.json")]) questions.push([0, "track", events]);
  const forms = files["forms.json"]!;
  const own = rulebooks.push(forms.rulebook) - 1;
  for (let weight = 0; weight < 10; weight += 1) {
    for (const { kind, text } of list("identifiers.json")) questions.push([0, "identifier", [kind, text]]);
    for (const { form, value, rulebook, on } of forms["cases"]!) {
      questions.push([own, "validate", rulebook ? [form, value, on ?? null] : [form, value]]);
    }
    for (let more = 0; more < 4; more += 1) {
      for (const { form, value, on, weight_grams } of forms["previews"]!) {
        questions.push([own, "preview", [form, value, on, weight_grams]]);
      }
    }
  }
  const compared = files["compare.json"]! as unknown as { before: unknown; after: unknown; compare: Case[] };
  for (let at = 0; at < 160; at += 1) {
    questions.push([rulebooks.length, "compare", [compared.compare[at % compared.compare.length]!.question, rulebooks.length + 1]]);
  }
  rulebooks.push(compared.before, compared.after);
  for (let at = 0; at < own; at += 1) for (let weight = 0; weight < 8; weight += 1) questions.push([at, "check", {}]);
  for (const [kind, file, list] of OWN_VECTORS) {
    const cases = files[file]![list]!;
    // As many of each kind, however many vectors there are.
    for (let at = 0; at < 160; at += 1) questions.push([rulebooks.length, kind, cases[at % cases.length]!.question]);
    rulebooks.push(files[file]!.rulebook ?? rulebooks[0]);
  }
  return { rulebooks, questions };
}

/** How many parts a question of these has, each of its own meaning. */
const PARTS: Partial<Record<Kind, number[]>> = { identifier: [2], validate: [2, 3], preview: [4], compare: [2] };
const FORMS = { identifier: hoso.parseIdentifier, validate: hoso.validate, preview: hoso.preview };

function inJavaScript(rulebooks: hoso.Rulebook[], [rulebook, kind, question, language]: Ask): string {
  const written = (result: hoso.Result<unknown>) => JSON.stringify(result.ok ? result.value : { issues: result.issues });
  if (kind === "identifier" || kind === "validate" || kind === "preview") {
    const ask = FORMS[kind] as (...given: unknown[]) => hoso.Result<unknown>;
    const [of, value, ...held] = question as unknown[];
    const [on, weight_grams] = held;
    const options = kind === "preview" ? { on, weight_grams } : { on };
    return written(ask(of, value, { language, ...(held.length > 0 ? { rulebook: rulebooks[rulebook], ...options } : {}) }));
  }
  if (kind === "parse") {
    const parsed = hoso.Rulebook.parse(question as object, { language });
    return parsed.ok ? parsed.value.toJson() : written(parsed);
  }
  if (kind === "event_of") return hoso.eventOfJson(JSON.stringify(question), { language });
  if (kind === "check") return rulebooks[rulebook]!.checkJson({ language });
  if (kind === "compare") {
    const [trial, after] = question as [object, number];
    return written(rulebooks[rulebook]!.compare(rulebooks[after]!, trial as never, { language }));
  }
  const owner = kind === "track" ? hoso : rulebooks[rulebook]!;
  const [value, text] = ask(owner as never, QUESTIONS.get(kind)!, question, language);
  return value === text ? value : `a value gives ${value}, its text ${text}`;
}

function isHeld([form, , ...held]: unknown[]): boolean {
  return (form === "return_request" || form === "intake_request") && held[0] !== null;
}

function ask(
  owner: Record<string, (question: unknown, options: hoso.Options) => unknown>,
  kind: string,
  question: unknown,
  language: hoso.Language,
): [string, unknown] {
  const result = owner[kind]!(question, { language }) as hoso.Result<unknown>;
  const text = owner[`${kind}Json`]!(JSON.stringify(question), { language });
  return [JSON.stringify(result.ok ? result.value : { issues: result.issues }), text];
}

test(`Rust, Python and JavaScript agree (HOSO_PARITY_SEED=${SEED} HOSO_PARITY_COUNT=${COUNT})`, () => {
  const from = source();
  const asked = [...asks(from, SEED, COUNT)]
    .filter(([, kind, question]) => !PARTS[kind] || (Array.isArray(question) && PARTS[kind].includes(question.length)))
    // A text is JSON text in the place of a question, in both faces; `json_json` would ask with the text of a text.
    .filter(([, , question]) => typeof question !== "string")
    // A form that is none, and a day that was left out, are mistakes of the program, which JavaScript throws.
    .filter(([, kind, question]) => !["validate", "preview"].includes(kind) || isHeld(question as unknown[]))
    .filter(([, kind, question]) => kind !== "compare" || typeof (question as unknown[])[0] !== "string")
    // Neither has a rulebook that is none, nor a question of `check` that is not right.
    .filter(([, kind, question]) => kind !== "compare" || from.rulebooks[(question as [unknown, number])[1]] !== undefined)
    .filter(([, kind, question]) => kind !== "check" || JSON.stringify(question) === "{}");
  const input = JSON.stringify({ rulebooks: from.rulebooks, asks: asked });
  const theirs = run(PYTHON, [new URL("parity.py", import.meta.url).pathname], { input }).split("\n");
  const texts = asked.map(([rulebook, kind, question, language]) => {
    const parts = PARTS[kind] ? (question as unknown[]) : [question];
    return [rulebook, kind, parts.map((part) => JSON.stringify(part)), language];
  });
  const inRust = run("cargo", ["run", "--quiet", "-p", "hoso-tests", "--bin", "answers"], {
    cwd: REPOSITORY,
    input: JSON.stringify({ rulebooks: from.rulebooks, asks: texts }),
  }).split("\n");
  const rulebooks = from.rulebooks.map((document) => {
    const parsed = hoso.Rulebook.parse(document as object);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    return parsed.value;
  });
  const seen = new Map<string, number>();
  const differ: unknown[] = [];
  asked.forEach((ask, at) => {
    const ours = inJavaScript(rulebooks, ask);
    const valid = ours.startsWith('{"issues":') ? "refused" : "answered";
    // Rust has no words for a form or a day that is none.
    if (inRust[at] !== "") seen.set(`${ask[1]} ${valid}`, (seen.get(`${ask[1]} ${valid}`) ?? 0) + 1);
    if (ours !== theirs[at] || (inRust[at] !== "" && ours !== inRust[at])) differ.push({ ask, ours, python: theirs[at], rust: inRust[at] });
  });
  expect(differ.slice(0, 3)).toEqual([]);
  for (const kind of ["parse", "identifier", ...QUESTIONS.keys()]) {
    expect(seen.get(`${kind} answered`), kind).toBeGreaterThan(20);
    if (kind !== "check") expect(seen.get(`${kind} refused`), kind).toBeGreaterThan(kind === "compare" ? 5 : 15);
  }
});
