/** The recipes for form builders compile against the packed package and what each library ships. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { PACKAGE, run } from "../tests/files.js";
import { PLACE, project } from "./project.js";

const RECIPES = `${PACKAGE}recipes/`;
let root: string;

beforeAll(() => {
  const compilerOptions = {
    ...{ strict: true, target: "es2022", module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom", "dom.iterable"], types: [] },
    ...{ jsx: "react-jsx", noEmit: true, skipLibCheck: true, verbatimModuleSyntax: true },
  };
  const files = readdirSync(RECIPES).map((name) => [name, readFileSync(RECIPES + name, "utf8")]);
  root = project("recipes", { ...Object.fromEntries(files), "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*"] }) });
});

/** What a compiler finds wrong. */
function found(script: string, ...args: string[]): string {
  try {
    run(process.execPath, [join(PLACE, "node_modules", script), ...args], { cwd: root });
    return "";
  } catch (error) {
    return String((error as { stdout: unknown }).stdout);
  }
}

test("React Hook Form, TanStack Form, and the elements in React", () => expect(found("typescript/bin/tsc", "--project", ".")).toBe(""));
test("Vue's ref and reactive leave a rulebook as it is", () => {
  const source = `import { Rulebook } from "hoso"; import { isReactive, reactive, ref } from "vue"; import rulebook from "./rulebook.json" with { type: "json" };
    const { value } = Rulebook.parse(rulebook);
    const [one, other] = [ref(value).value, reactive({ value }).value];
    console.log(one.id, other.id, isReactive(one), isReactive(other), one === value);`;
  writeFileSync(join(root, "reactive.mjs"), source);
  expect(run(process.execPath, ["--no-warnings", "reactive.mjs"], { cwd: root })).toBe("binh-duong binh-duong false false true\n");
  rmSync(join(root, "reactive.mjs"));
});
test("Vue", () => expect(found("vue-tsc/bin/vue-tsc.js", "--project", ".")).toBe(""));
test("Svelte", () => expect(found("svelte-check/bin/svelte-check", "--tsconfig", "./tsconfig.json", "--fail-on-warnings")).toBe(""));

test("the types serve what is required and what is imported, by TypeScript 5", () => {
  const compilerOptions = { strict: true, module: "nodenext", target: "es2022", lib: ["es2022", "dom"], types: [], noEmit: true };
  root = project("types", {
    "tsconfig.json": JSON.stringify({ compilerOptions, files: ["required.cts", "imported.mts"] }),
    "required.cts": `import hoso = require("hoso"); import office = require("hoso/office"); import elements = require("hoso/elements");
      export const quoted = (quote: elements.QuoteElement): string => quote.value.on;
      const parsed = hoso.Rulebook.parse({ hoso: 1 });
      export const id: string | undefined = parsed.ok ? parsed.value.id : undefined;
      export const wrong: hoso.Issue[] = hoso.validateField("return_request", "consent", false);
      export const words = office.amountInWords(1);`,
    "imported.mts": `import { Rulebook } from "hoso"; import { Rulebook as Office } from "hoso/office";
      export { load } from "hoso/inline"; export { load as other } from "hoso/office/inline";
      import "hoso/elements"; export const value = document.querySelector("hoso-quote")!.value;
      declare const office: Office; export const one: Rulebook = office;
      // @ts-expect-error -- what only an office asks is not in what citizens have
      one.check;`,
  });
  expect(found("typescript/bin/tsc", "--project", ".")).toBe("");
});
