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

/** What is said of a wrong module before the right one comes, while the next is asked for already. */
export async function loadWrong(other) {
  const said = (source) => hoso.load(source).catch(({ message }) => message);
  const [none, html, office, version, foreign] = await Promise.all([
    said(new Uint8Array([1, 2, 3])),
    said("/"),
    said("/pkg/hoso_office_bg.wasm"),
    said(Uint8Array.from(other)),
    said(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])),
  ]);
  await Promise.all([hoso.load(), hoso.load()]);
  return { none, html, office, version, foreign };
}

/** What there is to import, and what of it cannot be asked in a page. */
export async function surface(text) {
  await hoso.load();
  const { value } = hoso.Rulebook.parse(text);
  const methods = Object.getOwnPropertyNames(hoso.Rulebook.prototype);
  const asked = methods.filter((name) => typeof value[name] === "function" && name !== "constructor");
  return { names: Object.keys(hoso).sort(), methods: methods.sort(), answered: asked.filter((name) => value[name]("{}")).length, asked: asked.length };
}

/** What a page is told that asks as an office and has loaded the citizens' module. */
export async function onlyTheOffice(text) {
  await hoso.load();
  const { value } = office.Rulebook.parse(text);
  const asks = [
    ...[() => value.check(), () => value.report({}), () => value.toJson(), () => office.advance({}, {})],
    ...[() => value.journey({}), () => value.settle({}), () => value.reconcileJson("{}"), () => value.quarterReport({})],
    ...[() => office.eventOf("karrio", ""), () => office.eventOfJson("{}"), () => office.amountInWords(1)],
    ...[() => office.withoutPerson({}), () => office.formWithoutPerson("return_request", {})],
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
