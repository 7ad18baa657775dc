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

/** What hoso takes and Chromium refuses of inputs with the hints: the texts of forms that are right, and `more` of fields. */
export async function letThrough(forms, more) {
  await hoso.load();
  const texts = (value, path = []) =>
    typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, own]) => texts(own, [...path, key])) : [[path, value]];
  const asked = [
    ...forms.flatMap(({ form, value }) => texts(value).map(([path, text]) => [form, `/${path.join("/")}`, text, value])),
    ...more,
  ];
  const refused = asked.filter(([form, path, text, within]) => {
    if (path.includes("/x_")) return false;
    const { type, options, ...hints } = hoso.fieldHints(form, path, { within });
    if (type === "select" || hoso.validateField(form, path, text, { within }).length) return false;
    const input = document.createElement("input");
    for (const [name, value] of Object.entries({ ...hints, type })) if (value !== false) input.setAttribute(name, value);
    if (type === "checkbox") input.checked = text !== false;
    else input.value = text ?? "";
    return !input.checkValidity();
  });
  return { refused, asked: asked.length };
}

/** What is said of a module that may not be compiled: one beside, bytes, the one inside. */
export async function loadUnderPolicy() {
  const inline = await import("/pkg/inline.js");
  const bytes = await (await fetch(wasm)).arrayBuffer();
  const loads = [() => hoso.load(), () => hoso.load(bytes), () => inline.load()];
  return Promise.all(loads.map((load) => load().catch(({ message }) => message)));
}

/** What an element shows that a plain script defines. */
export async function shownByGlobal(text) {
  const { defineElements, load, Rulebook } = globalThis.hoso;
  await load();
  defineElements();
  const quote = document.createElement("hoso-quote");
  quote.rulebook = Rulebook.parse(text).value;
  quote.value = { agency: "so-noi-vu", procedure: "1.900101", service: "return", on: "2014-10-01", weight_grams: 80, place: "718" };
  document.body.append(quote);
  return quote.shadowRoot.querySelector("tr.total td").textContent;
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
