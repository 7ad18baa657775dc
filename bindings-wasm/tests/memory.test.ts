import { expect, test } from "vitest";
import { PACKAGE, run } from "./files.js";

test("a million calls and ten thousand dropped rulebooks do not make memory grow", () => {
  const said = JSON.parse(run(process.execPath, ["--expose-gc", `${PACKAGE}tests/memory.js`])) as Record<string, number[]>;
  for (const [what, [early, late]] of Object.entries(said)) {
    // A page or two may be asked for late; a leak of one byte a call would be fifteen.
    expect(late! - early!, what).toBeLessThanOrEqual(2 * 65_536);
  }
  expect(Object.keys(said)).toEqual(["questions", "invalid", "track", "forms", "rulebooks", "refused rulebooks"]);
});
