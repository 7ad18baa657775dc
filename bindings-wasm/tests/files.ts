/** The files that tests read. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PACKAGE = fileURLToPath(new URL("../", import.meta.url));
export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
export const PYTHON = process.env.HOSO_PYTHON ?? `${REPOSITORY}.build/python/bin/python`;

/** The shared vectors by the name of their file. */
export function vectorFiles(): Record<string, unknown> {
  const folder = `${REPOSITORY}tests/vectors/`;
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(folder + name, "utf8"))]));
}

export function rulebookText(name = "binh-duong"): string {
  return readFileSync(`${REPOSITORY}examples/data/${name}.json`, "utf8");
}

/** Runs a command and gives what it prints. */
export function run(command: string, args: readonly string[], options: { cwd?: string; input?: string } = {}): string {
  return execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
}
