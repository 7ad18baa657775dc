/** The built page in a real Chromium. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Day, Language } from "hoso";
import jsQR from "jsqr";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { preview, type PreviewServer } from "vite";
import { expect } from "vitest";
import { addressOf, bookAt } from "../src/books";
import { book, use } from "../src/rulebook";

const root = fileURLToPath(new URL("..", import.meta.url));
const screenshots = fileURLToPath(new URL("../../../.build/screenshots/browser-form", import.meta.url));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The day on which the page is opened: of an archive one that lies in it. */
export const TODAY = "2019-10-01";
export const NOW = "2026-11-30";

export const VIEWS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
};
export type View = keyof typeof VIEWS;

let server: PreviewServer;
let browser: Browser;

/** Opens the browser, set up as it asks; the page is opened with this rulebook, which is read here too. */
export async function start(id = "binh-duong", settings: string[] = []): Promise<void> {
  const chosen = bookAt(`?rulebook=${id}`);
  use(chosen, (await chosen.document()).default);
  mkdirSync(screenshots, { recursive: true });
  server = await preview({ root, logLevel: "error", preview: { host: "127.0.0.1", port: 0 } });
  const executablePath = process.env.HOSO_CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", ...settings] });
}

export async function stop(): Promise<void> {
  await browser?.close();
  await server?.close();
}

export const address = () => String(new URL(addressOf(book), server.resolvedUrls!.local[0]!));

/** A browser of a phone in which nothing is opened yet. */
export const newContext = (options: BrowserContextOptions) => browser.newContext({ viewport: VIEWS.phone, ...options });

interface Opened {
  page: Page;
  errors: string[];
}

interface Options extends BrowserContextOptions {
  /** The day on which it is opened. */
  today?: Day;
}

/** So many times slower, to find on a fast machine what a test does not wait for: `HOSO_SLOW=6 ./test`. */
const SLOW = Number(process.env.HOSO_SLOW ?? 0);

/** A slow processor, and scripts that come late. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW });
  await page.route("**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 100 * SLOW));
    await route.continue();
  });
}

/** Opens the page; what goes wrong in it is told by `errors`. */
export async function open(view: View, language: Language, path = "", { today, ...options }: Options = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: VIEWS[view],
    timezoneId: "Asia/Ho_Chi_Minh",
    locale: { vi: "vi-VN", en: "en-GB" }[language],
    // What is kept for a time without a network would answer in place of what a test changes.
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  // A second session in a page tells it that it has a network.
  if (SLOW && options.serviceWorkers !== "allow") await slowDown(page);
  page.setDefaultTimeout(10_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.clock.setFixedTime(`${today ?? (book.days.until ? TODAY : NOW)}T09:00:00+07:00`);
  await page.goto(address() + path);
  // The first step is painted before anything can be done on it.
  await page.locator("main:not(:has(.loading)) h1:visible").waitFor();
  return { page, errors };
}

/** Waits until the page or step with this heading is there as a whole: its own script comes after its heading. */
export async function arrived(page: Page, heading: string): Promise<void> {
  await expect.poll(() => page.locator("h1:visible").allInnerTexts()).toEqual([heading]);
  await page.locator("main:not(:has(.awaited:visible))").waitFor();
}

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

/** Nothing that keeps people out, nothing that is too wide, and a picture for those who want to see. */
export async function look(page: Page, name: string): Promise<void> {
  // There the browser paints its user's own colours, whatever the page says.
  const isForced = await page.evaluate<boolean>("matchMedia('(forced-colors: active)').matches");
  const rules = JSON.stringify({ "color-contrast": { enabled: !isForced } });
  if (!(await page.evaluate("'axe' in window"))) await page.addScriptTag({ path: axe });
  const violations = await page.evaluate<Violation[]>(`axe.run({ rules: ${rules} }).then(({ violations }) => violations)`);
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    name,
  ).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), `${name} fits its width`).toBe(true);
  await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
}

/** What a screen reader does not come to by the parts of the page. */
export async function outsideLandmarks(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.addScriptTag({ path: axe });
  const violations = await page.evaluate<Violation[]>("axe.run({ runOnly: ['region'] }).then(({ violations }) => violations)");
  return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html));
}

/** Prints the page as PDF, and gives the text of each sheet. */
export async function print(page: Page, name: string): Promise<string[]> {
  const path = `${screenshots}/${name}.pdf`;
  await page.pdf({ path, format: "A4", preferCSSPageSize: true });
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
  return text.split("\f").slice(0, -1);
}

/** What a scanner reads of a part of the first sheet, in millimetres from its left. */
export function scan(name: string, left: number, right: number): string | undefined {
  const dots = (millimetres: number) => String(Math.round((millimetres * 150) / 25.4));
  const cut = ["-r", "150", "-l", "1", "-x", dots(left), "-y", dots(14), "-W", dots(right - left), "-H", dots(28)];
  const image = execFileSync("pdftoppm", [...cut, `${screenshots}/${name}.pdf`], { maxBuffer: 1 << 26 });
  const [head = "", width, height] = /^P6\s+(\d+) (\d+)\s+255\s/.exec(image.toString("latin1", 0, 40)) ?? [];
  const pixels = new Uint8ClampedArray(Number(width) * Number(height) * 4).fill(255);
  for (let at = 0; at * 4 < pixels.length; at++) pixels.set(image.subarray(head.length + at * 3, head.length + at * 3 + 3), at * 4);
  return jsQR(pixels, Number(width), Number(height))?.data;
}

export const field = (page: Page, name: string) => page.locator(`[id="${name}"]`);

/** Searches in a list and takes what is found first. */
export async function pick(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).fill(text);
  await page.keyboard.press("Enter");
}

/** Fills in what a form needs for one person, who consents. */
export async function fillPlainly(page: Page): Promise<void> {
  await field(page, "applicant.name").fill("Trần Thị Bích");
  await field(page, "applicant.document.number").fill("074185001234");
  await field(page, "applicant.phone").fill("0912345678");
  await field(page, "address.street").fill("5 Yersin");
  await field(page, "consent").check();
}

/** The message beside a field, as a screen reader finds it. */
export async function messageOf(page: Page, name: string): Promise<string | undefined> {
  const described = (await field(page, name).getAttribute("aria-describedby")) ?? "";
  const error = described.split(" ").find((id) => id.endsWith("-error"));
  return error && (await field(page, error).innerText());
}

/** The texts of a list of elements, spaces made single; one that no line breaks at is none. */
export async function textsOf(page: Page, selector: string): Promise<string[]> {
  const texts = await page.locator(selector).allInnerTexts();
  return texts.map((text) => text.replace(/[^\S\u00a0]+/g, " ").trim());
}

export const focused = (page: Page) => page.evaluate<string>("document.activeElement.id || document.activeElement.className");
