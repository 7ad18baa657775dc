/** What the build adds for slow networks and none: the first step is painted, what asks hoso is asked for at once, all is kept. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { runnerImport, type Plugin, type Rolldown } from "vite";
import { books } from "./vite.books.ts";
import { labels } from "./vite.labels.ts";

const here = (path: string) => new URL(path, import.meta.url);

type Built = Rolldown.OutputBundle[string];

/** What a file of the build is made of, by which it is told apart. */
const madeOf = (file: Built) => (file.type === "chunk" ? (file.facadeModuleId ?? file.name) : file.fileName);
/** What is fetched only when somebody asks for it is no part of what a citizen waits for: an archive, an office's module. */
const isLater = (file: Built) => /office|binh-duong/.test(madeOf(file));
/** What is kept for times without a network, and not waited for. */
const isAside = (file: Built) => isLater(file) || /FollowPage|InformationStep|ReviewStep|former/.test(madeOf(file));

/** Says what a page needs in its head: the module of hoso, and the scripts that are imported once it is ready. */
function preload({ fileName }: Built): { tag: string; attrs: Record<string, string>; injectTo: "head" }[] {
  const href = `./${fileName}`;
  if (fileName.endsWith(".wasm"))
    return [{ tag: "link", attrs: { rel: "preload", as: "fetch", crossorigin: "", href }, injectTo: "head" }];
  return fileName.endsWith(".js") ? [{ tag: "link", attrs: { rel: "modulepreload", href }, injectTo: "head" }] : [];
}

/** The first step, in both languages: a phone shows it before it has fetched a script. */
async function painted(html: string): Promise<string> {
  const { module } = await runnerImport<typeof import("./src/prerender.tsx")>(here("src/prerender.tsx").pathname, {
    configFile: false,
    plugins: [books(), labels()],
  });
  const other = `<template lang="en">${module.firstStep("en")}</template>`;
  return html.replace(/<div id="root">.*<\/div>/, `<div id="root">${module.firstStep("vi")}</div>${other}`);
}

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      handler: async (html, { bundle = {} }) => ({
        html: await painted(html),
        tags: Object.values(bundle).filter((file) => !html.includes(file.fileName) && !isAside(file)).flatMap(preload),
      }),
    },
    generateBundle(_, bundle) {
      const built = Object.values(bundle);
      const kept = built.filter((file) => !isLater(file)).map(({ fileName }) => fileName);
      const files = ["./", ...kept, ...readdirSync(here("public"))];
      const digest = createHash("sha256").update(readFileSync(here("src/sw.js")));
      for (const file of built) digest.update(file.type === "chunk" ? file.code : file.source);
      const source = readFileSync(here("src/sw.js"), "utf8")
        .replace("__FILES__", JSON.stringify(files.filter((file) => file !== "index.html")))
        .replace("__BUILD__", JSON.stringify(digest.digest("hex").slice(0, 16)));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
