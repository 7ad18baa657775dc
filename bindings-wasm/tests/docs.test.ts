/** What the README says is so: its code compiles strictly and runs, and it names everything that there is. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { QuoteElement, TrackingElement } from "hoso/elements";
import * as hoso from "hoso/office";
import { expect, test } from "vitest";
import { PACKAGE, REPOSITORY, rulebookText, run } from "./files.js";

const readme = readFileSync(`${PACKAGE}README.md`, "utf8");
const blocks = [...readme.matchAll(/```ts( no-run)?\n(.*?)```/gs)].map(([, fence, code]) => ({ runs: !fence, code: code! }));

test("the README's code compiles strictly and says what its comments say", () => {
  const folder = project();
  const told = blocks.filter(({ runs }) => runs).map(({ code }) => code);
  expect(told.length).toBeGreaterThan(3);
  writeFileSync(`${folder}/all.ts`, told.join("\n"));
  const apart = blocks.filter(({ runs }) => !runs);
  apart.forEach(({ code }, at) => {
    const loading = code.includes("import { load }") ? "" : 'import { load } from "hoso/office";\n';
    const given = "declare const worker: Worker;\ndeclare const events: string;\ndeclare const rulebook: import('hoso').Rulebook;\n";
    writeFileSync(`${folder}/apart${at}.ts`, `${loading}${given}${code}\nvoid load;\nvoid worker;\nvoid events;\nvoid rulebook;\n`);
  });
  writeFileSync(`${folder}/url.d.ts`, 'declare module "*?url" { const url: string; export default url; }\n');
  expect(tsc(folder)).toBe("");
  // An object is printed on one line or on several, as long as it is.
  const said = run(process.execPath, [`${folder}/all.js`]).replaceAll(/\s+/g, " ");
  for (const expected of [
    "26000 SNV-2014 [ '1602/UBND-VX' ]",
    "The charge is 26.000 đ in all",
    "contract_not_yet_in_force",
    "missing /procedure",
    "not_one_of /service",
    "not_integer /weight_grams",
    "+84912345678",
    "[ [ 'return', 'quoted' ] ]",
    "[ 'consent' ] Hãy đánh dấu đồng ý",
    "A mobile number must begin with 03",
    "autocomplete: 'tel'",
    '{"agency":"so-noi-vu","applicant":{"phone":"0912345678"},"consent":true}',
  ]) {
    expect(said).toContain(expected);
  }
  rmSync(folder, { recursive: true });
});

test.each(["cookbook.md", "cookbook.vi.md"])("the code of the guide's %s compiles strictly and prints what its comments say", (page) => {
  const guide = `${REPOSITORY}docs/guide/`;
  const folder = project();
  const code = [...readFileSync(guide + page, "utf8").matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block!);
  expect(code.length).toBe(6);
  copyFileSync(`${guide}hoa-ban.json`, `${folder}/hoa-ban.json`);
  writeFileSync(`${folder}/all.ts`, code.join("\n"));
  expect(tsc(folder)).toBe("");
  const comments = [...code.join("\n").matchAll(/console\.log\(.*?\); \/\/ (.*)$/gm)].map(([, told]) => told);
  expect(run(process.execPath, ["--no-warnings", `${folder}/all.js`]).trimEnd().split("\n")).toEqual(comments);
  rmSync(folder, { recursive: true });
});

test("the examples are documents of their type, as they are written and in their normal form", () => {
  const folder = project();
  const check = (document: string) => {
    writeFileSync(`${folder}/document.ts`, `import type { RulebookDocument } from "hoso/office";\nexport const it = ${document.trim()} satisfies RulebookDocument;\n`);
    return tsc(folder);
  };
  for (const name of ["binh-duong", "public-post"]) {
    const parsed = hoso.Rulebook.parse(JSON.parse(rulebookText(name)) as hoso.RulebookDocument);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    for (const text of [rulebookText(name), parsed.value.toJson()]) {
      expect(check(text)).toBe("");
      expect(check(text.replace(/"price":/, '"cost":'))).toMatch(/does not exist in type '(Band|UnitPrice)'/);
    }
  }
  rmSync(folder, { recursive: true });
});

test.each([[["node"]], [[]]])("the types need none of a web page's, with those of %o: all but the elements'", (types) => {
  const folder = project({ lib: ["es2022"], types, skipLibCheck: false, module: "nodenext", moduleResolution: "nodenext" });
  symlinkSync(`${PACKAGE}node_modules/@types`, `${folder}/node_modules/@types`);
  const imports = `import { load, type Source } from "hoso"; import * as office from "hoso/office"; export { load as inline } from "hoso/inline";
    import module from "hoso/hoso.wasm"; export const given: Source = new Uint8Array(); void load(module); export const ask = office.Rulebook.parse;`;
  writeFileSync(`${folder}/imported.mts`, imports);
  writeFileSync(`${folder}/required.cts`, 'import hoso = require("hoso"); export const loaded: Promise<void> = hoso.load("https://example.org/hoso.wasm");');
  expect(tsc(folder)).toBe("");
  writeFileSync(`${folder}/elements.mts`, 'import { defineElements, type QuoteElement } from "hoso/elements"; defineElements(); export type Said = QuoteElement["value"];');
  writeFileSync(`${folder}/elements.cts`, 'import elements = require("hoso/elements"); elements.defineElements();');
  expect(tsc(folder)).toBe("");
  rmSync(folder, { recursive: true });
});

/** An empty project that has the package, and compiles strictly. */
function project(more: object = {}): string {
  const folder = mkdtempSync(`${tmpdir()}/hoso-project-`);
  mkdirSync(`${folder}/node_modules`);
  symlinkSync(`${PACKAGE}pkg`, `${folder}/node_modules/hoso`);
  writeFileSync(`${folder}/package.json`, '{ "type": "module" }');
  const compilerOptions = {
    ...{ strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom"], types: [] },
    noEmitOnError: true,
    ...more,
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["."] }));
  return folder;
}

