/** What the build adds for slow networks and none: the first step is painted, what asks hoso is asked for at once, all is kept. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { runnerImport, type Plugin, type Rolldown } from "vite";
import { books, cut } from "./vite.books.ts";
import { labels } from "./vite.labels.ts";

const here = (path: string) => new URL(path, import.meta.url);

type Bundle = Rolldown.OutputBundle;
type Built = Bundle[string];

const madeOf = (file: Built) => (file.type === "chunk" ? (file.facadeModuleId ?? file.name) : file.fileName);
/** What is fetched only when somebody asks for it is no part of what a citizen waits for: an archive, an office's module. */
const isLater = (file: Built) => /office|binh-duong/.test(madeOf(file));
const isToday = (file: Built) => /ho-chi-minh.*book$/.test(madeOf(file));
/** What the first answer needs: what asks hoso, the first step, and hoso's module. */
const isFirst = (file: Built) => /src\/(start|App)\.tsx$|hoso_bg.*wasm$/.test(madeOf(file));

/** Files, and what they import. */
function withImports(names: string[], bundle: Bundle): Set<string> {
  const found = new Set(names);
  // What is put into a set while it is gone through is gone through too.
  for (const name of found) {
    const file = bundle[name];
    if (file?.type === "chunk") for (const own of file.imports) found.add(own);
  }
  return found;
}

type Tag = { tag: string; attrs: Record<string, string>; injectTo: "head" };

/** Says it in the head, so that all of it is asked for at once. */
function preload(file: string): Tag {
  const kind = file.endsWith(".wasm") ? { rel: "preload", as: "fetch", crossorigin: "" } : { rel: "modulepreload" };
  return { tag: "link", attrs: { ...kind, href: `./${file}` }, injectTo: "head" };
}

function preloads(html: string, bundle: Bundle): Tag[] {
  const first = Object.values(bundle).filter(isFirst).map(({ fileName }) => fileName);
  return [...withImports(first, bundle)].filter((file) => !html.includes(file)).map(preload);
}

/**
 * The first step, in both languages: a phone shows it before it has fetched a script. The rulebook of today stands behind it: it
 * comes while what the page asks for is still on its way.
 */
async function painted(html: string, bundle: Bundle): Promise<string> {
  const { module } = await runnerImport<typeof import("./src/prerender.tsx")>(here("src/prerender.tsx").pathname, {
    configFile: false,
    plugins: [books(), labels()],
  });
  const today = Object.values(bundle).find(isToday);
  const book = (today && (await cut(madeOf(today))))?.replaceAll("<", "\\u003c");
  const parts = [
    `<div id="root">${module.firstStep("vi")}</div>`,
    `<template lang="en">${module.firstStep("en")}</template>`,
    `<script type="application/json" id="ho-chi-minh">${book}</script>`,
  ];
  return html.replace(/<div id="root">.*<\/div>/, () => parts.join("\n    "));
}

/** The looks stand in the page, so that it is painted with its first bytes; a strict policy names them by their hash. */
function dressed(html: string, bundle: Bundle): string {
  return html.replace(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)">/, (link, file: string) => {
    const css = bundle[file];
    if (css?.type !== "asset") return link;
    delete bundle[file];
    const text = String(css.source).trim();
    console.log(`style-src 'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    return `<style>${text}</style>`;
  });
}

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      handler: async (html, { bundle = {} }) => ({
        html: dressed(await painted(html, bundle), bundle),
        tags: preloads(html, bundle),
      }),
    },
    generateBundle(_, bundle) {
      const built = Object.values(bundle);
      // Today's rulebook is in the page.
      const kept = built.filter((file) => !isLater(file) && !isToday(file)).map(({ fileName }) => fileName);
      const files = ["./", ...kept];
      const digest = createHash("sha256").update(readFileSync(here("src/sw.js")));
      for (const file of built) digest.update(file.type === "chunk" ? file.code : file.source);
      const source = readFileSync(here("src/sw.js"), "utf8")
        .replace("__FILES__", JSON.stringify(files.filter((file) => file !== "index.html")))
        .replace("__BUILD__", JSON.stringify(digest.digest("hex").slice(0, 16)));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
