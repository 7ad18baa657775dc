/** What the build adds for slow networks and none: all files of the page are asked for at once, and kept by a service worker. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

const here = (path: string) => new URL(path, import.meta.url);

/** Says what a page needs in its head: the module of hoso, and the scripts that are imported once it is ready. */
function preloads(files: string[]): { tag: string; attrs: Record<string, string>; injectTo: "head" }[] {
  return files.flatMap((file) => {
    const href = `./${file}`;
    if (file.endsWith(".wasm"))
      return { tag: "link", attrs: { rel: "preload", as: "fetch", crossorigin: "", href }, injectTo: "head" as const };
    if (file.endsWith(".css"))
      return { tag: "link", attrs: { rel: "preload", as: "style", crossorigin: "", href }, injectTo: "head" as const };
    return file.endsWith(".js") ? { tag: "link", attrs: { rel: "modulepreload", href }, injectTo: "head" as const } : [];
  });
}

/** What is fetched only when somebody asks for it is no part of what a citizen waits for: an archive, an office's module. */
const isLater = (file: string) => /office|binh-duong/.test(file);
/** What is kept for times without a network, and not waited for. */
const isAside = (file: string) => isLater(file) || /FollowPage/.test(file);

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => preloads(Object.keys(bundle).filter((file) => !html.includes(file) && !isAside(file))),
    },
    generateBundle(_, bundle) {
      const built = Object.values(bundle);
      const names = built.map(({ fileName }) => fileName).filter((file) => !isLater(file));
      const files = ["./", ...names, ...readdirSync(here("public"))];
      const digest = createHash("sha256").update(readFileSync(here("src/sw.js")));
      for (const file of built) digest.update(file.type === "chunk" ? file.code : file.source);
      const source = readFileSync(here("src/sw.js"), "utf8")
        .replace("__FILES__", JSON.stringify(files.filter((file) => file !== "index.html")))
        .replace("__BUILD__", JSON.stringify(digest.digest("hex").slice(0, 16)));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