function tsc(folder: string): string {
  try {
    return run(`${PACKAGE}node_modules/.bin/tsc`, ["--project", folder]);
  } catch (error) {
    return String((error as { stdout: unknown }).stdout);
  }
}

test("the README names everything", () => {
  const methods = Object.getOwnPropertyNames(hoso.Rulebook.prototype).filter((name) => !/^(constructor|toJSON)$|Json$/.test(name));
  for (const name of [...Object.keys(hoso).filter((name) => !name.endsWith("Json")), ...methods]) {
    expect(readme, name).toMatch(new RegExp(`\\b${name}\\b`));
  }
});

test("the elements' recipe tells React of every attribute and property", () => {
  const recipe = readFileSync(`${PACKAGE}recipes/elements.tsx`, "utf8");
  for (const { observedAttributes, properties } of [QuoteElement, TrackingElement]) {
    const names = [...observedAttributes, ...properties].filter((name) => name !== "lang");
    for (const name of names) expect(recipe, name).toMatch(new RegExp(`^ +"?${name}"?\\?: `, "m"));
  }
});

test("the types name every member of the closed lists, and no other", () => {
  const source = readFileSync(`${PACKAGE}ts/codes.ts`, "utf8");
  const typed = new Map(
    [...source.matchAll(/export type (\w+) =([^;]*);/g)].map(([, name, members]) => [name!, [...members!.matchAll(/"(\w+)"/g)].map(([, it]) => it)]),
  );
  const lists = hoso.lists();
  const named = {
    ...{ IssueCode: lists.issueCodes, ReasonCode: lists.reasonCodes, FindingCode: lists.findingCodes },
    ...{ AnomalyCode: lists.anomalyCodes, EventKind: lists.eventKinds, State: lists.states, ClaimState: lists.claimStates },
    ...{ FailureReason: lists.failureReasons, Change: lists.changes, Form: lists.forms, GroupKey: lists.groupKeys },
    ...{ IdentifierKind: lists.identifierKinds, Language: lists.languages, Outcome: lists.outcomes },
    ...{ Service: lists.services, Severity: lists.severities, DayUnit: lists.dayUnits, Harm: lists.harms },
    ...{ LineKind: lists.lineKinds, OwedKind: lists.owedKinds, StepId: lists.steps, PaperKind: lists.paperKinds },
    ...{ Relation: lists.relations, CompensationTo: lists.compensationTo, DossierState: lists.dossierStates },
    ...{ Whose: lists.whose, ExpectedKind: lists.expectedKinds, ForeignSystem: lists.foreignSystems, Meaning: lists.meanings },
    ...{ Cause: lists.causes, RoundingMode: lists.roundingModes, AgencyCodeForm: lists.agencyCodeForms, PhoneKind: lists.phoneKinds },
    ...{ Sex: lists.sexes, Base: lists.bases, Combine: lists.combines, Weekday: lists.weekdays, QuestionKind: lists.questions },
  };
  expect(Object.keys(lists).length).toBe(Object.keys(named).length);
  expect([...typed.keys()].sort()).toEqual(Object.keys(named).sort());
  for (const [name, list] of Object.entries(named)) {
    expect(typed.get(name), name).toEqual(Object.keys(list));
  }
});

