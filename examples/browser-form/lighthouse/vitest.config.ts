import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["*.test.js"], dir: "lighthouse", hookTimeout: 120_000 } });
