import { defineConfig } from "vitest/config";

// One after another: each of them takes all that the machine has.
export default defineConfig({
  test: { include: ["bundlers/*.test.ts"], testTimeout: 240_000, hookTimeout: 120_000, fileParallelism: false },
});
