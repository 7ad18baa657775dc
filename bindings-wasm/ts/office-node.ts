/** The entry for an office's programs in Node: ready on import. */
export * from "./office-common.js";
export { load } from "./node-module.js";
