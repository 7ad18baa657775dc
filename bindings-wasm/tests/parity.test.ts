/** One answer, byte for byte, from JavaScript's values, from Python's, and from text to text, on questions by chance. */
import * as hoso from "hoso";
import { expect, test } from "vitest";
import { PYTHON, run, vectorFiles } from "./files.js";
import { asks, type Ask, type Kind, type Source } from "./generate.js";

const SEED = Number(process.env["HOSO_PARITY_SEED"] ?? 5);
const COUNT = Number(process.env["HOSO_PARITY_COUNT"] ?? 6_000);

type Case = { question: unknown; form: string; kind: string; text: string; value: unknown; events: unknown };

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
  for (const { kind, text } of list("identifiers.json")) questions.push([0, "identifier", [kind, text]]);
  for (const { form, value } of files["forms.json"]!["cases"]!) questions.push([0, "validate", [form, value]]);
  return { rulebooks, questions };
}

function inJavaScript(rulebooks: hoso.Rulebook[], [rulebook, kind, question, language]: Ask): string {
  const written = (result: hoso.Result<unknown>) => JSON.stringify(result.ok ? result.value : { issues: result.issues });
  if (kind === "identifier" || kind === "validate") {
    const ask = (kind === "identifier" ? hoso.parseIdentifier : hoso.validate) as (...given: unknown[]) => hoso.Result<unknown>;
    const [of, value] = question as [unknown, unknown];
    return written(ask(of, value, { language }));
  }
  if (kind === "parse") {
    const parsed = hoso.Rulebook.parse(question as object, { language });
    return parsed.ok ? parsed.value.toJson() : written(parsed);
  }
  const owner = kind === "track" ? hoso : rulebooks[rulebook]!;
  const [value, text] = ask(owner as never, kind, question, language);
  return value === text ? value : `a value gives ${value}, its text ${text}`;
}

function ask(
  owner: Record<string, (question: unknown, options: hoso.Options) => unknown>,
  kind: Kind,
  question: unknown,
  language: hoso.Language,
): [string, unknown] {
  const result = owner[kind]!(question, { language }) as hoso.Result<unknown>;
  const text = owner[`${kind}Json`]!(JSON.stringify(question), { language });
  return [JSON.stringify(result.ok ? result.value : { issues: result.issues }), text];
}

test(`Python and JavaScript agree (HOSO_PARITY_SEED=${SEED} HOSO_PARITY_COUNT=${COUNT})`, () => {
  const from = source();
  const asked = [...asks(from, SEED, COUNT)]
    // Where only two values are expected, a third has no name.
    .filter(([, kind, question]) => !["identifier", "validate"].includes(kind) || (Array.isArray(question) && question.length === 2))
    // A text is JSON text in the place of a question, in both faces; `json_json` would ask with the text of a text.
    .filter(([, , question]) => typeof question !== "string");
  const input = JSON.stringify({ rulebooks: from.rulebooks, asks: asked });
  const theirs = run(PYTHON, [new URL("parity.py", import.meta.url).pathname], { input }).split("\n");
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
    if (theirs[at] !== "") seen.set(`${ask[1]} ${valid}`, (seen.get(`${ask[1]} ${valid}`) ?? 0) + 1);
    if (theirs[at] !== "" && ours !== theirs[at]) differ.push({ ask, ours, theirs: theirs[at] });
  });
  expect(differ.slice(0, 3)).toEqual([]);
  for (const kind of ["decide", "quote", "deadlines", "compensation", "track", "parse"]) {
    expect(seen.get(`${kind} answered`), kind).toBeGreaterThan(20);
    expect(seen.get(`${kind} refused`), kind).toBeGreaterThan(20);
  }
});
