/** The first answer on a slow network: what the page needs is asked for at once, and is little. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { texts } from "../src/texts";
import { field, newContext, NOW, open, pick, start, stop, type View } from "./page";
import { serve } from "./served";

let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  await start("ho-chi-minh");
  served = await serve();
});
afterAll(async () => {
  served.close();
  await stop();
});

/** A third-generation network at its worst, as browsers imitate it: 400 kbit/s, 400 ms there and back. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** What is fetched before the first answer, compressed; at 50 kB a second each 10 kB are a fifth of one. */
const BUDGET = 206_000;

test("on slow 3G the module, the scripts and the rulebook are asked for at once, and are little", async () => {
  const { page, errors } = await open("phone", "vi", "", { today: NOW });
  await page.goto("about:blank");
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", SLOW);
  const asked = new Map<string, number>();
  let bytes = 0;
  const begun = Date.now();
  page.on("request", (request) => asked.set(request.url(), Date.now() - begun));
  network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(`${served.address}#/choose?agency=ubnd-25942&procedure=2.000815`, { waitUntil: "commit" });
  await page.locator("h1").waitFor();
  const painted = Date.now() - begun;
  await page.locator(".verdict").first().waitFor({ state: "attached" });
  // A clock in a test depends on the machine; it is told, and the bytes hold the line.
  console.log(`on slow 3G: the first step after ${painted} ms, the first answer after ${Date.now() - begun} ms, ${bytes} bytes`);
  const files = [...asked].filter(([url]) => /assets.*\.(wasm|js|css)$/.test(url));
  const first = Math.min(...files.map(([, at]) => at));
  const after = files.filter(([, at]) => at - first > SLOW.latency).map(([url]) => url);
  expect(files.length - after.length).toBeGreaterThanOrEqual(5);
  // The next steps, and the places of before, are fetched once this one is there.
  for (const url of after) expect(url).toMatch(/InformationStep|ReviewStep|ho-chi-minh/);
  expect(bytes).toBeLessThan(BUDGET);
  await pick(page, "address.place", "phuong di an");
  expect(await field(page, "address.place").inputValue()).toContain("Dĩ An");
  expect(errors).toEqual([]);
  await page.context().close();
});

test("the first step is painted before there is a script", async () => {
  const context = await newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(served.address);
  expect(await page.locator("h1:visible").innerText()).toBe(texts.vi.steps.choose);
  expect(await page.locator(".steps li").count()).toBe(3);
  expect(await page.locator("h1").evaluate((own) => getComputedStyle(own).fontFamily)).toContain("system-ui");
  await page.screenshot({ path: "../../.build/screenshots/browser-form/painted.png" });
  await context.close();
});

/** How far things that were seen have moved by themselves, as browsers count it. */
const SHIFTS = `new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(sum), 1500);
})`;

const ADDRESSES = ["", "#/choose?agency=ubnd-25942&procedure=2.000815", "#/price", "#/follow", "#/follow?item=EV123456785VN"];

describe.each(["phone", "desktop"] as View[])("%s", (view) => {
  test.each(ADDRESSES)("nothing that is seen moves while the page loads: %s", async (path) => {
    const { page, errors } = await open(view, "en", path);
    expect(await page.evaluate<number>(SHIFTS)).toBeLessThan(0.02);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
