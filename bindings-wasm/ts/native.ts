/**
 * The WebAssembly module: loaded once, and asked through here.
 *
 * There are two. One holds what a citizen's page asks; the office's holds that and all the rest.
 */
import type * as office from "./hoso_office.js";

/** Where the module is to be had from: its URL, a response, its bytes, or the compiled module. */
export type Source = string | URL | Request | Response | BufferSource | WebAssembly.Module | Promise<Response>;

/** The functions of the office's module; those of the other are among them. @internal */
export type Module = typeof office;

/** A module's JavaScript, not loaded yet. @internal */
export interface Glue {
  default(source: { module_or_path: Source } | undefined): Promise<unknown>;
  maxBytes(): number;
  maxDepth(): number;
}

let module: Module | undefined;
let limit: { bytes: number; depth: number } | undefined;

/** How a module is loaded from a source, or from beside its script. @internal */
export function loader(glue: Glue): (source?: Source) => Promise<void> {
  let loading: Promise<void> | undefined;
  return (source) => {
    loading ??= glue.default(source === undefined ? undefined : { module_or_path: source }).then(
      () => use(glue),
      (reason: unknown) => {
        loading = undefined;
        throw reason;
      },
    );
    return loading;
  };
}

/** Makes a module the one that is asked, unless the one that is there can answer more. @internal */
export function use(glue: Glue): void {
  if (module && "advance" in module) return;
  limit = { bytes: glue.maxBytes(), depth: glue.maxDepth() };
  module = glue as unknown as Module;
}

/** The module's functions. @internal */
export function native(): Module {
  if (!module) throw new Error("hoso is not loaded: `await load()` comes first");
  return module;
}

/** Something that only the office's module has, found by a function of it. @internal */
export function ofOffice<T extends object>(found: T, name: keyof T): T {
  if (name in found) return found;
  throw new Error(`hoso: ${String(name)} is the office's: \`load\` comes from "hoso/office"`);
}

/** What the core reads at most. @internal */
export function limits(): { bytes: number; depth: number } {
  native();
  return limit!;
}
