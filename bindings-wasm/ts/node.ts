/** The entry for Node: ready on import. */
export * from "./common.js";
export { load } from "./node-module.js";
