/** The elements where a test runner plays a browser in Node: they ask the module that `hoso` has there. */
export * from "./elements.js";
