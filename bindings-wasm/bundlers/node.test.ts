/** In Node and what is like it: Next, bundles, test runners, the oldest version, workers at the edge. */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import { openBrowser } from "../tests/browser.js";
import { run } from "../tests/files.js";
import { ANSWER, ELEMENT, PLACE, project, SHOWN, started, titleOf, tool, TOTAL } from "./project.js";

const MAIN = `import { load, Rulebook } from "hoso"; import rulebook from "./rulebook.json" with { type: "json" };
  await load(); ${ANSWER} console.log(total);`;
const REQUIRED = `const { load, Rulebook } = require("hoso"); const rulebook = require("./rulebook.json");
  load().then(() => { ${ANSWER} console.log(total); });`;

test("Node 20.0: required, and what is imported is the same", () => {
  const root = project("node", {
    "required.cjs": `${REQUIRED} import("hoso").then((own) => console.log(own.Rulebook === Rulebook));`,
  });
  const node20 = join(PLACE, "node_modules/node20/bin/node");
  expect(run(node20, ["--version"])).toMatch(/^v20\.0\./);
  expect(run(node20, ["required.cjs"], { cwd: root }).split("\n").sort()).toEqual(["", `${TOTAL}`, "true"]);
  expect(run(process.execPath, ["required.cjs"], { cwd: root }).split("\n").sort()).toEqual(["", `${TOTAL}`, "true"]);
});

test("esbuild, Rollup, Vite, webpack: bundles for Node that stand alone, in either format", async () => {
  const { build } = await tool("esbuild/lib/main.js");
  const { rollup } = await tool("rollup/dist/es/rollup.js");
  const { nodeResolve } = await tool("@rollup/plugin-node-resolve/dist/es/index.js");
  const { default: json } = await tool("@rollup/plugin-json/dist/es/index.js");
  const vite = await tool("vite8/dist/node/index.js");
  const { default: webpack } = await tool("webpack/lib/index.js");
  const root = project("node-bundles", {
    "main.js": MAIN.replace(' with { type: "json" }', ""),
    "required.cjs": REQUIRED,
    "part.js": 'import { parseIdentifier } from "hoso"; console.log(parseIdentifier("phone", "0912345678").value.text);',
    "both.js": 'import { Rulebook } from "hoso"; import own from "./own.cjs"; console.log(own === Rulebook);',
    "own.cjs": 'module.exports = require("hoso").Rulebook;',
  });
  const common = { absWorkingDir: root, bundle: true, platform: "node", logLevel: "error" };
  await build({ ...common, entryPoints: ["main.js"], format: "esm", outfile: "dist/esm.mjs" });
  await build({ ...common, entryPoints: ["part.js"], format: "esm", minify: true, outfile: "dist/part.mjs" });
  await build({ ...common, entryPoints: ["both.js"], format: "esm", outfile: "dist/both.mjs" });
  await build({ ...common, entryPoints: ["required.cjs"], format: "cjs", outfile: "dist/cjs.cjs" });
  const rolled = await rollup({ input: join(root, "main.js"), plugins: [nodeResolve({ exportConditions: ["node"] }), json()], external: /^node:/ });
  await rolled.write({ file: join(root, "dist/rollup.mjs"), format: "es" });
  const served = { outDir: "dist/vite", ssr: "main.js", rollupOptions: { output: { entryFileNames: "vite.mjs" } } };
  await vite.build({ root, configFile: false, logLevel: "error", ssr: { noExternal: true }, build: served });
  const output = { path: join(root, "dist") };
  const config = { mode: "production", target: "node", context: root };
  const configs = [
    { ...config, entry: "./required.cjs", output: { ...output, filename: "webpack.cjs" } },
    { ...config, entry: "./main.js", output: { ...output, filename: "webpack.mjs", module: true }, experiments: { outputModule: true } },
  ];
  const stats: any = await new Promise((done, fail) => webpack(configs, (error: unknown, stats: unknown) => (error ? fail(error) : done(stats))));
  expect(stats.toString({ all: false, errors: true, warnings: true })).toBe("");
  run("rm", ["-r", join(root, "node_modules")]);
  const printed = (name: string) => run(process.execPath, [`dist/${name}`], { cwd: root });
  for (const name of ["esm.mjs", "cjs.cjs", "rollup.mjs", "vite/vite.mjs", "webpack.cjs", "webpack.mjs"]) expect(printed(name), name).toBe(`${TOTAL}\n`);
  expect(printed("part.mjs")).toBe("+84912345678\n");
  expect(printed("both.mjs"), "what a bundle requires is what it imports").toBe("true\n");
});

test("Jest: node and jsdom, with no setting of its own", () => {
  const spec = `const { load, Rulebook, returnRequest } = require("hoso"); const rulebook = require("./rulebook.json");
    test("quotes", async () => { await load(); ${ANSWER} expect(total).toBe(${TOTAL}); expect(returnRequest()["~standard"].validate({}).issues).not.toEqual([]); });`;
  const root = project("jest", {
    "package.json": '{ "name": "project", "private": true }',
    "node.test.js": `/** @jest-environment node */ ${spec}`,
    "jsdom.test.js": `/** @jest-environment jsdom */ ${spec}`,
    "jest.config.json": '{ "transform": {} }',
  });
  run(process.execPath, [join(PLACE, "node_modules/jest/bin/jest.js"), "--no-cache", "--silent", "--no-watchman"], { cwd: root });
});

