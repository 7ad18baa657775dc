/** Projects as a reader of the README would begin them, with the package from its tarball, and what they answer. */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import type { Browser } from "playwright-core";
import { openPage } from "../tests/browser.js";
import { rulebookText, run } from "../tests/files.js";

export const PLACE = process.env["HOSO_BUNDLERS"]!;
export const TOTAL = 35000;
const QUESTION = `{ agency: "so-noi-vu", procedure: "1.900101", service: "return", on: "2014-10-01", weight_grams: 80, zone: "intra_province" }`;

/** What every project does once the module is loaded. */
export const ANSWER = `const total = Rulebook.parse(rulebook).value.quote(${QUESTION}).value.total;`;
/** What an element says that was given that rulebook; it is of the same package, whichever way that is loaded. */
export const ELEMENT = `import { defineElements } from "hoso/elements";`;
export const SHOWN = `defineElements(); const quote = document.createElement("hoso-quote"); quote.rulebook = Rulebook.parse(rulebook).value;
  quote.value = { agency: "so-noi-vu", procedure: "1.900101", on: "2014-10-01", weight_grams: 80, place: "718" }; document.body.append(quote);
  const shown = quote.shadowRoot.querySelector("tr.total td").textContent;`;
/** As a page says it. */
export const SAY = `document.title = JSON.stringify([total]);`;
/** A page with a script. */
export const page = (script: string) => `<!doctype html><title>hoso</title><link rel="icon" href="data:," />${script}`;

/** A new project of files, with the package. */
export function project(name: string, files: Record<string, string>): string {
  const folder = join(PLACE, "projects", name);
  rmSync(folder, { recursive: true, force: true });
  const hoso = join(folder, "node_modules", "hoso");
  mkdirSync(hoso, { recursive: true });
  const [tarball] = readdirSync(join(PLACE, "packed"));
  run("tar", ["xzf", join(PLACE, "packed", tarball!), "--strip-components=1", "-C", hoso]);
  const all = { "package.json": '{ "name": "project", "private": true, "type": "module" }', "rulebook.json": rulebookText(), ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A tool, as a project would import it. */
export async function tool<T = any>(path: string): Promise<T> {
  return (await import(pathToFileURL(join(PLACE, "node_modules", path)).href)) as T;
}

/** The title that a page gives itself, when nothing goes wrong in it. */
export async function titleOf(browser: Browser, url: string): Promise<unknown> {
  const { page, errors } = await openPage(browser, url);
  try {
    // Asked again and again, and not from inside, where a strict policy stands.
    for (let tries = 0; tries < 600 && (await page.title()) === "hoso"; tries += 1) await page.waitForTimeout(100);
    expect(errors).toEqual([]);
    return JSON.parse(await page.title());
  } finally {
    await page.close();
  }
}

/** Starts a server of a tool's, and waits until it answers. */
export async function started(command: string, args: string[], folder: string, url: string): Promise<() => void> {
  const server = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said += text));
  for (let tries = 0; tries < 240; tries += 1) {
    if (server.exitCode !== null) break;
    if (await fetch(url).then(({ ok }) => ok, () => false)) return () => void process.kill(-server.pid!);
    await new Promise((later) => setTimeout(later, 500));
  }
  if (server.exitCode === null) process.kill(-server.pid!);
  throw new Error(`${command} does not answer: ${said}`);
}

