/** The WebAssembly module: loaded once, and asked through here. */
import init, * as module from "./hoso.js";

/** Where the module is to be had from: its URL, a response, its bytes, or the compiled module. */
export type Source = string | URL | Request | Response | BufferSource | WebAssembly.Module | Promise<Response>;

let limit: { bytes: number; depth: number } | undefined;
let loading: Promise<void> | undefined;

/**
 * Makes the library ready; needed once, before anything else is called. In Node it is ready on import, and this does
 * nothing.
 *
 * Without a source the module is fetched from beside the script, where bundlers put it. A failed load may be tried again.
 */
export function load(source?: Source): Promise<void> {
  loading ??= (limit ? Promise.resolve() : init(source === undefined ? undefined : { module_or_path: source }).then(ready)).catch(
    (reason: unknown) => {
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}

/** Makes the library ready at once, from bytes or a compiled module. */
export function loadSync(source: BufferSource | WebAssembly.Module): void {
  if (limit) return;
  module.initSync({ module: source });
  ready();
}

function ready(): void {
  limit = { bytes: module.maxBytes(), depth: module.maxDepth() };
}

/** The module's functions. @internal */
export function native(): typeof module {
  limits();
  return module;
}

/** What the core reads at most. */
export function limits(): { bytes: number; depth: number } {
  if (!limit) throw new Error("hoso is not loaded: `await load()` comes first");
  return limit;
}
