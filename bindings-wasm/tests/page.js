/** What tests do inside a page: the functions that `inPage` calls by name. */
import * as hoso from "/pkg/index.js";
import { run } from "/tests/vectors.js";

const wasm = new URL("/pkg/hoso_bg.wasm", location.href);

export function unloaded() {
  try {
    return hoso.track([]);
  } catch (error) {
    return error.message;
  }
}

export async function loadTwice() {
  const first = await hoso.load(new Uint8Array([1, 2, 3])).catch((error) => error.name);
  await Promise.all([hoso.load(), hoso.load()]);
  return first;
}

export async function vectors(files) {
  await hoso.load();
  return run(hoso, files);
}

export async function loadFrom(kind, text) {
  const sources = {
    url: () => wasm,
    text: () => wasm.href,
    bytes: async () => (await fetch(wasm)).arrayBuffer(),
    response: () => fetch(wasm),
    module: () => WebAssembly.compileStreaming(fetch(wasm)),
  };
  const source = kind === "promise" ? fetch(wasm) : await sources[kind]();
  await hoso.load(source);
  return hoso.Rulebook.parse(text).value.id;
}

export async function workers(text) {
  const source = `
    import { load, Rulebook } from "${location.origin}/pkg/index.js";
    onmessage = async ({ data: { text, module } }) => {
      await load(module);
      postMessage(Rulebook.parse(text).value.id);
    };`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const module = await WebAssembly.compileStreaming(fetch(wasm));
  const asked = [undefined, module].map(
    (module) =>
      new Promise((answered, failed) => {
        const worker = new Worker(url, { type: "module" });
        worker.onmessage = ({ data }) => answered(data);
        worker.onerror = ({ message }) => failed(new Error(message));
        worker.postMessage({ text, module });
      }),
  );
  return Promise.all(asked);
}
