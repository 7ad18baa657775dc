/** In a browser: each bundler in development and built, plain pages, workers, and what goes wrong. */
import { copyFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, serve } from "../tests/browser.js";
import { run } from "../tests/files.js";
import { ANSWER, ELEMENT, page, PLACE, project, SAY, SHOWN, titleOf, tool, TOTAL } from "./project.js";

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const MAIN = (from: string, load = "await load();") =>
  `import { load, Rulebook } from "${from}"; import rulebook from "./rulebook.json";\n${load} ${ANSWER}`;
const module = (source: string) => page(`<script type="module" src="${source}"></script>`);
const WORKER = `const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => { document.title = JSON.stringify([total, data]); };`;

/** As a page says what an element shows. */
const SAY_SHOWN = `document.title = JSON.stringify([shown]);`;
const SHOWN_TOTAL = "25.000\u00a0đ";

async function served(folder: string, check: (url: string) => Promise<void>) {
  const server = await serve({ "/": folder });
  await check(server.url).finally(server.close);
}

test.each([5, 6, 7, 8])("Vite %i: development and build, with a worker, and with the module inside", async (version) => {
  const { build, createServer } = await tool(`vite${version}/dist/node/index.js`);
  const root = project(`vite${version}`, {
    "index.html": module("/main.js"),
    "main.js": `${MAIN("hoso")} ${WORKER}`,
    "worker.js": `${MAIN("hoso")} postMessage(total);`,
    "inline.html": module("/inline.js"),
    "inline.js": `${MAIN("hoso/inline")} ${SAY}`,
    "office.html": module("/office.js"),
    "office.js": `${MAIN("hoso/office")} ${SAY}`,
    "element.html": module("/element.js"),
    "element.js": `${ELEMENT} ${MAIN("hoso")} ${SHOWN} ${SAY_SHOWN}`,
  });
  process.env["NODE_ENV"] = "development";
  const common = { root, configFile: false, logLevel: "error", worker: { format: "es" } };
  const server = await createServer({ ...common, server: { port: 0, host: "127.0.0.1" } });
  await server.listen();
  const url = `http://127.0.0.1:${server.httpServer.address().port}`;
  expect(await titleOf(browser, `${url}/index.html`)).toEqual([TOTAL, TOTAL]);
  expect(await titleOf(browser, `${url}/inline.html`)).toEqual([TOTAL]);
  expect(await titleOf(browser, `${url}/office.html`)).toEqual([TOTAL]);
  expect(await titleOf(browser, `${url}/element.html`)).toEqual([SHOWN_TOTAL]);
  await server.close();

  // As its command does, which is a process of its own.
  process.env["NODE_ENV"] = "production";
  const input = ["index", "inline", "office", "element"].map((name) => join(root, `${name}.html`));
  await build({ ...common, build: { target: "es2022", rollupOptions: { input } } });
  const assets = join(root, "dist", "assets");
  expect(readdirSync(assets).filter((name) => name.endsWith(".wasm")).length).toBe(2);
  const [main] = readdirSync(assets).filter((name) => /^index.*\.js$/.test(name));
  expect(statSync(join(assets, main!)).size, "a page has the module beside it, not inside").toBeLessThan(100_000);
  await served(join(root, "dist"), async (url) => {
    expect(await titleOf(browser, `${url}/index.html`)).toEqual([TOTAL, TOTAL]);
    expect(await titleOf(browser, `${url}/inline.html`)).toEqual([TOTAL]);
    expect(await titleOf(browser, `${url}/office.html`)).toEqual([TOTAL]);
    expect(await titleOf(browser, `${url}/element.html`)).toEqual([SHOWN_TOTAL]);
  });
});