test("whatever is typed says on hover what it is", () => {
  for (const file of ["types", "office-types", "document", "codes", "forms", "fields"]) {
    const exported = readFileSync(`${PACKAGE}ts/${file}.ts`, "utf8").matchAll(/^export interface .*?^\}$/gms);
    const lines = [...exported].flatMap(([text]) => text.split("\n"));
    // The fields of interfaces; each form's type says of itself what it is.
    const isField = (line: string) => /^  (readonly )?\w+\??: [^=]*;$/.test(line) && !/^  \w+_request: \w+Request;$/.test(line);
    const fields = lines.flatMap((line, at) => (isField(line) ? [at] : []));
    expect(fields.length).toBeGreaterThan(3);
    for (const at of fields) expect(lines[at - 1], `${file}: ${lines[at]}`).toMatch(/\*\/$/);
  }
});

test("a state says whether the carriage is over and whether it is charged, a dossier's its number", () => {
  const { states, dossierStates } = hoso.lists();
  const holding = (key: "final" | "charged") => Object.entries(states).flatMap(([state, info]) => (info[key] ? [state] : []));
  expect(holding("final")).toEqual(["delivered", "returned", "cancelled"]);
  const charged = Object.keys(states).filter((state) => !["none", "created", "cancelled"].includes(state));
  expect(holding("charged")).toEqual(charged);
  expect(Object.values(dossierStates).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("every code of the reference page is in the lists, and has its messages", () => {
  const reference = readFileSync(`${PACKAGE}../docs/reference.md`, "utf8");
  const { issueCodes, reasonCodes, findingCodes, dossierStates } = hoso.lists();
  for (const [code, { vi, en }] of Object.entries({ ...issueCodes, ...reasonCodes, ...findingCodes, ...dossierStates })) {
    expect(reference, code).toContain(`\`${code}\``);
    for (const words of [vi, en]) expect(reference, code).toContain(words);
  }
});

test("the schemas are those of the repository", () => {
  for (const [schema, file] of [
    [hoso.rulebookSchema(), "rulebook"],
    [hoso.formSchema("return_request"), "return-request"],
    [hoso.formSchema("intake_request"), "intake-request"],
  ] as const) {
    const path = `${PACKAGE}pkg/${file}.schema.json`;
    expect(existsSync(path)).toBe(true);
    expect(schema).toEqual(JSON.parse(readFileSync(`${PACKAGE}../docs/${file}.schema.json`, "utf8")));
    expect(schema).toEqual(JSON.parse(readFileSync(path, "utf8")));
  }
});
