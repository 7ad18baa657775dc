import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { books } from "./vite.books.ts";
import { labels } from "./vite.labels.ts";
import { offline } from "./vite.offline.ts";

export default defineConfig({
  plugins: [react(), books(), labels(), offline()],
  // React as it is written, Preact as it is fetched: a second less on a slow network.
  resolve: {
    alias: [
      { find: /^react-dom(\/client)?$/, replacement: "preact/compat/client" },
      { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
      { find: "react", replacement: "preact/compat" },
    ],
  },
  // Relative, so that the built page may lie in any folder of any server.
  base: "./",
  // What is to be fetched at once is said by `vite.offline.ts`.
  build: { modulePreload: false, cssCodeSplit: false },
  // The package and the rulebook lie beside this example; yours will lie in its own folder.
  server: { fs: { allow: ["../.."] } },
  // A busy machine fetches the next step's script in more than the second that is usual.
  test: { include: ["tests/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 10_000 } } },
});