test.each(["development", "production"])("webpack 5: %s, with a worker", async (mode) => {
  const { default: webpack } = await tool("webpack/lib/index.js");
  const root = project(`webpack-${mode}`, {
    "dist/index.html": page('<script defer src="main.js"></script>'),
    "main.js": `${MAIN("hoso")} ${WORKER}`,
    "worker.js": `${MAIN("hoso")} postMessage(total);`,
  });
  const config = { mode, context: root, entry: "./main.js", output: { path: join(root, "dist") }, performance: false };
  const stats: any = await new Promise((done, fail) => webpack(config, (error: unknown, stats: unknown) => (error ? fail(error) : done(stats))));
  expect(stats.toString({ all: false, errors: true, warnings: true })).toBe("");
  await served(join(root, "dist"), async (url) => expect(await titleOf(browser, `${url}/index.html`)).toEqual([TOTAL, TOTAL]));
});

test("esbuild: the module inside, in one script or as ES module; beside it where it is named", async () => {
  const { build } = await tool("esbuild/lib/main.js");
  const root = project("esbuild", {
    "inside.js": `${MAIN("hoso/inline")} ${SAY}`,
    "classic.js": `import { load, Rulebook } from "hoso/inline"; import rulebook from "./rulebook.json";
      load().then(() => { ${ANSWER} ${SAY} });`,
    "named.js": `import wasm from "hoso/hoso.wasm"; ${MAIN("hoso", "await load(wasm);")} ${SAY}`,
    "element.js": `${ELEMENT} ${MAIN("hoso/inline")} ${SHOWN} ${SAY_SHOWN}`,
    "alone.js": `import { load } from "hoso"; document.title = JSON.stringify(await load().catch(({ message }) => message));`,
    "dist/inside.html": module("inside.js"),
    "dist/classic.html": page('<script defer src="classic.js"></script>'),
    "dist/named.html": module("named.js"),
    "dist/alone.html": module("alone.js"),
    "dist/element.html": module("element.js"),
  });
  const common = { absWorkingDir: root, bundle: true, outdir: "dist", logLevel: "error", platform: "browser" };
  const made = await build({ ...common, format: "esm", entryPoints: ["inside.js", "named.js", "alone.js", "element.js"], loader: { ".wasm": "file" } });
  const classic = await build({ ...common, format: "iife", entryPoints: ["classic.js"] });
  expect([...made.warnings, ...classic.warnings]).toEqual([]);
  await served(join(root, "dist"), async (url) => {
    for (const name of ["inside", "classic", "named"]) expect(await titleOf(browser, `${url}/${name}.html`), name).toEqual([TOTAL]);
    expect(await titleOf(browser, `${url}/element.html`)).toEqual([SHOWN_TOTAL]);
  });
  const server = await serve({ "/": join(root, "dist") });
  const tab = await browser.newPage();
  await tab.goto(`${server.url}/alone.html`);
  await tab.waitForFunction("document.title !== 'hoso'");
  expect(await tab.title()).toMatch(/hoso_bg\.wasm answers 404.*import from \\"hoso\/inline\\"/);
  await tab.close();
  server.close();
});

test("Parcel: the module beside, and inside with an element", async () => {
  const root = project("parcel", {
    "package.json": '{ "name": "project", "private": true }',
    ".parcelrc": '{ "extends": "@parcel/config-default" }',
    "src/inside.html": page('<script type="module" src="inside.js"></script>'),
    "src/inside.js": `${ELEMENT} import { load, Rulebook } from "hoso/inline"; import rulebook from "../rulebook.json";
      load().then(() => { ${SHOWN} ${SAY_SHOWN} });`,
    "src/beside.html": page('<script type="module" src="beside.js"></script>'),
    "src/beside.js": `import { load, Rulebook } from "hoso"; import rulebook from "../rulebook.json"; load().then(() => { ${ANSWER} ${SAY} });`,
  });
  const parcel = join(PLACE, "node_modules/parcel/lib/bin.js");
  const pages = ["inside", "beside"].map((name) => `src/${name}.html`);
  run(process.execPath, [parcel, "build", ...pages, "--no-cache", "--dist-dir", "dist", "--public-url", "./"], { cwd: root });
  await served(join(root, "dist"), async (url) => {
    expect(await titleOf(browser, `${url}/inside.html`)).toEqual([SHOWN_TOTAL]);
    expect(await titleOf(browser, `${url}/beside.html`)).toEqual([TOTAL]);
  });
});

