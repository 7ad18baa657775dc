/** The package as others get it: packed, installed in an empty project, used from Node, from Vite's builds, from a worker. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { build, createServer } from "vite";
import { openBrowser, openPage, serve } from "./browser.js";
import { PACKAGE, rulebookText, run } from "./files.js";

let project: string;
let browser: Browser;

const QUESTION = `{ agency: "so-noi-vu", procedure: "1.900101", service: "return", on: "2014-10-01", weight_grams: 80, zone: "intra_province" }`;
const TOTAL = 35000;

const write = (name: string, text: string) => writeFileSync(join(project, name), text);

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "hoso-project-"));
  const [packed] = JSON.parse(run("npm", ["pack", "--json", `--pack-destination=${project}`], { cwd: `${PACKAGE}pkg` })) as [
    { filename: string; files: { path: string }[] },
  ];
  const files = packed.files.map(({ path }) => path);
  expect(files).toEqual(expect.arrayContaining(["hoso_bg.wasm", "hoso_office_bg.wasm", "index.js", "office.js", "index.d.ts", "README.md", "LICENSE-MIT"]));
  write("package.json", '{ "name": "project", "private": true, "type": "module" }');
  run("npm", ["install", "--no-audit", "--no-fund", "--offline", packed.filename], { cwd: project });
  expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["hoso"]);

  write("rulebook.json", rulebookText());
  write("index.html", '<!doctype html><title>hoso</title><link rel="icon" href="data:," /><script type="module" src="/main.js"></script>');
  const answer = `
    const parsed = Rulebook.parse(rulebook);
    const quoted = parsed.value.quote(${QUESTION});
    const total = quoted.value.total;`;
  write(
    "worker.js",
    `import { load, Rulebook } from "hoso"; import rulebook from "./rulebook.json";
    await load(); ${answer} postMessage(total);`,
  );
  write(
    "main.js",
    `import { load, Rulebook } from "hoso"; import rulebook from "./rulebook.json";
    await load(); ${answer}
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => { document.title = JSON.stringify([total, data]); };`,
  );
  write(
    "given.html",
    '<!doctype html><title>hoso</title><link rel="icon" href="data:," /><script type="module" src="/given.js"></script>',
  );
  write(
    "given.js",
    `import { load, Rulebook } from "hoso"; import url from "hoso/hoso.wasm?url"; import rulebook from "./rulebook.json";
    await load(url); ${answer} document.title = JSON.stringify([total]);`,
  );
  write(
    "office.html",
    '<!doctype html><title>hoso</title><link rel="icon" href="data:," /><script type="module" src="/office.js"></script>',
  );
  write(
    "office.js",
    `import { load, Rulebook } from "hoso/office"; import rulebook from "./rulebook.json";
    await load(); ${answer} document.title = JSON.stringify([total, parsed.value.check().length]);`,
  );
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(project, { recursive: true, force: true });
});

async function titleOf(url: string): Promise<unknown> {
  const { page, errors } = await openPage(browser, url);
  await page.waitForFunction("document.title !== 'hoso'", undefined, { timeout: 30_000 }).catch((error: Error) => {
    throw new Error(`${error.message}\n${errors.join("\n")}`);
  });
  expect(errors).toEqual([]);
  const title = await page.title();
  await page.close();
  return JSON.parse(title);
}

test("Node: ready on import, in a worker thread too", () => {
  write(
    "node.js",
    `import { readFileSync } from "node:fs"; import { isMainThread, parentPort, Worker } from "node:worker_threads";
    import { load, Rulebook, rulebookSchema } from "hoso";
    const parsed = Rulebook.parse(readFileSync("rulebook.json", "utf8"));
    const { total } = parsed.value.quote(${QUESTION}).value;
    await load();
    if (!isMainThread) parentPort.postMessage(total);
    else new Worker(new URL(import.meta.url)).on("message", (data) => console.log(JSON.stringify([total, data, rulebookSchema().title])));`,
  );
  expect(JSON.parse(run(process.execPath, ["node.js"], { cwd: project }))).toEqual([TOTAL, TOTAL, "hoso rulebook"]);
});

test("Node: required from CommonJS, and the same when it is imported", () => {
  write("common.cjs", `const { Rulebook } = require("hoso"); import("hoso").then((own) => console.log(own.Rulebook === Rulebook));`);
  expect(run(process.execPath, ["common.cjs"], { cwd: project })).toBe("true\n");
});

test("Node: a server that renders a page defines no elements, and says nothing of it", () => {
  write("server.js", `import { defineElements } from "hoso/elements"; defineElements(); console.log(typeof customElements);`);
  expect(run(process.execPath, ["server.js"], { cwd: project })).toBe("undefined\n");
});

test("Node: what is given to load is looked at, as in a page", () => {
  write(
    "given-node.js",
    `import { readFileSync } from "node:fs"; import { createRequire } from "node:module"; import { load } from "hoso";
    const bytes = readFileSync(createRequire(import.meta.url).resolve("hoso/hoso.wasm"));
    await load(bytes); await load(WebAssembly.compile(bytes)); await load("/assets/hoso.wasm");
    await load(new Uint8Array([1, 2, 3])).catch(({ message }) => console.log(message));`,
  );
  expect(run(process.execPath, ["given-node.js"], { cwd: project })).toMatch(/these bytes are no WebAssembly module/);
});

test("parts of rulebooks are those of the repository, and make a rulebook", () => {
  const shipped = `${PACKAGE}../bindings-python/python/hoso/parts/`;
  for (const name of readdirSync(shipped).filter((name) => name.endsWith(".json")))
    expect(readFileSync(join(project, "node_modules/hoso/parts", name), "utf8"), name).toBe(readFileSync(shipped + name, "utf8"));
  write(
    "parts.js",
    `import { createRequire } from "node:module"; import { Rulebook } from "hoso/office";
    const require = createRequire(import.meta.url);
    const document = { hoso: 1, id: "t", title: "t", currency: "VND", utc_offset: "+07:00" };
    for (const name of ["calendar", "provinces", "places-79", "post", "own"])
      for (const [key, list] of Object.entries(require(\`hoso/parts/${"$"}{name}.json\`)))
        if (Array.isArray(list)) document[key] = [...(document[key] ?? []), ...list];
    console.log(JSON.stringify(Rulebook.parse(document).value.check()));`,
  );
  expect(run(process.execPath, ["parts.js"], { cwd: project })).toBe("[]\n");
});

test("Vite: a build for browsers, with a worker", async () => {
  // What its command says, which is a process of its own.
  process.env["NODE_ENV"] = "production";
  const input = ["index", "given", "office"].map((page) => join(project, `${page}.html`));
  const bundle = { target: "es2022", rollupOptions: { input } };
  await build({ root: project, logLevel: "error", worker: { format: "es" }, build: bundle });
  const names = readdirSync(join(project, "dist", "assets"));
  const modules = names.filter((name) => name.endsWith(".wasm"));
  expect(modules.length, "one for citizens' pages, one for the office's").toBe(2);
  const scripts = names.filter((name) => /^(index|given|worker).*\.js$/.test(name));
  expect(scripts.some((name) => readFileSync(join(project, "dist", "assets", name), "utf8").includes("hoso_office_bg"))).toBe(false);
  const texts = names.filter((name) => !name.endsWith(".wasm")).map((name) => readFileSync(join(project, "dist", "assets", name), "utf8"));
  expect(texts.some((text) => text.includes("places-79")), "parts that nobody asks for are left out").toBe(false);
  expect(names.some((name) => /schema/.test(name)), "schemas that nobody asks for are left out").toBe(false);
  const server = await serve({ "/": join(project, "dist") });
  expect(await titleOf(`${server.url}/index.html`)).toEqual([TOTAL, TOTAL]);
  expect(await titleOf(`${server.url}/given.html`)).toEqual([TOTAL]);
  expect(await titleOf(`${server.url}/office.html`)).toEqual([TOTAL, expect.any(Number)]);
  server.close();
});

test.each([[[]], [["hoso"]]])("Vite: the development server, not optimizing %o", async (exclude) => {
  process.env["NODE_ENV"] = "development";
  const server = await createServer({
    root: project,
    logLevel: "error",
    worker: { format: "es" },
    optimizeDeps: { exclude },
    server: { port: 0, host: "127.0.0.1" },
  });
  await server.listen();
  const [url] = server.resolvedUrls!.local;
  expect(await titleOf(`${url}index.html`)).toEqual([TOTAL, TOTAL]);
  expect(await titleOf(`${url}given.html`)).toEqual([TOTAL]);
  await server.close();
});
