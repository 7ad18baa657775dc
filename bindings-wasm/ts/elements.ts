/// <reference lib="dom" preserve="true" />
/**
 * Elements for any page, whatever it is made with: `await load()`, then `defineElements()`.
 *
 * Their looks are custom properties (`--hoso-ink`, `--hoso-muted`, `--hoso-line`, `--hoso-paper`, `--hoso-accent`, `--hoso-pale`,
 * `--hoso-good`, `--hoso-bad` and their `-pale`); their language is the nearest `lang`.
 */
import { QuoteElement } from "./quote-element.js";
import type { QuoteAnswer } from "./quoting.js";
import { TrackingElement } from "./tracking-element.js";
import type { Tracking } from "./types.js";

export { QuoteElement, TrackingElement };
export type { QuotedCarriage, QuoteValue } from "./quoting.js";
export type { QuoteAnswer };

const ELEMENTS = { "hoso-quote": QuoteElement, "hoso-tracking": TrackingElement };

/**
 * Makes the elements known to a page; those that stand there already come to life. To be called once hoso is loaded. Where a
 * server renders there is nobody to make them known to.
 */
export function defineElements(): void {
  if (!("customElements" in globalThis)) return;
  for (const [name, element] of Object.entries(ELEMENTS)) if (!customElements.get(name)) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    "hoso-quote": QuoteElement;
    "hoso-tracking": TrackingElement;
  }
  interface HTMLElementEventMap {
    "hoso-quoted": CustomEvent<QuoteAnswer>;
    "hoso-tracked": CustomEvent<Tracking | undefined>;
  }
}
