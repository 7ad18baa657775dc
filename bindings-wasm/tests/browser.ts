/** A real Chromium, and a server for what it opens. */
import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.HOSO_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc"] });
}

/** Serves folders by their prefix; what is not there is an empty page. */
export async function serve(folders: Record<string, string>): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const prefix = Object.keys(folders).find((prefix) => path.startsWith(prefix));
    const file = prefix && join(folders[prefix]!, path.slice(prefix.length) || "index.html");
    response.setHeader("content-type", (file && TYPES[extname(file)]) ?? "text/html; charset=utf-8");
    if (file && existsSync(file)) createReadStream(file).pipe(response);
    else response.writeHead(path === "/" || path === "/favicon.ico" ? 200 : 404).end("<!doctype html><title>hoso</title>");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** A page that fails the test when something goes wrong in it. */
export async function openPage(browser: Browser, url: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  return { page, errors };
}

/** Calls a function of `page.js` inside a page. */
export function inPage<T>(page: Page, name: string, ...args: unknown[]): Promise<T> {
  return page.evaluate<T>(`import("/tests/page.js").then((page) => page.${name}(...${JSON.stringify(args)}))`);
}
