/**
 * The WebAssembly module: loaded once, and asked through here.
 *
 * There are two. One holds what a citizen's page asks; the office's holds that and all the rest.
 */
import type * as office from "./hoso_office.js";
import { compiled, type Source } from "./source.js";

/** The functions of the office's module; those of the other are among them. @internal */
export type Module = typeof office;

/** A module's JavaScript, not loaded yet. @internal */
export interface Glue {
  default(source: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  maxBytes(): number;
  maxDepth(): number;
}

let module: Module | undefined;
let limit: { bytes: number; depth: number } | undefined;

/**
 * How a module is loaded: from the source that is given, or its own. Who loads while somebody does waits for it, and tries
 * what he has when it fails. @internal
 */
export function loader(glue: Glue, stamp: string, own: () => Source): (source?: Source) => Promise<void> {
  let loading: Promise<void> | undefined;
  const attempt = async (source: Source | undefined) => {
    await glue.default({ module_or_path: await compiled(source ?? own(), [stamp]) });
    use(glue);
  };
  return (source) => {
    loading = loading ? loading.catch(() => attempt(source)) : attempt(source);
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
