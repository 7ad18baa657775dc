/** The built page as a server of today serves it: every file compressed once, and kept by its name. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export async function serve(): Promise<{ address: string; close: () => void }> {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = new Map(
    names.map(({ parentPath, name }) => {
      const path = `${parentPath}/${name}`.replace("//", "/");
      return [path.slice(dist.length - 1), brotliCompressSync(readFileSync(path))] as const;
    }),
  );
  const server: Server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://page");
    const path = pathname === "/" ? "/index.html" : pathname;
    const file = files.get(path);
    if (!file) return response.writeHead(404).end();
    const lasts = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    return response.writeHead(200, { "content-type": type, "content-encoding": "br", "cache-control": lasts }).end(file);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