test("Vitest: node and jsdom, with no setting of its own", () => {
  const spec = `import { load, Rulebook } from "hoso"; import rulebook from "./rulebook.json"; import { expect, test } from "vitest";
    test("quotes", async () => { await load(); ${ANSWER} expect(total).toBe(${TOTAL}); });`;
  const root = project("vitest", {
    "node.test.js": spec,
    "jsdom.test.js": `// @vitest-environment jsdom\n${spec}`,
    "same.test.js": `import { createRequire } from "node:module"; import { Rulebook } from "hoso"; import { expect, test } from "vitest";
      test("required and imported", () => expect(createRequire(import.meta.url)("hoso").Rulebook).toBe(Rulebook));`,
    // What a test renders is asked of the same module as what it calls.
    "element.test.js": `// @vitest-environment jsdom\n${ELEMENT} ${spec.replace("expect(total)", `${SHOWN} expect(shown).toBe("25.000\\u00a0đ"); expect(total)`)}`,
  });
  run(process.execPath, [join(PLACE, "node_modules/vitest/vitest.mjs"), "run", "--root", root], { cwd: root });
});

const NEXT = {
  "package.json": '{ "name": "project", "private": true }',
  "next.config.js": `const root = require("node:path").join(__dirname, "../.."); module.exports = { outputFileTracingRoot: root, turbopack: { root } };`,
  "app/layout.js": `export default ({ children }) => <html lang="vi"><head><title>hoso</title><link rel="icon" href="data:," /></head><body>{children}</body></html>;`,
  "app/page.js": `import { load, Rulebook } from "hoso"; import rulebook from "../rulebook.json"; import Client from "./client";
    export const dynamic = "force-dynamic";
    export default async function Page() { await load(); ${ANSWER} return <Client server={total} />; }`,
  "app/client.js": `"use client"; import { load, Rulebook } from "hoso"; ${ELEMENT} import { useEffect } from "react"; import rulebook from "../rulebook.json";
    export default function Client({ server }) {
      useEffect(() => { load().then(() => { ${ANSWER} ${SHOWN} document.title = JSON.stringify([server, total, shown]); }); }, [server]);
      return <p>{server}</p>;
    }`,
};

test.each([["turbopack"], ["webpack"]])("Next 16 by %s: server and client, in development and built", async (by) => {
  const root = project(`next-${by}`, NEXT);
  const next = join(PLACE, "node_modules/next/dist/bin/next");
  const [port, flag] = by === "webpack" ? ["47321", ["--webpack"]] : ["47322", ["--turbopack"]];
  // Its server in development takes no other name.
  const url = `http://localhost:${port}/`;
  process.env["NEXT_TELEMETRY_DISABLED"] = "1";
  const browser: Browser = await openBrowser();
  const check = async (args: string[]) => {
    const stop = await started(process.execPath, [next, ...args, "-p", port], root, url);
    try {
      expect(await titleOf(browser, url)).toEqual([TOTAL, TOTAL, "25.000\u00a0đ"]);
    } finally {
      stop();
    }
  };
  try {
    await check(["dev", ...flag]);
    run(process.execPath, [next, "build", ...flag], { cwd: root });
    await check(["start"]);
  } finally {
    await browser.close();
  }
}, 600_000);

test("workers at the edge: workerd, which makes no module of bytes", async () => {
  const { build } = await tool("esbuild/lib/main.js");
  const { Miniflare } = await tool("miniflare/dist/src/index.js");
  const root = project("workerd", {
    "main.js": `import { load, Rulebook } from "hoso"; import rulebook from "./rulebook.json";
      export default { async fetch() { await load(); ${ANSWER} return new Response(String(total)); } };`,
  });
  const wasm = { name: "wasm", setup: (own: any) => own.onResolve({ filter: /\.wasm$/ }, () => ({ path: "./hoso.wasm", external: true })) };
  await build({
    ...{ absWorkingDir: root, bundle: true, format: "esm", outfile: "dist/main.js", entryPoints: ["main.js"], logLevel: "error" },
    ...{ conditions: ["workerd", "worker", "browser"], plugins: [wasm] },
  });
  const modules = [
    { type: "ESModule", path: join(root, "dist/main.js") },
    { type: "CompiledWasm", path: join(root, "dist/hoso.wasm") },
  ];
  run("cp", [join(root, "node_modules/hoso/hoso_bg.wasm"), join(root, "dist/hoso.wasm")]);
  const worker = new Miniflare({ modules, modulesRoot: join(root, "dist"), compatibilityDate: "2026-06-01" });
  try {
    expect(await (await worker.dispatchFetch("http://localhost/")).text()).toBe(`${TOTAL}`);
  } finally {
    await worker.dispose();
  }
});

