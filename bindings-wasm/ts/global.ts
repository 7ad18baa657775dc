/** What one script gives a page without a bundler: all of `hoso/inline` and `hoso/elements`. */
export * from "./elements.js";
export * from "./inline.js";
