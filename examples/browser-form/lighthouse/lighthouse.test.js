/**
 * The built page by Lighthouse, as on a middling phone and network: at least 95 of 100 for accessibility and best practices.
 * How fast it is depends on what else the machine does, and is told.
 */
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "../tests/served";

let served;
let chrome;

beforeAll(async () => {
  served = await serve();
  const chromePath = process.env.HOSO_CHROMIUM ?? "/usr/bin/chromium";
  chrome = await chromeLauncher.launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
});
afterAll(() => {
  chrome?.kill();
  served?.close();
});

const CATEGORIES = ["performance", "accessibility", "best-practices"];
const LEAST = 95;

/** What each category scores, and what was lost. */
async function look(path) {
  const options = { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES };
  const looked = await lighthouse(served.address + path, options);
  const { categories, audits } = looked.lhr;
  const scores = CATEGORIES.map((name) => Math.round((categories[name].score ?? 0) * 100));
  const lost = Object.values(audits).filter(({ score, scoreDisplayMode }) => scoreDisplayMode !== "informative" && score !== null && score < 0.9);
  return { scores, lost: lost.map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`) };
}

test.each(["", "#/choose?agency=ubnd-25942&procedure=2.000815", "#/follow?item=EV123456785VN"])("%s", async (path) => {
  const { scores, lost } = await look(path);
  console.log(`/${path}: ${CATEGORIES.map((name, position) => `${name} ${scores[position]}`).join(", ")}; ${lost.join("; ")}`);
  for (const score of scores.slice(1)) expect(score).toBeGreaterThanOrEqual(LEAST);
}, 400_000);