test("Rollup: the module inside, in one script; beside it where it is copied", async () => {
  const { rollup } = await tool("rollup/dist/es/rollup.js");
  const { nodeResolve } = await tool("@rollup/plugin-node-resolve/dist/es/index.js");
  const { default: json } = await tool("@rollup/plugin-json/dist/es/index.js");
  const root = project("rollup", {
    "inside.js": `import { load, Rulebook } from "hoso/inline"; import rulebook from "./rulebook.json";
      load().then(() => { ${ANSWER} ${SAY} });`,
    "beside.js": `${MAIN("hoso", 'await load("hoso.wasm");')} ${SAY}`,
    "dist/inside.html": page('<script defer src="inside.js"></script>'),
    "dist/beside.html": module("beside.js"),
  });
  for (const [name, format] of [["inside", "iife"], ["beside", "es"]]) {
    const warnings: string[] = [];
    const plugins = [nodeResolve({ browser: true }), json()];
    const bundle = await rollup({ input: join(root, `${name}.js`), plugins, onwarn: ({ message }: Error) => warnings.push(message) });
    await bundle.write({ dir: join(root, "dist"), format });
    expect(warnings).toEqual([]);
  }
  copyFileSync(join(root, "node_modules/hoso/hoso_bg.wasm"), join(root, "dist/hoso.wasm"));
  await served(join(root, "dist"), async (url) => {
    for (const name of ["inside", "beside"]) expect(await titleOf(browser, `${url}/${name}.html`), name).toEqual([TOTAL]);
  });
});

test("a page without a bundler: one script with its hash, modules, workers of both kinds, under a strict policy", async () => {
  const parsed = `const rulebook = await fetch("rulebook.json").then((response) => response.json());`;
  const root = project("plain", {
    "once.js": `hoso.load().then(async () => { const { Rulebook } = hoso; ${parsed} ${ANSWER} ${SAY} });`,
    "modules.js": `import { load, Rulebook } from "/node_modules/hoso/index.js"; await load(); ${parsed} ${ANSWER} ${SAY}`,
    "worker.js": `import { load, Rulebook } from "/node_modules/hoso/index.js"; await load(); ${parsed} ${ANSWER} postMessage(total);`,
    "classic.js": `importScripts("/node_modules/hoso/hoso.global.js");
      hoso.load().then(async () => { const { Rulebook } = hoso; ${parsed} ${ANSWER} postMessage(total); });`,
    "workers.js": `const asked = (worker) => new Promise((done) => { worker.onmessage = ({ data }) => done(data); });
      const workers = [new Worker("worker.js", { type: "module" }), new Worker("classic.js")];
      document.title = JSON.stringify(await Promise.all(workers.map(asked)));`,
  });
  const hashes = JSON.parse(readFileSync(join(root, "node_modules/hoso/integrity.json"), "utf8")) as Record<string, string>;
  const policy = `<meta http-equiv="content-security-policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:" />`;
  const script = (hash: string) => `<script src="/node_modules/hoso/hoso.global.js" integrity="${hash}" crossorigin="anonymous"></script>`;
  const files = {
    "once.html": page(`${policy}${script(hashes["hoso.global.js"]!)}<script type="module" src="once.js"></script>`),
    "modules.html": page(`${policy}<script type="module" src="modules.js"></script>`),
    "workers.html": page(`${policy}<script type="module" src="workers.js"></script>`),
  };
  const { writeFileSync } = await import("node:fs");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  await served(root, async (url) => {
    expect(await titleOf(browser, `${url}/once.html`)).toEqual([TOTAL]);
    expect(await titleOf(browser, `${url}/modules.html`)).toEqual([TOTAL]);
    expect(await titleOf(browser, `${url}/workers.html`)).toEqual([TOTAL, TOTAL]);
  });
});
