/** Where a WebAssembly module is to be had from, and whether it is the one that the script needs. */

/** Where the module is to be had from: its URL, a response, its bytes, the compiled module, or what a bundler makes of an import. */
export type Source = Had | Promise<Had>;

type Had = string | Of<"URL"> | Of<"Request"> | Of<"Response"> | ArrayBuffer | ArrayBufferView | Compiled | { readonly default: Had };

/** What a class of the web makes. A project for Node need not know the class, and then it has none of it to give. */
type Of<Name extends string> = typeof globalThis extends Record<Name, { prototype: infer Made }> ? Made : never;

/** A `WebAssembly.Module`, where that is known. */
export type Compiled = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Made } } } ? Made : never;

const HELP =
  'Say where the module is (`await load(url)`), or import from "hoso/inline", which has it inside; the README says what each bundler needs.';

/**
 * The module of a source, compiled. It is looked at before it is used, so that a wrong one says what to do, and a right one may
 * come later. @internal
 */
export async function compiled(source: Source, stamps: readonly string[]): Promise<WebAssembly.Module> {
  const given = await plain(source);
  const module = isModule(given) ? given : await compile(isAddress(given) ? await fetched(given) : given);
  const [own] = WebAssembly.Module.customSections(module, "hoso").map((bytes) => new TextDecoder().decode(bytes));
  if (own === undefined || !stamps.includes(own)) throw new Error(another(own, stamps));
  return module;
}

/** The address of what lies beside a script; some bundlers leave none. @internal */
export function addressOf(make: () => URL): URL {
  try {
    return make();
  } catch (cause) {
    throw new Error(`hoso: the bundler left the script no address, so that the module cannot be found beside it. ${HELP}`, { cause });
  }
}

/** Whether a source is only the address of a module. @internal */
export function isAddress(source: unknown): source is string | URL | Request {
  return typeof source === "string" || isA(source, "URL") || isA(source, "Request");
}

/** What a promise holds, and the namespace of an imported file. */
async function plain(source: Source): Promise<Exclude<Had, { default: Had }>> {
  const given = await source;
  return typeof given === "object" && given !== null && "default" in given ? plain(given.default) : given;
}

async function fetched(address: string | URL | Request): Promise<Response> {
  try {
    return await fetch(address);
  } catch (cause) {
    const url = isA(address, "Request") ? (address as Request).url : String(address);
    throw new Error(`hoso: ${url} cannot be fetched (${String(cause)}). ${HELP}`, { cause });
  }
}

/** What is fetched is compiled while it comes, if the server says what it is. */
async function compile(given: Response | BufferSource): Promise<WebAssembly.Module> {
  const response = isA(given, "Response") ? (given as Response) : undefined;
  const type = response?.headers.get("content-type")?.split(";")[0]?.trim();
  const told = response ? `${response.url || "the response"} answers ${response.status}${type ? ` with ${type}` : ""}` : "these bytes";
  if (response && !response.ok) throw new Error(`hoso: ${told}, and not a WebAssembly module. ${HELP}`);
  try {
    if (response && type === "application/wasm") return await WebAssembly.compileStreaming(response);
    return await WebAssembly.compile(response ? await response.arrayBuffer() : (given as BufferSource));
  } catch (cause) {
    if (await isForbidden()) throw new Error(`hoso: here no WebAssembly may be compiled (${String(cause)}). ${POLICY}`, { cause });
    throw new Error(`hoso: ${told}${response ? ", which is" : " are"} no WebAssembly module (${String(cause)}). ${HELP}`, { cause });
  }
}

const POLICY = "A page's content security policy needs 'wasm-unsafe-eval' in its `script-src`; a worker at the edge imports its module.";

/** Whether nothing at all may be compiled: not even the module that has nothing in it. */
function isForbidden(): Promise<boolean> {
  return WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)).then(() => false, () => true);
}

function another(own: string | undefined, stamps: readonly string[]): string {
  const needed = stamps.join(" or ");
  if (own === undefined) return `hoso: this WebAssembly module is none of hoso's; ${needed} is needed. ${HELP}`;
  const kind = own.split(" ")[0];
  const other = stamps.every((stamp) => stamp.split(" ")[0] !== kind);
  const why = other
    ? '`load` of "hoso" takes hoso/hoso.wasm, that of "hoso/office" hoso/hoso_office.wasm'
    : "the script and the module must be of one version of the package: build again, and empty the caches between";
  return `hoso: this WebAssembly module is ${own}, and ${needed} is needed: ${why}.`;
}

function isModule(source: unknown): source is WebAssembly.Module {
  return isA(source, "WebAssembly.Module");
}

/** Of a class, in whichever frame or sandbox it was made. */
function isA(value: unknown, name: string): boolean {
  return Object.prototype.toString.call(value) === `[object ${name}]`;
}
