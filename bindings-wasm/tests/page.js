/** What tests do inside a page: the functions that `inPage` calls by name. */
import * as hoso from "/pkg/index.js";
import * as office from "/pkg/office.js";
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

/** What a citizen's page cannot ask, and what it is told then. */
export async function onlyTheOffice(text) {
  await hoso.load();
  const { value } = hoso.Rulebook.parse(text);
  const asks = [
    ...[() => value.check(), () => value.report({}), () => value.toJson(), () => hoso.advance({}, {})],
    ...[() => value.journey({}), () => value.settle({}), () => value.reconcileJson("{}"), () => value.quarterReport({})],
    ...[() => hoso.eventOf("karrio", ""), () => hoso.eventOfJson("{}"), () => hoso.amountInWords(1)],
    ...[() => hoso.withoutPerson({}), () => hoso.formWithoutPerson("return_request", {})],
  ];
  return asks.map((ask) => {
    try {
      return ask();
    } catch (error) {
      return error.message;
    }
  });
}

/** The vectors that the citizens' module answers, and then all of them by the office's. */
export async function vectors(files) {
  await hoso.load();
  const citizens = run(hoso, files, { office: false });
  await office.load();
  return { citizens, all: run(office, files) };
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
