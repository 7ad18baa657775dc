/** The recipes compile against the packed package and what each library ships, and what they make can be filled in and sent. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openBrowser, openPage, serve } from "../tests/browser.js";
import { PACKAGE, run } from "../tests/files.js";
import { page as pageOf, PLACE, project, tool } from "./project.js";

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

/** How each recipe is rendered, with `rulebook`, `on` and `send`. */
const RENDERED: Record<string, string> = {
  "react-hook-form.tsx": `import { createRoot } from "react-dom/client"; import { ReturnForm } from "./react-hook-form"; createRoot(root).render(<ReturnForm {...props} />);`,
  "tanstack-form.tsx": `import { createRoot } from "react-dom/client"; import { ReturnForm } from "./tanstack-form"; createRoot(root).render(<ReturnForm {...props} />);`,
  "Vue.vue": `import { createApp, h } from "vue"; import Form from "./Vue.vue"; createApp(() => h(Form, { ...props, onSend: props.send })).mount(root);`,
  "Svelte.svelte": `import { mount } from "svelte"; import Form from "./Svelte.svelte"; mount(Form, { target: root, props });`,
};

/** What compiles the files of Vue and Svelte for esbuild. */
async function components() {
  const vue = await tool("vue/compiler-sfc/index.mjs");
  const svelte = await tool("svelte/src/compiler/index.js");
  const compiled = {
    vue: (source: string) => ({ loader: "ts", contents: vue.compileScript(vue.parse(source).descriptor, { id: "form", inlineTemplate: true }).content }),
    svelte: (source: string) => ({ loader: "js", contents: svelte.compile(source, { generate: "client" }).js.code }),
  };
  return {
    name: "components",
    setup(own: any) {
      for (const [kind, compile] of Object.entries(compiled)) {
        own.onLoad({ filter: new RegExp(`\\.${kind}$`) }, ({ path }: { path: string }) => ({ ...compile(readFileSync(path, "utf8")), resolveDir: root }));
      }
    },
  };
}

const SENT = {
  ...{ agency: "so-noi-vu", procedure: "1.900101" },
  ...{ applicant: { name: "Nguyễn Văn An", document: { kind: "citizen_id", number: "074085001234" }, phone: "+84912345678" } },
  ...{ address: { place: "74", street: "12 Bạch Đằng" }, consent: true, options: [], applicant_categories: [] },
};
const TYPED = [["Họ và tên", "Nguyễn  Văn An"], ["Số giấy tờ", "074 085 001234"], ["Số điện thoại", "0912.345.678"], ["Số nhà, đường", "12 Bạch Đằng"]] as const;

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel("Loại giấy tờ").selectOption("citizen_id");
  await page.getByLabel("Xã, phường").selectOption("74");
  for (const [label, text] of TYPED) await page.getByLabel(label).fill(text);
  await page.getByLabel("Đồng ý").check();
}

test.each(Object.keys(RENDERED))("%s: what is wrong is told, also where there is no field, and what is right is sent", async (recipe) => {
  const { build } = await tool("esbuild/lib/main.js");
  const main = `import { load, Rulebook } from "hoso/inline"; import document from "./rulebook.json";
    const root = globalThis.document.body.appendChild(globalThis.document.createElement("main"));
    await load();
    const on = new URL(location.href).searchParams.get("on");
    const props = { rulebook: Rulebook.parse(document).value, on, send: (form) => { globalThis.sent = JSON.stringify(form); } };`;
  const [imports, renders] = [RENDERED[recipe]!.match(/import [^;]*;/g)!.join(""), RENDERED[recipe]!.replace(/import [^;]*;/g, "")];
  // What is imported is asked for once hoso is there, as a page would.
  writeFileSync(join(root, "main.jsx"), `${imports}\n${main}\n${renders}`);
  const common = { absWorkingDir: root, bundle: true, format: "esm", jsx: "automatic", outfile: `dist/${recipe}.js`, logLevel: "error" };
  await build({ ...common, entryPoints: ["main.jsx"], plugins: [await components()], nodePaths: [join(PLACE, "node_modules")], define: { "process.env.NODE_ENV": '"production"' } });
  writeFileSync(join(root, "dist/index.html"), pageOf(`<script type="module" src="${recipe}.js"></script>`));
  const [browser, server] = [await openBrowser(), await serve({ "/": join(root, "dist") })];
  try {
    const { page, errors } = await openPage(browser, `${server.url}/index.html?on=2014-10-01`);
    const sent = () => page.evaluate<string | undefined>("globalThis.sent");
    await page.getByText("Gửi", { exact: true }).click();
    await page.getByText("Hãy đánh dấu").waitFor();
    const told = await page.getByRole("alert").allTextContents();
    expect(told.filter((text) => text !== "").length).toBe(recipe === "tanstack-form.tsx" ? 6 : 7);
    expect(await sent()).toBeUndefined();
    await fillIn(page);
    await page.getByText("Gửi", { exact: true }).click();
    await page.waitForFunction("globalThis.sent");
    expect(JSON.parse((await sent())!)).toEqual(SENT);
    expect((await page.getByRole("alert").allTextContents()).join("")).toBe("");

    // A day before the contract: it is the procedure that is wrong, which has no field.
    await page.goto(`${server.url}/index.html?on=2014-09-01`);
    await fillIn(page);
    await page.getByText("Gửi", { exact: true }).click();
    await page.getByText("hợp đồng").waitFor();
    expect(await sent()).toBeUndefined();
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    server.close();
  }
});

test("the elements' recipe is rendered on a server", async () => {
  const { build } = await tool("esbuild/lib/main.js");
  writeFileSync(join(root, "server.jsx"), `import { renderToString } from "react-dom/server"; import { Price } from "./elements"; import { Rulebook } from "hoso"; import document from "./rulebook.json";
    console.log(renderToString(<Price rulebook={Rulebook.parse(document).value} />));`);
  await build({
    ...{ absWorkingDir: root, bundle: true, platform: "node", format: "cjs", jsx: "automatic", entryPoints: ["server.jsx"] },
    ...{ outfile: "dist/server.cjs", nodePaths: [join(PLACE, "node_modules")], logLevel: "error" },
  });
  expect(run(process.execPath, ["dist/server.cjs"], { cwd: root })).toContain("<hoso-quote");
});

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
